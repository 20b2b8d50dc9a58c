"""Days on which something can have happened: not to come, not before there could be anything of it."""

from datetime import date

from dlschool.domain.calendar import first_year
from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar
from dlschool.store.connection import Store

TO_COME = N_("The day {day} has not come yet.")
NO_YEAR = N_("“{year}” is no school year: write it as 2026-2027.")
HANDED_FROM = (5, 1)
"""Month and day before a school year from which its textbooks and plans may be handed out."""
YOUNGEST = 5
"""Years: in the year in which a child becomes so old, the pre-school class may begin."""
LONGEST = 20
"""Years back in which a pupil without a birth date can have been at school."""


def of_pupil(db: Store, day: date, pupil: Pupil) -> None:
    """Refused: the day is to come, or the pupil could be at no school yet."""
    _refuse_to_come(db, day)
    born = pupil.birth_date
    first = date(born.year + YOUNGEST if born else db.today().year - LONGEST, 1, 1)
    if day < first:
        raise Refused(
            N_("{day} cannot be: {name} was at no school before {first}. Write the right day."),
            day=day,
            name=pupil.short_name,
            first=first,
        )


def of_loan(db: Store, day: date, title: str, year: str, case_from: date | None) -> None:
    """Refused: the day is to come, or lies before the school year for which the thing is given.

    `year`: of a plan or schedule its own; of a thing without one, this school year, or that of
    `case_from` where the pupil's case began earlier. The year's things are given from 1 May before it.
    """
    _refuse_to_come(db, day)
    own = first_year(year)
    begins = min(filter(None, (case_from, db.today())))
    first = date(own or first_year(calendar.year_of(begins)) or begins.year, *HANDED_FROM)
    if day < first:
        raise Refused(
            N_(
                "{day} cannot be: “{title}” is given for a school year, not before {first}. Write "
                "the right day."
            ),
            day=day,
            title=title,
            first=first,
        )


def of_term(db: Store, day: date, year: str, term: int) -> None:
    """Refused: the day is to come, lies before the term, or after the school year (31 August)."""
    _refuse_to_come(db, day)
    first, last = _term(db, year, term)[0], date((first_year(year) or day.year) + 1, 8, 31)
    if not first <= day <= last:
        raise Refused(
            N_("{day} cannot be: points of term {term} of {year} are from {first} to {last}."),
            day=day,
            term=term,
            year=year,
            first=first,
            last=last,
        )


def usual_of_term(db: Store, year: str, term: int) -> date:
    """The day of points that are entered without one: today, of a term that is over its last day.

    Refused: the term has not begun.
    """
    first, last = _term(db, year, term)
    if db.today() < first:
        raise Refused(
            N_("Term {term} of {year} begins on {first}: it has no points yet."),
            term=term,
            year=year,
            first=first,
        )
    return min(db.today(), last)


def of_meeting(db: Store, day: date, first: date | None) -> None:
    """Refused: before `first`, on which there was nothing to decide yet, or more than a year to come."""
    last = date(db.today().year + 1, 12, 31)
    if (first is not None and day < first) or day > last:
        raise Refused(
            N_("{day} cannot be the day of this meeting: it lies between {first} and {last}."),
            day=day,
            first=first or "…",
            last=last,
        )


def refuse_no_year(year: str) -> None:
    """Refused: it is no school year."""
    if first_year(year) is None:
        raise Refused(NO_YEAR, year=year)


def _refuse_to_come(db: Store, day: date) -> None:
    if day > db.today():
        raise Refused(TO_COME, day=day)


def _term(db: Store, year: str, term: int) -> tuple[date, date]:
    """First and last day of the term; of a year without a calendar, of the whole year."""
    if calendar.has_calendar(db, year):
        found = calendar.calendar(db, year).term(term)
        return found.start, found.until
    first = first_year(year)
    if first is None:
        raise Refused(NO_YEAR, year=year)
    return date(first, 8, 1), date(first + 1, 8, 31)
