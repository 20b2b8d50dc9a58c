"""The planner against known answers, against every plan there is, and against an independent judge."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planning_checker import aims, best, broken
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.errors import Refused
from dlschool.planning import NoPlan, Plan

DAYS = [f"2026-11-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)]


def planned(asked: dict[str, Any]) -> Plan:
    return planning.plan(planning.read(json.dumps(asked).encode()))


def dates(made: Plan) -> dict[str, str]:
    return {placed.id: placed.date.isoformat() for placed in made.placed}


def refused(asked: dict[str, Any]) -> NoPlan:
    with pytest.raises(NoPlan) as caught:
        planned(asked)
    return caught.value


def test_a_sitting_alone_keeps_its_class_date() -> None:
    made = planned(problem(sitting()))
    assert dates(made) == {"s1": "2026-11-11"}
    assert (made.journeys, made.bound, made.shift_days, made.optimal) == (1, 1, 0, True)


def test_nothing_to_plan_is_an_empty_plan() -> None:
    made = planned(problem())
    assert (made.placed, made.journeys, made.shift_days, made.optimal) == ((), 0, 0, True)


def test_three_sittings_need_one_journey_and_four_soch_two() -> None:
    class_dates = ["2026-11-04", "2026-11-10", "2026-11-12", "2026-11-05"]
    sittings = [sitting(n, class_date=on) for n, on in enumerate(class_dates, 1)]
    assert planned(problem(*sittings[:3])).journeys == 1
    assert planned(problem(*sittings)).journeys == 2


def test_journeys_go_before_shift() -> None:
    """Two journeys without any shift would be nearer to the class, one journey is asked first."""
    made = planned(
        problem(sitting(1, class_date="2026-11-03"), sitting(2, class_date="2026-11-12"))
    )
    assert (made.journeys, made.shift_days) == (1, 9)


def test_remote_sittings_cost_no_journey_and_stay_on_their_dates() -> None:
    made = planned(
        problem(
            sitting(1, mode="remote", class_date="2026-11-03"),
            sitting(2, mode="remote", class_date="2026-11-12"),
        )
    )
    assert (made.journeys, made.shift_days) == (0, 0)


def test_brothers_and_sisters_come_together() -> None:
    pupils = [pupil(1, family="f"), pupil(2, family="f")]
    sittings = [
        sitting(1, class_date="2026-11-03"),
        sitting(2, pupil="p2", class_date="2026-11-12"),
    ]
    assert planned(problem(*sittings, pupils=pupils)).journeys == 1
    strangers = [pupil(1), pupil(2)]
    assert planned(problem(*sittings, pupils=strangers)).journeys == 2


def test_even_days_where_nothing_else_differs() -> None:
    """Four remote sittings, each one day from two possible days: two and two, not three and one."""
    sittings = [
        sitting(
            n,
            kind="SOR",
            mode="remote",
            class_date="2026-11-04",
            earliest="2026-11-03",
            latest="2026-11-05",
        )
        for n in range(1, 5)
    ]
    off = ["2026-11-04", "2026-11-07", "2026-11-08"]
    made = planned(problem(*sittings, days_off=off))
    assert aims(problem(*sittings, days_off=off), dates(made)) == (0, 4, 2)


def test_what_is_fixed_stays_and_others_join_it() -> None:
    made = planned(problem(sitting(1, fixed="2026-11-05"), sitting(2)))
    assert dates(made) == {"s1": "2026-11-05", "s2": "2026-11-05"}


def test_a_sor_comes_before_the_soch_of_its_subject() -> None:
    made = planned(
        problem(
            sitting(1, kind="SOR", subject="m", class_date="2026-11-11"),
            sitting(2, subject="m", class_date="2026-11-10"),
        )
    )
    placed = dates(made)
    assert placed["s1"] < placed["s2"]
    assert made.journeys == 2


def test_no_soch_on_the_last_school_day_of_the_term() -> None:
    made = planned(problem(sitting(class_date="2026-11-13", earliest="2026-11-12")))
    assert dates(made) == {"s1": "2026-11-12"}
    sor = planned(problem(sitting(kind="SOR", class_date="2026-11-13", earliest="2026-11-12")))
    assert dates(sor) == {"s1": "2026-11-13"}


def test_the_last_day_is_the_last_that_is_not_off() -> None:
    asked = problem(
        sitting(class_date="2026-11-12", earliest="2026-11-11"),
        days_off=["2026-11-07", "2026-11-08", "2026-11-13"],
    )
    assert dates(planned(asked)) == {"s1": "2026-11-11"}


def test_travel_days_bind_who_comes_and_a_teachers_days_bind_both() -> None:
    traveller = [pupil(travel_days=["tue"])]
    teachers = [{"id": "t", "days": ["wed"]}]
    assert dates(planned(problem(sitting(), pupils=traveller))) == {"s1": "2026-11-10"}
    remote = problem(sitting(mode="remote"), pupils=traveller)
    assert dates(planned(remote)) == {"s1": "2026-11-11"}
    both = problem(sitting(mode="remote", teacher="t", class_date="2026-11-05"), teachers=teachers)
    assert dates(planned(both)) == {"s1": "2026-11-04"}


def test_who_is_away_sits_before_or_after() -> None:
    away = [pupil(absent=[{"from": "2026-11-09", "to": "2026-11-12"}])]
    assert dates(planned(problem(sitting(kind="SOR"), pupils=away))) == {"s1": "2026-11-13"}


def test_more_sor_than_the_term_allows_is_refused() -> None:
    four = [sitting(n, kind="SOR", subject="m") for n in range(1, 5)]
    assert refused(problem(*four)).conflict == ("s1", "s2", "s3", "s4", "sor_per_term")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"fixed": "2026-11-08"}, "days_off"),
        ({"fixed": "2026-12-02", "latest": "2026-12-30"}, "term"),
        ({"fixed": "2026-11-13"}, "soch_last_day"),
        ({"fixed": "2026-11-02", "earliest": "2026-11-05"}, "window:s1"),
        ({"fixed": "2026-11-03"}, "travel_days:p1"),
        ({"fixed": "2026-11-04"}, "absent:p1"),
        ({"fixed": "2026-11-05", "teacher": "t"}, "teacher_days:t"),
    ],
)
def test_a_fixed_day_that_breaks_a_rule_is_refused_with_the_rule(
    facts: dict[str, Any], rule: str
) -> None:
    who = pupil(
        travel_days=["mon", "wed", "thu", "fri", "sun"],
        absent=[{"from": "2026-11-04", "to": "2026-11-04"}],
    )
    asked = problem(sitting(**facts), pupils=[who], teachers=[{"id": "t", "days": ["mon"]}])
    conflict = refused(asked).conflict
    assert conflict[0] == "s1"
    assert rule in conflict


def test_two_fixed_days_that_exclude_each_other_are_named() -> None:
    asked = problem(
        sitting(1, kind="SOR", subject="m", fixed="2026-11-10"),
        sitting(2, subject="m", fixed="2026-11-10"),
        sitting(3),
    )
    conflict = refused(asked).conflict
    assert set(conflict) == {"s1", "s2", "fixed:s1", "fixed:s2", "sor_before_soch"}


def test_a_conflict_is_as_small_as_it_can_be_and_help_helps() -> None:
    """One travel day, two SOCh, one a day allowed; ten other sittings have nothing to do with it."""
    others = [sitting(n, kind="SOR", mode="remote") for n in range(3, 13)]
    tight = {"earliest": "2026-11-09", "latest": "2026-11-12"}
    asked = problem(
        sitting(1, **tight),
        sitting(2, **tight),
        *others,
        pupils=[pupil(travel_days=["tue"])],
        limits={"soch_per_day": 1, "sor_per_term": 3},
    )
    no_plan = refused(asked)
    assert set(no_plan.conflict) == {
        "s1", "s2", "soch_per_day", "travel_days:p1", "window:s1", "window:s2",
    }  # fmt: skip
    helped = {help.id for help in no_plan.would_help}
    assert {"soch_per_day", "travel_days:p1"} <= helped
    freed = {**asked, "limits": {"soch_per_day": 2, "sor_per_term": 3}}
    assert planned(freed).journeys == 1
    assert planned({**asked, "pupils": [pupil()]}).journeys == 2


def small(random: Random) -> dict[str, Any]:
    """Up to four sittings of two pupils over ten days."""
    pupils = [
        pupil(
            n,
            travel_days=random.choice([None, ["mon", "thu"], ["tue", "wed", "fri"]]),
            absent=random.choice([[], [{"from": "2026-11-05", "to": "2026-11-09"}]]),
            family=random.choice([None, "f"]),
        )
        for n in (1, 2)
    ]
    sittings = []
    for n in range(random.randint(1, 4)):
        first = random.randrange(len(DAYS) - 3)
        sittings.append(
            sitting(
                n,
                pupil=random.choice(["p1", "p2"]),
                subject=random.choice(["m", "n"]),
                kind=random.choice(["SOR", "SOCh"]),
                mode=random.choice(["in-person", "remote"]),
                teacher=random.choice([None, "t"]),
                class_date=random.choice(DAYS),
                earliest=DAYS[first],
                latest=DAYS[min(len(DAYS) - 1, first + random.randint(1, 5))],
                fixed=DAYS[first + 1] if random.random() < 0.15 else None,
            )
        )
    limits = {"soch_per_day": random.choice([1, 2, 3]), "sor_per_term": 4}
    teachers = [{"id": "t", "days": random.choice([None, ["mon", "tue", "thu"]])}]
    return problem(*sittings, pupils=pupils, limits=limits, teachers=teachers)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10**9))
def test_no_plan_there_is_beats_it(seed: int) -> None:
    asked = small(Random(seed))
    expected = best(asked)
    conflict: tuple[str, ...] = ()
    made: Plan | None
    try:
        made = planned(asked)
    except NoPlan as no_plan:
        made, conflict = None, no_plan.conflict
    assert (made is None) == (expected is None)
    if made is None or expected is None:
        assert conflict
        return
    assert broken(asked, dates(made)) == []
    assert aims(asked, dates(made)) == expected
    assert (made.journeys, made.shift_days) == expected[:2]
    assert made.optimal


def a_term(pupils: int, seed: int = 1) -> dict[str, Any]:
    """A term of 40 days: twelve subjects, a SOR and a SOCh in each."""
    random = Random(seed)
    days = [
        f"2026-{m:02d}-{d:02d}"
        for m, d in [(11, n) for n in range(2, 31)] + [(12, n) for n in range(1, 28)]
    ]
    off = [d for d in days if _weekday(d) > 4]
    school = [d for d in days if d not in off]
    made = []
    for p in range(1, pupils + 1):
        for m in range(12):
            for kind, low, high in (("SOR", 4, 20), ("SOCh", 26, 36)):
                at = random.randint(low, high)
                made.append(
                    sitting(
                        len(made),
                        pupil=f"p{p}",
                        subject=f"m{m}",
                        kind=kind,
                        mode="in-person"
                        if kind == "SOCh"
                        else random.choice(["in-person", "remote"]),
                        class_date=school[at],
                        earliest=school[max(0, at - 6)],
                        latest=school[min(len(school) - 2, at + 5)],
                    )  # fmt: skip
                )
    who = [
        pupil(p, travel_days=random.choice([None, ["mon", "wed", "fri"]]), family=f"f{p // 2}")
        for p in range(1, pupils + 1)
    ]
    return problem(*made, pupils=who, days_off=off, term={"from": days[0], "to": days[-1]})


def _weekday(text: str) -> int:
    from datetime import date

    return date.fromisoformat(text).weekday()


def test_a_whole_term_is_planned_with_proof_and_the_same_every_time() -> None:
    asked = a_term(6)
    made = planned(asked)
    assert broken(asked, dates(made)) == []
    assert aims(asked, dates(made))[:2] == (made.journeys, made.shift_days)
    assert made.optimal
    assert planned(asked) == made
    turned = {**asked, "sittings": asked["sittings"][::-1], "pupils": asked["pupils"][::-1]}
    assert dates(planned(turned)) == dates(made)


@pytest.mark.parametrize(
    "spoiled",
    [
        b"", b"[]", b"\xff", b'{"term": 1}',
        json.dumps(problem(sitting(pupil="nobody"))).encode(),
        json.dumps(problem(sitting(teacher="nobody"))).encode(),
        json.dumps(problem(sitting(), sitting())).encode(),
        json.dumps(problem(sitting(kind="EXAM"))).encode(),
        json.dumps(problem(sitting(earliest="2026-11-30"))).encode(),
        json.dumps(problem(sitting(colour="red"))).encode(),
        json.dumps(problem(term={"from": "0001-01-01", "to": "9999-12-31"})).encode(),
    ],
)  # fmt: skip
def test_a_file_that_asks_nothing_sensible_is_refused_in_words(spoiled: bytes) -> None:
    with pytest.raises(Refused) as caught:
        planning.read(spoiled)
    assert caught.value.text("kk")
