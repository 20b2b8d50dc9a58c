"""The director's order for whole classes: an emergency or bad weather, on the authority's order."""

from collections.abc import Iterator

from dlschool.domain.case import WHOLE_CLASSES, Ground, PaperKind
from dlschool.domain.details import detail
from dlschool.domain.text import Text
from dlschool.forms import orders, phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Said, say
from dlschool.forms.sheet.blocks import Block, Column, Table

TITLE = Text(
    "Сыныптарды қашықтан оқытуға ауыстыру туралы бұйрық",
    "Приказ о переводе классов на дистанционное обучение",
)
ABOUT = {
    Ground.EMERGENCY: Text(
        "Төтенше жағдайға, шектеу шараларына байланысты қашықтан оқытуды ұйымдастыру туралы",
        "Об организации дистанционного обучения в связи с чрезвычайной ситуацией, "
        "ограничительными мероприятиями",
    ),
    Ground.WEATHER: Text(
        "Қолайсыз ауа райына байланысты қашықтан оқытуды ұйымдастыру туралы",
        "Об организации дистанционного обучения в связи с неблагоприятными погодными условиями",
    ),
}
ABOUT_BLANK = Text(
    "Сыныптарды қашықтан оқытуға ауыстыру туралы", "О переводе классов на дистанционное обучение"
)
CLASSES = Text(
    "Мына сыныптардың білім алушылары қашықтан оқытуға ауыстырылсын: {classes:70}.",
    "Перевести на дистанционное обучение обучающихся следующих классов: {classes:70}.",
)
REASON = Text(
    "Қашықтан оқытуға көшудің себебі: {reason:60}.",
    "Причина перехода на дистанционное обучение: {reason:60}.",
)
UNITS = Text(
    "Бұйрық қолданылатын аумақ (объект): {units}.", "Территория (объект) действия: {units}."
)
DROPPED = Text(
    "Дәстүрлі форматта қалатын сыныптар және оның себебі: {dropped}.",
    "Классы, которые остаются в традиционном формате, и причина этого: {dropped}.",
)
PERIOD = Text("Қашықтан оқыту кезеңі: {period:60}.", "Период дистанционного обучения: {period:60}.")
LESSONS = Text(
    "Директордың оқу ісі жөніндегі орынбасары (оның міндетін атқаратын тұлға) сабақтарды сабақ "
    "кестесі бойынша қашықтан өткізуді ұйымдастырсын{points}.",
    "Заместителю директора по учебной работе (лицу, исполняющему его обязанности) организовать "
    "проведение уроков дистанционно по расписанию{points}.",
)
TELL = Text(
    "Сынып жетекшілері білім алушыларды, олардың ата-аналарын немесе өзге де заңды өкілдерін "
    "осы бұйрық туралы дереу хабардар етсін.",
    "Классным руководителям незамедлительно оповестить о настоящем приказе обучающихся, их "
    "родителей или иных законных представителей.",
)
POSTPONED = Text(
    "Онлайн форматта өткізу мүмкін емес практикалық және зертханалық жұмыстар мына мерзімдерге "
    "ауыстырылсын{points}:",
    "Практические и лабораторные работы, которые невозможно провести в онлайн-формате, перенести "
    "на следующие сроки{points}:",
)
POSTPONED_POINT = "annex-2:25"
COLUMNS = (
    Column(heading=Text("Сыныбы", "Класс"), share=2, align="center"),
    Column(heading=Text("Жұмыс", "Работа"), share=7),
    Column(heading=Text("Бұрынғы күні", "Прежняя дата"), share=3, align="center"),
    Column(heading=Text("Жаңа күні", "Новая дата"), share=3, align="center"),
)


def body(subject: Subject) -> tuple[Block, ...]:
    rule, case = subject.rule, subject.case
    return tuple(
        orders.blocks(
            subject,
            ABOUT.get(case.ground, ABOUT_BLANK) if case else ABOUT_BLANK,
            rule.points if rule else None,
            orders.papers(subject),
            _points(subject),
        )
    )


def _points(subject: Subject) -> Iterator[Said | Table]:
    case, order, rule = subject.case, subject.order, subject.rule
    yield say(CLASSES, classes=(", ".join(case.classes) or None) if case else None)
    yield say(REASON, reason=(case.reason or None) if case else None)
    named = detail(phrases.details_of(subject, PaperKind.DEPARTMENT_ORDER), "units")
    if named:
        yield say(UNITS, units=named.replace("\n", ", "))
    if case and case.dropped_classes:
        yield say(DROPPED, dropped=case.dropped_classes)
    yield say(PERIOD, period=words.period(order.start, order.until) if order else None)
    access = rule.access if rule else None
    yield say(LESSONS, points=phrases.in_brackets(access.points if access else ()))
    yield say(TELL)
    yield from _postponed(subject)


def _postponed(subject: Subject) -> Iterator[Said | Table]:
    """Works put off, in an emergency only (and on a blank, which may become one)."""
    ground = subject.case.ground if subject.case else Ground.EMERGENCY
    if ground is not Ground.EMERGENCY or (subject.case and not subject.postponed):
        return
    known = subject.edition.point(POSTPONED_POINT) is not None
    yield say(POSTPONED, points=phrases.in_brackets((POSTPONED_POINT,) if known else ()))
    yield Table(
        columns=COLUMNS,
        rows=tuple(
            (
                work.class_name,
                work.work,
                words.short_date(work.was_on),
                words.short_date(work.new_date),
            )
            for work in subject.postponed
        ),
        blank_rows=4,
    )


FORM = Form(code="order-classes", title=TITLE, scope="order", body=body, grounds=WHOLE_CLASSES)
