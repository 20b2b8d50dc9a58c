"""Reports over a period: counted from the records of now, kept as versions that never change.

What the department gets is `totals`: figures by key, no names.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dlschool.domain.access import Right
from dlschool.domain.calendar import Year
from dlschool.domain.report import KEYS, Covered, Difference, PeriodKind, Report, differences
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import calendar, numbers, reports_facts
from dlschool.services.access import need
from dlschool.services.school import school
from dlschool.store import changes
from dlschool.store import reports as store
from dlschool.store.connection import Store

AUGUST = 8


def term(db: Store, year: str, number: int) -> Covered:
    """Refused: the year has no calendar, no such term, or the term has not begun."""
    found = calendar.calendar(db, year)
    if number not in {each.number for each in found.terms}:
        raise Refused(N_("The year {year} has no term {number}."), year=year, number=number)
    return _covered(db, PeriodKind.TERM, found, number, (number, number))


def half(db: Store, year: str, number: int) -> Covered:
    """Refused as `term`."""
    if number not in (1, 2):
        raise Refused(N_("A year has the half-years 1 and 2, not {number}."), number=number)
    found = calendar.calendar(db, year)
    return _covered(db, PeriodKind.HALF, found, number, (2 * number - 1, 2 * number))


def year(db: Store, name: str) -> Covered:
    """From 1 August, since orders of August prepare the year. Refused as `term`."""
    found = calendar.calendar(db, name)
    return _covered(db, PeriodKind.YEAR, found, 0, (1, max(each.number for each in found.terms)))


def dates(db: Store, start: date, until: date) -> Covered:
    """Refused: the end lies before the beginning; the period has not begun."""
    if until < start:
        raise Refused(N_("The period ends before it begins."))
    return _begun(db, Covered(kind=PeriodKind.DATES, start=start, until=until, counted_on=until))


def _covered(db: Store, kind: PeriodKind, of: Year, number: int, terms: tuple[int, int]) -> Covered:
    """Of these terms, first and last, with the break after them."""
    first, last = (of.term(each) for each in terms)
    follows = next((each for each in of.terms if each.number == last.number + 1), None)
    covered = Covered(
        kind=kind,
        year=of.year,
        number=number,
        start=first.start if first.number > 1 else date(of.start.year, AUGUST, 1),
        until=(follows.start if follows else date(of.start.year + 1, AUGUST, 1))
        - timedelta(days=1),
        counted_on=last.until,
    )
    return _begun(db, covered)


def _begun(db: Store, covered: Covered) -> Covered:
    if covered.start > db.today():
        raise Refused(N_("The period {period} has not begun yet."), period=covered.name)
    return replace(covered, counted_on=min(covered.counted_on, db.today()))


def usual(db: Store) -> Covered:
    """What a school reports of next: the term of today, else its school year."""
    name = numbers.school_year(db.today())
    if not calendar.has_calendar(db, name):
        return dates(db, date(int(name[:4]), AUGUST, 1), db.today())
    begun = [each for each in calendar.terms(db, name) if each.start <= db.today()]
    return term(db, name, begun[-1].number) if begun else year(db, name)


def count(db: Store, covered: Covered) -> Report:
    """The report by the records of now; nothing is kept. Refused: the role may not report."""
    need(db, Right.EXPORT)
    figures, gaps = reports_facts.gather(db, covered)
    return Report(covered=covered, made_on=db.today(), figures=figures, gaps=gaps, by=db.who)


def keep(db: Store, report: Report, reason: str = "") -> Report:
    """Keeps a report that was just counted: version 1, or with a reason the next one.

    Refused: a version says the same already; it is a correction without a reason; the role.
    """
    known = store.versions(db, report.covered)
    newest = known[0] if known else None
    if newest is not None:
        if not differences(newest, report) and newest.gaps == report.gaps:
            raise Refused(
                N_("Version {version} of {date} says the same: there is nothing new to keep."),
                version=newest.version,
                date=newest.made_on,
            )
        if not reason.strip():
            raise Refused(
                N_("Version {version} is kept already. Write why the report is corrected."),
                version=newest.version,
            )
    made = replace(report, version=newest.version + 1 if newest else 1, reason=reason.strip())
    with changes.action(
        db,
        N_("Report kept: {period}, version {version}"),
        kind="record",
        period=report.covered.name,
        version=made.version,
    ):
        return replace(made, id=store.save(db, made))


def make(db: Store, covered: Covered, reason: str = "") -> Report:
    """Counts and keeps. Refused as `count` and `keep`."""
    return keep(db, count(db, covered), reason)


def kept(db: Store) -> list[Report]:
    """Every version of every report, the newest first. Refused: the role may not report."""
    need(db, Right.EXPORT)
    return store.every(db)


def versions(db: Store, covered: Covered) -> list[Report]:
    """Of one period, the newest first."""
    need(db, Right.EXPORT)
    return store.versions(db, covered)


def report(db: Store, report_id: int) -> Report:
    """Refused: there is none; the role may not report."""
    need(db, Right.EXPORT)
    found = store.get(db, report_id)
    if found is None:
        raise Refused(N_("There is no report {id}."), id=report_id)
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """A version beside the one before it; `before` None: it is the first."""

    before: Report | None
    figures: tuple[Difference, ...] = ()


def compared(db: Store, of: Report) -> Compared:
    """What a version says otherwise than the one before (of a report not kept yet: the newest)."""
    older = [
        each for each in store.versions(db, of.covered) if each.version < (of.version or 10**9)
    ]
    if not older:
        return Compared(None)
    return Compared(older[0], tuple(differences(older[0], of)))


def totals(db: Store, of: Report) -> dict[str, int | str]:
    """What travels to the department: whose, of when, which version, and every figure by key.

    Keys and their numbers are those of `domain.report`; no name of a person is among the values.
    """
    held = school(db)
    covered = of.covered
    head: dict[str, int | str] = {
        "school_bin": held.bin,
        "period_kind": covered.kind.value,
        "period_year": covered.year,
        "period_number": covered.number,
        "period_start": covered.start.isoformat(),
        "period_until": covered.until.isoformat(),
        "counted_on": covered.counted_on.isoformat(),
        "made_on": of.made_on.isoformat(),
        "version": of.version,
        "gaps": len(of.gaps),
    }
    return head | {key: of.figures.get(key, 0) for key in KEYS}
