"""A thematic plan against the calendar and the typical curriculum: hours, dates, days without lessons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dlschool.domain.calendar import Year
from dlschool.domain.learning import CatalogueItem, PlanLine
from dlschool.domain.pupil import LANGUAGE_NAMES
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, curriculum, materials
from dlschool.store.connection import Store

NAMED = 8
"""So many days are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class TermHours:
    """Hours of one term: planned, and as the calendar has room for."""

    number: int
    planned: Decimal
    asked: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """`asked`: weekly hours × weeks of study; None where the weekly hours are not entered."""

    planned: Decimal
    asked: Decimal | None
    terms: tuple[TermHours, ...]
    """Of the terms, where every line has its day."""
    remarks: tuple[Refused, ...]
    """What differs, in words; a plan is kept with remarks all the same."""


def check_saved(db: Store, material_id: int) -> PlanCheck:
    return check(db, materials.item(db, material_id), materials.plan(db, material_id))


def check(db: Store, item: CatalogueItem, lines: Sequence[PlanLine]) -> PlanCheck:
    """Compares a plan with the calendar of its year and the weekly hours of its grade."""
    planned = materials.hours(lines)
    if not (item.year and calendar.has_calendar(db, item.year)):
        remark = Refused(N_("There is no calendar of {year}: nothing to compare."), year=item.year)
        return PlanCheck(planned, None, (), (remark,))
    year = calendar.calendar(db, item.year)
    weekly = weekly_hours(db, item)
    asked = None if weekly is None else weekly * year.weeks(item.grade)
    terms = tuple(_terms(year, item.grade, weekly, lines))
    remarks = [
        *_totals(planned, weekly, year.weeks(item.grade)),
        *_of_terms(terms),
        *_undated(lines),
        *_days(db, item, year, lines),
    ]
    return PlanCheck(planned, asked, terms, tuple(remarks))


def weekly_hours(db: Store, item: CatalogueItem) -> Decimal | None:
    """Hours a week of the plan's subject: by its language, else by those languages that agree."""
    if item.grade is None or item.subject_id is None:
        return None
    by_language: dict[str, Decimal] = {}
    for language in LANGUAGE_NAMES:
        for line in curriculum.hours(db, item.year, item.grade, language):
            if line.subject_id == item.subject_id and line.weekly:
                by_language[language] = Decimal(line.weekly)
    if item.language in by_language:
        return by_language[item.language]
    found = set(by_language.values())
    return found.pop() if len(found) == 1 else None


def _terms(
    year: Year, grade: int | None, weekly: Decimal | None, lines: Sequence[PlanLine]
) -> Iterator[TermHours]:
    if not lines or any(line.date is None for line in lines):
        return
    for term in year.terms:
        planned = materials.hours([line for line in lines if line.date and line.date in term])
        asked = None if weekly is None else weekly * year.weeks(grade, term.number)
        yield TermHours(term.number, planned, asked)


def _totals(planned: Decimal, weekly: Decimal | None, weeks: int) -> Iterator[Refused]:
    if weekly is None:
        yield Refused(
            N_("Hours a week of this subject are not entered: the total cannot be compared.")
        )
    elif planned != weekly * weeks:
        yield Refused(
            N_(
                "Planned: {planned} h; the calendar gives {asked} h ({weekly} a week, {weeks} weeks)."
            ),
            planned=shown(planned),
            asked=shown(weekly * weeks),
            weekly=shown(weekly),
            weeks=weeks,
        )


def _of_terms(terms: Sequence[TermHours]) -> Iterator[Refused]:
    for term in terms:
        if term.asked is not None and term.planned != term.asked:
            yield Refused(
                N_("Term {number}: planned {planned} h, the calendar gives {asked} h."),
                number=term.number,
                planned=shown(term.planned),
                asked=shown(term.asked),
            )


def _undated(lines: Sequence[PlanLine]) -> Iterator[Refused]:
    count = sum(line.date is None for line in lines)
    if count:
        yield Refused(N_("Lines without a date: {count}."), count=count)


def _days(
    db: Store, item: CatalogueItem, year: Year, lines: Sequence[PlanLine]
) -> Iterator[Refused]:
    """Days on which there are no lessons, and days that go backwards."""
    known = calendar.days(db, item.year, str(item.grade or ""))
    bad: list[Refused] = []
    before: date | None = None
    for line in lines:
        if line.date is None:
            continue
        day = known.get(line.date)
        if day is None or not day.lessons:
            bad.append(_no_lessons(line, day.words if day else None))
        elif before is not None and line.date < before:
            bad.append(
                Refused(
                    N_("Line {line}: {day} is earlier than the day before it."),
                    line=line.position,
                    day=line.date,
                )
            )
        before = line.date
    yield from bad[:NAMED]
    if len(bad) > NAMED:
        yield Refused(N_("And {more} more such lines."), more=len(bad) - NAMED)


def _no_lessons(line: PlanLine, why: object) -> Refused:
    if why is None:
        return Refused(
            N_("Line {line}: there are no lessons on {day}."), line=line.position, day=line.date
        )
    return Refused(
        N_("Line {line}: there are no lessons on {day}: {why}."),
        line=line.position,
        day=line.date,
        why=why,
    )


def shown(number: Decimal) -> str:
    """«1,5» as Kazakh and Russian papers write it."""
    return f"{number.normalize():f}".replace(".", ",")
