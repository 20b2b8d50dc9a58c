"""Work on the school year: days off in the calendar, the typical subjects, hours of one."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from faults.piece import Fact, Piece

from dlschool.domain.calendar import DayOff
from dlschool.domain.learning import Hours
from dlschool.services import calendar, curriculum, typical
from dlschool.services.opening import Store

YEAR = "2026-2027"
OF = (8, "kk")


class Typed(NamedTuple):
    """Hours a week that are to stand on a line."""

    line: Hours
    weekly: str


def prepare_day_off(db: Store, rng: Random) -> DayOff:
    day = date(2026, 9, 1) + timedelta(days=rng.randrange(250))
    return DayOff(start=day, until=day, reason=f"апат № {rng.randrange(10**6)}")


def add_day_off(db: Store, off: DayOff) -> Fact:
    calendar.add_day_off(db, YEAR, off)
    return "day off", 0, off.reason


def prepare_hours(db: Store, rng: Random) -> Typed:
    typical.fill(db, YEAR, [OF])
    line = rng.choice(curriculum.hours(db, YEAR, *OF))
    others = [str(n) for n in range(1, 20) if str(n) != line.weekly]
    return Typed(line, rng.choice(others))


def save_hours(db: Store, typed: Typed) -> Fact:
    curriculum.save_hours(db, YEAR, *OF, typed.line.subject_id, typed.weekly)
    return "hours", typed.line.id or 0, typed.weekly


def prepare_year(db: Store, rng: Random) -> str:
    """A year that has no subjects yet."""
    years = (f"{n}-{n + 1}" for n in range(2030, 9000))
    return next(year for year in years if not curriculum.has_hours(db, year))


def fill_year(db: Store, year: str) -> Fact:
    """Some 150 lines in one action: all of them or none."""
    added = typical.fill(db, year, [(grade, "kk") for grade in range(1, 12)])
    return "filled", int(year[:4]), str(added)


def hours_of(db: Store, line: int) -> str:
    found = [h for h in curriculum.hours(db, YEAR, *OF) if h.id == line]
    return found[0].weekly


def filled(db: Store, first: int) -> int:
    year = f"{first}-{first + 1}"
    return sum(len(curriculum.hours(db, year, grade, "kk")) for grade in range(1, 12))


def last_reasons(db: Store) -> list[str]:
    return [off.reason for off in calendar.calendar(db, YEAR).days_off]


PIECES: dict[str, Piece] = {
    "calendar": Piece(prepare_day_off, add_day_off),
    "hours": Piece(prepare_hours, save_hours),
    "year": Piece(prepare_year, fill_year),
}
