"""Families that get in each other's way: the hours of a room or a teacher are not enough for all.

Those who use an overfull room or teacher are planned together, and with them whoever is drawn in by
what is overfull then. Together means one model with its proof where it is small; else one family after
another in the hours that are left, who finds none going first the next time. The bound stays true in
both: what each family needs alone, added up, is never more than what they need together.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from dlschool.planning import alone, highs, solving
from dlschool.planning.alone import Done
from dlschool.planning.family import Family
from dlschool.planning.highs import NoSolution
from dlschool.planning.hours import Hours, Taken
from dlschool.planning.joint import Joint

LARGEST = 700
"""Columns (a sitting on a day is one) of families that are planned as one model."""
TRIES = 4
"""Orders in which families are planned one after another."""
FRUGAL_TRIES = 6
"""Further ones, in which all look for hours that are open for their work already."""
FRUGAL = 20
"""Days of shift that a family then bears for that."""


class NoneFound(Exception):
    """`families` find no plan together; whether there is none is for `conflicts` to say."""

    def __init__(self, families: Sequence[Family]) -> None:
        super().__init__(len(families))
        self.families = families


def settled(families: Sequence[Family], apart: Sequence[Done], hours: Hours) -> list[Done]:
    """Plans in which no room and no teacher is overfull: those made alone where they are good enough.

    NoneFound: which families have none.
    """
    used = _used(families, hours)
    groups: list[list[int]] = [[n] for n in range(len(families))]
    done: dict[tuple[int, ...], Done] = {(n,): each for n, each in enumerate(apart)}
    while over := _overfull(families, done, hours):
        groups = _merged(groups, over, used)
        for group in groups:
            key = tuple(group)
            if key not in done or any(used[n] & over for n in group):
                own = [apart[n] for n in group]
                done[key] = _together([families[n] for n in group], own, hours)
        done = {tuple(group): done[tuple(group)] for group in groups}
    return list(done.values())


def _overfull(
    families: Sequence[Family], done: Mapping[tuple[int, ...], Done], hours: Hours
) -> set[str]:
    taken = hours.begin()
    for key, each in done.items():
        for n in key:
            hours.take(taken, families[n].sittings, each.dates)
    return {rule for rule, _ in hours.overfull(taken)}


def tied(families: Sequence[Family], over: set[str], hours: Hours) -> list[list[int]]:
    """Families, by their places, that use the same of these rooms and teachers."""
    return _merged([[n] for n in range(len(families))], over, _used(families, hours))


def _used(families: Sequence[Family], hours: Hours) -> list[set[str]]:
    return [{rule for s in family.sittings for rule in hours.of(s)} for family in families]


def _merged(groups: list[list[int]], over: set[str], used: Sequence[set[str]]) -> list[list[int]]:
    """Groups that use the same overfull room or teacher become one."""
    left = groups
    for rule in sorted(over):
        users = [group for group in left if any(rule in used[n] for n in group)]
        if len(users) > 1:
            rest = [group for group in left if group not in users]
            left = sorted([*rest, sorted(n for group in users for n in group)])
    return left


def _together(families: Sequence[Family], apart: Sequence[Done], hours: Hours) -> Done:
    bound = sum(each.bound for each in apart)
    joint = Joint([family.narrowed() for family in families], hours, hours.begin())
    if joint.size <= LARGEST:
        try:
            return _at_once(joint, bound)
        except NoSolution as none:
            if none.proved:
                raise NoneFound(families) from none
    dates = _one_by_one(joint, apart, hours)
    if dates is None:
        raise NoneFound(families)
    return Done(dates, *_figures(joint, dates, bound))


def _at_once(joint: Joint, bound: int) -> Done:
    """Fewest journeys of all with their bound, then the nearest plan of so many."""
    first = solving.cheapest(joint.fewest_journeys())
    dates = joint.dates(first.values)
    journeys, _ = joint.cost(dates)
    bound = max(bound, math.ceil(first.bound - highs.NEAR))
    nearest = solving.solved(joint.nearest(journeys))
    if nearest is not None:
        dates = joint.dates(nearest.values)
    return Done(dates, *_figures(joint, dates, bound))


def _figures(joint: Joint, dates: Mapping[str, date], bound: int) -> tuple[int, int, int]:
    journeys, shift = joint.cost(dates)
    return journeys, bound, shift


def _one_by_one(joint: Joint, apart: Sequence[Done], hours: Hours) -> dict[str, date] | None:
    """Each family in the hours that those before it left; None: no order was found that leaves enough."""
    order = sorted(
        range(len(joint.families)), key=lambda n: (_freedom(joint.families[n], hours), n)
    )
    for number in range(TRIES + FRUGAL_TRIES):
        frugal = 0 if number < TRIES else FRUGAL
        dates, stuck = _in_order(joint, apart, hours, order, frugal)
        if stuck is None:
            return _nearer(joint, apart, hours, dates)
        order = [stuck, *(n for n in order if n != stuck)]
    return None


def _freedom(family: Family, hours: Hours) -> int:
    """Days that its least free sitting in bounded hours has."""
    return min((len(family.open[s.id]) for s in family.sittings if hours.of(s)), default=10**6)


def _in_order(
    joint: Joint, apart: Sequence[Done], hours: Hours, order: Sequence[int], frugal: int
) -> tuple[dict[str, date], int | None]:
    """Dates of all, or the family that found no hours."""
    dates: dict[str, date] = {}
    taken = hours.begin()
    for n in order:
        family = joint.families[n]
        own: dict[str, date] | None = apart[n].dates
        trial = Taken(taken.groups.copy(), taken.spent.copy())
        hours.take(trial, family.sittings, apart[n].dates)
        if frugal or hours.overfull(trial):
            own = alone.beside(family, hours, taken, apart[n], frugal)
            if own is None:
                return dates, n
            hours.take(taken, family.sittings, own)
        else:
            taken = trial
        dates |= own or {}
    return dates, None


def _nearer(
    joint: Joint, apart: Sequence[Done], hours: Hours, dates: dict[str, date]
) -> dict[str, date]:
    """Each family that stands worse than it would alone is planned once more in what the others leave."""
    taken = hours.begin()
    hours.take(taken, (s for family in joint.families for s in family.sittings), dates)
    for family, own in zip(joint.families, apart, strict=True):
        one = Joint([family], hours, taken)
        if one.cost(dates) <= (own.bound, own.shift):
            continue
        hours.leave(taken, family.sittings, dates)
        found = alone.beside(family, hours, taken, own)
        if found is not None and one.cost(found) < one.cost(dates):
            dates = {**dates, **found}
        hours.take(taken, family.sittings, dates)
    return dates
