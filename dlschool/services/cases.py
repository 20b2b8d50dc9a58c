"""What the school does with a case: open it, add papers, mark what was given. Its status is assessed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from dlschool.domain.case import GROUND_NAMES, WHOLE_CLASSES, IndividualSchedule, Material
from dlschool.domain.learning import Loan, Sitting, Trace
from dlschool.domain.record import (
    Case,
    Issued,
    Item,
    Order,
    Paper,
    Postponed,
    Scan,
    Told,
)
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import edition as law
from dlschool.law.shape import Edition
from dlschool.law.step import State
from dlschool.services import editions
from dlschool.services.case_files import CaseFile, case_file, every_record, find_case, records
from dlschool.services.numbers import next_case_number
from dlschool.store import cases as store
from dlschool.store import changes, learning
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

__all__ = ["CaseFile", "case_file", "every_record", "find_case", "records"]
"""Reading has its own module; those who work on a case find it here too."""


def open_case(db: Store, draft: Case) -> int:
    """Opens a case; an empty `number` takes the next of the school year, an empty `edition` the
    school's default. Refused: edition not usable, no pupil or classes, the same case without an order.
    """
    edition = editions.edition(db, draft.edition) if draft.edition else editions.default(db)
    _check_edition(db, edition)
    _check_subject(db, draft, edition)
    _refuse_twice(db, draft)
    number = draft.number or next_case_number(db, draft.opened_on)
    if store.where(db, Case, "number = ?", (number,)):
        raise Refused(N_("There is already a case № {number}."), number=number)
    case = replace(draft, id=None, number=number, edition=edition.key)
    with changes.action(
        db, N_("Case opened: № {number}, {who}"), number=number, who=_who(db, case)
    ):
        return store.save(db, case)


def _check_edition(db: Store, edition: Edition) -> None:
    if edition.partial:
        raise Refused(
            N_(
                "Of the edition “{edition}” only amendments are held: no case can be opened under it."
            ),
            edition=edition.act.short,
        )
    if not law.usable(edition, editions.choice(db)):
        raise Refused(
            N_("The edition “{edition}” is not switched on. Switch it on in the Law screen."),
            edition=edition.act.short,
        )


def _check_subject(db: Store, draft: Case, edition: Edition) -> None:
    if edition.grounds.rule(draft.ground) is None:
        raise Refused(
            N_("The edition “{edition}” does not know this ground."), edition=edition.act.short
        )
    if draft.ground in WHOLE_CLASSES:
        if not draft.classes:
            raise Refused(N_("Name at least one class."))
        return
    if draft.pupil_id is None or pupil_store.get(db, draft.pupil_id) is None:
        raise Refused(N_("Choose the pupil of the case."))
    if draft.wanted_from and draft.wanted_until and draft.wanted_until < draft.wanted_from:
        raise Refused(N_("The period ends before it begins."))


def _refuse_twice(db: Store, draft: Case) -> None:
    """Refused: a case of the pupil on the same ground is open and has no order yet."""
    if draft.pupil_id is None or draft.from_paper:
        return
    same = (draft.pupil_id, draft.ground.value)
    for other in store.where(db, Case, "pupil_id = ? and ground = ?", same):
        assessment = case_file(db, other.id or 0).assessment
        order = assessment.step("order")
        if order is not None and order.state in (State.OPEN, State.BLOCKED):
            raise Refused(
                N_("Case № {number} of this pupil on this ground has no order yet: go on in it."),
                number=other.number,
            )


def _who(db: Store, case: Case) -> str:
    pupil = pupil_store.get(db, case.pupil_id) if case.pupil_id else None
    return pupil.short_name if pupil else ", ".join(case.classes)


def edit_case(db: Store, case: Case) -> None:
    """Saves changed fields of a case; ground and edition stay as they were opened."""
    assert case.id is not None
    old = records(db, case.id).case
    if (old.ground, old.edition) != (case.ground, case.edition):
        raise Refused(N_("The ground and the edition of a case stay. Open another case."))
    _check_subject(db, case, editions.edition(db, case.edition))
    with changes.action(db, N_("Case changed: № {number}"), number=case.number):
        store.save(db, case, case.id)


def take_later_edition(db: Store, case_id: int, key: str) -> None:
    """Moves a case that has no order yet to a later edition."""
    case = records(db, case_id).case
    if store.of_case(db, Order, case_id):
        raise Refused(N_("An order stands on this case: its edition stays."))
    edition = editions.edition(db, key)
    _check_edition(db, edition)
    with changes.action(db, N_("Case № {number}: edition {key}"), number=case.number, key=key):
        store.save(db, replace(case, edition=key), case_id)


def refuse_later_edition(db: Store, case_id: int, why: str) -> None:
    """Why the school keeps the edition; the standing warning rests."""
    if not why.strip():
        raise Refused(N_("Say why the later edition is not taken."))
    case = records(db, case_id).case
    with changes.action(
        db, N_("Case № {number}: the edition stays: {why}"), number=case.number, why=why
    ):
        store.save(db, replace(case, later_edition_refused=why.strip()), case_id)


def remove_case(db: Store, case_id: int) -> None:
    """Removes a case in which nothing stands yet. Refused otherwise: close it by its order."""
    found = records(db, case_id)
    if found.decisions or found.orders or store.of_case(db, Item, case_id):
        raise Refused(N_("Decisions or orders stand on this case: it stays."))
    with changes.action(db, N_("Case removed: № {number}"), number=found.case.number):
        for paper in found.papers:
            _remove_paper(db, paper)
        for kind in (Issued, Postponed, Told):
            for row_id in store.ids_of_case(db, kind, case_id):
                store.remove(db, kind, row_id)
        _let_go(db, case_id)
        store.remove(db, Case, case_id)


def _let_go(db: Store, case_id: int) -> None:
    """What is the pupil's own stays without the case: entries of the trace, loans, sittings."""
    kinds: tuple[type[Any], ...] = (Trace, Loan, Sitting)
    for kind in kinds:
        for row in learning.where(db, kind, "case_id = ?", (case_id,)):
            learning.save(db, replace(row, case_id=None))


def add_paper(db: Store, paper: Paper) -> int:
    """Adds or (with an id) changes a paper. Refused: unknown to the edition, dates reversed."""
    case = records(db, paper.case_id).case
    edition = editions.edition(db, case.edition)
    name = edition.paper_name(paper.kind)
    if name is None:
        raise Refused(
            N_("The edition “{edition}” does not know the paper “{kind}”. It knows: {known}."),
            edition=edition.act.short,
            kind=paper.kind,
            known=sorted(known.kind for known in edition.papers),
        )
    if paper.valid_from and paper.valid_until and paper.valid_until < paper.valid_from:
        raise Refused(N_("The period ends before it begins."))
    message = (
        N_("Paper changed: {paper}, case № {number}")
        if paper.id
        else N_("Paper added: {paper}, case № {number}")
    )
    with changes.action(db, message, paper=name, number=case.number):
        return store.save(db, paper, paper.id)


def remove_paper(db: Store, paper_id: int) -> None:
    """Takes a paper and its scans out of the case; Undo brings both back."""
    paper = store.get(db, Paper, paper_id)
    if paper is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    case = records(db, paper.case_id).case
    name = editions.edition(db, case.edition).paper_name(paper.kind) or paper.kind
    with changes.action(
        db, N_("Paper removed: {paper}, case № {number}"), paper=name, number=case.number
    ):
        _remove_paper(db, paper)


def _remove_paper(db: Store, paper: Paper) -> None:
    for scan in store.where(db, Scan, "paper_id = ?", (paper.id,)):
        store.remove(db, Scan, scan.id or 0)
    store.remove(db, Paper, paper.id or 0)


def _mark(db: Store, case_id: int, message: str, **changed: object) -> None:
    case = records(db, case_id).case
    with changes.action(db, message, number=case.number):
        store.save(db, replace(case, **changed), case_id)  # type: ignore[arg-type]


def give_access(db: Store, case_id: int, on: date | None) -> None:
    """Access to the information system, timetable, e-journal and resources (annex 2, point 8)."""
    _mark(db, case_id, N_("Access given: case № {number}"), access_on=on)


def mark_attested(db: Store, case_id: int, on: date | None) -> None:
    """Attestation of the period taken (annex 2, points 13.3-13.4)."""
    _mark(db, case_id, N_("Attestation marked: case № {number}"), attested_on=on)


def mark_individual_schedule(db: Store, case_id: int, state: IndividualSchedule) -> None:
    """Whether sittings clashed with the event, and whether the schedule is made (point 9)."""
    _mark(db, case_id, N_("Individual schedule: case № {number}"), individual_schedule=state.value)


def issue_material(
    db: Store, case_id: int, materials: Iterable[Material], on: date, note: str = ""
) -> None:
    """Gives the pupil materials (annex 2, point 13.1); what was given before is not given again."""
    found = records(db, case_id)
    given = {issued.material for issued in found.issued}
    with changes.action(db, N_("Materials issued: case № {number}"), number=found.case.number):
        for material in materials:
            if material.value not in given:
                store.save(db, Issued(case_id=case_id, material=material.value, date=on, note=note))


def ground_name(case: Case) -> Text:
    return GROUND_NAMES[case.ground]
