"""Act on the school's readiness to teach at a distance: each requirement, and the commission's word."""

from collections.abc import Iterator

from dlschool.domain.readiness import STATE_NAMES, UNSEEN, State
from dlschool.domain.text import Text
from dlschool.forms import phrases, words
from dlschool.forms.form import Form, Subject
from dlschool.forms.readiness_values import ActLine, ReadinessAct
from dlschool.forms.said import Value, say
from dlschool.forms.sheet.blocks import (
    Block,
    Column,
    Field,
    Paragraph,
    Requisites,
    Signature,
    Table,
)
from dlschool.law.shape import Edition

TITLE = Text(
    "Мектептің қашықтан оқытуға дайындығы туралы акт",
    "Акт о готовности школы к дистанционному обучению",
)
COMMISSION = Text(
    "Комиссия құрамы (тегі, инициалдары, лауазымы)",
    "Состав комиссии (фамилия, инициалы, должность)",
)
SAYS = Text(
    "Комиссия мектептің қашықтан оқытуды ұсынуға қойылатын талаптарға сәйкестігін қарады. "
    "Талаптардың негізі: {order}.",
    "Комиссия рассмотрела соответствие школы требованиям по предоставлению дистанционного обучения. "
    "Основание требований: {order}.",
)
ORDER = Text("бұйрық", "приказ")
WORDED = Text("{order}; редакциясы: {by}", "{order}; в редакции: {by}")
COLUMNS = (
    Column(heading=Text("№", "№"), share=0.8, align="center"),
    Column(heading=Text("Талап", "Требование"), share=6),
    Column(heading=Text("Күйі", "Состояние"), share=2.7),
    Column(heading=Text("Немен расталады", "Чем подтверждается"), share=4.4),
    Column(
        heading=Text("Жауапты, мерзімі, ескертпе", "Ответственный, срок, примечание"), share=3.6
    ),
)
UNTIL = Text("{date} күніне дейін", "до {date}")
TOTALS = Text(
    "Талаптар: {all:5}; орындалғаны: {met:5}; ішінара: {partly:5}; орындалмағаны: {not_met:5}; қажет "
    "емесі: {not_needed:5}; қаралмағаны: {unseen:5}.",
    "Требований: {all:5}; выполнено: {met:5}; частично: {partly:5}; не выполнено: {not_met:5}; не "
    "требуется: {not_needed:5}; не рассмотрено: {unseen:5}.",
)
CONCLUSION = Text("Комиссияның қорытындысы", "Вывод комиссии")
CHAIR = Text("Комиссия төрағасы", "Председатель комиссии")
MEMBER = Text("Комиссия мүшесі", "Член комиссии")
SEATS = 3
"""Lines to sign on an act whose members are not named."""


def body(subject: Subject) -> tuple[Block, ...]:
    return tuple(_blocks(subject, subject.readiness))


def _blocks(subject: Subject, act: ReadinessAct | None) -> Iterator[Block]:
    yield phrases.letterhead(subject.school)
    yield phrases.title(TITLE, before=2)
    yield Requisites(
        date=words.date_or_blank(act.date if act else None),
        place=phrases.place(subject.school),
        number=(act.number or None) if act else None,
    )
    yield Field(label=COMMISSION, value=_commission(act), lines=2, before=3)
    yield phrases.indented(SAYS, before=2, order=_basis(subject.edition))
    if act and act.note:
        yield Paragraph(words=phrases.plain(act.note), align="left", small=True, before=1)
    rows = tuple(_row(n, line) for n, line in enumerate(act.lines if act else (), 1))
    yield Table(columns=COLUMNS, rows=rows, blank_rows=7)
    yield Paragraph(words=say(TOTALS, **_totals(act)), align="left", before=2)
    yield Field(
        label=CONCLUSION, value=(act.conclusion or None) if act else None, lines=2, before=2
    )
    captions = (None, phrases.SIGNED[1], phrases.SIGNED[2])
    yield Signature(left=CHAIR, name=name_of(act.chair) if act else None, captions=captions)
    for member in _members(act):
        yield Signature(left=MEMBER, name=member, captions=captions, before=4)


def _basis(edition: Edition) -> Text:
    """The order, who issued it and which order brought its wording: the annex is said in each row."""
    act = edition.act
    said = words.named(ORDER, act.order.date, act.order.number)
    if issuer := act.order.issuer:
        said = Text(f"{said.kk} ({issuer.kk})", f"{said.ru} ({issuer.ru})")
    if act.amended_by is None:
        return said
    by = words.named(ORDER, act.amended_by.date, act.amended_by.number)
    return WORDED.filled(order=said, by=by)


def _commission(act: ReadinessAct | None) -> str | None:
    named = [person for person in (act.chair, *act.members) if person.strip()] if act else []
    return "; ".join(named) or None


def _members(act: ReadinessAct | None) -> tuple[str | None, ...]:
    named = tuple(name_of(member) for member in act.members) if act else ()
    return named or (None,) * SEATS


def name_of(member: str) -> str | None:
    """The name from «name, post»."""
    return member.split(",", maxsplit=1)[0].strip() or None


def _row(n: int, line: ActLine) -> tuple[Value, ...]:
    return (
        str(n),
        phrases.with_points(line.text, line.points, "."),
        STATE_NAMES[line.state] if line.state else UNSEEN,
        phrases.joined(line.shown) or "—",
        _answers(line),
    )


def _answers(line: ActLine) -> Value:
    due = UNTIL.filled(date=line.due.strftime("%d.%m.%Y")) if line.due else None
    parts = [phrases.pair(line.who, ""), due, phrases.pair(line.remark, "")]
    return phrases.joined([part for part in parts if part]) or "—"


def _totals(act: ReadinessAct | None) -> dict[str, Value]:
    keys = {"met": State.MET, "partly": State.PARTLY, "not_met": State.NOT_MET}
    asked = {**keys, "not_needed": State.NOT_NEEDED, "unseen": None}
    if act is None:
        return dict.fromkeys(["all", *asked])
    said: dict[str, Value] = {"all": str(len(act.lines))}
    for key, state in asked.items():
        said[key] = str(sum(line.state is state for line in act.lines))
    return said


FORM = Form(code="readiness-act", title=TITLE, scope="learning", body=body)
