"""From a problem to a plan: family by family, each proved by itself, the same answer every time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from dlschool.planning import alone, conflicts, last_aim, share, shared
from dlschool.planning.alone import Done
from dlschool.planning.family import Family, families_of
from dlschool.planning.hours import Hours
from dlschool.planning.problem import Problem
from dlschool.planning.result import Placed, Plan
from dlschool.planning.rules import Days


def plan(problem: Problem) -> Plan:
    """Fewest journeys, then least shift from the class's dates, then even days, then the earliest dates
    for the smallest ids. The bound of journeys is proved. The lesser aims are exact as far as a family's
    `share` of the work goes (about ten sittings of a family with windows of a fortnight), beyond that
    the best that was found; the last aim is left out above `last_aim.MOST` sittings or
    `last_aim.PLACES`. Equal plans are told apart by the order of the search, which is always the same.

    NoPlan: the rules cannot all be kept: which ones, and what would free a plan.
    """
    days = Days(problem)
    conflicts.refuse_too_many(problem)
    conflicts.refuse_closed(days, sorted(problem.sittings, key=lambda s: s.id))
    open_days = {sitting.id: days.open_to(sitting) for sitting in problem.sittings}
    families = families_of(problem, problem.sittings, open_days)
    each = share.of_each(len(families))
    with ThreadPoolExecutor(alone.THREADS) as threads:
        apart = list(threads.map(partial(alone.planned, share=each), families))
    for asked, answer in zip(families, apart, strict=True):
        if answer is None:
            raise conflicts.explained(problem, days, asked.sittings)
    found = [answer for answer in apart if answer is not None]
    return _answer(problem, _settled(problem, days, families, found))


def _settled(
    problem: Problem, days: Days, families: Sequence[Family], found: Sequence[Done]
) -> list[Done]:
    hours = Hours(problem)
    try:
        done = shared.settled(families, found, hours)
    except shared.NoneFound as none:
        asked = [sitting for family in none.families for sitting in family.sittings]
        raise conflicts.crowded(problem, days, asked) from none
    return last_aim.earliest(families, done, hours)


def _answer(problem: Problem, done: Sequence[Done]) -> Plan:
    dates = {each: day for answer in done for each, day in answer.dates.items()}
    return Plan(
        tuple(Placed(sitting.id, dates[sitting.id]) for sitting in problem.sittings),
        sum(answer.journeys for answer in done),
        sum(answer.bound for answer in done),
        sum(answer.shift for answer in done),
    )
