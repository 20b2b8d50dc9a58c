"""The director's order that transfers a pupil to distance learning."""

from collections.abc import Iterator

from dlschool.domain.case import (
    MATERIAL_NAMES,
    ORDER_NAMES,
    WHOLE_CLASSES,
    Ground,
    OrderKind,
)
from dlschool.domain.text import Text
from dlschool.forms import orders, phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Said, say
from dlschool.forms.sheet.blocks import Block
from dlschool.law.shape import GroundRule

TITLE = Text(
    "Қашықтан оқытуға ауыстыру туралы бұйрық", "Приказ о переводе на дистанционное обучение"
)
TRANSFER = Text(
    "Мына білім алушы қашықтан оқытуға ауыстырылсын:",
    "Перевести на дистанционное обучение обучающегося:",
)
PERIOD = Text("Қашықтан оқыту кезеңі: {period:60}.", "Период дистанционного обучения: {period:60}.")
EVENT = Text(
    "Іс-шара: {event}; өтетін жері: {place:30}; қатысу кезеңі: {period:40}.",
    "Мероприятие: {event}; место проведения: {place:30}; период участия: {period:40}.",
)
ACCESS = Text(
    "Директордың оқу ісі жөніндегі орынбасары (оның міндетін атқаратын тұлға) білім алушыға "
    "ақпараттық жүйеге, электрондық сабақ кестесіне, электрондық журналға және электрондық "
    "ресурстарға қолжетімділікті қамтамасыз етсін{points}.",
    "Заместителю директора по учебной работе (лицу, исполняющему его обязанности) обеспечить "
    "обучающемуся доступ к информационной системе, электронному расписанию уроков, электронному "
    "журналу и электронным ресурсам{points}.",
)
ISSUE = Text(
    "Директордың оқу ісі жөніндегі орынбасары (оның міндетін атқаратын тұлға) білім алушыға "
    "мыналардың берілуін қамтамасыз етсін: {materials}{points}.",
    "Заместителю директора по учебной работе (лицу, исполняющему его обязанности) обеспечить "
    "выдачу обучающемуся следующего: {materials}{points}.",
)
ATTEST = Text(
    "Пән мұғалімдері білім алушының БЖБ мен ТЖБ тапсыруын және аттестаттаудан өтуін бекітілген "
    "кесте бойынша ұйымдастырсын{points}.",
    "Учителям-предметникам организовать сдачу обучающимся СОР и СОЧ и прохождение аттестации по "
    "утверждённому графику{points}.",
)
INDIVIDUAL = Text(
    "Іс-шара аяқталғаннан кейін білім алушы БЖБ мен ТЖБ тапсырсын; өткізу мерзімдері сәйкес "
    "келмесе, олар жеке кесте бойынша тапсырылсын{points}.",
    "После мероприятия обучающемуся сдать СОР и СОЧ; при несовпадении сроков проведения — по "
    "индивидуальному графику{points}.",
)


def body(subject: Subject) -> tuple[Block, ...]:
    rule = subject.rule
    documents = [*orders.papers(subject), *orders.councils(subject)]
    return tuple(
        orders.blocks(
            subject,
            ORDER_NAMES[OrderKind.TRANSFER],
            rule.points if rule else None,
            documents,
            _points(subject, rule),
        )
    )


def _points(subject: Subject, rule: GroundRule | None) -> Iterator[Said]:
    order = subject.order
    yield orders.pupil_value(subject, TRANSFER)
    yield say(PERIOD, period=words.period(order.start, order.until) if order else None)
    case = subject.case
    if case and case.event_name:
        yield say(
            EVENT,
            event=case.event_name,
            place=case.event_place or None,
            period=words.period(case.event_from, case.event_until),
        )
    if rule is None or rule.access:
        yield say(
            ACCESS, points=phrases.in_brackets(rule.access.points if rule and rule.access else ())
        )
    yield from after(rule)
    yield say(orders.TELL)


def after(rule: GroundRule | None) -> Iterator[Said]:
    """What the edition asks for once the order is out: materials, attestation, schedule."""
    if rule and rule.issues:
        keys = tuple(dict.fromkeys(key for issue in rule.issues for key in issue.points))
        names = phrases.joined(
            (words.within(MATERIAL_NAMES[issue.material]) for issue in rule.issues), ", "
        )
        yield say(ISSUE, materials=names, points=phrases.in_brackets(keys))
    if rule and rule.attestation:
        yield say(ATTEST, points=phrases.in_brackets(rule.attestation.points))
    if rule and rule.individual_schedule:
        yield say(INDIVIDUAL, points=phrases.in_brackets(rule.individual_schedule.points))


FORM = Form(
    code="order-transfer",
    title=TITLE,
    scope="order",
    body=body,
    grounds=frozenset(Ground) - WHOLE_CLASSES,
)
