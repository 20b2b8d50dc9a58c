"""Good days of journeys: a plan that keeps the rules, within the sets of days that may be priced."""

import json
from random import Random
from typing import Any

import pytest
from planning_checker import best, broken
from planning_problems import problem, sitting

from dlschool import planning
from dlschool.planning import swaps
from dlschool.planning.family import Family, families_of
from dlschool.planning.given_days import Given
from dlschool.planning.rules import Days


def family_of(asked: dict[str, Any]) -> Family:
    read = planning.read(json.dumps(asked).encode())
    days = Days(read)
    open_days = {s.id: days.open_to(s) for s in read.sittings}
    return families_of(read, read.sittings, open_days)[0].narrowed()


def drawn(random: Random) -> dict[str, Any]:
    dates = [f"2026-11-{n:02}" for n in (3, 4, 5, 6, 9, 10, 11)]
    made = [
        sitting(
            n,
            subject=f"m{n // 2}",
            kind=("SOR", "SOCh")[n % 2],
            class_date=random.choice(dates),
            mode=random.choice(["in-person", "remote"]) if n % 2 == 0 else "in-person",
            earliest="2026-11-03",
            latest=random.choice(["2026-11-06", "2026-11-09"]),
        )
        for n in range(4)
    ]
    return problem(*made, limits={"soch_per_day": 2, "sor_per_term": 3})


@pytest.mark.parametrize("seed", range(12))
def test_the_days_found_keep_the_rules_and_are_as_few_as_asked(seed: int) -> None:
    asked = drawn(Random(seed))
    family = family_of(asked)
    known = best(asked)
    assert known is not None
    assert swaps.possible(family)
    found = swaps.nearest(family, known[0])
    assert found is not None
    assert broken(asked, {each: day.isoformat() for each, day in found.items()}) == []
    assert family.days_there(found) == known[0]
    assert family.shift(found) >= known[1]
    assert swaps.nearest(family, known[0]) == found


def test_what_no_days_make_possible_is_proved_so() -> None:
    tight = {"earliest": "2026-11-10", "latest": "2026-11-10"}
    four = problem(*[sitting(n, **tight) for n in range(1, 5)])
    assert not swaps.possible(family_of(four))
    assert swaps.possible(family_of(problem(*four["sittings"][:3])))


def test_no_more_sets_of_days_are_priced_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    priced = []
    cost = Given.cost

    def counted(self: Given, chosen: list[int], below: int | None = None) -> int:
        priced.append(tuple(chosen))
        return cost(self, chosen, below)

    monkeypatch.setattr(Given, "cost", counted)
    made = [sitting(n, class_date=f"2026-11-{n + 2:02}") for n in range(1, 8)]
    family = family_of(problem(*made))
    assert swaps.nearest(family, 3, 40) is not None
    starts = 6
    assert len(priced) <= 40 + 2 * starts
    priced.clear()
    swaps.nearest(family, 3)
    assert len(priced) > 60
