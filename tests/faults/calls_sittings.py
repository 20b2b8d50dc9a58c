"""Single services on sittings, reviews and traces, each a piece of its own; every pupil is new."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any, NamedTuple

import builders
import sitting_parts
from faults import work_change, work_traces
from faults.calls_year import TODAY, YEAR, number
from faults.piece import Piece, calling

from dlschool.domain.case import Council, IndividualSchedule, Material, OrderKind, ReviewOutcome
from dlschool.domain.learning import Assessment, Sitting, SittingMode
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Order
from dlschool.services import (
    assessment_import,
    assessments,
    cases,
    councils,
    orders,
    pupils,
    reviews,
    sitting_edit,
    sitting_plan,
    sittings,
    traces,
    travel,
)
from dlschool.services.opening import Store

TERM, CLASS = 2, "8Ә"
WEEK = frozenset(range(6))


class Planned(NamedTuple):
    """An assessment that a distance pupil of the class owes, and what else the pupil needs."""

    pupil_id: int
    case_id: int
    assessment_id: int
    days: list[date]
    """Days of lessons in December on which it can be."""


def _days(db: Store, rng: Random) -> list[date]:
    known = assessments.term_days(db, YEAR, CLASS, TERM).days
    days = [day for day in known if TODAY < day < date(2026, 12, 26)]
    return rng.sample(days, 3)


def _draft(db: Store, rng: Random, day: date) -> Assessment:
    name = f"Пән {number(rng)}"
    return sitting_parts.draft(db, name, kind=sitting_parts.SOR, date=day)


def _planned(db: Store, rng: Random) -> Planned:
    pupil = builders.stored_pupil(db, grade=8, letter="Ә")
    days = _days(db, rng)
    case_id = sitting_parts.distance_case(db, pupil_id=pupil)
    made = assessments.save(db, _draft(db, rng, days[0]))
    return Planned(pupil, case_id, made, days[1:])


def _owed(db: Store, rng: Random) -> tuple[Sitting, Planned]:
    """The sitting of it."""
    of = _planned(db, rng)
    sittings.follow_plan(db, YEAR, TERM, {of.pupil_id})
    mine = sittings.sittings(db, YEAR, TERM, pupil_id=of.pupil_id)
    return next(s.sitting for s in mine if s.assessment.id == of.assessment_id), of


def _id(db: Store, rng: Random) -> tuple[int]:
    return (_owed(db, rng)[0].id or 0,)


def _follow(db: Store, rng: Random) -> tuple[Any, ...]:
    return YEAR, TERM, {_planned(db, rng).pupil_id}


def _move(db: Store, rng: Random) -> tuple[Any, ...]:
    sitting, of = _owed(db, rng)
    return sitting.id, of.days[0], number(rng)


def _waived(db: Store, rng: Random) -> tuple[int]:
    (sitting_id,) = _id(db, rng)
    sittings.waive(db, sitting_id, number(rng))
    return (sitting_id,)


def _mode(db: Store, rng: Random) -> tuple[Any, ...]:
    sitting, _ = _owed(db, rng)
    others = {SittingMode.IN_PERSON, SittingMode.REMOTE} - {sitting.mode}
    return sitting.id, others.pop()


def _place(db: Store, rng: Random) -> tuple[Any, ...]:
    return *_id(db, rng), number(rng)


def _card(db: Store, rng: Random) -> tuple[Any, ...]:
    """Everything that the card of a sitting changes."""
    sitting, of = _owed(db, rng)
    wanted = replace(sitting, date=of.days[0], fixed=True, room=number(rng))
    return wanted, number(rng), WEEK


def _travel(db: Store, rng: Random) -> tuple[Pupil, set[int]]:
    made = builders.stored_pupil(db)
    return pupils.card(db, made).pupil, {rng.randrange(6), rng.randrange(6)}


def _class_move(db: Store, rng: Random) -> tuple[Any, ...]:
    """With the sitting that follows."""
    _, of = _owed(db, rng)
    return of.assessment_id, of.days[0]


def _class_gone(db: Store, rng: Random) -> tuple[int]:
    return (_owed(db, rng)[1].assessment_id,)


def _list(db: Store, rng: Random) -> tuple[assessment_import.Draft, str]:
    new = tuple(_draft(db, rng, day) for day in _days(db, rng))
    return assessment_import.Draft(new, (), 0), "жоспар.xlsx"


def _schedule(db: Store, rng: Random) -> tuple[Order]:
    _, of = _owed(db, rng)
    return (orders.draft_order(db, of.case_id, OrderKind.SCHEDULE),)


def _agenda(db: Store, rng: Random) -> tuple[date]:
    """A case that waits for its review."""
    work_change.prepare_review(db, rng)
    return (TODAY,)


def _reviewed(db: Store, rng: Random) -> tuple[int]:
    case_id = work_change.prepare_review(db, rng)
    votes = (len(councils.members(db, Council.PEDAGOGICAL)) - 1, 0, 0)
    reviews.record(db, case_id, ReviewOutcome.RETURN, votes=votes)
    return (case_id,)


def _trace(db: Store, rng: Random) -> tuple[int]:
    return (work_traces.prepare_held(db, rng).trace_id,)


def _case(db: Store, rng: Random) -> int:
    return builders.stored_case(db)


def _case_and_day(db: Store, rng: Random) -> tuple[int, date]:
    return _case(db, rng), TODAY


def _materials(db: Store, rng: Random) -> tuple[Any, ...]:
    return _case(db, rng), list(Material), TODAY


def _schedule_needed(db: Store, rng: Random) -> tuple[Any, ...]:
    return _case(db, rng), rng.choice([IndividualSchedule.NEEDED, IndividualSchedule.MADE])


PIECES: dict[str, Piece] = {
    "sittings owed": calling(_follow, sittings.follow_plan),
    "sittings proposed": calling(_follow, sitting_plan.propose),
    "sitting moved": calling(_move, sittings.move),
    "sitting fixed": calling(_id, sittings.fix),
    "sitting again": calling(_waived, sittings.restore),
    "mode": calling(_mode, sittings.set_mode),
    "place": calling(_place, sittings.place),
    "sitting's card": calling(_card, sitting_edit.edit),
    "travel": calling(_travel, travel.save_days),
    "class date": calling(_class_move, assessments.move),
    "assessment gone": calling(_class_gone, assessments.remove),
    "assessment list": calling(_list, assessment_import.enter),
    "schedule order": calling(_schedule, orders.issue_order),
    "review on the agenda": calling(_agenda, reviews.prepare),
    "review carried out": calling(_reviewed, reviews.carry_out),
    "trace gone": calling(_trace, traces.remove),
    "access": calling(_case_and_day, cases.give_access),
    "attested": calling(_case_and_day, cases.mark_attested),
    "materials of a case": calling(_materials, cases.issue_material),
    "schedule needed": calling(_schedule_needed, cases.mark_individual_schedule),
}
