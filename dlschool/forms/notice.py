"""Notice to the parents of what the councils decided: granted, refused, postponed, reviewed."""

from collections.abc import Iterator
from datetime import date

from dlschool.domain.case import (
    COUNCIL_NAMES,
    OUTCOME_NAMES,
    REVIEW_NAMES,
    Ground,
    OrderKind,
    Outcome,
    ReviewOutcome,
)
from dlschool.domain.record import Decision
from dlschool.domain.text import Text
from dlschool.forms import orders, phrases, words
from dlschool.forms.form import Decided, Form, Subject
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import (
    Addressee,
    Block,
    Column,
    Field,
    Paragraph,
    Requisites,
    Signature,
    Table,
)

TITLE = Text("Шешім туралы хабарлама", "Уведомление о решении")
BODY = Text(
    "Білім алушыны қашықтан оқыту туралы мәселе бойынша мынадай шешім қабылданғанын хабарлаймыз.",
    "Сообщаем, что по вопросу дистанционного обучения обучающегося принято следующее решение.",
)
COLUMNS = (
    Column(heading=Text("Кеңес", "Совет"), share=4),
    Column(heading=Text("Хаттама", "Протокол"), share=3),
    Column(heading=Text("Шешім", "Решение"), share=4),
    Column(heading=Text("Кезеңі", "Период"), share=4),
    Column(heading=Text("Себебі", "Причина"), share=5),
)
RESULT = Text("Нәтижесі", "Итог")
RESULTS: dict[str, Text] = {
    Outcome.APPROVE: Text(
        "Білім алушыны қашықтан оқытуға ауыстыру мақұлданды; ауыстыру мектеп директорының "
        "бұйрығымен рәсімделеді.",
        "Перевод обучающегося на дистанционное обучение одобрен; он оформляется приказом директора "
        "школы.",
    ),
    Outcome.REFUSE: Text(
        "Қашықтан оқытуға ауыстырудан бас тартылды; білім алушы дәстүрлі форматта оқуын "
        "жалғастырады.",
        "В переводе на дистанционное обучение отказано; обучающийся продолжает учиться в "
        "традиционном формате.",
    ),
    Outcome.POSTPONE: Text(
        "Мәселені қарау кейінге қалдырылды; қаралатын күні қосымша хабарланады.",
        "Рассмотрение вопроса отложено; о дне рассмотрения будет сообщено дополнительно.",
    ),
    ReviewOutcome.EXTEND: Text(
        "Қашықтан оқытуды ұзарту туралы шешім қабылданды.",
        "Принято решение продлить дистанционное обучение.",
    ),
    ReviewOutcome.RETURN: Text(
        "Білім алушыны дәстүрлі оқыту форматына ауыстыру туралы шешім қабылданды.",
        "Принято решение перевести обучающегося на традиционный формат обучения.",
    ),
}
WAITING = Text(
    "Бір кеңестің шешімі қабылданды, екіншісінің шешімі күтілуде.",
    "Решение одного совета принято, ожидается решение второго.",
)
ORDER = Text("Мектеп директорының бұйрығы: {order}.", "Приказ директора школы: {order}.")
RECEIVED = Text("Хабарламаны алдым:", "Уведомление получил(а):")
OUTCOMES: dict[str, Text] = {
    **{outcome.value: name for outcome, name in OUTCOME_NAMES.items()},
    **{outcome.value: name for outcome, name in REVIEW_NAMES.items()},
}


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    known = bool(subject.decisions)
    yield phrases.letterhead(subject.school)
    yield Requisites(
        date=words.long_date(subject.today) if known else words.BLANK_DATE,
        place=phrases.place(subject.school),
        number=None,
    )
    yield Addressee(
        before=6,
        lines=(
            Field(label=phrases.TO, value=phrases.guardian_name(subject), lines=2),
            Field(label=phrases.AT, value=phrases.address(subject), lines=2),
        ),
    )
    yield phrases.title(TITLE)
    yield phrases.indented(BODY, before=3)
    yield from phrases.pupil_fields(subject.pupil)
    yield Table(columns=COLUMNS, rows=tuple(map(_row, subject.decisions)), blank_rows=2, before=3)
    yield from _result(subject)
    yield phrases.director_signature(subject.school)
    yield Paragraph(words=say(RECEIVED), align="left", before=8, keep=True)
    yield Signature(
        left=words.BLANK_DATE,
        name=phrases.guardian_name(subject),
        captions=phrases.SIGNED,
        before=3,
    )


def _row(decided: Decided) -> tuple[Value, ...]:
    decision = decided.decision
    number = f"№{words.NBSP}{decided.minutes}, " if decided.minutes else ""
    return (
        COUNCIL_NAMES[decision.council],
        f"{number}{words.short_date(decision.date)}",
        OUTCOMES[decision.outcome],
        words.short_period(decision.start, decision.until),
        decision.reason or None,
    )


def _result(subject: Subject) -> Iterator[Block]:
    result = _outcome(subject)
    if result is None:
        yield Field(label=RESULT, value=None, lines=3, before=3)
        return
    yield phrases.indented(result, before=3)
    issued = [o for o in subject.orders if o.kind is not OrderKind.ANNUL and not o.annulled]
    if issued:
        yield phrases.indented(ORDER, order=orders.cited(max(issued, key=lambda o: o.date)))


def _outcome(subject: Subject) -> Text | None:
    """What all the decisions come to; None when nothing was decided yet."""
    latest: dict[object, Decision] = {}
    for decided in subject.decisions:
        decision = decided.decision
        held = latest.get(decision.council)
        if held is None or held.date <= decision.date:
            latest[decision.council] = decision
    if not latest:
        return None
    newest: Decision = max(latest.values(), key=_date)
    if newest.kind == "review":
        return RESULTS[newest.outcome]
    outcomes = {decision.outcome for decision in latest.values()}
    for outcome in (Outcome.REFUSE, Outcome.POSTPONE):
        if outcome in outcomes:
            return RESULTS[outcome]
    needed = {decision.council for decision in subject.rule.decisions} if subject.rule else set()
    return RESULTS[Outcome.APPROVE] if needed <= set(latest) else WAITING


def _date(decision: Decision) -> date:
    return decision.date


FORM = Form(code="notice", title=TITLE, scope="case", body=body, grounds=frozenset({Ground.FAMILY}))
