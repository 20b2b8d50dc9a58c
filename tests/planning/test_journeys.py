"""The bound from the days alone: what must be, and never more than the best plan needs."""

import json
from datetime import date, timedelta
from random import Random

import pytest
from planning_checker import best
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.planning import journeys
from dlschool.planning.family import Family
from dlschool.planning.problem import Kind, Mode, Sitting
from dlschool.planning.rules import Days

FIRST = date(2026, 11, 2)


def sat(
    id_: str, kind: Kind = Kind.SOCH, subject: str = "", mode: Mode = Mode.IN_PERSON
) -> Sitting:
    return Sitting(id_, "p", subject or id_, kind, mode, FIRST, FIRST, FIRST)


def days(*numbers: int) -> list[date]:
    return [FIRST + timedelta(days=n) for n in numbers]


def test_sittings_that_share_no_day_need_a_journey_each() -> None:
    two = [sat("a"), sat("b")]
    assert journeys.least(two, {"a": days(0, 1), "b": days(3, 4)}, 3) == 2
    assert journeys.least(two, {"a": days(0, 1), "b": days(1, 2)}, 3) == 1


def test_more_soch_than_a_day_takes_need_more_days() -> None:
    four = [sat(each) for each in "abcd"]
    assert journeys.least(four, {s.id: days(0, 1, 2) for s in four}, 3) == 2
    assert journeys.least(four, {s.id: days(0, 1, 2) for s in four}, 2) == 2
    assert journeys.least(four, {s.id: days(0, 1, 2, 3) for s in four}, 1) == 4


def test_a_sor_and_its_soch_need_two_days_and_remote_ones_none() -> None:
    sor = sat("a", Kind.SOR, "m")
    assert journeys.least([sor, sat("b", subject="m")], {"a": days(0, 1), "b": days(0, 1)}, 3) == 2
    remote = sat("a", Kind.SOR, "m", Mode.REMOTE)
    assert journeys.least([remote], {"a": days(0)}, 3) == 0


def test_no_soch_is_sat_on_the_first_day_when_its_sor_is_sat_at_school_too() -> None:
    """Six SOCh fill two days; where each has a SOR before it at school, a day for those comes first."""
    both = [sat(f"{n}{k}", k, f"m{n}") for n in range(6) for k in (Kind.SOR, Kind.SOCH)]
    wide = {s.id: days(0, 1, 2, 3, 4) for s in both}
    assert journeys.least(both, wide, 3) == 3
    free = [s for s in both if s.kind is Kind.SOCH or s.subject in ("m0", "m1", "m2")]
    assert journeys.least(free, wide, 3) == 2, "three without a SOR are sat on the first day"


def test_days_on_which_a_sor_cannot_come_first_are_left_out() -> None:
    pair = [sat("a", Kind.SOR, "m"), sat("b", subject="m")]
    left = journeys.in_order(pair, {"a": days(1, 2, 5), "b": days(0, 1, 3)})
    assert left == {"a": days(1, 2), "b": days(3)}


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_is_never_above_the_best_plan(seed: int) -> None:
    draw = Random(seed)
    made = []
    for n in range(1, 6):
        start = draw.randrange(2, 8)
        made.append(
            sitting(
                n,
                subject=f"m{draw.randrange(3)}-{n if draw.random() < 0.6 else 0}",
                kind=draw.choice(["SOR", "SOCh", "SOCh"]),
                mode=draw.choice(["in-person", "in-person", "remote"]),
                class_date=f"2026-11-{draw.randrange(2, 7):02}",
                earliest=f"2026-11-{start:02}",
                latest=f"2026-11-{start + draw.randrange(2, 5):02}",
            )
        )
    asked = problem(*made, pupils=[pupil()])
    known = best(asked)
    read = planning.read(json.dumps(asked).encode())
    open_to = Days(read)
    open_days = {s.id: open_to.open_to(s) for s in read.sittings}
    if known is None or not all(open_days.values()):
        return
    family = Family(list(read.sittings), open_days, 3).narrowed()
    assert journeys.least(family.sittings, family.open, 3) <= known[0]
    assert planning.plan(read).journeys == known[0]
