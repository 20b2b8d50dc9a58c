"""List of the papers that lie in a case: the inventory that goes on top of the folder."""

from collections.abc import Iterator

from dlschool.domain.case import GROUND_NAMES
from dlschool.domain.text import Text
from dlschool.forms import orders, phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import Block, Column, Field, Paragraph, Signature, Table

TITLE = Text("Істегі құжаттардың тізімдемесі", "Опись документов дела")
CASE = Text("Іс: №\u00a0{number:12}", "Дело: №\u00a0{number:12}")
GROUND = Text("Негізі", "Основание")
CLASSES = Text("Сыныптар", "Классы")
COLUMNS = (
    Column(heading=Text("№", "№"), share=1, align="center"),
    Column(heading=Text("Құжат", "Документ"), share=7),
    Column(heading=Text("Нөмірі", "Номер"), share=2.2, align="center"),
    Column(heading=Text("Күні", "Дата"), share=2.6, align="center"),
    Column(heading=Text("Кім берді", "Кем выдан"), share=4),
    Column(heading=Text("Қолданылу мерзімі", "Срок действия"), share=3, align="center"),
)
TOTAL = Text("Құжаттар саны: {count:6}", "Документов: {count:6}")
MADE_BY = Text("Тізімдемені жасаған", "Опись составил(а)")


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject))


def _blocks(subject: Subject) -> Iterator[Block]:
    case = subject.case
    rows = tuple(_rows(subject))
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield phrases.line(CASE, number=case.number if case else None, before=2)
    yield Field(label=GROUND, value=GROUND_NAMES[case.ground] if case else None)
    if case and case.classes:
        yield Field(label=CLASSES, value=", ".join(case.classes))
    else:
        yield from phrases.pupil_fields(subject.pupil)
    yield Table(columns=COLUMNS, rows=rows, blank_rows=16)
    yield Paragraph(
        words=say(TOTAL, count=str(len(rows)) if case else None), align="left", before=2
    )
    yield Signature(left=MADE_BY, name=None, captions=(None, phrases.SIGNED[1], phrases.SIGNED[2]))
    yield phrases.line(
        Text("{date}", "{date}"),
        date=words.long_date(subject.today) if case else words.BLANK_DATE,
        before=3,
    )


def _rows(subject: Subject) -> Iterator[tuple[Value, ...]]:
    """Papers, then minutes, then orders, numbered through."""
    for n, row in enumerate([*_papers(subject), *_minutes(subject), *_orders(subject)], 1):
        yield (str(n), *row)


def _papers(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for paper in subject.papers:
        yield (
            phrases.paper_name(subject, paper.kind),
            paper.number,
            words.short_date(paper.date),
            paper.issuer,
            words.short_period(paper.valid_from, paper.valid_until),
        )


def _minutes(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for decided in subject.decisions:
        yield (
            phrases.capital(phrases.MINUTES_OF[decided.decision.council]),
            decided.minutes,
            words.short_date(decided.decision.date),
            subject.school.short_name,
            words.short_period(decided.decision.start, decided.decision.until),
        )


def _orders(subject: Subject) -> Iterator[tuple[Value, ...]]:
    for order in subject.orders:
        yield (
            phrases.capital(orders.DOCUMENT[order.kind]),
            order.number,
            words.short_date(order.date),
            subject.school.short_name,
            words.short_period(order.start, order.until),
        )


FORM = Form(code="case-papers", title=TITLE, scope="case", body=body)
