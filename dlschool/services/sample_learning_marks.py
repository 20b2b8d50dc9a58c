"""Marks of the sample school: works of the term that ended and of this one, points, some grades.

Two classes: those of the first pupil who learns from a distance, and of the fullest class of grade 5 up.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Period,
    Sitting,
    SittingMode,
    SubjectKind,
)
from dlschool.domain.points import said
from dlschool.domain.pupil import Pupil
from dlschool.domain.record import Case
from dlschool.law import grading
from dlschool.services import (
    calendar,
    curriculum,
    formative,
    grade_rules,
    grades,
    results,
)
from dlschool.services.curriculum import Taught
from dlschool.store import cases as case_rows
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store

SUBJECTS = 6
"""Graded subjects of more than one hour that get marks."""
WORKS = (
    (AssessmentKind.SOR, 1, "15"),
    (AssessmentKind.SOR, 2, "20"),
    (AssessmentKind.SOCH, 1, "25"),
)
AIMS = ("{grade}.1.1.1", "{grade}.1.2.3", "{grade}.2.1.2")


def make(db: Store) -> None:
    """Nothing in a year without a calendar or without rules of grading."""
    year = calendar.year_of(db.today())
    known = any(year in rules.years for rules in grading.all_rules())
    if not known or not calendar.has_calendar(db, year):
        return
    chance = Random(125)
    for class_name in dict.fromkeys(_classes(db)):
        people = [p for p in pupil_rows.everyone(db) if grade_rules.class_of(p) == class_name]
        for taught in list(_graded(db, year, class_name))[:SUBJECTS]:
            for term in calendar.terms(db, year):
                if term.start <= db.today():
                    _marks(db, chance, people, taught, year, term.number)
    _grades(db, year)


def _classes(db: Store) -> Iterator[str]:
    people = {p.id: p for p in pupil_rows.everyone(db)}
    for case in case_rows.where(db, Case, "pupil_id is not null", ()):
        person = people[case.pupil_id]
        if (person.grade or 0) >= 5:
            yield grade_rules.class_of(person)
            break
    sizes: dict[str, int] = {}
    for person in people.values():
        if (person.grade or 0) >= 5:
            name = grade_rules.class_of(person)
            sizes[name] = sizes.get(name, 0) + 1
    yield from sorted(sizes, key=lambda name: -sizes[name])[:1]


def _graded(db: Store, year: str, class_name: str) -> Iterator[Taught]:
    for taught in curriculum.subjects_of(db, year, class_name):
        if taught.subject.kind is SubjectKind.GRADED and (taught.weekly or 0) > 1:
            yield taught


def _marks(
    db: Store, chance: Random, people: list[Pupil], taught: Taught, year: str, term: int
) -> None:
    """Formative marks, and the works whose day has come."""
    subject_id = taught.subject.id or 0
    for person in people:
        row = " ".join(str(chance.randint(5, 10)) for _ in range(chance.randint(3, 6)))
        formative.put_row(db, person.id or 0, subject_id, year, term, row)
    class_name = grade_rules.class_of(people[0])
    staff_id = taught.teaching.staff_id if taught.teaching else None
    for (kind, number, most), day in zip(WORKS, _days(db, year, term), strict=True):
        work = _work(
            db,
            Assessment(
                year=year, class_name=class_name, subject_id=subject_id, term=term, kind=kind,
                number=number, max_points=most, date=day, staff_id=staff_id,
                aims=tuple(aim.format(grade=people[0].grade) for aim in AIMS),
            ),
        )  # fmt: skip
        if day <= db.today():
            for person in people:
                _sat(db, chance, work, person)


def _days(db: Store, year: str, number: int) -> list[date]:
    """A third and two thirds into the term, and eight days before its end."""
    term = calendar.calendar(db, year).term(number)
    third = timedelta(days=(term.until - term.start).days // 3)
    wanted = (term.start + third, term.start + 2 * third, term.until - timedelta(days=8))
    return [_weekday(day) for day in wanted]


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _work(db: Store, work: Assessment) -> Assessment:
    """The class's own where it is planned already."""
    planned = results.assessments(db, work.year, work.class_name, work.subject_id, work.term)
    for known in planned:
        if (known.kind, known.number) == (work.kind, work.number):
            return known
    return results.assessment(db, rows.save(db, work))


def _sat(db: Store, chance: Random, work: Assessment, person: Pupil) -> None:
    known = rows.where(db, Sitting, "assessment_id = ? and pupil_id = ?", (work.id, person.id))
    mode = SittingMode.REMOTE if work.kind is AssessmentKind.SOR else SittingMode.IN_PERSON
    draft = Sitting(assessment_id=work.id or 0, pupil_id=person.id or 0, mode=mode, date=work.date)
    sitting_id = known[0].id or 0 if known else rows.save(db, draft)
    if chance.random() < 0.06:
        results.miss(db, sitting_id, "ауырды / болел(а)")
        return
    share = min(100, max(20, chance.choice((45, 60, 70, 75, 85, 95)) + chance.randint(-12, 12)))
    points = Decimal(int(work.max_points) * share // 100)
    missed = work.aims[-1:] if share < 60 else ()
    results.enter(db, sitting_id, said(points), aims=missed)


def _grades(db: Store, year: str) -> None:
    """Grades of the terms that are over."""
    for number, period in enumerate((Period.TERM_1, Period.TERM_2, Period.TERM_3), 1):
        if calendar.calendar(db, year).term(number).until >= db.today():
            continue
        works = results.assessments(db, year, term=number)
        for class_name, subject_id in dict.fromkeys((w.class_name, w.subject_id) for w in works):
            grades.put_class(db, year, class_name, subject_id, period)
