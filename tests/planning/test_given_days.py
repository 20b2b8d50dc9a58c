"""The nearest plan on given days of journeys: as good as the best of all plans on them."""

import json
from random import Random

import pytest
from planning_checker import aims, best_plan, broken
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.planning import given_days
from dlschool.planning.family import Family
from dlschool.planning.rules import Days

SCHOOL = [f"2026-11-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10)]


def drawn(random: Random) -> dict[str, object]:
    """A family of two with a SOCh in some subjects and SOR before them; one SOCh a day or two."""
    made = []
    for who in ("p1", "p2"):
        for subject in "mn":
            for kind in ("SOR", "SOCh"):
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


def family_of(asked: dict[str, object]) -> Family:
    read = planning.read(json.dumps(asked).encode())
    days = Days(read)
    sittings = sorted(read.sittings, key=lambda s: s.id)
    open_days = {s.id: days.open_to(s) for s in sittings}
    return Family(sittings, open_days, read.limits.soch_per_day)


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_on_these_days_has_less_shift(seed: int) -> None:
    random = Random(seed)
    asked = drawn(random)
    family = family_of(asked)
    of = given_days.given(family)
    assert of is not None
    if not of.there:
        return
    chosen = sorted(random.sample(of.there, min(len(of.there), random.randint(1, 3))))
    only = {of.days[n] for n in chosen}
    off = [d for d in SCHOOL if d not in {day.isoformat() for day in only}]
    # Who comes to school comes on these days: the judge is told so by absence from the others.
    sittings = [dict(s) for s in asked["sittings"]]  # type: ignore[attr-defined]
    remote = [s["id"] for s in sittings if s["mode"] == "remote"]
    if remote:
        return _with_remote(asked, family, of, chosen)
    expected = best_plan({**asked, "days_off": [*off, "2026-11-07", "2026-11-08"]})
    cost = of.cost(chosen)
    assert (cost >= given_days.CLOSED) == (expected is None)
    if expected is not None:
        dates = {each: day.isoformat() for each, day in of.dates(chosen).items()}
        assert broken(asked, dates) == []
        assert aims(asked, dates)[1] == cost
    return None


def _with_remote(
    asked: dict[str, object], family: Family, of: given_days.Given, chosen: list[int]
) -> None:
    cost = of.cost(chosen)
    if cost >= given_days.CLOSED:
        return
    dates = {each: day.isoformat() for each, day in of.dates(chosen).items()}
    assert broken(asked, dates) == []
    assert aims(asked, dates)[1] == cost
