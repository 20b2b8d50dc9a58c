"""Who was told of an emergency or weather order, by what means and when."""

from collections.abc import Iterator

from dlschool.domain.alert import audience_words, channel_words
from dlschool.domain.case import WHOLE_CLASSES, PaperKind
from dlschool.domain.record import Told
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value
from dlschool.forms.sheet.blocks import Block, Column, Field, Table

TITLE = Text("Хабардар ету парағы", "Лист оповещения")
BASIS = Text("Уәкілетті органның бұйрығы", "Приказ уполномоченного органа")
ORDER = Text("Мектеп бұйрығы", "Приказ школы")
CLASSES = Text("Сыныптар", "Классы")
PERIOD = Text("Кезеңі", "Период")
COLUMNS = (
    Column(heading=Text("№", "№"), share=1, align="center"),
    Column(heading=Text("Кім хабардар етілді", "Кто оповещён"), share=6),
    Column(heading=Text("Хабарлау тәсілі", "Способ оповещения"), share=4),
    Column(heading=Text("Күні", "Дата"), share=2.6, align="center"),
    Column(heading=Text("Уақыты", "Время"), share=2, align="center"),
    Column(heading=Text("Қолы", "Подпись"), share=2.4),
)


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    case, order = subject.case, subject.order or next(iter(subject.orders), None)
    authority = subject.paper(PaperKind.DEPARTMENT_ORDER)
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield Field(label=BASIS, value=phrases.issued_by(authority) if authority else None, before=2)
    yield Field(label=ORDER, value=phrases.dated(order.date, order.number) if order else None)
    yield Field(label=CLASSES, value=(", ".join(case.classes) or None) if case else None)
    yield Field(label=PERIOD, value=words.period(order.start, order.until) if order else None)
    yield Table(
        columns=COLUMNS,
        rows=tuple(_row(n, told) for n, told in enumerate(subject.told, 1)),
        blank_rows=18,
    )
    yield phrases.director_signature(subject.school)


def _row(n: int, told: Told) -> tuple[Value, ...]:
    """`told.at` is a local date and time, ISO."""
    day, _, at = told.at.replace(" ", "T").partition("T")
    shown = ".".join(reversed(day.split("-")))
    return (str(n), audience_words(told.audience), channel_words(told.channel), shown, at[:5], None)


FORM = Form(code="telling", title=TITLE, scope="case", body=body, grounds=WHOLE_CLASSES)
