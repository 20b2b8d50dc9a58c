"""Rooms and the hours of teachers: stated once, used everywhere, refused where they cannot be."""

from dataclasses import replace

import pytest
from builders import at_noon, opened, staff, taken_back
from sitting_parts import CLASS, YEAR, distance_case, planned, refused, subject

from dlschool.domain.access import Role
from dlschool.domain.learning import Room, Teaching
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import curriculum, history, rooms, school, sittings, year_values
from dlschool.services.opening import Store

HOURS = (2, 0, 1, 0, 0, 0, 0)


def taught(db: Store, name: str, room: str) -> Teaching:
    made = Teaching(year=YEAR, class_name=CLASS, subject_id=subject(db, name), room=room)
    curriculum.save_teaching(db, made)
    return curriculum.teachings(db, YEAR)[-1]


def test_a_name_that_a_teaching_uses_is_a_room_until_something_is_stated_of_it(db: Store) -> None:
    taught(db, "Алгебра", "207")
    taught(db, "Физика", " 207")
    rooms.save(db, Room(name="Акт залы", seats=40))
    assert rooms.rooms(db, YEAR) == [Room(name="207"), Room(id=1, name="Акт залы", seats=40)]
    assert rooms.rooms(db, "2030-2031") == [Room(id=1, name="Акт залы", seats=40)]
    rooms.save(db, Room(name="207", seats=12, hours=HOURS), "207")
    assert rooms.named(rooms.rooms(db, YEAR), " 207 ") == Room(
        id=2, name="207", seats=12, hours=HOURS
    )


def test_a_new_name_stands_wherever_the_old_one_stood_and_is_taken_back_as_one(db: Store) -> None:
    distance_case(db)
    planned(db)
    sittings.follow_plan(db, YEAR, 2)
    line = sittings.sittings(db, YEAR, 2)[0]
    sittings.place(db, line.id, "каб. 1")
    taught(db, "Алгебра", "Каб. 1")
    made = rooms.save(db, Room(name="Каб. 1"))
    rooms.save(db, Room(id=made, name="Кабинет 1"))
    assert sittings.line(db, line.id).sitting.room == "Кабинет 1"
    assert curriculum.teachings(db, YEAR)[0].room == "Кабинет 1"
    taken_back(db)
    assert sittings.line(db, line.id).sitting.room == "каб. 1"
    assert [room.name for room in rooms.rooms(db, YEAR)] == ["Каб. 1"]


def test_a_room_that_is_in_use_stays_and_another_goes(db: Store) -> None:
    teaching = taught(db, "Алгебра", "207")
    made = rooms.save(db, Room(name="207"))
    with refused("still named"):
        rooms.remove(db, made)
    curriculum.save_teaching(db, replace(teaching, room=""))
    rooms.remove(db, made)
    assert rooms.rooms(db, YEAR) == []
    rooms.remove(db, made)
    taken_back(db)
    assert [room.name for room in rooms.rooms(db, YEAR)] == ["207"]


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (Room(name=" "), "name"),
        (Room(name="0" * 61), "name"),
        (Room(name="1", seats=0), "seats"),
        (Room(name="1", seats=100_000), "seats"),
        (Room(name="1", hours=(13, 0, 0, 0, 0, 0, 0)), "Hours"),
        (Room(name="1", hours=(-1, 0, 0, 0, 0, 0, 0)), "Hours"),
        (Room(name=" ЗАЛ"), "already"),
    ],
)
def test_what_cannot_be_a_room_is_refused(db: Store, room: Room, words: str) -> None:
    rooms.save(db, Room(name="Зал"))
    with refused(words):
        rooms.save(db, room)
    assert len(rooms.rooms(db, YEAR)) == 1


def test_a_teachers_hours_are_stated_changed_and_given_up(db: Store) -> None:
    who = school.save_staff(db, staff(id=None))
    rooms.save_teacher_hours(db, who, HOURS)
    rooms.save_teacher_hours(db, who, (1,) * 7)
    assert rooms.teacher_hours(db) == {who: (1,) * 7}
    rooms.save_teacher_hours(db, who, ())
    assert rooms.teacher_hours(db) == {}
    taken_back(db)
    assert rooms.teacher_hours(db) == {who: (1,) * 7}
    with refused("no longer there"):
        rooms.save_teacher_hours(db, who + 1, HOURS)


def test_the_journal_names_the_room_the_teacher_and_the_hours(db: Store) -> None:
    who = school.save_staff(db, staff(id=None))
    rooms.save(db, Room(name="207", seats=12, hours=HOURS))
    (of_room,) = history.records(db, history.actions(db, 1)[0])
    assert of_room.ru == "Кабинет 207"
    rooms.save_teacher_hours(db, who, HOURS)
    (of_teacher,) = history.records(db, history.actions(db, 1)[0])
    assert of_teacher.ru.endswith(staff().name)
    hours = db.value("select hours from rooms")
    told = year_values.in_words("rooms", "hours", hours)
    assert told == Text("дүйсенбі — 2, сәрсенбі — 1", "понедельник — 2, среда — 1")
    assert year_values.in_words("teacher_hours", "hours", "[]") is None
    assert year_values.in_words("rooms", "hours", "[0, 0, 0, 0, 0, 0, 0]") == Text("—", "—")


def test_a_role_that_may_not_plan_may_not_state_hours(db: Store) -> None:
    other = opened(db.folder, at_noon, "Ким А.", Role.PSYCHOLOGIST)
    with pytest.raises(Refused):
        rooms.save(other, Room(name="207"))
    other.close()
    assert rooms.rooms(db, YEAR) == []
