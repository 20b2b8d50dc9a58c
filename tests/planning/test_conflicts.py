"""Why there is no plan: every rule that is in the way, and always something that would help."""

import json
from random import Random
from typing import Any

import pytest
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.planning import NoPlan


def planned(asked: dict[str, Any]) -> dict[str, str]:
    made = planning.plan(planning.read(json.dumps(asked).encode()))
    return {placed.id: placed.date.isoformat() for placed in made.placed}


def no_plan_of(asked: dict[str, Any]) -> NoPlan | None:
    try:
        planned(asked)
    except NoPlan as none:
        return none
    return None


def refused(asked: dict[str, Any]) -> NoPlan:
    none = no_plan_of(asked)
    assert none is not None
    return none


def test_of_a_fixed_day_every_rule_that_it_breaks_is_told() -> None:
    """A Saturday on which the pupil cannot come either: both are said, freeing the date helps."""
    asked = problem(sitting(1, fixed="2026-11-07"), pupils=[pupil(travel_days=["tue"])])
    no_plan = refused(asked)
    assert no_plan.conflict == ("s1", "fixed:s1", "days_off", "travel_days:p1")
    assert "выходные и праздничные дни; дни, когда обучающийся может приехать" in no_plan.text("ru")
    assert [help.id for help in no_plan.would_help] == ["fixed:s1"]


def test_where_no_single_rule_frees_the_fewest_that_do_together_are_told() -> None:
    """One day by the window, and on it neither the teacher nor the pupil."""
    asked = problem(
        sitting(1, teacher="t", earliest="2026-11-11", latest="2026-11-11"),
        sitting(2, mode="remote"),
        teachers=[{"id": "t", "days": ["mon"]}],
        pupils=[pupil(travel_days=["tue"])],
    )
    told = {help.id: help.text for help in refused(asked).would_help}
    assert set(told) == {
        "teacher_days:t + travel_days:p1",
        "teacher_days:t + window:s1",
        "travel_days:p1 + window:s1",
    }
    words = told["teacher_days:t + travel_days:p1"]
    assert words.ru.startswith("всё вместе: добавить учителю ещё один день (t); ")
    assert words.kk.startswith("бәрі бірге: ")
    freed = {**asked, "teachers": [{"id": "t", "days": ["wed"]}], "pupils": [pupil()]}
    assert planned(freed)["s1"] == "2026-11-11"


def test_two_sittings_that_two_rules_keep_apart_are_told_the_pair() -> None:
    """Two SOCh of one day: neither a second SOCh a day nor a longer window of one of them suffices."""
    only = {"earliest": "2026-11-10", "latest": "2026-11-10", "fixed": "2026-11-10"}
    asked = problem(
        sitting(1, **only), sitting(2, **only), limits={"soch_per_day": 0, "sor_per_term": 3}
    )
    assert [help.id for help in refused(asked).would_help] == ["soch_per_day"]
    pair = problem(
        sitting(1, kind="SOR", subject="m", fixed="2026-11-11"),
        sitting(2, subject="m", earliest="2026-11-04", latest="2026-11-04"),
    )
    assert {help.id for help in refused(pair).would_help} == {
        "fixed:s1", "sor_before_soch", "window:s2",
    }  # fmt: skip


@pytest.mark.parametrize(
    "off",
    [
        [f"2026-11-{n:02}" for n in range(2, 14)],
        [f"2026-11-{n:02}" for n in (7, 8, 9, 10, 11, 12, 13)],
    ],
    ids=["no school day in the term", "none in the window"],
)
def test_where_no_day_is_a_school_day_the_days_off_are_named(off: list[str]) -> None:
    no_plan = refused(problem(sitting(earliest="2026-11-09"), days_off=off))
    assert "days_off" in no_plan.conflict
    assert "выходные и праздничные дни" in no_plan.text("ru")
    assert "days_off" in {help.id for help in no_plan.would_help}


def small(random: Random) -> dict[str, Any]:
    """Three sittings of one pupil in five days, with more rules than fit together."""
    days = [f"2026-11-{n:02}" for n in (9, 10, 11, 12, 13)]
    sittings = []
    for n in range(3):
        first = random.randrange(len(days))
        sittings.append(
            sitting(
                n,
                subject=random.choice(["m", "n"]),
                kind=random.choice(["SOR", "SOCh"]),
                teacher=random.choice([None, "t"]),
                class_date=random.choice(days),
                earliest=days[first],
                latest=random.choice(days[first:]),
                fixed=random.choice([None, None, None, random.choice(days)]),
            )
        )
    return problem(
        *sittings,
        pupils=[pupil(travel_days=random.choice([None, ["mon", "thu"]]))],
        teachers=[{"id": "t", "days": ["tue", "thu"]}],
        days_off=random.choice([[], ["2026-11-12"]]),
        limits={"soch_per_day": random.choice([1, 3]), "sor_per_term": 3},
    )


def test_every_refusal_of_small_problems_names_what_would_help() -> None:
    none = [found for seed in range(150) if (found := no_plan_of(small(Random(seed))))]
    assert len(none) > 20
    assert all(each.conflict and each.would_help for each in none)
