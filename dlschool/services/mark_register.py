"""A class's register of one subject in one term: everybody's marks in one reading, for entry by rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from dlschool.domain.grade_words import HALVES, TERMS
from dlschool.domain.learning import Assessment, Formative, Grade, Period
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law import grading
from dlschool.services import (
    calendar,
    curriculum,
    formative,
    grade_rules,
    grade_sums,
    grades,
    own_marks,
    past_class,
    results,
)
from dlschool.services.curriculum import SchoolClass, Taught
from dlschool.services.result_lists import Line
from dlschool.store import marks
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Row:
    pupil: Pupil
    formative: tuple[Formative, ...]
    lines: Mapping[int, Line]
    """By id of the work; absent where the pupil has no sitting of it."""
    grade: Grade | None
    expected: Grade | None
    """What the rules give now, where no grade is put."""
    why_not: Refused | None
    """Why the rules give none."""


@dataclass(frozen=True, slots=True)
class Register:
    works: tuple[Assessment, ...]
    rows: tuple[Row, ...]
    period: Period
    """What a grade of this term is put for: the term, or the half-year that it is in."""
    own: bool
    """Whether the person may write here."""


def classes(db: Store, year: str) -> list[SchoolClass]:
    """Classes of the year whose marks the person sees; a teacher's session sees the own ones only."""
    return past_class.classes(db, year)


def subjects(db: Store, year: str, class_name: str) -> list[Taught]:
    """The subjects of the class; of a teacher the own ones."""
    found = curriculum.subjects_of(db, year, class_name)
    own = [each for each in found if own_marks.is_own(db, class_name, each.subject)]
    return own or found


def term_of_today(db: Store, year: str) -> int:
    """The term that runs, else the one that ended last, else the first."""
    if not calendar.has_calendar(db, year):
        return 1
    begun = [t.number for t in calendar.terms(db, year) if t.start <= db.today()]
    return max(begun, default=1)


def pupils(db: Store, class_name: str, year: str) -> list[Pupil]:
    """Who is in the class, or was in a year that is over, by name."""
    return past_class.members(db, class_name, year)


def read(db: Store, year: str, class_name: str, subject_id: int, term: int) -> Register:
    """The whole register. Plain reading: nothing is refused, what is lacking is said in the rows."""
    works = results.assessments(db, year, class_name, subject_id, term)
    lines = {work.id or 0: _by_pupil(results.register(db, work.id or 0)) for work in works}
    daily = formative.of_subject(db, subject_id, year, term)
    period = _period(db, year, class_name, subject_id, term)
    rows = []
    for person in pupils(db, class_name, year):
        mine = {
            work_id: found[person.id or 0]
            for work_id, found in lines.items()
            if (person.id or 0) in found
        }
        put = grade_sums.of_year(db, person.id or 0, subject_id, year).get(period)
        given = tuple(daily.get(person.id or 0, ()))
        expected, why_not = _expected(db, person, subject_id, year, period, put)
        rows.append(Row(person, given, mine, put, expected, why_not))
    own = own_marks.is_own(db, class_name, curriculum.subject(db, subject_id))
    return Register(tuple(works), tuple(rows), period, own)


def _by_pupil(lines: list[Line]) -> dict[int, Line]:
    return {line.pupil.id or 0: line for line in lines}


def _period(db: Store, year: str, class_name: str, subject_id: int, term: int) -> Period:
    """By the first pupil's hours."""
    someone = next(iter(pupils(db, class_name, year)), None)
    known = periods(db, someone, subject_id, year) if someone else TERMS
    return known[(term - 1) // 2] if known == HALVES else known[term - 1]


def periods(db: Store, person: Pupil, subject_id: int, year: str) -> tuple[Period, ...]:
    """The subject's terms or half-years; terms while its hours are not known."""
    try:
        return grade_rules.periods(db, person, subject_id, year)
    except Refused as why:
        grades.raise_fault(why)
        return TERMS


def _expected(
    db: Store, person: Pupil, subject_id: int, year: str, period: Period, put: Grade | None
) -> tuple[Grade | None, Refused | None]:
    if put is not None and put.mark != "not-attested":
        return None, None
    try:
        return grades.compute(db, person.id or 0, subject_id, year, period), None
    except Refused as why:
        grades.raise_fault(why)
        return None, why


def percent(row: Row) -> str:
    """The percent put, or the one that the marks give now, cut to hundredths: 39.999 is never shown as
    40; "" for none. The exact one stands in the arithmetic.
    """
    of = row.grade if row.grade is not None and row.grade.percent else row.expected
    whole, point, part = (of.percent if of else "").partition(".")
    return f"{whole}{point}{part[:2]}"


def said_of(row: Row) -> Text | None:
    """The grade put, in words of a journal."""
    return grade_sums.said(row.grade) if row.grade else None


def first_class(db: Store, year: str) -> str:
    """The class in which points were entered last, else the first with works planned; "" for none."""
    planned = {work.class_name for work in results.assessments(db, year)}
    newest = marks.newest_class(db, year)
    return newest or next((each.name for each in classes(db, year) if each.name in planned), "")


def has_rules(year: str) -> bool:
    """Whether it is known how the year is graded."""
    return any(year in rules.years for rules in grading.all_rules())
