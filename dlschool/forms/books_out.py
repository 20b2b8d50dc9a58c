"""List of textbooks that pupils have not returned."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.material_values import GivenLine, described
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Paragraph, Signature, Table

TITLE = Text("Қайтарылмаған оқулықтардың тізімі", "Список невозвращённых учебников")
AS_OF = Text("Жай-күйі: {date}", "По состоянию на: {date}")
CLASS = Text("Сыныбы: {class_name:12}", "Класс: {class_name:12}")
WHOLE_SCHOOL = Text("барлық сыныптар", "все классы")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.9, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=4),
    Column(heading=Text("Сыныбы", "Класс"), share=1.5, align="center"),
    Column(heading=Text("Оқулық", "Учебник"), share=5),
    Column(heading=Text("Түгендеу нөмірі", "Инвентарный номер"), share=2, align="center"),
    Column(heading=Text("Берілген күні", "Дата выдачи"), share=2.5, align="center"),
    Column(heading=Text("Ескерту", "Примечание"), share=2.5),
)
LEFT = Text("мектептен кеткен: {day}", "выбыл(а): {day}")
TOTAL = Text(
    "Барлығы: {count:6}, білім алушылар: {people:6}", "Всего: {count:6}, обучающихся: {people:6}"
)
MADE_BY = Text("Кітапханашы", "Библиотекарь")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    said, filled = subject.materials, bool(subject.materials.given)
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(
        AS_OF, date=words.long_date(subject.today) if filled else words.BLANK_DATE, before=2
    )
    yield phrases.line(CLASS, class_name=said.class_name or (WHOLE_SCHOOL if filled else None))
    rows = tuple(_row(n, line) for n, line in enumerate(said.given, 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=20)
    people = {line.pupil.id for line in said.given}
    yield Paragraph(
        words=say(
            TOTAL,
            count=str(len(said.given)) if filled else None,
            people=str(len(people)) if filled else None,
        ),
        align="left",
        before=2,
    )
    yield Signature(left=MADE_BY, name=None, captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]))


def _row(n: int, line: GivenLine) -> tuple[Value, ...]:
    left = line.pupil.left_on
    return (
        str(n),
        line.pupil.full_name,
        phrases.class_name(line.pupil) or "",
        described(line.item),
        line.item.inventory,
        words.short_date(line.loan.date),
        LEFT.filled(day=f"{left:%d.%m.%Y}") if left else line.loan.note,
    )


FORM = Form(code="books-out", title=TITLE, scope="learning", body=body)
