"""Which backups stay: everything of two days, then 12 days, 10 weeks, 9 months. Pure."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALL = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
SET_ASIDE = timedelta(days=30)
"""So long a state that a restore or an upgrade put aside stays, whatever the ladder says."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A backup as the ladder sees it: its name, when it was made, how far its journal went."""

    name: str
    at: datetime
    action: int = 0
    aside: bool = False
    """Made before something was put in the store's place."""


def kept(rungs: Iterable[Rung], now: datetime) -> frozenset[str]:
    """Names of the backups that stay.

    Days, weeks and months are counted by those that have a backup, so a clock set forward ten years
    empties nothing; what was made after `now` (the clock was set back) stays. The newest by its date
    and the one whose journal went furthest always stay.
    """
    newest_first = sorted(rungs, key=lambda rung: (rung.at, rung.action), reverse=True)
    if not newest_first:
        return frozenset()
    staying = {newest_first[0], max(newest_first, key=lambda rung: (rung.action, rung.at))}
    older = []
    for rung in newest_first:
        if rung.at > now - (SET_ASIDE if rung.aside else ALL):
            staying.add(rung)
        else:
            older.append(rung)
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        older = _thin(older, count, period, staying)
    return frozenset(rung.name for rung in staying)


def _thin(
    rungs: list[Rung], count: int, period: Callable[[datetime], Hashable], staying: set[Rung]
) -> list[Rung]:
    """Keeps the newest of each of the first `count` periods; returns what is older than these."""
    seen: dict[Hashable, Rung] = {}
    rest = []
    for rung in rungs:
        key = period(rung.at)
        if key not in seen and len(seen) == count:
            rest.append(rung)
        else:
            seen.setdefault(key, rung)
    staying.update(seen.values())
    return rest


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return (at.year, at.month)
