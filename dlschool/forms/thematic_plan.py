"""Calendar-thematic plan (КТЖ/КТП): columns as schools keep them, with who looked at it and approved it."""

from collections.abc import Iterator

from dlschool.domain.learning import PlanLine
from dlschool.domain.pupil import LANGUAGE_NAMES
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.approval import approval
from dlschool.forms.form import Form, Subject
from dlschool.forms.material_values import ThematicPlan
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

TITLE = Text("Күнтізбелік-тақырыптық жоспар (КТЖ)", "Календарно-тематический план (КТП)")
SUBJECT = Text("Оқу пәні", "Учебный предмет")
HEAD = Text(
    "Сыныбы: {grade:8}, оқыту тілі: {language:14}, {year:20}",
    "Класс: {grade:8}, язык обучения: {language:14}, {year:20}",
)
HOURS = Text(
    "Сағат саны: барлығы {total:8}, аптасына {weekly:8}",
    "Количество часов: всего {total:8}, в неделю {weekly:8}",
)
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Бөлім / ортақ тақырыптар", "Раздел / сквозные темы"), share=2.8),
    Column(heading=Text("Сабақтың тақырыбы", "Тема урока"), share=4.4),
    Column(heading=Text("Оқу мақсаттары", "Цели обучения"), share=3.4),
    Column(heading=Text("Сағат саны", "Кол-во часов"), share=1.2, align="center"),
    Column(heading=Text("Мерзімі", "Дата"), share=2.3, align="center"),
    Column(heading=Text("Ескерту", "Примечание"), share=1.8),
)
LOOKED = Text(
    "Әдістемелік бірлестікте қаралды (хаттаманың күні, №)",
    "Рассмотрено на методическом объединении (дата, № протокола)",
)
TEACHER = Text("Мұғалім", "Учитель")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    plan = subject.materials.plan
    yield phrases.letterhead(subject.school)
    yield approval(subject.school)
    yield phrases.title(TITLE, before=3)
    yield Field(label=SUBJECT, value=(plan.subject or plan.item.title) if plan else None)
    yield Paragraph(words=say(HEAD, **_head(plan)), align="left")
    yield phrases.line(
        HOURS,
        total=plan.total if plan else None,
        weekly=(plan.weekly or None) if plan else None,
    )
    lines = plan.lines if plan else ()
    yield Table(
        columns=COLUMNS, rows=tuple(_row(n, line) for n, line in enumerate(lines, 1)), blank_rows=14
    )
    yield Field(label=LOOKED, value=None, before=4)
    yield Signature(left=TEACHER, name=None, before=6)


def _head(plan: ThematicPlan | None) -> dict[str, Value]:
    if plan is None:
        return {"grade": None, "language": None, "year": None}
    item = plan.item
    return {
        "grade": None if item.grade is None else str(item.grade),
        "language": LANGUAGE_NAMES.get(item.language),
        "year": words.school_year(item.year) if item.year else None,
    }


def _row(n: int, line: PlanLine) -> tuple[Value, ...]:
    return (
        str(n),
        line.section,
        line.topic,
        line.aims,
        line.hours.replace(".", ","),
        words.short_date(line.date) or "",
        line.note,
    )


FORM = Form(code="thematic-plan", title=TITLE, scope="learning", body=body)
