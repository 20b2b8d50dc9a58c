"""Last year is looked at in last year's classes, after everybody has moved up."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import opened, stored_pupil

from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Formative,
    Hours,
    Period,
    Subject,
)
from dlschool.domain.year_change import Move
from dlschool.paths import DataFolder
from dlschool.services import (
    grade_rules,
    grade_sums,
    grades,
    mark_papers,
    mark_register,
    past_class,
    pupils,
    year_change,
)
from dlschool.services.opening import Store
from dlschool.services.year_change import Choice
from dlschool.store import changes, learning, years

OLD, NEW = "2025-2026", "2026-2027"


def in_june() -> datetime:
    return datetime.fromisoformat("2026-06-10T12:00")


@pytest.fixture
def summer(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), in_june, "Оразова Д.")
    yield store
    store.close()


def plan(db: Store, class_name: str, grade: int, subject: int | None = None) -> int:
    """A subject of the class with a SOCh in the fourth term."""
    with changes.action(db, "plan"):
        if subject is None:
            subject = learning.save(db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
        line = Hours(year=OLD, grade=grade, language="kk", subject_id=subject, weekly="3")
        learning.save(db, line)
        learning.save(
            db,
            Assessment(
                year=OLD, class_name=class_name, subject_id=subject, term=4,
                kind=AssessmentKind.SOCH, max_points="20", date=date(2026, 5, 20),
            ),
        )  # fmt: skip
    return subject


def names(found: list[past_class.SchoolClass]) -> list[str]:
    return [each.name for each in found]


def test_before_a_change_the_classes_are_those_of_now(summer: Store) -> None:
    who = stored_pupil(summer, grade=8)
    assert names(past_class.classes(summer, OLD)) == ["8Ә"]
    assert [p.id for p in past_class.members(summer, "8Ә", OLD)] == [who]


def test_the_register_of_last_year_shows_who_was_in_the_class(summer: Store) -> None:
    younger, mine, oldest = (stored_pupil(summer, grade=grade) for grade in (7, 8, 11))
    subject = plan(summer, "8Ә", 8)
    year_change.change(summer)
    assert names(mark_register.classes(summer, OLD)) == ["7Ә", "8Ә", "11Ә"]
    assert names(mark_register.classes(summer, NEW)) == ["8Ә", "9Ә"]
    (row,) = mark_register.read(summer, OLD, "8Ә", subject, 4).rows
    assert (row.pupil.id, row.pupil.grade) == (mine, 8)
    assert [p.id for p in past_class.members(summer, "11Ә", OLD)] == [oldest]
    assert [p.id for p in mark_register.pupils(summer, "8Ә", NEW)] == [younger]


def test_works_hours_and_the_card_of_last_year_are_those_of_the_class_of_then(
    summer: Store,
) -> None:
    who = stored_pupil(summer, grade=8)
    subject = plan(summer, "8Ә", 8)
    year_change.change(summer)
    now = pupils.card(summer, who).pupil
    assert now.grade == 9
    (owed,) = grade_sums.works(summer, now, subject, OLD, (4,))
    assert owed[0].class_name == "8Ә"
    assert grade_rules.hours(summer, now, subject, OLD) == 3
    then = past_class.in_year(summer, now, OLD)
    assert [line.subject.ru for line in mark_papers.card(summer, then, OLD).card] == ["Алгебра"]
    assert mark_papers.prepare_cards(summer, [who], OLD).content.startswith(b"%PDF")


def test_a_grade_of_last_year_is_put_for_the_class_of_then(summer: Store) -> None:
    who = stored_pupil(summer, grade=8)
    subject = plan(summer, "8Ә", 8)
    with changes.action(summer, "mark"):
        learning.save(
            summer,
            Formative(
                pupil_id=who, subject_id=subject, year=OLD, term=4, points="8",
                date=date(2026, 5, 12),
            ),
        )  # fmt: skip
    year_change.change(summer)
    assert [p.id for p in grades.graded_pupils(summer, OLD, "8Ә", subject)] == [who]
    assert grades.graded_pupils(summer, OLD, "9Ә", subject) == []
    assert grades.put_class(summer, OLD, "8Ә", subject, Period.TERM_4).put == 1


def test_a_day_tells_the_class_over_several_changes(summer: Store) -> None:
    who = stored_pupil(summer, grade=8)
    year_change.change(summer, {who: Choice(Move.PROMOTE, "Б")})
    now = pupils.card(summer, who).pupil
    known = years.every(summer)
    found = [past_class.on(known, now, date(2026, 6, day)) for day in (9, 10)]
    assert [p.class_name if p else "" for p in found] == ["8 «Ә»", "9 «Б»"]
    assert past_class.on(known, None, date(2026, 1, 1)) is None
