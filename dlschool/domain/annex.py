"""The annex of an order on an individual schedule: the sittings as they were approved. Values, pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as Day
from datetime import time as Clock

from dlschool.domain.learning import SittingMode
from dlschool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A sitting as the order shows it."""

    sitting: int
    """Its id: another order's annex, or today's plan, names the same one."""
    day: Day
    time: Clock | None = None
    subject: Text
    work: Text
    """«БЖБ № 2», «ТЖБ»."""
    mode: SittingMode
    room: str = ""
    teacher: str = ""

    @property
    def asks(self) -> tuple[Day, Clock | None, SittingMode, str]:
        """When, how and where the pupil comes: what a change of the schedule changes."""
        return self.day, self.time, self.mode, self.room


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sitting that is not as it was approved; `now` None: taken off, `was` None: added."""

    was: Approved | None = None
    now: Approved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What one order approved."""

    year: str
    class_name: str = ""
    """The pupil's class on the day of the order."""
    lines: tuple[Approved, ...] = ()
    amends: int | None = None
    """Id of the order whose schedule this one changes; None: it is the first."""
    changes: tuple[Change, ...] = ()


def changes(
    approved: Iterable[Approved], now: Mapping[int, Approved], since: Day
) -> tuple[Change, ...]:
    """What differs in `now` (by id of sitting) from what was approved; days before `since`, on both
    sides, are over and not told. Sittings that were never approved count as added."""
    was = {line.sitting: line for line in approved}
    found = [Change(was=was.get(key), now=now.get(key)) for key in sorted(was.keys() | now.keys())]
    return tuple(change for change in found if _differs(change) and _last_day(change) >= since)


def _differs(change: Change) -> bool:
    if change.was is None or change.now is None:
        return True
    return change.was.asks != change.now.asks


def _last_day(change: Change) -> Day:
    return max(each.day for each in (change.was, change.now) if each is not None)
