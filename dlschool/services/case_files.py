"""Everything about a case, read at once: for windows, forms and lists; and cases found by number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.record import (
    Case,
    Decision,
    Issued,
    Item,
    Meeting,
    Order,
    Paper,
    Postponed,
    Scan,
    Told,
)
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law.shape import Edition
from dlschool.law.step import Assessment
from dlschool.services import editions
from dlschool.services.facts import Records, assessed
from dlschool.store import cases as store
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store


@dataclass(frozen=True)
class CaseFile:
    """Everything about one case, read at once; what windows and forms show."""

    records: Records
    guardians: tuple[Guardian, ...]
    scans: dict[int, tuple[Scan, ...]]
    """By id of the paper."""
    items: tuple[Item, ...]
    meetings: dict[int, Meeting]
    postponed: tuple[Postponed, ...]
    told: tuple[Told, ...]
    edition: Edition
    warning: Text | None
    today: date

    @property
    def case(self) -> Case:
        return self.records.case

    @property
    def pupil(self) -> Pupil | None:
        return self.records.pupil

    @cached_property
    def assessment(self) -> Assessment:
        return assessed(self.records, self.edition, self.today)

    def papers(self, kind: str) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.records.papers if paper.kind == kind)


def case_file(db: Store, case_id: int) -> CaseFile:
    """Refused: there is no such case."""
    found = records(db, case_id)
    scans = {
        paper.id: tuple(sorted(store.where(db, Scan, "paper_id = ?", (paper.id,)), key=_place))
        for paper in found.papers
        if paper.id is not None
    }
    items = store.of_case(db, Item, case_id)
    meetings = {item.meeting_id: store.get(db, Meeting, item.meeting_id) for item in items}
    pupil_id = found.case.pupil_id
    return CaseFile(
        records=found,
        guardians=pupil_store.guardians(db, pupil_id) if pupil_id else (),
        scans=scans,
        items=items,
        meetings={key: meeting for key, meeting in meetings.items() if meeting},
        postponed=store.of_case(db, Postponed, case_id),
        told=store.of_case(db, Told, case_id),
        edition=editions.edition(db, found.case.edition),
        warning=editions.warning(db, found.case.edition, found.case.later_edition_refused),
        today=db.today(),
    )


def _place(scan: Scan) -> int:
    return scan.position


def records(db: Store, case_id: int) -> Records:
    case = store.get(db, Case, case_id)
    if case is None:
        raise Refused(N_("There is no case {id}."), id=case_id)
    return Records(
        case=case,
        pupil=pupil_store.get(db, case.pupil_id) if case.pupil_id else None,
        papers=store.of_case(db, Paper, case_id),
        decisions=store.of_case(db, Decision, case_id),
        orders=store.of_case(db, Order, case_id),
        issued=store.of_case(db, Issued, case_id),
    )


def find_case(db: Store, text: str) -> int:
    """The id of the case that a person names by number («2026/38») or by id."""
    by_number = store.where(db, Case, "number = ?", (text,))
    if by_number and by_number[0].id is not None:
        return by_number[0].id
    if re.fullmatch("[0-9]{1,18}", text) and store.get(db, Case, int(text)) is not None:
        return int(text)
    raise Refused(N_("There is no case {id}."), id=text)


def every_record(db: Store, *, details: bool = True) -> Iterable[Records]:
    """All cases with their records, read table by table: for lists that assess many.

    Without `details` no seal of a paper has to be opened: the law does not look under one.
    """
    papers = store.of_cases(db, Paper, frozenset() if details else frozenset(["details"]))
    decisions = store.of_cases(db, Decision)
    orders, issued = store.of_cases(db, Order), store.of_cases(db, Issued)
    cases = store.where(db, Case, "1", ())
    wanted = list({case.pupil_id for case in cases if case.pupil_id is not None})
    pupils = {pupil.id: pupil for pupil in pupil_store.many(db, wanted)}
    for case in cases:
        key = case.id or 0
        yield Records(
            case=case,
            pupil=pupils.get(case.pupil_id),
            papers=tuple(papers.get(key, ())),
            decisions=tuple(decisions.get(key, ())),
            orders=tuple(orders.get(key, ())),
            issued=tuple(issued.get(key, ())),
        )
