"""Everything the school keeps about a pupil: the answer to a person who asks for it."""

from collections.abc import Iterator

from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import CardPart, Form, Subject
from dlschool.forms.sheet.blocks import Block, Column, Signature, Table

TITLE = Text("Мектепте сақталатын дербес деректер", "Персональные данные, хранящиеся в школе")
AS_OF = Text("Жасалған күні: {date}", "Дата составления: {date}")
COLUMNS = (
    Column(heading=Text("Атауы", "Наименование"), share=3),
    Column(heading=Text("Сақталатын мәлімет", "Хранящиеся сведения"), share=6),
)
NOTHING = Text("жазба жоқ", "записей нет")
MADE = Text("Дайындаған", "Подготовил(а)")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    parts = subject.personal.card
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(
        AS_OF, date=words.long_date(subject.today) if parts else words.BLANK_DATE, before=2
    )
    yield from phrases.pupil_fields(subject.pupil, lives=True)
    for part in parts:
        yield from _part(part)
    if not parts:
        yield Table(columns=COLUMNS, rows=(), blank_rows=14)
    yield phrases.director_signature(subject.school)
    yield Signature(left=MADE, name=None, before=4)


def _part(part: CardPart) -> Iterator[Block]:
    yield phrases.title(part.heading, before=4)
    if part.lines:
        yield Table(columns=COLUMNS, rows=part.lines, before=1)
    else:
        yield phrases.line(NOTHING, align="center")


FORM = Form(code="person-card", title=TITLE, scope="person", body=body)
