"""The work of a plan is counted and bounded, in every hard shape; the same plan however it is run."""

import ctypes
import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from planning_checker import aims, broken
from planning_problems import problem, pupil, sitting

from dlschool import planning
from dlschool.planning import Plan, alone, highs, share, tree
from dlschool.planning.given_days import Given

SCHOOL = [f"2026-11-{n:02}" for n in range(2, 31)] + [f"2026-12-{n:02}" for n in range(1, 25)]
OFF = [day for n, day in enumerate(SCHOOL) if n % 7 > 4]
TERM = {"from": SCHOOL[0], "to": SCHOOL[-1]}
OPEN = [day for day in SCHOOL if day not in OFF]


def term(pupils: int, *, remote: int = 0, days: list[str] | None = None) -> dict[str, Any]:
    """Twelve subjects a pupil, a SOR and a SOCh in each, every one on any day of the term."""
    made: list[dict[str, Any]] = []
    for p in range(1, pupils + 1):
        for m in range(12):
            for kind, at in (("SOR", (m * 7 + p) % 24), ("SOCh", 27 + (m * 5 + p) % 10)):
                far = kind == "SOR" and m < remote
                made.append(
                    sitting(
                        len(made),
                        pupil=f"p{p}",
                        subject=f"m{m}",
                        kind=kind,
                        mode="remote" if far else "in-person",
                        class_date=OPEN[at],
                        earliest=SCHOOL[0],
                        latest=SCHOOL[-1],
                    )
                )
    who = [pupil(p, travel_days=days) for p in range(1, pupils + 1)]
    return problem(*made, pupils=who, days_off=OFF, term=TERM)


def planned(asked: dict[str, Any]) -> Plan:
    return planning.plan(planning.read(json.dumps(asked).encode()))


def dates(made: Plan) -> dict[str, str]:
    return {placed.id: placed.date.isoformat() for placed in made.placed}


def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Calls of the solver's search, nodes of our tree, sets of days priced: as they are made."""
    found: Counter[str] = Counter()
    searched, node, cost = highs.searched, tree._cost, Given.cost

    def search(model: highs.Model) -> highs.Solution:
        found["searches"] += 1
        return searched(model)

    def one_node(library: Any, handle: ctypes.c_void_p) -> float | None:
        found["nodes"] += 1
        return node(library, handle)

    def price(self: Given, chosen: list[int], below: int | None = None) -> int:
        found["priced"] += 1
        return cost(self, chosen, below)

    monkeypatch.setattr(highs, "searched", search)
    monkeypatch.setattr(tree, "_cost", one_node)
    monkeypatch.setattr(Given, "cost", price)
    return found


@pytest.mark.parametrize(
    ("asked", "journeys"),
    [
        (term(1), 5),
        (term(1, remote=6), 4),
        (term(1, remote=12), 4),
        (term(1, days=["tue"]), 5),
        (term(1, remote=8, days=["mon", "thu"]), 4),
    ],
    ids=["all there", "mixed", "SOR remote", "one day a week", "two days a week"],
)
def test_a_whole_term_of_one_pupil_is_proved_within_bounded_work(
    asked: dict[str, Any], journeys: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = counted(monkeypatch)
    made = planned(asked)
    assert broken(asked, dates(made)) == []
    assert (made.journeys, made.bound) == (journeys, journeys)
    assert aims(asked, dates(made))[:2] == (made.journeys, made.shift_days)
    assert work["priced"] <= share.ALONE.priced // 24 + 20
    assert work["nodes"] <= 700
    assert work["searches"] == 0


def test_many_families_share_the_work_and_each_is_still_proved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(share, "PRICED", 9 * share.LEAST.priced)
    monkeypatch.setattr(share, "TREE", 9 * share.LEAST.tree)
    work = counted(monkeypatch)
    asked = term(9, remote=6)
    made = planned(asked)
    assert broken(asked, dates(made)) == []
    assert made.optimal
    assert work["priced"] <= 9 * (share.LEAST.priced // 24 + 20)


def test_the_share_is_never_more_than_alone_nor_less_than_the_least() -> None:
    assert share.of_each(0) == share.of_each(1) == share.ALONE
    assert share.of_each(10**6) == share.LEAST
    some = [share.of_each(n) for n in (1, 50, 200, 1000)]
    assert [each.tree for each in some] == sorted((each.tree for each in some), reverse=True)
    assert share.ALONE.nodes(share.ALONE.tree) == 0, "a tree that would prove nothing is not begun"


def test_the_plan_is_the_same_in_one_thread_in_four_and_in_another_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = term(5, remote=6)
    made = planned(asked)
    for threads in (1, 4):
        monkeypatch.setattr(alone, "THREADS", threads)
        assert planned(asked) == made
    script = (
        "import json, sys; from dlschool import planning;"
        "print(json.dumps(planning.plan(planning.read(sys.stdin.buffer.read())).json()))"
    )
    for seed in ("1", "2"):
        answer = subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        assert json.loads(answer.stdout) == made.json()


def test_wide_windows_in_crowded_rooms_are_planned_near_the_days_of_each_family(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = counted(monkeypatch)
    asked = term(4, remote=6)
    for each in asked["sittings"]:
        each["room"] = f"r{int(each['subject'][1:]) % 6}"
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 1)
    asked["rooms"] = [{"id": f"r{n}", "seats": 2, "hours": week} for n in range(6)]
    made = planned(asked)
    assert broken(asked, dates(made)) == []
    assert aims(asked, dates(made))[:2] == (made.journeys, made.shift_days)
    assert 16 <= made.bound <= made.journeys
    assert work["nodes"] <= 2_500
    assert planned(asked) == made
