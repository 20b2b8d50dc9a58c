"""The last aim: among plans that are equal in all else, the earliest dates for the smallest ids.

Sittings are taken by their ids, a few at a time: their dates are made as early as journeys, shift and
busiest days allow, and stay so for the next ones. Some ten models a family: dear, so only up to `MOST`.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

from dlschool.planning import alone, share, shared, solving, tree
from dlschool.planning.alone import Done
from dlschool.planning.family import Family
from dlschool.planning.highs import Model, Row
from dlschool.planning.hours import Hours
from dlschool.planning.joint import Joint
from dlschool.planning.problem import Sitting

MOST = 2_500
"""Sittings of a problem in which the last aim is kept."""
PLACES = 45_000
"""Columns of all its models, the same."""
EXACT = 2_000
"""Factors of a model that is decided to the end; in a larger one the days of journeys stay as they are,
and a date that the nodes of its tree do not decide stays too.
"""
SHARED = 5_000
"""Of the work of a family (`share`) for one node of such a tree."""
TOGETHER = 3
"""Sittings whose dates are made early in one model."""


def earliest(families: Sequence[Family], done: Sequence[Done], hours: Hours) -> list[Done]:
    """The plans with equal journeys, shift and busiest days, and the earliest dates by ids."""
    if sum(len(family.sittings) for family in families) > MOST:
        return list(done)
    dates = {each: day for one in done for each, day in one.dates.items()}
    groups = [
        Joint([families[n].narrowed() for n in group], hours, hours.begin())
        for group in shared.tied(families, set(hours.weeks), hours)
    ]
    small = [joint for joint in groups if joint.size <= shared.LARGEST]
    if sum(joint.size for joint in groups) > PLACES:
        return list(done)
    nodes = min(tree.NODES, share.of_each(len(groups)).tree // SHARED)
    with ThreadPoolExecutor(alone.THREADS) as threads:
        for found in list(threads.map(partial(_earliest, known=dates, nodes=nodes), small)):
            dates |= found
    return [
        Done({each: dates[each] for each in one.dates}, one.journeys, one.bound, one.shift)
        for one in done
    ]


def _earliest(joint: Joint, known: Mapping[str, date], nodes: int) -> dict[str, date]:
    exact = sum(family.factors for family in joint.families) <= EXACT
    if not exact:
        joint = replace(joint, families=[f.only_on(f.travels(known)) for f in joint.families])
    sittings = sorted((s for f in joint.families for s in f.sittings), key=lambda s: s.id)
    dates = {sitting.id: known[sitting.id] for sitting in sittings}
    equal = joint.equal(dates)
    days = {each: days for family in joint.families for each, days in family.open.items()}
    settled: list[Sitting] = []
    for at in range(0, len(sittings), TOGETHER):
        now = sittings[at : at + TOGETHER]
        if any(dates[s.id] != days[s.id][0] for s in now):
            dates = _earlier(joint, equal, dates, settled, now, None if exact else nodes)
        settled += now
    return dates


def _earlier(
    joint: Joint,
    equal: Model,
    dates: dict[str, date],
    settled: Sequence[Sitting],
    now: Sequence[Sitting],
    nodes: int | None,
) -> dict[str, date]:
    """Dates as early as they can be for these, those before them as they are."""
    columns = joint.columns()
    costs = [0.0] * len(equal.costs)
    known, weight = 0, 1
    for sitting in reversed(now):
        days = [day for (each, day) in columns if each == sitting.id]
        for place, day in enumerate(days):
            costs[columns[sitting.id, day]] = float(weight * place)
        known += weight * days.index(dates[sitting.id])
        weight *= len(days)
    rows = [Row([(columns[s.id, dates[s.id]], 1.0)], 1.0, 1.0) for s in settled]
    model = Model(costs, equal.upper, [*equal.rows, *rows], equal.choices)
    better = solving.better(model, known, nodes)
    return dates if better is None else joint.dates(better.values)
