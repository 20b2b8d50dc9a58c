"""The nearest plan on given days of journeys: as good as the best of all plans on them."""

import json
from itertools import product
from random import Random
from typing import Any

import pytest
from planning_checker import aims, broken
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.planning import given_days
from dlschool.planning.family import Family
from dlschool.planning.rules import Days

SCHOOL = [f"2026-11-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10)]


def drawn(random: Random) -> dict[str, Any]:
    """A family of two with SOCh in some subjects and SOR before them; one SOCh a day or two."""
    made: list[dict[str, Any]] = []
    for who, subject, kind in product(("p1", "p2"), "mn", ("SOR", "SOCh")):
        if random.random() < 0.75:
            first = random.randrange(3)
            made.append(
                sitting(
                    len(made),
                    pupil=who,
                    subject=subject,
                    kind=kind,
                    mode=random.choice(["in-person", "in-person", "remote"]),
                    class_date=random.choice(SCHOOL),
                    earliest=SCHOOL[first],
                    latest=SCHOOL[first + random.randint(1, 3)],
                )
            )
    limits = {"soch_per_day": random.choice([1, 2]), "sor_per_term": 3}
    pupils = [pupil(1, family="f"), pupil(2, family="f")]
    return problem(*made[:6], pupils=pupils, limits=limits)


def family_of(asked: dict[str, Any]) -> Family:
    read = planning.read(json.dumps(asked).encode())
    days = Days(read)
    sittings = sorted(read.sittings, key=lambda s: s.id)
    open_days = {s.id: days.open_to(s) for s in sittings}
    return Family(sittings, open_days, read.limits.soch_per_day)


def least_shift(asked: dict[str, Any], family: Family) -> int | None:
    """Of every plan on the days open to the family."""
    found = []
    ids = [s.id for s in family.sittings]
    for dates in product(*(family.open[each] for each in ids)):
        plan = {each: day.isoformat() for each, day in zip(ids, dates, strict=True)}
        if not broken(asked, plan):
            found.append(aims(asked, plan)[1])
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_on_these_days_has_less_shift(seed: int) -> None:
    random = Random(seed)
    asked = drawn(random)
    family = family_of(asked)
    of = given_days.given(family)
    assert of is not None
    count = min(len(of.there), random.randint(2, 4))
    chosen = sorted(random.sample(of.there, count))
    expected = least_shift(asked, family.only_on({of.days[n] for n in chosen}))
    if not chosen and any(s.mode == "in-person" for s in family.sittings):
        return
    cost = of.cost(chosen)
    assert (cost >= given_days.CLOSED) == (expected is None)
    if expected is not None:
        dates = {each: day.isoformat() for each, day in of.dates(chosen).items()}
        assert broken(asked, dates) == []
        assert cost == expected == aims(asked, dates)[1]


def test_a_cost_is_told_exactly_where_it_is_less_than_asked() -> None:
    asked = problem(*[sitting(n, class_date="2026-11-04") for n in range(1, 5)])
    of = given_days.given(family_of(asked))
    assert of is not None
    days = [of.days.index(day) for day in of.days if day.day in (4, 5)]
    assert of.cost(days) == 1, "three on the class date, one the day after"
    assert of.cost(days, below=100) == 1
    assert of.cost(days[:1]) >= given_days.CLOSED, "four SOCh do not fit one day"


def test_two_soch_of_one_subject_are_not_of_this_form() -> None:
    asked = problem(sitting(1, subject="m"), sitting(2, subject="m"))
    assert given_days.given(family_of(asked)) is None
    assert planning.plan(planning.read(json.dumps(asked).encode())).journeys == 1
