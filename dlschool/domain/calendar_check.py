"""What a school year must be like, to be learnt by and planned in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dlschool.domain.calendar import Span, Year, first_year
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_

TERM = Text("{number}-тоқсан", "{number} четверть")


def check(year: Year) -> None:
    """Refused: the first thing that cannot be, by name and dates."""
    for problem in problems(year):
        raise problem


def problems(year: Year) -> Iterator[Refused]:
    if first_year(year.year) is None:
        yield Refused(N_("{year} is not a school year: write it as 2026-2027."), year=year.year)
        return
    spans = list(_spans(year))
    for name, span in spans:
        if span.until < span.start:
            yield Refused(
                N_("{name}: the last day {until} is before the first day {start}."),
                name=name, start=span.start, until=span.until,
            )  # fmt: skip
    yield from _bounds(year)
    yield from _terms(year)
    yield from _breaks(year)
    yield from _days(year)


def term_name(number: int) -> Text:
    return TERM.filled(number=str(number))


def _spans(year: Year) -> Iterator[tuple[Text, Span]]:
    yield Text("Оқу жылы", "Учебный год"), year
    for term in year.terms:
        yield term_name(term.number), term
    yield from ((pause.name, pause) for pause in year.breaks)
    yield from ((exams.name, exams) for exams in year.exams)
    for off in year.days_off:
        yield Text("Сабақсыз күндер", "Дни без занятий"), off


def _bounds(year: Year) -> Iterator[Refused]:
    first = first_year(year.year)
    if year.start.year != first or year.until.year != first + 1:
        yield Refused(
            N_("The school year {year} cannot last from {start} to {until}."),
            year=year.year, start=year.start, until=year.until,
        )  # fmt: skip


def _terms(year: Year) -> Iterator[Refused]:
    if [term.number for term in year.terms] != [1, 2, 3, 4]:
        yield Refused(N_("A school year has four terms, 1 to 4, in this order."))
        return
    for term in year.terms:
        yield from _inside(year, term_name(term.number), term)
    yield from _apart([(term_name(term.number), term) for term in year.terms])
    if year.terms[0].start != year.start or year.terms[-1].until != year.until:
        yield Refused(
            N_("The first term begins with the school year, and the fourth ends with it.")
        )


def _breaks(year: Year) -> Iterator[Refused]:
    general = [(pause.name, pause) for pause in year.breaks if not pause.grades]
    terms = [(term_name(term.number), term) for term in year.terms]
    yield from _apart(sorted([*general, *terms], key=lambda named: named[1].start))
    for pause in year.breaks:
        if pause.grades and not any(
            pause.start in term and pause.until in term for term in year.terms
        ):
            yield Refused(
                N_("{name}: {start}–{until} lies in no term."),
                name=pause.name, start=pause.start, until=pause.until,
            )  # fmt: skip
    last = max((term.until for term in year.terms), default=year.until)
    for exams in year.exams:
        if exams.start > last + timedelta(days=92) or exams.until < year.start:
            yield Refused(
                N_("{name}: {start}–{until} is not of the school year {year}."),
                name=exams.name, start=exams.start, until=exams.until, year=year.year,
            )  # fmt: skip


def _days(year: Year) -> Iterator[Refused]:
    for off in year.days_off:
        yield from _inside(year, Text("Сабақсыз күндер", "Дни без занятий"), off)
    for moved in year.moved:
        if moved.rest == moved.worked:
            yield Refused(N_("A day of rest is moved to another day: {day}."), day=moved.rest)
    taken = [day for moved in year.moved for day in (moved.rest, moved.worked)]
    for day in sorted({day for day in taken if taken.count(day) > 1}):
        yield Refused(N_("{day} is moved twice."), day=day)


def _inside(year: Year, name: Text, span: Span) -> Iterator[Refused]:
    if span.start not in year or span.until not in year:
        yield Refused(
            N_("{name}: {start}–{until} is not within the school year, {first}–{last}."),
            name=name, start=span.start, until=span.until, first=year.start, last=year.until,
        )  # fmt: skip


def _apart(named: Sequence[tuple[Text, Span]]) -> Iterator[Refused]:
    for (first, one), (second, other) in zip(named, named[1:], strict=False):
        if other.start <= one.until:
            yield Refused(
                N_("{first} (to {until}) and {second} (from {start}) lie over each other."),
                first=first, until=one.until, second=second, start=other.start,
            )  # fmt: skip
