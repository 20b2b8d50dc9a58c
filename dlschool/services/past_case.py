"""A case that ran on paper, entered as a whole: its papers, minutes and orders as one action."""

from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.case import Council, Outcome, ReviewOutcome
from dlschool.domain.record import Case, Order, Paper
from dlschool.i18n import N_
from dlschool.services import cases, past
from dlschool.store import changes
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What a council decided, by the number and day of its minutes."""

    council: Council
    number: str
    day: date
    outcome: Outcome | ReviewOutcome
    start: date | None = None
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDocuments:
    """Documents of one case; their `case_id` is set when they are entered."""

    papers: tuple[Paper, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    orders: tuple[Order, ...] = ()


def enter_case(db: Store, draft: Case, documents: PastDocuments) -> int:
    """Opens the case and enters its documents; returns its id. Nothing is written when refused.

    Refused: what opening a case refuses, and as `enter_documents`.
    """
    with changes.action(db, N_("A case from paper")):
        case_id = cases.open_case(db, replace(draft, from_paper=True))
        _enter(db, case_id, documents)
    return case_id


def enter_documents(db: Store, case_id: int, documents: PastDocuments) -> None:
    """Further documents of a case that is here. Refused: as each `past.enter_…`."""
    number = cases.records(db, case_id).case.number
    with changes.action(db, N_("From paper: documents of case № {number}"), number=number):
        _enter(db, case_id, documents)


def _enter(db: Store, case_id: int, documents: PastDocuments) -> None:
    for paper in documents.papers:
        past.enter_paper(db, replace(paper, case_id=case_id))
    for one in documents.minutes:
        past.enter_decision(
            db,
            case_id,
            one.council,
            one.number,
            one.day,
            one.outcome,
            start=one.start,
            until=one.until,
            reason=one.reason,
        )
    for order in documents.orders:
        past.enter_order(db, replace(order, case_id=case_id))
