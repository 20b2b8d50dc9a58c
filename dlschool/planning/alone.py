"""A family by itself: its plan with the proof that fewer journeys are not enough."""

from dataclasses import dataclass
from datetime import date

from dlschool.planning import highs, journeys, solving
from dlschool.planning.family import Family
from dlschool.planning.hours import Hours, Taken
from dlschool.planning.joint import Joint

THREADS = 2
"""Families are planned side by side; which thread takes which changes nothing in the answer."""


@dataclass(frozen=True, slots=True)
class Done:
    """Dates of a family, or of several."""

    dates: dict[str, date]
    journeys: int
    bound: int
    """Fewer journeys are not enough: proved."""
    shift: int


def planned(family: Family) -> Done | None:
    """None: there is no plan for this family.

    As many journeys are tried as are needed at the least, then one more until there is a plan.
    """
    family = family.narrowed()
    bound = least(family)
    proved = True
    for count in range(bound, len(family.journeys) + 1):
        try:
            best = solving.cheapest(family.model(count))
        except highs.NoSolution as none:
            proved = proved and none.proved
            bound += proved
            continue
        dates = family.dates(best.values)
        return Done(dates, family.days_there(dates), bound, family.shift(dates))
    return None


def least(family: Family) -> int:
    """Journeys that any plan of the family makes."""
    return journeys.least(family.sittings, family.open, family.soch_per_day)


def beside(
    family: Family, hours: Hours, taken: Taken, bound: int, frugal: int = 0
) -> dict[str, date] | None:
    """Dates of a family in the hours that others leave; None: they leave none, or none was found."""
    joint = Joint([family], hours, taken, frugal)
    found = solving.solved(joint.nearest(bound))
    if found is not None:
        return joint.dates(found.values)
    fewest = solving.solved(joint.fewest_journeys())
    if fewest is None:
        return None
    dates = joint.dates(fewest.values)
    found = solving.solved(joint.nearest(family.days_there(dates)))
    return dates if found is None else joint.dates(found.values)
