"""Public holidays and the rule that moves the rest of those that fall on a day off.

Law № 267 of 13.12.2001, Labour Code, article 85: a state or national holiday on a day off gives its
rest to the next working day; religious days do not. The list is data, valid by year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dlschool.domain.text import Text


class HolidayKind(StrEnum):
    STATE = "state"
    NATIONAL = "national"
    RELIGIOUS = "religious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A holiday of the law, in the years in which it is one."""

    key: str
    name: Text
    kind: HolidayKind
    days: tuple[str, ...] = ()
    """«03-21»: month and day of every year; empty for one that the moon sets."""
    dates: tuple[date, ...] = ()
    """Of a movable feast: as the authority named them."""
    expected: tuple[date, ...] = ()
    """Of a movable feast: as reckoned, not named yet."""
    start: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """From `start` on, rest of these kinds of holidays moves."""

    start: date
    moves: tuple[HolidayKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    holidays: tuple[Holiday, ...]
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A day of rest: a holiday itself, or the day that its rest moved to."""

    name: Text
    kind: HolidayKind
    moved_from: date | None = None
    expected: bool = False
    """The day is reckoned, the authority has not named it."""


def rests(known: Holidays, year: int, week: int = 5) -> dict[date, Rest]:
    """Every day of rest of a calendar year by date; `week`: five or six working days."""
    found = {day: rest for holiday in known.holidays for day, rest in _of(holiday, year)}
    moved: dict[date, Rest] = {}
    for day in sorted(found):
        rest = found[day]
        if day.weekday() >= week and _moves(known.transfers, rest.kind, day):
            to = _next_working(day, week, found.keys() | moved.keys())
            moved[to] = Rest(rest.name, rest.kind, day, rest.expected)
    return dict(sorted((found | moved).items()))


def _of(holiday: Holiday, year: int) -> Iterable[tuple[date, Rest]]:
    fixed = (date(year, int(day[:2]), int(day[3:])) for day in holiday.days)
    for day in (*fixed, *holiday.dates, *holiday.expected):
        valid = (holiday.start or day) <= day <= (holiday.until or day)
        if day.year == year and valid:
            yield day, Rest(holiday.name, holiday.kind, None, day in holiday.expected)


def _moves(transfers: Iterable[Transfer], kind: HolidayKind, day: date) -> bool:
    begun = [transfer for transfer in transfers if transfer.start <= day]
    return bool(begun) and kind in max(begun, key=lambda transfer: transfer.start).moves


def _next_working(day: date, week: int, taken: Iterable[date]) -> date:
    taken = set(taken)
    while day.weekday() >= week or day in taken:
        day += timedelta(days=1)
    return day
