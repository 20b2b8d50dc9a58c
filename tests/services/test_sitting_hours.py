"""The planner, the calendar's drag and a move by hand keep the same hours of rooms and teachers."""

from dataclasses import replace
from datetime import date

import pytest
from builders import staff, stored_pupil
from sitting_parts import CLASS, NAMES, TERM, YEAR, distance_case, planned, refused, subject

from dlschool.domain.learning import Room, Teaching
from dlschool.planning import NoPlan
from dlschool.services import (
    curriculum,
    rooms,
    school,
    sitting_edit,
    sitting_papers,
    sitting_plan,
    sittings,
)
from dlschool.services.opening import Store

THURSDAY, FRIDAY = date(2026, 12, 17), date(2026, 12, 18)
ONE = (1, 1, 1, 1, 1, 0, 0)


def school_of_two(db: Store, *, same_teacher: bool = False, room: str = "207") -> int:
    """Two pupils of two classes, a SOCh each on the same Thursday; returns the teacher's id."""
    who = school.save_staff(db, staff(id=None))
    for class_name, letter, name in ((CLASS, "Ә", NAMES[0]), ("8Б", "Б", NAMES[1])):
        distance_case(db, pupil_id=stored_pupil(db, grade=8, letter=letter))
        planned(db, name, class_name=class_name, date=THURSDAY)
        curriculum.save_teaching(
            db,
            Teaching(
                year=YEAR,
                class_name=class_name,
                subject_id=subject(db, name),
                room=room,
                staff_id=who if same_teacher else None,
            ),
        )
    sittings.follow_plan(db, YEAR, TERM)
    return who


def kept(db: Store) -> list[date | None]:
    sitting_plan.keep(db, sitting_plan.propose(db, YEAR, TERM))
    return sorted((line.sitting.date for line in sittings.sittings(db, YEAR, TERM)), key=str)


def test_a_room_without_stated_hours_takes_both_on_one_day(db: Store) -> None:
    school_of_two(db)
    assert kept(db) == [THURSDAY, THURSDAY]


def test_a_room_with_one_hour_a_day_parts_two_classes(db: Store) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="207", hours=ONE))
    assert len(set(kept(db))) == 2


def test_one_teacher_of_two_classes_is_one_teacher(db: Store) -> None:
    who = school_of_two(db, same_teacher=True, room="")
    rooms.save_teacher_hours(db, who, ONE)
    assert len(set(kept(db))) == 2


def test_what_other_pupils_have_fills_the_room_when_one_is_planned_alone(db: Store) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="207", hours=ONE))
    first, second = sittings.sittings(db, YEAR, TERM)
    proposal = sitting_plan.propose(db, YEAR, TERM, [second.pupil.id or 0])
    assert proposal.changes[0].day != THURSDAY
    assert first.sitting.date == THURSDAY


def test_a_move_to_a_full_day_is_refused_with_the_room(db: Store) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="207", hours=ONE))
    kept(db)
    on = {line.sitting.date: line for line in sittings.sittings(db, YEAR, TERM)}
    moved = on[next(day for day in on if day != THURSDAY)]
    with refused("207"):
        sittings.move(db, moved.id, THURSDAY, "ата-анасының өтініші")
    sittings.check_move(db, moved, FRIDAY if FRIDAY not in on else date(2026, 12, 15))
    rooms.save(db, Room(id=1, name="207", hours=(1, 1, 1, 2, 1, 0, 0)))
    sittings.move(db, moved.id, THURSDAY, "ата-анасының өтініші")
    assert sittings.line(db, moved.id).sitting.date == THURSDAY


def test_a_teacher_without_an_hour_left_is_named(db: Store) -> None:
    who = school_of_two(db, same_teacher=True, room="")
    rooms.save_teacher_hours(db, who, ONE)
    kept(db)
    on = {line.sitting.date: line for line in sittings.sittings(db, YEAR, TERM)}
    moved = on[next(day for day in on if day != THURSDAY)]
    with refused(staff().name):
        sittings.check_move(db, moved, THURSDAY)


def test_no_plan_names_the_room_as_people_do(db: Store) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="207", hours=(0, 0, 0, 0, 0, 1, 0)))
    with pytest.raises(NoPlan) as caught:
        sitting_plan.propose(db, YEAR, TERM)
    assert "часы кабинета для сдач (207)" in caught.value.text("ru")
    assert "room_hours:207" in caught.value.conflict


def test_a_sittings_own_room_goes_before_that_of_its_subject(db: Store) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="207", hours=ONE))
    rooms.save(db, Room(name="305"))
    first = sittings.sittings(db, YEAR, TERM)[0]
    sittings.place(db, first.id, "305")
    assert kept(db) == [THURSDAY, THURSDAY]
    made = sitting_papers.prepare_class(db, CLASS, YEAR, TERM, "ru")
    assert made.content.startswith(b"%PDF")


def test_a_room_that_is_full_on_the_day_is_refused_on_the_card_and_nothing_is_kept(
    db: Store,
) -> None:
    school_of_two(db)
    rooms.save(db, Room(name="305", hours=ONE))
    first, second = sittings.sittings(db, YEAR, TERM)
    sitting_edit.edit(db, replace(first.sitting, room="305"), "", None)
    with refused("305"):
        sitting_edit.edit(db, replace(second.sitting, room="305"), "", None)
    assert sittings.line(db, second.id).sitting.room == ""
    moved = replace(second.sitting, room="305", date=date(2026, 12, 15))
    sitting_edit.edit(db, moved, "ата-анасының өтініші", None)
    assert sittings.line(db, second.id).sitting.room == "305"
