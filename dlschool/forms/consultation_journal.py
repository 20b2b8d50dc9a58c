"""Consultation journal: who came to whom and when. What was said under a seal is not written in it."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.domain.trace import CONSULTANTS
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Signature, Table
from dlschool.forms.trace_values import Consulted

TITLE = Text("Консультациялар журналы", "Журнал консультаций")
WHY = Text(
    "Қашықтан оқитын білім алушыларға берілген консультациялар{points}.",
    "Консультации обучающихся на дистанционном обучении{points}.",
)
PERIOD = Text("Кезең: {period:40}", "Период: {period:40}")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.9, align="center"),
    Column(heading=Text("Күні", "Дата"), share=2.7, align="center"),
    Column(heading=Text("Білім алушы", "Обучающийся"), share=4),
    Column(heading=Text("Сыныбы", "Класс"), share=1.7, align="center"),
    Column(heading=Text("Консультация берген", "Кто консультировал"), share=4),
    Column(heading=Text("Тақырыбы", "Тема"), share=3.6),
    Column(heading=Text("Қолы", "Подпись"), share=1.9),
)
TOTAL = Text("Консультациялар саны: {count:6}", "Всего консультаций: {count:6}")
NOTE = Text(
    "Педагог-психологтың, медицина қызметкерінің, әлеуметтік педагогтің және инспектордың "
    "консультацияларының мазмұны журналға жазылмайды.",
    "Содержание консультаций педагога-психолога, медицинского работника, социального педагога и инспектора "
    "в журнал не вносится.",
)
KEEPS = Text("Журналды жүргізген", "Журнал вёл(а)")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    found = subject.consultations
    known = {point.key for point in subject.edition.points}
    points = tuple(key for key in ("annex-2:13.5",) if key in known)
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(WHY, before=2, align="center", points=phrases.in_brackets(points))
    yield phrases.line(
        PERIOD, before=3, period=words.period(found.start, found.until) if found else None
    )
    lines = found.lines if found else ()
    yield Table(
        columns=COLUMNS, rows=tuple(_row(n, line) for n, line in enumerate(lines, 1)), blank_rows=17
    )
    yield phrases.line(NOTE, before=1)
    yield phrases.line(TOTAL, before=2, count=str(len(lines)) if found else None)
    yield Signature(left=KEEPS, name=None)
    yield phrases.director_signature(subject.school)


def _row(n: int, line: Consulted) -> tuple[Value, ...]:
    post = CONSULTANTS[line.kind]
    who = Text(f"{line.who}, {post.kk}", f"{line.who}, {post.ru}") if line.who else post
    return (
        str(n),
        words.short_date(line.date),
        line.pupil.full_name,
        phrases.class_name(line.pupil),
        who,
        line.topic,
        "",
    )


FORM = Form(code="consultation-journal", title=TITLE, scope="learning", body=body)
