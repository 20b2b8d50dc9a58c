"""Which documents a case, a meeting or an order has, in working order; and which of them are ready."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dlschool.domain.case import COUNCIL_NAMES, WHOLE_CLASSES, OrderKind, PaperKind
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.form import Form, Subject
from dlschool.forms.registry import FORMS
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.services import council_results, schedule_order, subjects, trace_sheet
from dlschool.services.cases import CaseFile
from dlschool.services.subjects import Common
from dlschool.store.connection import Store

_ORDERS = {
    OrderKind.TRANSFER: "order-transfer",
    OrderKind.EXTEND: "order-extend",
    OrderKind.RETURN: "order-return",
    OrderKind.ANNUL: "order-annul",
    OrderKind.SCHEDULE: "order-schedule",
}
_CLASSES = "order-classes"
_BY_PUPIL = "application-competition-pupil"
_RESULTS = "council-results"
_TRACE = "digital-trace"
_READY: dict[str, Callable[[CaseFile], bool]] = {
    "notice": lambda file: bool(file.records.decisions),
    "telling": lambda file: bool(file.told),
    _RESULTS: lambda file: file.case.attested_on is not None,
    _TRACE: lambda file: file.case.access_on is not None,
}
"""When a document of the case as a whole has something to say; others always have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A document that a case has or will have."""

    code: str
    title: Text
    ready: bool
    """Its facts are there: it belongs to the whole case's print."""
    blank_only: bool
    """Nothing of it is known yet: only the blank form can be printed."""
    detail: str = ""
    """«№ 84-о, 25.09.2026» of an order or of minutes."""
    meeting_id: int | None = None
    order_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document to print, and what its print is noted with."""

    form: Form
    subject: Subject
    case_id: int | None = None
    meeting_id: int | None = None
    order_id: int | None = None


def form(code: str) -> Form:
    """Refused, naming the known codes."""
    found = FORMS.get(code)
    if found is None:
        raise Refused(
            N_("There is no form {code}. Known: {known}."), code=code, known=", ".join(FORMS)
        )
    return found


def order_form(file: CaseFile, order: Order) -> Form:
    """The form that prints this order."""
    whole = file.case.ground in WHOLE_CLASSES
    if whole and order.kind in (OrderKind.TRANSFER, OrderKind.EXTEND):
        return FORMS[_CLASSES]
    return FORMS[_ORDERS[order.kind]]


def lines(file: CaseFile) -> list[FormLine]:
    """The case's documents in working order: papers, extracts, orders, then those about the whole."""
    fitting = [found for found in FORMS.values() if found.fits(file.case.ground)]
    return [
        *_papers(file, fitting),
        *_extracts(file, fitting),
        *_orders(file, fitting),
        *_whole(file, fitting),
    ]


def _papers(file: CaseFile, fitting: Sequence[Form]) -> Iterator[FormLine]:
    rule = file.edition.grounds.rule(file.case.ground)
    asked = [paper.kind for paper in rule.papers] if rule else []
    mine = [found for found in fitting if found.scope == "case" and found.paper is not None]
    for found in sorted(mine, key=lambda f: _place(asked, f.paper)):
        papers = file.papers(found.paper or "")
        if found.paper == PaperKind.APPLICATION:
            by_pupil = found.code == _BY_PUPIL
            papers = tuple(p for p in papers if (p.details.get("by") == "pupil") is by_pupil)
        yield FormLine(
            code=found.code,
            title=found.heading(file.edition),
            ready=bool(papers),
            blank_only=False,
        )


def _place(asked: Sequence[str], kind: str | None) -> int:
    return asked.index(kind) if kind in asked else len(asked)


def _extracts(file: CaseFile, fitting: Iterable[Form]) -> Iterator[FormLine]:
    decided = {decision.item_id for decision in file.records.decisions}
    held = sorted(
        (
            file.meetings[item.meeting_id]
            for item in file.items
            if item.id in decided and item.meeting_id in file.meetings
        ),
        key=lambda meeting: (meeting.date, meeting.id or 0),
    )
    for found in (f for f in fitting if f.scope == "decision"):
        for meeting in held:
            council = COUNCIL_NAMES[meeting.council]
            yield FormLine(
                code=found.code,
                title=Text(f"{found.title.kk}. {council.kk}", f"{found.title.ru}. {council.ru}"),
                ready=True,
                blank_only=False,
                detail=f"№ {meeting.number}, {says.day(meeting.date)}",
                meeting_id=meeting.id,
            )
        if not held:
            yield FormLine(code=found.code, title=found.title, ready=False, blank_only=True)


def _orders(file: CaseFile, fitting: Iterable[Form]) -> Iterator[FormLine]:
    orders = sorted(file.records.orders, key=lambda order: (order.date, order.id or 0))
    for order in orders:
        found = order_form(file, order)
        yield FormLine(
            code=found.code,
            title=found.title,
            ready=True,
            blank_only=False,
            detail=f"№ {order.number}, {says.day(order.date)}",
            order_id=order.id,
        )
    first = _CLASSES if file.case.ground in WHOLE_CLASSES else _ORDERS[OrderKind.TRANSFER]
    for found in (f for f in fitting if f.code == first and not orders):
        yield FormLine(code=found.code, title=found.title, ready=False, blank_only=True)


def _whole(file: CaseFile, fitting: Iterable[Form]) -> Iterator[FormLine]:
    for found in (f for f in fitting if f.scope == "case" and f.paper is None):
        ready = _READY.get(found.code, bool)(file)
        yield FormLine(code=found.code, title=found.title, ready=ready, blank_only=False)


def ready(db: Store, shared: Common, file: CaseFile) -> Iterator[Sheet]:
    """Every document of the case whose facts are there, in working order."""
    for line in lines(file):
        if line.ready:
            yield from of_case(db, shared, form(line.code), file, line.meeting_id, line.order_id)


def of_case(
    db: Store,
    shared: Common,
    found: Form,
    file: CaseFile,
    meeting_id: int | None = None,
    order_id: int | None = None,
) -> Iterator[Sheet]:
    """What this form prints of a case: of a scope with many, all of them or the one named."""
    case_id = file.case.id
    if found.scope == "case":
        subject = subjects.of_case(shared, file)
        if found.code in (_RESULTS, _TRACE):
            until = min(file.assessment.until or file.today, file.today)
            subject = replace(subject, pupil=shared.then(file.pupil, until))
        if found.code == _RESULTS:
            subject = replace(subject, results=council_results.results(db, file))
        if found.code == _TRACE:
            subject = replace(subject, trace=trace_sheet.sheet(db, file))
        yield Sheet(form=found, subject=subject, case_id=case_id)
    elif found.scope == "order":
        for order in _wanted(file, found, order_id):
            subject = of_order(db, shared, file, order)
            yield Sheet(form=found, subject=subject, case_id=case_id, order_id=order.id)
    else:
        for held in [meeting_id] if meeting_id else sorted(file.meetings):
            yield from of_meeting(db, shared, found, held, case_id)


def of_order(db: Store, shared: Common, file: CaseFile, order: Order) -> Subject:
    """What an order's form is told; of a schedule, the sittings too."""
    subject = subjects.of_order(shared, file, order)
    if order.kind is OrderKind.SCHEDULE:
        return schedule_order.filled(db, file, subject)
    return subject


def _wanted(file: CaseFile, found: Form, order_id: int | None) -> list[Order]:
    """The order named, or the latest of those that this form prints."""
    orders = [order for order in file.records.orders if order_form(file, order) is found]
    if order_id is not None:
        return [order for order in orders if order.id == order_id]
    return sorted(orders, key=lambda order: (order.date, order.id or 0))[-1:]


def of_meeting(
    db: Store, shared: Common, found: Form, meeting_id: int, case_id: int | None = None
) -> Iterator[Sheet]:
    """Minutes, or an extract for each decided item (of one case, where it is named)."""
    if found.scope == "meeting":
        subject = subjects.of_meeting(db, shared, meeting_id)
        yield Sheet(form=found, subject=subject, case_id=case_id, meeting_id=meeting_id)
        return
    for subject in subjects.of_items(db, shared, meeting_id, case_id):
        whose = subject.case.id if subject.case else None
        yield Sheet(form=found, subject=subject, case_id=whose, meeting_id=meeting_id)
