"""What of a year goes on in the next one: written with the change, taken back with it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, stored_pupil, taken_back

from dlschool.domain.access import Role, User
from dlschool.domain.learning import Hours, Subject, Teaching
from dlschool.domain.school import Staff
from dlschool.domain.year_change import Move
from dlschool.paths import DataFolder
from dlschool.services import curriculum, history, school, year_carry, year_change
from dlschool.services.opening import Store
from dlschool.services.year_change import Choice
from dlschool.store import changes, learning
from dlschool.store import users as user_store


def in_june() -> datetime:
    return datetime.fromisoformat("2026-06-10T12:00")


OLD, NEW = "2025-2026", "2026-2027"


@pytest.fixture
def summer(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), in_june, "Оразова Д.")
    yield store
    store.close()


def person(db: Store, name: str, **facts: str) -> int:
    return school.save_staff(db, Staff(name=name, **facts))


def subject(db: Store, name: str, *grades: int) -> int:
    """A subject that these grades learn in the year that ends."""
    with changes.action(db, "subject"):
        made = learning.save(db, Subject(name_kk=name, name_ru=name))
        for grade in grades:
            line = Hours(year=OLD, grade=grade, language="kk", subject_id=made, weekly="2")
            learning.save(db, line)
    return made


def teaches(db: Store, class_name: str, of: int, staff: int, room: str = "") -> None:
    value = Teaching(
        year=OLD, class_name=class_name, subject_id=of, staff_id=staff, days=(0, 2), room=room
    )
    curriculum.save_teaching(db, value)


def taught(db: Store, year: str = NEW) -> dict[tuple[str, int], int | None]:
    return {(t.class_name, t.subject_id): t.staff_id for t in curriculum.teachings(db, year)}


def own_classes(db: Store, user_id: int) -> tuple[str, ...]:
    user = user_store.get(db, user_id)
    return user.classes if user else ()


def test_a_class_keeps_its_teachers_days_and_rooms(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    math, who = subject(summer, "Математика", 7, 8), person(summer, "Ахметова Б.")
    teaches(summer, "7Ә", math, who, "12")
    made = year_change.preview(summer).carried
    (taken,) = made.teachings
    assert (made.year, taken.source) == (NEW, "7Ә")
    year_change.change(summer)
    (line,) = curriculum.teachings(summer, NEW)
    assert (line.class_name, line.staff_id, line.days, line.room) == ("8Ә", who, (0, 2), "12")
    assert taught(summer, OLD) == {("7Ә", math): who}
    assert [h.grade for h in learning.where(summer, Hours, "year = ?", (NEW,))] == [7, 8]


def test_one_step_takes_it_all_back(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    math = subject(summer, "Математика", 7, 8)
    who = person(summer, "Ахметова Б.", post_kk="7 «Ә» сынып жетекшісі", post_ru="кл. рук. 7 «Ә»")
    teaches(summer, "7Ә", math, who)
    before = len(history.actions(summer, limit=-1))
    year_change.change(summer)
    assert len(history.actions(summer, limit=-1)) == before + 1
    (moved,) = school.staff(summer)
    assert (moved.post_kk, moved.post_ru) == ("8 «Ә» сынып жетекшісі", "кл. рук. 8 «Ә»")
    taken_back(summer)
    assert taught(summer) == {}
    assert not learning.where(summer, Hours, "year = ?", (NEW,))
    assert school.staff(summer)[0].post_kk == "7 «Ә» сынып жетекшісі"
    assert history.check(summer) == []


def test_without_it_only_the_pupils_move(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    math = subject(summer, "Математика", 7, 8)
    teaches(summer, "7Ә", math, person(summer, "Ахметова Б."))
    year_change.change(summer, carry=False)
    assert taught(summer) == {}


def test_a_subject_that_the_new_grade_does_not_learn_is_left_out(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    who = person(summer, "Ахметова Б.")
    kept, ends = subject(summer, "Алгебра", 7, 8), subject(summer, "Сурет", 7)
    for each in (kept, ends):
        teaches(summer, "7Ә", each, who)
    year_change.change(summer)
    assert taught(summer) == {("8Ә", kept): who}


def test_a_new_subject_goes_to_the_only_teacher_of_it(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    stored_pupil(summer, grade=8)
    chemistry, physics = subject(summer, "Химия", 8), subject(summer, "Физика", 8)
    one, other, third = (person(summer, name) for name in ("Бір А.", "Екі Б.", "Үш В."))
    teaches(summer, "8Ә", chemistry, one)
    teaches(summer, "8Ә", physics, other)
    teaches(summer, "9Ә", physics, third)
    found = {
        (taken.teaching.class_name, taken.teaching.subject_id): taken.source
        for taken in year_change.preview(summer).carried.teachings
    }
    assert found == {("8Ә", chemistry): "", ("9Ә", chemistry): "8Ә", ("9Ә", physics): "8Ә"}


def test_after_the_primary_grades_subject_teachers_take_over(summer: Store) -> None:
    stored_pupil(summer, grade=4)
    math = subject(summer, "Математика", 4, 5)
    first = person(summer, "Бастауыш А.", post_kk="4 «Ә» сынып жетекшісі", post_ru="4 «Ә»")
    later = person(summer, "Пәндік Б.")
    teaches(summer, "4Ә", math, first)
    teaches(summer, "5Ә", math, later)
    carried = year_change.preview(summer).carried
    assert [(t.teaching.class_name, t.teaching.staff_id) for t in carried.teachings] == [
        ("5Ә", later)
    ]
    assert carried.posts == ()


def test_who_left_the_school_teaches_nobody(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    math, who = subject(summer, "Математика", 7, 8), person(summer, "Ахметова Б.")
    teaches(summer, "7Ә", math, who)
    school.save_staff(summer, Staff(id=who, name="Ахметова Б.", left=True))
    assert year_change.preview(summer).carried.teachings == ()
    teaches(summer, "7Ә", math, who, "12")
    (taken,) = year_change.preview(summer).carried.teachings
    assert (taken.teaching.staff_id, taken.teaching.room) == (None, "12")


def test_what_the_new_year_holds_stays(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    math = subject(summer, "Математика", 7, 8)
    one, other = person(summer, "Бір А."), person(summer, "Екі Б.")
    teaches(summer, "7Ә", math, one)
    with changes.action(summer, "set already"):
        learning.save(summer, Hours(year=NEW, grade=8, language="kk", subject_id=math, weekly="4"))
    curriculum.save_teaching(
        summer, Teaching(year=NEW, class_name="8Ә", subject_id=math, staff_id=other)
    )
    year_change.change(summer)
    assert taught(summer) == {("8Ә", math): other}
    hours = learning.where(summer, Hours, "year = ? and grade = 8", (NEW,))
    assert [h.weekly for h in hours] == ["4"]


def test_a_class_that_is_split_goes_where_most_of_it_goes(summer: Store) -> None:
    few, *many = (stored_pupil(summer, grade=7) for _ in range(3))
    math = subject(summer, "Математика", 7, 8)
    teaches(summer, "7Ә", math, person(summer, "Ахметова Б."))
    chosen = {few: Choice(Move.PROMOTE, "Б"), **{n: Choice(Move.PROMOTE, "А") for n in many}}
    year_change.change(summer, chosen)
    assert {name for name, _ in taught(summer)} == {"8А"}


def test_own_classes_of_who_signs_in_move_with_the_class(summer: Store) -> None:
    stored_pupil(summer, grade=7)
    stored_pupil(summer, grade=11)
    with changes.action(summer, "user"):
        user = user_store.save(
            summer, User(0, "Ахметова Б.", Role.TEACHER, ("7Ә", "11Ә", "3Б")), b""
        )
    year_change.change(summer)
    assert own_classes(summer, user) == ("8Ә", "3Б")
    taken_back(summer)
    assert own_classes(summer, user) == ("7Ә", "11Ә", "3Б")


def test_who_may_not_change_users_is_told_how_many_wait_for_the_owner(tmp_path: Path) -> None:
    clock, folder = in_june, DataFolder(tmp_path / "school")
    owner = opened(folder, clock, "Оразова Д.")
    stored_pupil(owner, grade=7)
    person(owner, "Ахметова Б.", post_kk="7 «Ә» сынып жетекшісі", post_ru="7 «Ә»")
    with changes.action(owner, "user"):
        user = user_store.save(owner, User(0, "Ахметова Б.", Role.TEACHER, ("7Ә",)), b"")
    owner.close()
    secretary = opened(folder, clock, "Ким А.", Role.SECRETARY)
    carried = year_change.preview(secretary).carried
    assert (carried.posts, carried.users, carried.for_owner) == ((), (), 1)
    year_change.change(secretary)
    assert own_classes(secretary, user) == ("7Ә",)
    secretary.close()


def test_lists_moved_by_hand_take_hours_and_teachers_one_grade_up(summer: Store) -> None:
    stored_pupil(summer, grade=8)
    math, who = subject(summer, "Математика", 7, 8), person(summer, "Ахметова Б.")
    teaches(summer, "7Ә", math, who)
    year_change.mark_changed(summer)
    assert taught(summer) == {("8Ә", math): who}
    assert year_carry.next_year(OLD) == NEW
