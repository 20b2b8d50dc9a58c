"""Work on SOR and SOCh: a class's plan grows, a pupil is released, a whole term is planned at once."""

from random import Random
from typing import NamedTuple

from faults.piece import Fact, Piece

from dlschool.domain.learning import Assessment, AssessmentKind, SittingState
from dlschool.services import assessments, curriculum, sitting_plan, sittings
from dlschool.services.opening import Store
from dlschool.services.sitting_plan import Proposal

YEAR, TERM, OTHER = "2026-2027", 2, 3


class Released(NamedTuple):
    sitting: int
    order: str


class Kept(NamedTuple):
    proposal: Proposal
    reason: str


def prepare_assessment(db: Store, rng: Random) -> Assessment:
    """A SOR in a subject and class that have room for one in the third term."""
    plan = assessments.assessments(db, YEAR, "", OTHER)
    taken = {(each.class_name, each.subject_id, each.number) for each in plan}
    subject_ids = [s.id or 0 for s in curriculum.subjects(db)]
    free = [
        (f"{grade}{letter}", subject_id, number)
        for grade in range(5, 12)
        for letter in "АӘБВГҒД"
        for subject_id in subject_ids
        for number in (1, 2, 3)
        if (f"{grade}{letter}", subject_id, number) not in taken
    ]
    name, subject_id, number = rng.choice(free)
    return Assessment(
        year=YEAR, class_name=name, subject_id=subject_id, term=OTHER, kind=AssessmentKind.SOR,
        number=number, section=f"№ {rng.randrange(10**6)}", max_points="15",
    )  # fmt: skip


def save_assessment(db: Store, draft: Assessment) -> Fact:
    return "assessment", assessments.save(db, draft), draft.section


def prepare_release(db: Store, rng: Random) -> Released:
    """One of ten, so that something is always left to plan."""
    waiting = [
        line.id
        for line in sittings.sittings(db, YEAR, TERM)
        if line.sitting.state in (SittingState.PLANNED, SittingState.WAIVED)
    ]
    return Released(rng.choice(waiting[:10]), f"№ {rng.randrange(10**6)}")


def release(db: Store, wanted: Released) -> Fact:
    sittings.waive(db, wanted.sitting, wanted.order)
    return "sitting", wanted.sitting, wanted.order


def prepare_plan(db: Store, rng: Random) -> Kept:
    proposal = sitting_plan.propose(db, YEAR, TERM, earlier=rng.randrange(1, 25))
    return Kept(proposal, f"жоспар {rng.randrange(10**6)}")


def keep(db: Store, wanted: Kept) -> Fact:
    """Every move of the term in one action; where nothing moves, what stood there stays."""
    sitting_plan.keep(db, wanted.proposal, wanted.reason)
    line = (wanted.proposal.moved or wanted.proposal.changes)[-1].line
    return "sitting", line.id, wanted.reason if wanted.proposal.moved else line.sitting.reason


def section_of(db: Store, assessment_id: int) -> str:
    found = [a for a in assessments.assessments(db, YEAR) if a.id == assessment_id]
    return found[0].section if found else ""


def reason_of(db: Store, sitting_id: int) -> str:
    found = [line for line in sittings.sittings(db, YEAR) if line.id == sitting_id]
    return found[0].sitting.reason if found else ""


PIECES: dict[str, Piece] = {
    "assessment": Piece(prepare_assessment, save_assessment),
    "release": Piece(prepare_release, release),
    "sittings": Piece(prepare_plan, keep),
}
