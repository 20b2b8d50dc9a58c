"""Subjects, hours and teachers of a school: from the typical curriculum, and its own."""

from decimal import Decimal

import pytest
from builders import at_noon, opened, staff, stored_pupil, taken_back

from dlschool.domain.access import Role
from dlschool.domain.learning import Subject, SubjectKind, Teaching
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import curriculum, school, typical
from dlschool.services.opening import Store

YEAR = "2026-2027"


@pytest.fixture
def filled(db: Store) -> Store:
    """Three classes of two languages with their typical subjects."""
    for grade, letter, language in ((1, "А", "kk"), (5, "Ә", "ru"), (8, "Ә", "kk")):
        stored_pupil(db, grade=grade, letter=letter, language=language)
    typical.fill(db, YEAR)
    return db


def named(db: Store, key: str) -> int:
    return next(s.id or 0 for s in curriculum.subjects(db) if s.key == key)


def test_a_year_is_filled_for_the_schools_own_grades_and_languages(filled: Store) -> None:
    assert curriculum.has_hours(filled, YEAR)
    assert curriculum.total(curriculum.hours(filled, YEAR, 1, "kk")) == Decimal("18.5")
    assert curriculum.total(curriculum.hours(filled, YEAR, 5, "ru")) == Decimal("29.5")
    assert curriculum.hours(filled, YEAR, 5, "kk") == []
    assert {line.weekly for line in curriculum.hours(filled, YEAR, 8, "kk")} == {""}


def test_filling_twice_adds_nothing_and_is_taken_back_as_one(filled: Store) -> None:
    assert typical.fill(filled, YEAR) == 0
    taken_back(filled)
    assert not curriculum.has_hours(filled, YEAR)
    assert curriculum.subjects(filled) == []


def test_a_class_learns_its_subjects_in_order_with_hours_and_teacher(filled: Store) -> None:
    person = school.save_staff(filled, staff(id=None))
    math = named(filled, "mathematics")
    made = Teaching(year=YEAR, class_name="1А", subject_id=math, staff_id=person, days=(3, 1, 1))
    curriculum.save_teaching(filled, made)
    curriculum.save_teaching(filled, made)
    taught = curriculum.subjects_of(filled, YEAR, "1А")
    assert taught[0].subject.name_kk == "Әліппе, Ана тілі"
    (line,) = [t for t in taught if t.subject.id == math]
    assert (line.weekly, line.teaching and line.teaching.days) == (Decimal(4), (1, 3))
    assert len(curriculum.teachings(filled, YEAR)) == 1
    curriculum.remove_teaching(filled, curriculum.teachings(filled, YEAR)[0].id or 0)
    assert curriculum.teachings(filled, YEAR, "1А") == []


def test_hours_of_the_year_are_weekly_hours_by_weeks_of_study(filled: Store) -> None:
    math = named(filled, "mathematics")
    assert curriculum.year_hours(filled, YEAR, "1А", math) == Decimal(4 * 33)
    assert curriculum.year_hours(filled, YEAR, "5Ә", math) == Decimal(5 * 34)
    assert curriculum.year_hours(filled, YEAR, "5Ә", math, term=2) == Decimal(5 * 8)
    assert curriculum.year_hours(filled, YEAR, "8Ә", named(filled, "algebra")) is None


def test_the_school_enters_the_hours_of_grade_8(filled: Store) -> None:
    algebra = named(filled, "algebra")
    curriculum.save_hours(filled, YEAR, 8, "kk", algebra, "2,5")
    assert curriculum.weekly(filled, YEAR, "8Ә", algebra) == Decimal("2.5")
    curriculum.save_hours(filled, YEAR, 8, "kk", algebra, "")
    assert curriculum.weekly(filled, YEAR, "8Ә", algebra) is None
    line = next(h for h in curriculum.hours(filled, YEAR, 8, "kk") if h.subject_id == algebra)
    curriculum.remove_hours(filled, line.id or 0)
    assert algebra not in {t.subject.id for t in curriculum.subjects_of(filled, YEAR, "8Ә")}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3", "3"), (" 0,5 ", "0.5"), ("1.50", "1.5"), ("", ""), ("20", "20"), ("10", "10")],
)
def test_hours_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert curriculum.read_weekly(typed) == kept


@pytest.mark.parametrize("typed", ["0", "-1", "21", "1.3", "two", "NaN", "1e9", "∞", "1/2"])
def test_what_is_no_number_of_hours_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        curriculum.read_weekly(typed)


def test_the_school_has_subjects_of_its_own(filled: Store) -> None:
    made = curriculum.save_subject(
        filled, Subject(name_kk=" Робототехника ", name_ru="Робототехника")
    )
    assert curriculum.subjects(filled)[-1].id == made
    with pytest.raises(Refused):
        curriculum.save_subject(filled, Subject(name_kk="робототехника", name_ru="Роботы"))
    with pytest.raises(Refused):
        curriculum.save_subject(filled, Subject(name_kk="Шахмат", name_ru=" "))
    changed = Subject(
        id=made, name_kk="Робототехника", name_ru="Робототехника", kind=SubjectKind.PASS_FAIL
    )
    curriculum.save_subject(filled, changed)
    assert curriculum.subject(filled, made).kind is SubjectKind.PASS_FAIL
    curriculum.remove_subject(filled, made)
    with pytest.raises(Refused):
        curriculum.subject(filled, made)


def test_a_subject_that_records_name_only_leaves_the_list(filled: Store) -> None:
    math = named(filled, "mathematics")
    curriculum.remove_subject(filled, math)
    assert math not in {s.id for s in curriculum.subjects(filled)}
    assert curriculum.subject(filled, math).gone
    assert math in {t.subject.id for t in curriculum.subjects_of(filled, YEAR, "1А")}


def test_a_new_year_takes_hours_and_teachers_of_the_old(filled: Store) -> None:
    math = named(filled, "mathematics")
    curriculum.save_hours(filled, YEAR, 1, "kk", math, "6")
    curriculum.save_teaching(filled, Teaching(year=YEAR, class_name="1А", subject_id=math))
    assert typical.copy_year(filled, YEAR, "2027-2028") > 20
    assert typical.copy_year(filled, YEAR, "2027-2028") == 0
    assert curriculum.weekly(filled, "2027-2028", "1А", math) == Decimal(6)
    assert len(curriculum.teachings(filled, "2027-2028")) == 1


def test_a_teacher_reads_and_does_not_write(db: Store, filled: Store) -> None:
    teacher = opened(DataFolder(db.folder.root), at_noon, "Ахметов С.", Role.TEACHER, ("8Ә",))
    assert [each.name for each in curriculum.classes(teacher)] == ["8Ә"]
    assert curriculum.subjects_of(teacher, YEAR, "8Ә")
    with pytest.raises(Refused):
        curriculum.save_subject(teacher, Subject(name_kk="Шахмат", name_ru="Шахматы"))
    teacher.close()
