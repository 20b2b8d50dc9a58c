"""What all orders of the director share: head, legal basis, points, control, signatures."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dlschool.domain.case import Council, OrderKind
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Decided, Subject
from dlschool.forms.said import Said, say
from dlschool.forms.sheet.blocks import Block, Paragraph, Requisites, Signature, Table

KIND = Text("БҰЙРЫҚ", "ПРИКАЗ")
BASIS = Text(
    "Мына құқықтық актіні басшылыққа ала отырып: {act} ({points:30}), мынадай құжаттардың "
    "негізінде: {documents:160}",
    "Руководствуясь следующим правовым актом: {act} ({points:30}), на основании следующих "
    "документов: {documents:160},",
)
BASIS_WITHOUT_POINTS = Text(
    "Мына құқықтық актіні басшылыққа ала отырып: {act}, мынадай құжаттардың негізінде: "
    "{documents:160}",
    "Руководствуясь следующим правовым актом: {act}, на основании следующих документов: "
    "{documents:160},",
)
COMMAND = Text("БҰЙЫРАМЫН:", "ПРИКАЗЫВАЮ:")
PUPIL = Text(
    "{name:60}, сыныбы: {class_name:10}, туған күні: {birth:16}",
    "{name:60}, класс: {class_name:10}, дата рождения: {birth:16}",
)
TELL = Text(
    "Сынып жетекшісі білім алушының ата-анасын немесе өзге де заңды өкілін осы бұйрықпен "
    "таныстырсын.",
    "Классному руководителю ознакомить с настоящим приказом родителей или иных законных "
    "представителей обучающегося.",
)
CONTROL = Text(
    "Осы бұйрықтың орындалуын бақылау мына тұлғаға жүктелсін: {control}.",
    "Контроль за исполнением настоящего приказа возложить на следующее лицо: {control}.",
)
OWN_CONTROL = Text(
    "Осы бұйрықтың орындалуын бақылауды өзіме қалдырамын.",
    "Контроль за исполнением настоящего приказа оставляю за собой.",
)
IN_FORCE = Text(
    "Осы бұйрық қол қойылған күнінен бастап күшіне енеді.",
    "Настоящий приказ вступает в силу со дня подписания.",
)
SEEN = Text("Бұйрықпен таныстым:", "С приказом ознакомлен(а):")

DOCUMENT = {
    OrderKind.TRANSFER: Text(
        "қашықтан оқытуға ауыстыру туралы бұйрық", "приказ о переводе на дистанционное обучение"
    ),
    OrderKind.EXTEND: Text(
        "қашықтан оқытуды ұзарту туралы бұйрық", "приказ о продлении дистанционного обучения"
    ),
    OrderKind.RETURN: Text(
        "дәстүрлі оқыту форматына ауыстыру туралы бұйрық",
        "приказ о переводе на традиционный формат обучения",
    ),
    OrderKind.ANNUL: Text("бұйрықтың күшін жою туралы бұйрық", "приказ об отмене приказа"),
    OrderKind.SCHEDULE: Text(
        "БЖБ мен ТЖБ тапсырудың жеке кестесін бекіту туралы бұйрық",
        "приказ об утверждении индивидуального графика сдачи СОР и СОЧ",
    ),
}
"""How another document names an order of each kind."""


def cited(order: Order) -> Text:
    return words.named(DOCUMENT[order.kind], order.date, order.number)


def blocks(
    subject: Subject,
    about: Text,
    keys: tuple[str, ...] | None,
    documents: Iterable[Text],
    points: Iterable[Said | Table],
) -> Iterator[Block]:
    """A whole order. `keys`: the points it stands on, None when the ground is not known yet;
    `points`: its own points, a table following the point that announces it. Those who are told sign
    on the page of the director's signature and the last point, never on a page of their own."""
    order = subject.order
    yield from head(subject, about)
    yield basis(subject, keys, phrases.joined(documents))
    yield Paragraph(words=say(COMMAND), align="left", bold=True, indent=12.5, before=1, keep=True)
    yield from _numbered([*points, *closing(order)])
    yield replace(phrases.director_signature(subject.school), keep=True)
    yield from acquaintance(subject)


def head(subject: Subject, about: Text) -> Iterator[Block]:
    order = subject.order
    yield phrases.letterhead(subject.school)
    yield phrases.title(KIND, before=2)
    yield Requisites(
        date=words.date_or_blank(order.date if order else None),
        place=phrases.place(subject.school),
        number=(order.number or None) if order else None,
    )
    yield Paragraph(words=say(about), align="center", bold=True, before=4, keep=True)


def basis(subject: Subject, keys: tuple[str, ...] | None, documents: Text | None) -> Paragraph:
    act = subject.edition.act.citation
    if keys is not None and not keys:
        return phrases.indented(BASIS_WITHOUT_POINTS, act=act, documents=documents, before=3)
    points = phrases.cited(keys) if keys else None
    return phrases.indented(BASIS, act=act, points=points, documents=documents, before=3)


def closing(order: Order | None) -> Iterator[Said]:
    """The school's free clause, who controls the order, when it comes into force."""
    free = phrases.pair(order.clause_kk, order.clause_ru) if order else None
    if free:
        yield say(Text("{clause}", "{clause}"), clause=free)
    control = phrases.pair(order.control_kk, order.control_ru) if order else None
    if order and control is None:
        yield say(OWN_CONTROL)
    else:
        yield say(CONTROL, control=control)
    yield say(IN_FORCE)


def acquaintance(subject: Subject) -> Iterator[Block]:
    """Lines for those who are told of the order; empty ones more for others."""
    guardian, teacher = subject.guardian, subject.class_teacher
    names = [person.name if person else None for person in (guardian, teacher)]
    yield Paragraph(words=say(SEEN), align="left", before=7, keep=True)
    known = [*filter(None, names)]
    more = min(max(len(subject.case.classes), 2), 6) if subject.case else 2
    lines = [*known, *[None] * more][: max(3, more)]
    for place, name in enumerate(lines, 1):
        yield Signature(
            left=words.BLANK_DATE,
            name=name,
            captions=phrases.SIGNED,
            before=3,
            keep=place < len(lines),
        )


def pupil_value(subject: Subject, text: Text) -> Said:
    """An order's first point: `text` ends with a colon, the pupil stands after it."""
    pupil = subject.pupil
    case = subject.case
    if pupil is None and case is not None and case.classes:
        return say(
            Text(f"{text.kk} {{classes}}.", f"{text.ru} {{classes}}."),
            classes=", ".join(case.classes),
        )
    return say(
        Text(f"{text.kk} {PUPIL.kk}.", f"{text.ru} {PUPIL.ru}."),
        name=pupil.full_name if pupil else None,
        class_name=phrases.class_name(pupil),
        birth=words.short_date(pupil.birth_date) if pupil else None,
    )


def papers(subject: Subject) -> Iterator[Text]:
    """The latest paper of each kind with its date and number, none that came after the order; kinds in
    the law's own order."""
    named = [paper.kind for paper in subject.edition.papers]
    others = [paper.kind for paper in subject.papers if paper.kind not in named]
    for kind in dict.fromkeys([*named, *others]):
        paper = subject.paper(kind)
        there = [p for p in subject.papers if p.kind == kind and _known(subject, p.date)]
        if paper:
            last = max(there, key=lambda p: p.date, default=paper)
            yield phrases.paper_cited(subject, last)


def _known(subject: Subject, day: date) -> bool:
    """Whether the order could know of it: an order that is printed again cites what it stood on."""
    return subject.order is None or day <= subject.order.date


def councils(subject: Subject) -> Iterator[Text]:
    """Minutes of each council's latest decision on the transfer."""
    latest: dict[Council, Decided] = {}
    for decided in subject.decisions:
        held = latest.get(decided.decision.council)
        known = _known(subject, decided.decision.date)
        if (
            decided.decision.kind == "transfer"
            and known
            and (held is None or held.decision.date <= decided.decision.date)
        ):
            latest[decided.decision.council] = decided
    yield from map(phrases.minutes_cited, latest.values())


def going_on(subject: Subject) -> tuple[tuple[str, ...] | None, list[Text]]:
    """Points and documents of an order that extends or returns: the review's, or the ground's own."""
    rule = subject.rule
    if rule is not None and rule.review is not None:
        return rule.review.points, list(review_documents(subject))
    return rule.points if rule else None, [*papers(subject), *review_documents(subject)]


def _numbered(points: Iterable[Said | Table]) -> Iterator[Block]:
    n = 0
    for point in points:
        if isinstance(point, Table):
            yield point
            continue
        n += 1
        yield from phrases.numbered((point,), first=n)


def review_documents(subject: Subject) -> Iterator[Text]:
    """The latest review's minutes and the order that set the period now ending."""
    reviews = [
        d
        for d in subject.decisions
        if d.decision.kind == "review" and _known(subject, d.decision.date)
    ]
    if reviews:
        yield phrases.minutes_cited(max(reviews, key=lambda d: d.decision.date))
    order = subject.order
    earlier = [
        o
        for o in subject.orders
        if o.kind in (OrderKind.TRANSFER, OrderKind.EXTEND)
        and not o.annulled
        and (order is None or (o.id != order.id and o.date <= order.date))
    ]
    if earlier:
        yield cited(max(earlier, key=lambda o: o.date))
