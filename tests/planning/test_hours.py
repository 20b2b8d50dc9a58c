"""Hours of rooms and teachers: known answers, and every plan there is of small problems."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planning_checker import aims, best_plan, broken
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.errors import Refused
from dlschool.planning import NoPlan, Plan

WEEK = ("mon", "tue", "wed", "thu", "fri")


def planned(asked: dict[str, Any]) -> Plan:
    return planning.plan(planning.read(json.dumps(asked).encode()))


def dates(made: Plan) -> dict[str, str]:
    return {placed.id: placed.date.isoformat() for placed in made.placed}


def room(seats: int | None = None, **hours: int) -> dict[str, Any]:
    return {"id": "r", "seats": seats, "hours": hours or None}


def every_day(count: int) -> dict[str, int]:
    return dict.fromkeys(WEEK, count)


def three(**facts: Any) -> list[dict[str, Any]]:
    """Three pupils, a work each, all on one class date."""
    return [sitting(n, pupil=f"p{n}", **{"room": "r", **facts}) for n in (1, 2, 3)]


PUPILS = [pupil(n) for n in (1, 2, 3)]


def test_without_rooms_nothing_is_asked_of_them() -> None:
    asked = problem(*[{k: v for k, v in s.items() if k != "room"} for s in three()], pupils=PUPILS)
    assert planned(asked).shift_days == 0


def test_a_room_with_one_hour_a_day_takes_one_work_a_day() -> None:
    """The class date, the day before and the day after: two days of shift is the least."""
    asked = problem(*three(), pupils=PUPILS, rooms=[room(**every_day(1))])
    made = planned(asked)
    assert sorted(dates(made).values()) == ["2026-11-10", "2026-11-11", "2026-11-12"]
    assert (made.journeys, made.bound, made.shift_days) == (3, 3, 2)
    assert dates(made)["s1"] == "2026-11-10", "the earliest for the smallest id"


def test_those_who_sit_one_work_share_its_hour_as_far_as_there_are_seats() -> None:
    same = three(subject="m")
    roomy = problem(*same, pupils=PUPILS, rooms=[room(3, **every_day(1))])
    assert planned(roomy).shift_days == 0
    tight = problem(*same, pupils=PUPILS, rooms=[room(2, **every_day(1))])
    assert planned(tight).shift_days == 1
    longer = problem(*same, pupils=PUPILS, rooms=[room(2, **every_day(2))])
    assert planned(longer).shift_days == 0


def test_works_may_be_named_where_subject_and_date_do_not_tell_them_apart() -> None:
    named = [{**s, "subject": "m", "work": f"w{s['id']}"} for s in three()]
    asked = problem(*named, pupils=PUPILS, rooms=[room(30, **every_day(1))])
    assert planned(asked).shift_days == 2


def test_a_day_without_hours_is_closed_and_a_remote_sitting_needs_no_room() -> None:
    shut = problem(sitting(room="r"), rooms=[room(mon=1)])
    assert dates(planned(shut)) == {"s1": "2026-11-09"}
    remote = problem(sitting(room="r", mode="remote"), rooms=[room(mon=1)])
    assert dates(planned(remote)) == {"s1": "2026-11-11"}


def test_a_teachers_hours_are_shared_by_all_classes_and_both_ways() -> None:
    teachers = [{"id": "t", "days": None, "hours": every_day(1)}]
    asked = three(teacher="t", room=None)
    asked[2]["mode"] = "remote"
    made = planned(problem(*asked, pupils=PUPILS, teachers=teachers))
    assert len(set(dates(made).values())) == 3


def test_an_overfull_room_is_named_with_the_few_sittings_and_what_frees_them() -> None:
    only = {"earliest": "2026-11-11", "latest": "2026-11-11"}
    others = [sitting(n, pupil="p1", kind="SOR") for n in range(10, 16)]
    asked = problem(*three(**only), *others, pupils=PUPILS, rooms=[room(**every_day(2))])
    with pytest.raises(NoPlan) as caught:
        planned(asked)
    conflict, helps = caught.value.conflict, {help.id for help in caught.value.would_help}
    assert {"s1", "s2", "s3", "room_hours:r"} <= set(conflict)
    assert not {"s10", "s11"} & set(conflict)
    assert {"room_hours:r", "window:s1"} <= helps
    assert "кабинет" in caught.value.text("ru")
    assert planned({**asked, "rooms": [room(**every_day(3))]}).journeys


def test_a_fixed_day_on_which_the_room_is_shut_is_refused() -> None:
    asked = problem(sitting(room="r", fixed="2026-11-11"), rooms=[room(mon=1)])
    with pytest.raises(NoPlan) as caught:
        planned(asked)
    assert caught.value.conflict[0] == "s1"
    assert "room_hours:r" in caught.value.conflict


def test_a_room_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        planned(problem(sitting(room="r2"), rooms=[room()]))
    assert "r2" in caught.value.text("ru")
    with pytest.raises(Refused):
        planned(problem(sitting(), rooms=[room(), room()]))
    with pytest.raises(Refused):
        planned(problem(sitting(), rooms=[room(0)]))


def test_journeys_are_proved_when_families_are_planned_together() -> None:
    """One hour a week, two weeks: nobody can do with one journey for two works."""
    asked = problem(
        sitting(1, room="r"), sitting(2, room="r"), rooms=[room(mon=1)], pupils=[pupil()]
    )
    made = planned(asked)
    assert (made.journeys, made.bound, made.optimal) == (2, 2, True)


def drawn(random: Random) -> dict[str, Any]:
    """Up to five sittings of three pupils in one room, with one teacher, over seven days."""
    days = [f"2026-11-{n:02}" for n in (2, 3, 4, 5, 6, 9, 10)]
    sittings = []
    for n in range(random.randint(2, 5)):
        first = random.randrange(4)
        sittings.append(
            sitting(
                n,
                pupil=random.choice(["p1", "p2", "p3"]),
                subject=random.choice(["m", "n", "o"]),
                kind=random.choice(["SOR", "SOCh"]),
                mode=random.choice(["in-person", "in-person", "remote"]),
                teacher=random.choice([None, "t"]),
                room=random.choice([None, "r", "r"]),
                work=random.choice([None, "w", "v"]),
                class_date=random.choice(days),
                earliest=days[first],
                latest=days[min(6, first + random.randint(1, 4))],
                fixed=days[first + 1] if random.random() < 0.1 else None,
            )
        )
    hours = [None, every_day(1), {"mon": 1, "tue": 2, "thu": 1}]
    return problem(
        *sittings,
        pupils=[pupil(n, family=random.choice([None, "f"])) for n in (1, 2, 3)],
        rooms=[
            {"id": "r", "seats": random.choice([None, 1, 2]), "hours": random.choice(hours[1:])}
        ],
        teachers=[{"id": "t", "days": None, "hours": random.choice(hours)}],
    )


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10**9))
def test_no_plan_there_is_beats_it_in_any_of_the_four_aims(seed: int) -> None:
    asked = drawn(Random(seed))
    expected = best_plan(asked)
    if expected is None:
        with pytest.raises(NoPlan):
            planned(asked)
        return
    made = planned(asked)
    found = dates(made)
    assert broken(asked, found) == []
    assert (aims(asked, found), [found[each] for each in sorted(found)]) == expected
    assert made.optimal


@pytest.fixture(scope="module")
def crowded() -> dict[str, Any]:
    """Forty pupils, four works each in two rooms of two hours a day: more than one model holds."""
    random = Random(7)
    made = []
    for p in range(40):
        for m in range(4):
            made.append(
                sitting(
                    f"{p:02}{m}",  # type: ignore[arg-type]
                    pupil=f"p{p}",
                    subject=f"m{m}-{p % 8}",
                    kind="SOR",
                    room=f"r{m % 2}",
                    class_date=f"2026-11-{random.choice([4, 5, 10, 11]):02}",
                    earliest="2026-11-02",
                )
            )
    by_work: dict[str, str] = {}
    for each in made:
        each["class_date"] = by_work.setdefault(each["subject"], each["class_date"])
    rooms = [{"id": f"r{n}", "seats": 6, "hours": every_day(2)} for n in (0, 1)]
    return problem(*made, pupils=[pupil(n) for n in range(40)], rooms=rooms)


def test_a_crowded_school_keeps_the_hours_with_a_true_bound(crowded: dict[str, Any]) -> None:
    made = planned(crowded)
    assert broken(crowded, dates(made)) == []
    assert aims(crowded, dates(made))[:2] == (made.journeys, made.shift_days)
    assert made.bound <= made.journeys
    assert made.bound >= 40
    free = {key: value for key, value in crowded.items() if key != "rooms"}
    alone = planned({**free, "sittings": [{**s, "room": None} for s in free["sittings"]]})
    assert alone.journeys <= made.journeys
    assert planned(crowded) == made
