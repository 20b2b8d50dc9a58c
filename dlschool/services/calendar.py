"""The school year: the calendar of the program's files, or the school's own where it has edited one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from dlschool.domain import school_days
from dlschool.domain.calendar import DayOff, MovedDay, Span, Term, Year, first_year, year_name
from dlschool.domain.calendar_check import check
from dlschool.domain.case import WHOLE_CLASSES
from dlschool.domain.school_days import Day, DayKind
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import school_year
from dlschool.services import numbers
from dlschool.services.standing import every_standing
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

Lasting = TypeVar("Lasting", bound=Span)

WEEKS_IN_A_YEAR = 52


def year_of(day: date) -> str:
    """«2026-2027»: from 1 August, so that August belongs to the year that it prepares."""
    return numbers.school_year(day)


def years(db: Store) -> list[str]:
    """Years that have a calendar, the program's or the school's, oldest first."""
    return sorted({*school_year.shipped(), *rows.calendar_years(db)})


def calendar(db: Store, year: str) -> Year:
    """The school's own calendar of the year, else the program's. Refused: there is neither."""
    own = rows.calendar(db, year)
    if own is not None:
        return school_year.unpacked(own)
    found = school_year.shipped().get(year)
    if found is None:
        raise Refused(
            N_("There is no calendar of the school year {year}. Known: {years}."),
            year=year, years=years(db),
        )  # fmt: skip
    return found


def has_calendar(db: Store, year: str) -> bool:
    return year in years(db)


def is_own(db: Store, year: str) -> bool:
    """Whether the school keeps this year's calendar itself."""
    return rows.calendar(db, year) is not None


def save_calendar(db: Store, value: Year) -> None:
    """The school's own calendar. Refused: what `calendar_check` finds; nothing is saved."""
    value = replace(value, days_off=_sorted(value.days_off), breaks=_sorted(value.breaks))
    check(value)
    if value == school_year.shipped().get(value.year):
        use_shipped(db, value.year)
        return
    with changes.action(db, N_("Calendar of the school year {year}"), year=value.year):
        rows.save_calendar(db, value.year, school_year.packed(value))


def use_shipped(db: Store, year: str) -> None:
    """Gives up the school's own calendar for the program's. Refused: the program has none."""
    if year not in school_year.shipped():
        raise Refused(N_("The program has no calendar of the school year {year}."), year=year)
    with changes.action(db, N_("Calendar of the school year {year}: the ministry's"), year=year):
        rows.remove_calendar(db, year)


def can_use_shipped(db: Store, year: str) -> bool:
    """Whether the school's own calendar can be given up for the program's."""
    return year in school_year.shipped() and is_own(db, year)


def add_day_off(db: Store, year: str, off: DayOff) -> None:
    """Days without lessons, of the school, of grades or of classes. Refused: no reason; outside the
    year.
    """
    if not off.reason.strip():
        raise Refused(N_("Write why there are no lessons."))
    known = calendar(db, year)
    save_calendar(db, replace(known, days_off=(*known.days_off, off)))


def remove_day_off(db: Store, year: str, off: DayOff) -> None:
    known = calendar(db, year)
    save_calendar(db, replace(known, days_off=tuple(o for o in known.days_off if o != off)))


def add_moved_day(db: Store, year: str, moved: MovedDay) -> None:
    """Rest moved by an act. Refused: one of the days is moved already."""
    known = calendar(db, year)
    save_calendar(db, replace(known, moved=(*known.moved, moved)))


def remove_moved_day(db: Store, year: str, moved: MovedDay) -> None:
    known = calendar(db, year)
    save_calendar(db, replace(known, moved=tuple(m for m in known.moved if m != moved)))


def next_year(db: Store) -> Year:
    """A draft for the year after the last known: its days by 52 weeks later. To be looked through."""
    last = calendar(db, years(db)[-1])
    first = (first_year(last.year) or last.start.year) + 1
    moved = replace(
        _later(last),
        year=year_name(first),
        source=Text("Мектептің өз күнтізбесі", "Собственный календарь школы"),
        terms=tuple(_later(term) for term in last.terms),
        breaks=tuple(_later(pause) for pause in last.breaks),
        exams=tuple(_later(exams) for exams in last.exams),
        days_off=(),
        moved=(),
    )
    start, until = date(first, 9, 1), date(first + 1, 5, 25)
    terms = (
        replace(moved.terms[0], start=start),
        *moved.terms[1:-1],
        replace(moved.terms[-1], until=until),
    )
    return replace(moved, start=start, until=until, terms=terms)


def terms(db: Store, year: str) -> tuple[Term, ...]:
    return calendar(db, year).terms


def days(db: Store, year: str, class_name: str = "") -> dict[date, Day]:
    """What each day of the year is to the class (or to the school as a whole), by the calendar."""
    return school_days.days(calendar(db, year), school_year.holidays(), class_name)


def school_dates(db: Store, year: str, class_name: str = "") -> list[date]:
    """Days of lessons, at school or from a distance."""
    return [day for day, what in days(db, year, class_name).items() if what.lessons]


def days_off(db: Store, year: str, class_name: str = "") -> frozenset[date]:
    """Days of the year on which the class is not at school: no lessons, or the whole class learns
    from a distance by an emergency or weather case. What the planner takes as `days_off`.
    """
    off = school_days.without_lessons(days(db, year, class_name))
    known = calendar(db, year)
    return off | {day for day in called_off(db, class_name) if day in known}


def called_off(db: Store, class_name: str) -> dict[date, Text]:
    """Days on which an order sends the whole class to learn from a distance, and the case's number.

    A period without an end counts to this day.
    """
    found: dict[date, Text] = {}
    for standing in every_standing(db):
        case, order = standing.records.case, standing.order
        if case.ground not in WHOLE_CLASSES or order is None or class_name not in case.classes:
            continue
        start = order.start or order.date
        until = standing.assessment.until or order.until or max(start, db.today())
        name = Text(f"№ {case.number} іс", f"дело № {case.number}")
        found |= {day: name for day in Span(start=start, until=until).days()}
    return found


def days_with_cases(db: Store, year: str, class_name: str) -> dict[date, Day]:
    """As `days`, and days of lessons that a case took away are off, by the case's name."""
    found = days(db, year, class_name)
    for day, words in called_off(db, class_name).items():
        if day in found and found[day].lessons:
            found[day] = Day(DayKind.OFF, words)
    return found


def _later(span: Lasting) -> Lasting:
    by = timedelta(weeks=WEEKS_IN_A_YEAR)
    return replace(span, start=span.start + by, until=span.until + by)


def _sorted(spans: tuple[Lasting, ...]) -> tuple[Lasting, ...]:
    def place(span: Span) -> tuple[date, date]:
        return span.start, span.until

    return tuple(sorted(spans, key=place))


def lesson_days(db: Store, year: str, class_name: str, weekdays: tuple[int, ...]) -> Iterator[date]:
    """Days of lessons on these days of the week (Monday 0); none named: on any."""
    for day in school_dates(db, year, class_name):
        if not weekdays or day.weekday() in weekdays:
            yield day
