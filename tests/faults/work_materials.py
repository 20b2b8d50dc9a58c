"""Work with materials: a class is given textbooks, some come back, a plan is taken over."""

from random import Random
from typing import Any, NamedTuple

import builders
import material_builders
from faults.piece import Fact, Piece

from dlschool.domain.plan_list.draft import PlanDraft, PlanRow
from dlschool.services import lent, loans, materials, plan_import, pupils
from dlschool.services.opening import Store
from dlschool.store import blocking

MANY = 20


class Wanted(NamedTuple):
    """Whom to give what."""

    people: list[int]
    things: list[int]


def prepare_issue(db: Store, rng: Random) -> Wanted:
    """Two textbooks with copies enough, and pupils whose data nobody blocked."""
    free = sorted(set(pupils.ids(db, pupils.Filter())) - blocking.blocked(db))
    people = rng.sample(free, min(MANY, len(free)))
    things = [
        material_builders.book(db, title=f"Оқулық {rng.randrange(10**6)}", copies=MANY)
        for _ in range(2)
    ]
    return Wanted(people, things)


def issue(db: Store, wanted: Wanted) -> Fact:
    """Every copy to everybody, or none at all."""
    given = loans.issue(db, wanted.people, wanted.things, builders.at_noon().date())
    return "lent", wanted.things[0], str(len(given.loans) // 2)


def lent_of(db: Store, material_id: int) -> str:
    return str(materials.shelf(db, material_id).out)


def prepare_return(db: Store, rng: Random) -> Any:
    wanted = prepare_issue(db, rng)
    issue(db, wanted)
    return [line.loan.id for line in lent.still_out(db, material_id=wanted.things[0])]


def give_back(db: Store, ids: list[int]) -> Fact:
    """All that are named, or none."""
    pupil_id = next(line.pupil.id for line in lent.still_out(db) if line.loan.id == ids[0]) or 0
    loans.give_back(db, ids, builders.at_noon().date())
    return "returned", pupil_id, str(ids[0])


def returned(db: Store, pupil_id: int) -> str:
    """The newest loan of the pupil that came back."""
    back = [line.loan for line in lent.of_pupil(db, pupil_id) if line.loan.returned_on]
    return str(back[0].id) if back else ""


def prepare_plan(db: Store, rng: Random) -> tuple[int, PlanDraft]:
    subject = material_builders.algebra(db, f" {rng.randrange(10**9)}")
    made = material_builders.plan(db, subject_id=subject)
    rows = tuple(PlanRow(row=n, topic=f"Тақырып {n}") for n in range(1, 30 + rng.randrange(40)))
    return made, PlanDraft(rows=rows)


def take_over(db: Store, wanted: tuple[int, PlanDraft]) -> Fact:
    """All the lines of the plan, or none."""
    return "plan", wanted[0], str(plan_import.take_over(db, *wanted))


def plan_of(db: Store, material_id: int) -> str:
    return str(len(materials.plan(db, material_id)))


PIECES = {
    "issue": Piece(prepare_issue, issue),
    "return": Piece(prepare_return, give_back),
    "plan": Piece(prepare_plan, take_over),
}
