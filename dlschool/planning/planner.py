"""From a problem to a plan: family by family, each proved by itself, the same answer every time."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from dlschool.planning import conflicts, highs, journeys
from dlschool.planning.family import Family
from dlschool.planning.problem import Problem, Sitting
from dlschool.planning.result import Placed, Plan
from dlschool.planning.rules import Days

_THREADS = 2
"""Families are planned side by side; which thread takes which changes nothing in the answer."""


@dataclass(frozen=True, slots=True)
class _Done:
    dates: dict[str, date]
    journeys: int
    bound: int
    shift: int


def plan(problem: Problem) -> Plan:
    """Fewest journeys, then least shift from the class's dates, then even days.

    NoPlan: the rules cannot all be kept: which ones, and what would free a plan.
    """
    days = Days(problem)
    conflicts.refuse_too_many(problem)
    families = _families(problem)
    for family in families:
        conflicts.refuse_closed(days, family)
    limit = problem.limits.soch_per_day
    made = [Family(f, {s.id: days.open_to(s) for s in f}, limit) for f in families]
    with ThreadPoolExecutor(_THREADS) as threads:
        done = list(threads.map(_planned, made))
    for asked, answer in zip(made, done, strict=True):
        if answer is None:
            raise conflicts.explained(problem, days, asked)
    answers = [answer for answer in done if answer is not None]
    dates = {each: day for answer in answers for each, day in answer.dates.items()}
    return Plan(
        tuple(Placed(sitting.id, dates[sitting.id]) for sitting in problem.sittings),
        sum(answer.journeys for answer in answers),
        sum(answer.bound for answer in answers),
        sum(answer.shift for answer in answers),
    )


def _families(problem: Problem) -> list[list[Sitting]]:
    """Sittings of pupils who travel together, by the ids of pupils and sittings."""
    of = {
        pupil.id: ("family", pupil.family) if pupil.family else ("", pupil.id)
        for pupil in problem.pupils
    }
    found: dict[tuple[str, str | None], list[Sitting]] = defaultdict(list)
    for sitting in sorted(problem.sittings, key=lambda s: s.id):
        found[of[sitting.pupil]].append(sitting)
    return [found[key] for key in sorted(found, key=str)]


def _planned(family: Family) -> _Done | None:
    """None: there is no plan for this family.

    As many journeys are tried as are needed at the least, then one more until there is a plan.
    """
    family = family.narrowed()
    bound = journeys.least(family.sittings, family.open, family.soch_per_day)
    proved = True
    for count in range(bound, len(family.journeys) + 1):
        try:
            best = highs.cheapest(family.model(count))
        except highs.NoSolution as none:
            proved = proved and none.proved
            bound += proved
            continue
        dates = family.dates(best.values)
        return _Done(dates, family.days_there(dates), bound, family.shift(best.cost))
    return None
