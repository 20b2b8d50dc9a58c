"""The director's order that approves a pupil's individual schedule of SOR, SOCh and attestation."""

from collections.abc import Iterator

from dlschool.domain.case import ORDER_NAMES, WHOLE_CLASSES, Ground, OrderKind
from dlschool.domain.text import Text
from dlschool.forms import orders
from dlschool.forms.form import Form, Subject
from dlschool.forms.individual_schedule import when
from dlschool.forms.said import Said, Value, say
from dlschool.forms.schedule_values import Sat
from dlschool.forms.sheet.blocks import Block, Column, Table

TITLE = Text(
    "БЖБ мен ТЖБ тапсырудың жеке кестесін бекіту туралы бұйрық",
    "Приказ об утверждении индивидуального графика сдачи СОР и СОЧ",
)
APPROVE = Text(
    "Мына білім алушының БЖБ мен ТЖБ тапсыруының жеке кестесі бекітілсін:",
    "Утвердить индивидуальный график сдачи СОР и СОЧ обучающегося:",
)
TEACHERS = Text(
    "Пән мұғалімдері БЖБ мен ТЖБ-ны мына кесте бойынша қабылдасын:",
    "Учителям-предметникам принять СОР и СОЧ по следующему графику:",
)
COLUMNS = (
    Column(heading=Text("Күні, уақыты", "Дата, время"), share=3, align="center"),
    Column(heading=Text("Оқу пәні", "Учебный предмет"), share=4.4),
    Column(heading=Text("Түрі", "Вид"), share=2, align="center"),
    Column(heading=Text("Тапсыру түрі", "Форма сдачи"), share=2.8),
    Column(heading=Text("Кабинет", "Кабинет"), share=1.8, align="center"),
    Column(heading=Text("Мұғалім", "Учитель"), share=3.6),
)


def body(subject: Subject) -> tuple[Block, ...]:
    asked = subject.rule.individual_schedule if subject.rule else None
    points = (asked.points if asked else ()) if subject.rule else None
    documents = [*orders.papers(subject), *orders.review_documents(subject)]
    return tuple(
        orders.blocks(subject, ORDER_NAMES[OrderKind.SCHEDULE], points, documents, _points(subject))
    )


def _points(subject: Subject) -> Iterator[Said | Table]:
    yield orders.pupil_value(subject, APPROVE)
    yield say(TEACHERS)
    rows = tuple(_row(line) for line in subject.schedule.lines)
    yield Table(columns=COLUMNS, rows=rows, blank_rows=10)
    yield say(orders.TELL)


def _row(line: Sat) -> tuple[Value, ...]:
    return (when(line), line.subject, line.kind, line.mode, line.room, line.teacher)


FORM = Form(
    code="order-schedule",
    title=TITLE,
    scope="order",
    body=body,
    grounds=frozenset(Ground) - WHOLE_CLASSES,
)
