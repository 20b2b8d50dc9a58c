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
ABOUT_CHANGES = Text(
    "БЖБ мен ТЖБ тапсырудың жеке кестесіне өзгерістер енгізу туралы",
    "О внесении изменений в индивидуальный график сдачи СОР и СОЧ",
)
AMEND = Text(
    "Мына білім алушының БЖБ мен ТЖБ тапсыруының жеке кестесіне өзгерістер енгізілсін:",
    "Внести изменения в индивидуальный график сдачи СОР и СОЧ обучающегося:",
)
CHANGED = Text(
    "Кесте мына құжатпен бекітілген: {order}. Енгізілетін өзгерістер:",
    "График утверждён следующим документом: {order}. Вносимые изменения:",
)
IN_FULL = Text(
    "Пән мұғалімдері БЖБ мен ТЖБ-ны өзгерістер ескерілген мына кесте бойынша қабылдасын:",
    "Учителям-предметникам принять СОР и СОЧ по следующему графику с учётом изменений:",
)
TAKEN_OFF = Text("кестеден алынады", "исключается")
ADDED = Text("қосылады", "добавляется")
CHANGE_COLUMNS = (
    Column(heading=Text("Оқу пәні", "Учебный предмет"), share=4.4),
    Column(heading=Text("Түрі", "Вид"), share=2, align="center"),
    Column(heading=Text("Бекітілгені", "Утверждено"), share=5),
    Column(heading=Text("Өзгергені", "Изменено"), share=5),
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
    about = ABOUT_CHANGES if subject.schedule.amended else ORDER_NAMES[OrderKind.SCHEDULE]
    documents = [*orders.papers(subject), *orders.review_documents(subject)]
    return tuple(orders.blocks(subject, about, points, documents, _points(subject)))


def _points(subject: Subject) -> Iterator[Said | Table]:
    amended = subject.schedule.amended
    yield orders.pupil_value(subject, AMEND if amended else APPROVE)
    if amended is not None:
        yield say(CHANGED, order=amended.order)
        changes = tuple(_change(was, now) for was, now in amended.changes)
        yield Table(columns=CHANGE_COLUMNS, rows=changes)
    yield say(IN_FULL if amended else TEACHERS)
    rows = tuple(_row(line) for line in subject.schedule.lines)
    yield Table(columns=COLUMNS, rows=rows, blank_rows=10)
    yield say(orders.TELL)


def _row(line: Sat) -> tuple[Value, ...]:
    return (when(line), line.subject, line.kind, line.mode, line.room, line.teacher)


def _change(was: Sat | None, now: Sat | None) -> tuple[Value, ...]:
    """A sitting as it was approved and as it is now."""
    line = was or now
    assert line is not None
    return (line.subject, line.kind, _place(was) or ADDED, _place(now) or TAKEN_OFF)


def _place(line: Sat | None) -> Text | None:
    """«14.12.2026, 10:00; мектепте; 12»."""
    if line is None:
        return None
    kk, ru = (
        "; ".join(filter(None, (when(line), line.mode[code], line.room))) for code in ("kk", "ru")
    )
    return Text(kk, ru)


FORM = Form(
    code="order-schedule",
    title=TITLE,
    scope="order",
    body=body,
    grounds=frozenset(Ground) - WHOLE_CLASSES,
)
