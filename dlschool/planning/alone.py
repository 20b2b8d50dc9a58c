"""A family by itself: its plan with the proof that fewer journeys are not enough."""

from dataclasses import dataclass
from datetime import date

from dlschool.planning import highs, journeys, solving, swaps, tree
from dlschool.planning.family import Family
from dlschool.planning.highs import NoSolution
from dlschool.planning.hours import Hours, Taken
from dlschool.planning.joint import Joint
from dlschool.planning.share import ALONE, Share

THREADS = 2
"""Families are planned side by side; which thread takes which changes nothing in the answer."""
HEAVY = 6_000
"""Factors of a family's model above which it is first planned near the days of its own plan."""
REACHES = (0, 1)
HEAVY_NODES = 20
FEWEST = 20
"""Nodes of the tree where no plan is known yet."""


@dataclass(frozen=True, slots=True)
class Done:
    """Dates of a family, or of several."""

    dates: dict[str, date]
    journeys: int
    bound: int
    """Fewer journeys are not enough: proved."""
    shift: int


def planned(family: Family, share: Share = ALONE) -> Done | None:
    """None: there is no plan for this family.

    As many journeys are tried as are needed at the least, then one more until there is a plan.
    """
    family = family.narrowed()
    if not swaps.possible(family):
        return None
    bound = least(family)
    proved = True
    for count in range(bound, len(family.journeys) + 1):
        try:
            dates = _nearest(family, count, share)
        except NoSolution as none:
            proved = proved and none.proved
            bound += proved
            continue
        return Done(dates, family.days_there(dates), bound, family.shift(dates))
    return None


def _nearest(family: Family, count: int, share: Share) -> dict[str, date]:
    """Dates with so many journeys. NoSolution: there are none, or none were found within the work.

    Good days of journeys first; then the tree either proves that nothing is nearer or finds what is. Where
    the work does not suffice for that, the best plan on the best days that were found.
    """
    size = len(family.sittings)
    start = swaps.nearest(family, count, share.priced // size)
    if start is None and share != ALONE:
        start = swaps.nearest(family, count, ALONE.priced // size)
    if start is None:
        return _any(family, count, share)
    best, proved = _better(family, start, count, share)
    if proved:
        return best
    return _better(family.only_on(family.travels(best)), best, count, share)[0]


def _any(family: Family, count: int, share: Share) -> dict[str, date]:
    """Where no plan is known yet."""
    model = family.model(count)
    try:
        nodes = min(share.nodes(family.factors), tree.NODES)
        found = tree.cheapest(model, nodes=max(nodes, FEWEST))
    except tree.TooLarge as large:
        heavy = family.factors > HEAVY
        found = large.best if heavy and large.best else highs.searched(model)
    return family.dates(found.values)


def _better(
    family: Family, dates: dict[str, date], count: int, share: Share
) -> tuple[dict[str, date], bool]:
    """Nearer dates or less busy days with so many journeys, or the same; whether they are proved best."""
    nodes = min(share.nodes(family.factors), tree.NODES)
    if not nodes:
        return dates, False
    try:
        found = tree.cheapest(family.model(count), family.cost(dates), nodes)
    except NoSolution:
        return dates, True
    except tree.TooLarge as large:
        return dates if large.best is None else family.dates(large.best.values), False
    return family.dates(found.values), True


def least(family: Family) -> int:
    """Journeys that any plan of the family makes."""
    return journeys.least(family.sittings, family.open, family.soch_per_day)


def beside(
    family: Family, hours: Hours, taken: Taken, own: Done, frugal: int = 0
) -> dict[str, date] | None:
    """Dates of a family in the hours that others leave; None: they leave none, or none was found.

    `own`: its plan when it has all hours. A large family is first planned on those days, then near them.
    """
    if family.factors > HEAVY:
        for reach in REACHES:
            few = family.only_on(_around(family, own.dates, reach))
            found = _nearest_beside(Joint([few], hours, taken, frugal), own.journeys)
            if found is not None:
                return found
    joint = Joint([family], hours, taken, frugal)
    found = _nearest_beside(joint, own.bound)
    if found is not None:
        return found
    fewest = solving.solved(joint.fewest_journeys())
    if fewest is None:
        return None
    dates = joint.dates(fewest.values)
    return _nearest_beside(joint, family.days_there(dates)) or dates


def _around(family: Family, dates: dict[str, date], reach: int) -> set[date]:
    """Days of the journeys and so many before and after each of those on which the family could come."""
    days, travels = list(family.journeys), family.travels(dates)
    return {
        near
        for n, day in enumerate(days)
        if day in travels
        for near in days[max(0, n - reach) : n + reach + 1]
    }


def _nearest_beside(joint: Joint, count: int) -> dict[str, date] | None:
    """The nearest plan of so many journeys; of a large model what some nodes of its tree find."""
    model = joint.nearest(count)
    if sum(family.factors for family in joint.families) <= HEAVY:
        found = solving.solved(model)
    else:
        found = solving.some(model, HEAVY_NODES)
    return None if found is None else joint.dates(found.values)
