"""Work at the turn of the school year: everybody moves in one action; a review with its meeting."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import builders
from faults.piece import Fact, Piece

from dlschool.domain.case import Council, Material, OrderKind, ReviewOutcome
from dlschool.domain.year_change import LAST_GRADE, Move
from dlschool.services import cases, councils, orders, pupils, reviews, year_change
from dlschool.services.opening import Store
from dlschool.services.year_change import Choice
from dlschool.store import changes, years

ATTESTED = builders.at_noon().date()
ORDERED = builders.PERIOD["start"]


@contextmanager
def summer() -> Iterator[None]:
    """The harness lives on one day of November: the summer lasts until then."""
    kept = year_change.SUMMER_ENDS
    year_change.SUMMER_ENDS = (12, 31)
    try:
        yield
    finally:
        year_change.SUMMER_ENDS = kept


def prepare_change(db: Store, rng: Random) -> dict[int, Choice]:
    """The year is not changed yet; nobody graduates, so that the school lives on."""
    done = next(iter(years.every(db)), None)
    if done is not None:
        with changes.action(db, "Taken back: {what}", what="…"):
            changes.delete(db, "years", done.id or 0)
    with summer():
        seen = year_change.preview(db)
    return {
        line.pupil.id or 0: Choice(
            Move.PROMOTE
            if (line.pupil.grade or 0) < LAST_GRADE and rng.random() < 0.5
            else Move.REPEAT,
            rng.choice("АӘБ"),
        )
        for line in seen.lines
    }


def change(db: Store, chosen: dict[int, Choice]) -> Fact:
    """Every pupil's row and the act: all of them or none."""
    with summer():
        made = year_change.change(db, chosen)
    last = made.moved[-1]
    return "moved", last.pupil_id, f"{last.after} {len(made.moved)}"


def moved(db: Store, pupil_id: int) -> str:
    pupil = pupils.card(db, pupil_id).pupil
    return f"{pupil.grade}{pupil.letter} {len(year_change.changed(db).moved)}"


def prepare_review(db: Store, rng: Random) -> int:
    case_id = builders.approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, ORDERED)
    orders.issue_order(db, draft)
    cases.give_access(db, case_id, ORDERED)
    cases.issue_material(db, case_id, list(Material), ORDERED)
    cases.mark_attested(db, case_id, ATTESTED)
    return case_id


def review(db: Store, case_id: int) -> Fact:
    """Meeting, presence, decision, closing: one action."""
    votes = (len(councils.members(db, Council.PEDAGOGICAL)) - 1, 0, 0)
    reviews.record(db, case_id, ReviewOutcome.RETURN, votes=votes)
    return "reviewed", case_id, "return"


def reviewed(db: Store, case_id: int) -> str:
    found = reviews.decided(cases.records(db, case_id).decisions)
    return found.outcome if found else ""


PIECES = {
    "year change": Piece(prepare_change, change),
    "review": Piece(prepare_review, review),
}
