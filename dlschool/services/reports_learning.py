"""Figures of a report on sittings, results and grades of the pupils who learnt at a distance."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from dlschool.domain.calendar import Year
from dlschool.domain.grade_words import TERMS_OF
from dlschool.domain.learning import (
    Assessment,
    Grade,
    Period,
    Sitting,
    SittingMode,
    SittingState,
)
from dlschool.domain.report import Covered, Gap, Lack
from dlschool.domain.report_learning import GRADES, MARKS, Attained
from dlschool.law import grading
from dlschool.services.analysis import HIGH_FROM, MIDDLE_FROM

_NO_MAXIMUM = ("", "0")
_STATES = {
    SittingState.PLANNED: "open",
    SittingState.TAKEN: "taken",
    SittingState.MISSED: "missed",
    SittingState.WAIVED: "waived",
}


@dataclass(frozen=True, slots=True)
class Work:
    """A sitting, what it is of, its day in the plan, the points that count."""

    sitting: Sitting
    of: Assessment
    points: str | None


def works(
    sittings: Iterable[Sitting],
    assessments: Mapping[int, Assessment],
    points: Mapping[int, str],
    years: Mapping[str, Year],
    covered: Covered,
) -> list[Work]:
    """Sittings whose day is in the period: their own, else the class's, else the end of their term.

    `points`: those that count, by id of the sitting.
    """
    found = []
    for sitting in sittings:
        of = assessments.get(sitting.assessment_id)
        if of is not None and covered.holds(_day(sitting, of, years)):
            found.append(Work(sitting, of, points.get(sitting.id or 0)))
    return found


def _day(sitting: Sitting, of: Assessment, years: Mapping[str, Year]) -> date | None:
    year = years.get(of.year)
    return sitting.date or of.date or (year.term(of.term).until if year else None)


def sat(found: Iterable[Work]) -> Counter[str]:
    """How many were planned, in which state they are, on another day than the class, where."""
    figures: Counter[str] = Counter()
    for work in found:
        sitting = work.sitting
        columns = ["planned", _STATES[sitting.state]]
        columns += ["in_person" if sitting.mode is SittingMode.IN_PERSON else "remote"]
        if sitting.date is not None and sitting.date != work.of.date:
            columns.append("moved")
        for line in (work.of.kind.value.lower(), "total"):
            figures.update(f"works_{line}_{column}" for column in columns)
    return figures


def results(found: Iterable[Work]) -> Counter[str]:
    """Levels by order 130 (annex 8) and grades by the scale of the year, of works with points."""
    figures: Counter[str] = Counter()
    for work in found:
        columns = list(_result(work))
        for line in (work.of.kind.value.lower(), "total"):
            figures.update(f"results_{line}_{column}" for column in columns)
    return figures


def _result(work: Work) -> Iterator[str]:
    if work.points is not None and work.sitting.state is not SittingState.WAIVED:
        yield "wrote"
        yield from _judged(work.points, work.of.max_points, work.of.year)


@lru_cache(4096)
def _judged(points: str, maximum: str, year: str) -> tuple[str, ...]:
    """Level and grade; nothing without a maximum, no grade of a year without rules."""
    most = Fraction(maximum or 0)
    if not most:
        return ()
    percent = Fraction(points) / most * 100
    level = "low" if percent < MIDDLE_FROM else "middle" if percent < HIGH_FROM else "high"
    if not any(year in rules.years for rules in grading.all_rules()):
        return (level,)
    return level, GRADES[grading.rules_of(year).grade_of(percent)]


def closed(years: Mapping[str, Year], covered: Covered) -> set[tuple[str, Period]]:
    """Which grades belong to the period: of terms that end in it, of years whose last term does."""
    found: set[tuple[str, Period]] = set()
    for name, year in years.items():
        ended = {term.number for term in year.terms if covered.holds(term.until)}
        found |= {(name, p) for p, terms in TERMS_OF.items() if max(terms) in ended}
        if max(term.number for term in year.terms) in ended:
            found |= {(name, p) for p in Period if p not in TERMS_OF}
    return found


def put(found: Iterable[Grade]) -> Counter[str]:
    """Grades and marks by what they are for."""
    figures: Counter[str] = Counter()
    for grade in found:
        column = GRADES.get(grade.grade or 0) or MARKS.get(grade.mark)
        if column:
            figures[f"grades_{grade.period.value}_{column}"] += 1
    return figures


def attained(found: Iterable[Grade], pupils: Collection[int]) -> Counter[str]:
    """Pupils by the grades of the newest period that they have any of."""
    mine: dict[int, list[Grade]] = {}
    for grade in found:
        mine.setdefault(grade.pupil_id, []).append(grade)
    figures = Counter(f"attainment_{_attained(mine.get(one, []))}" for one in pupils)
    figures["attainment_total"] = len(pupils)
    return figures


def _attained(grades: list[Grade]) -> str:
    newest = max((_place(grade) for grade in grades), default=None)
    last = [grade for grade in grades if _place(grade) == newest and _place(grade)[1] >= 0]
    marks = [grade.grade for grade in last if grade.grade is not None]
    if any(grade.mark == "not-attested" for grade in last):
        return Attained.NOT_ATTESTED
    if not marks:
        return Attained.NONE
    if min(marks) <= 2:
        return Attained.FAILING
    threes = marks.count(3)
    if threes:
        return Attained.ONE_THREE if threes == 1 else Attained.FAIR
    return Attained.EXCELLENT if min(marks) >= 5 else Attained.GOOD


_ORDER = (
    Period.TERM_1,
    Period.TERM_2,
    Period.TERM_3,
    Period.TERM_4,
    Period.ANNUAL,
)
_BESIDE = {Period.HALF_1: Period.TERM_2, Period.HALF_2: Period.TERM_4}
"""A half-year's grade stands beside those of its last term: of subjects without grades of terms."""


def _place(grade: Grade) -> tuple[str, int]:
    """Year and place of the grade's period in it; -1 for what is put beside the annual grade."""
    period = _BESIDE.get(grade.period, grade.period)
    return grade.year, _ORDER.index(period) if period in _ORDER else -1


def gaps(
    found: Iterable[Work], grades: Iterable[Grade], pupils: Collection[int], today: date
) -> Iterator[Gap]:
    """Sittings without a day, not taken though their day is over, without a maximum; of `pupils`,
    who have no grade.
    """
    counts: Counter[tuple[Lack, int]] = Counter()
    for work in found:
        for lack in _lacks(work, today):
            counts[lack, work.sitting.pupil_id] += 1
    for (lack, pupil_id), count in counts.items():
        yield Gap(lack=lack, pupil_id=pupil_id, value=str(count))
    graded = {grade.pupil_id for grade in grades}
    for pupil_id in sorted(set(pupils) - graded):
        yield Gap(lack=Lack.NO_GRADES, pupil_id=pupil_id)


def _lacks(work: Work, today: date) -> Iterator[Lack]:
    day = work.sitting.date or work.of.date
    if work.sitting.state is SittingState.PLANNED:
        if day is None:
            yield Lack.UNDATED
        elif day < today:
            yield Lack.NOT_TAKEN
    elif work.points is not None and work.of.max_points in _NO_MAXIMUM:
        yield Lack.NO_MAXIMUM
