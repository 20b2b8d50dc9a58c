"""The school's own year: edited, given up, what is taken from a class by weather."""

from dataclasses import replace
from datetime import date

import pytest
from builders import at_noon, opened, school, stored_pupil, taken_back

from dlschool.domain.access import Role
from dlschool.domain.calendar import DayOff, MovedDay
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import calendar, mornings
from dlschool.services import school as school_service
from dlschool.services.mornings import Morning, Units
from dlschool.services.opening import Store

YEAR = "2026-2027"
OFF = DayOff(start=date(2026, 12, 7), until=date(2026, 12, 8), reason="жылу жүйесінің апаты")


def test_the_programs_calendar_is_the_schools_until_it_is_edited(db: Store) -> None:
    assert not calendar.is_own(db, YEAR)
    assert len(calendar.terms(db, YEAR)) == 4
    calendar.add_day_off(db, YEAR, OFF)
    assert calendar.is_own(db, YEAR)
    assert date(2026, 12, 8) in calendar.days_off(db, YEAR, "8Ә")
    assert date(2026, 12, 9) not in calendar.days_off(db, YEAR, "8Ә")
    taken_back(db)
    assert not calendar.is_own(db, YEAR)


def test_an_own_calendar_that_is_again_the_programs_is_not_kept(db: Store) -> None:
    calendar.add_day_off(db, YEAR, OFF)
    calendar.remove_day_off(db, YEAR, OFF)
    assert not calendar.is_own(db, YEAR)


def test_the_schools_calendar_is_given_up_for_the_ministrys(db: Store) -> None:
    known = calendar.calendar(db, YEAR)
    calendar.save_calendar(db, replace(known, six_day_grades=(10, 11)))
    assert date(2026, 12, 5) in calendar.school_dates(db, YEAR, "11А")
    calendar.use_shipped(db, YEAR)
    assert calendar.calendar(db, YEAR) == known


def test_what_is_refused_leaves_nothing(db: Store) -> None:
    known = calendar.calendar(db, YEAR)
    for wrong in (
        replace(OFF, reason="  "),
        replace(OFF, until=date(2027, 7, 1)),
        replace(OFF, start=date(2026, 12, 9)),
    ):
        with pytest.raises(Refused):
            calendar.add_day_off(db, YEAR, wrong)
    with pytest.raises(Refused):
        calendar.use_shipped(db, "2031-2032")
    assert calendar.calendar(db, YEAR) == known


def test_days_are_moved_and_moved_back(db: Store) -> None:
    moved = MovedDay(rest=date(2026, 11, 30), worked=date(2026, 12, 5), reason="№ 1")
    calendar.add_moved_day(db, YEAR, moved)
    assert date(2026, 12, 5) in calendar.school_dates(db, YEAR)
    assert date(2026, 11, 30) in calendar.days_off(db, YEAR)
    with pytest.raises(Refused):
        calendar.add_moved_day(db, YEAR, moved)
    calendar.remove_moved_day(db, YEAR, moved)
    assert date(2026, 11, 30) in calendar.school_dates(db, YEAR)


def test_a_year_without_a_calendar_is_refused_and_its_draft_can_be_kept(db: Store) -> None:
    with pytest.raises(Refused):
        calendar.calendar(db, "2027-2028")
    draft = calendar.next_year(db)
    assert (draft.year, draft.start, draft.until) == (
        "2027-2028",
        date(2027, 9, 1),
        date(2028, 5, 25),
    )
    calendar.save_calendar(db, draft)
    assert calendar.years(db)[-1] == "2027-2028"
    assert calendar.next_year(db).year == "2028-2029"
    calendar.save_calendar(db, calendar.next_year(db))


def test_weather_takes_days_of_its_classes_and_no_others(db: Store) -> None:
    school_service.save_school(db, school())
    for grade in (1, 8):
        stored_pupil(db, grade=grade, letter="Ә")
    day = date(2026, 11, 23)
    mornings.call_off(db, Morning(
        ground=Ground.WEATHER, units=Units(grades=(1,)), authority_date=date(2026, 11, 21),
        authority_number="455", authority_issuer="Білім басқармасы", area="Алтынсарин ауданы",
        valid_from=day, valid_until=day, order_date=date(2026, 11, 21), start=day, until=day,
        reason="аяз −38 °C",
    ))  # fmt: skip
    assert day in calendar.days_off(db, YEAR, "1Ә")
    assert day not in calendar.days_off(db, YEAR, "8Ә")
    assert day in calendar.school_dates(db, YEAR, "1Ә"), "lessons go on from a distance"
    assert calendar.days_with_cases(db, YEAR, "1Ә")[day].words is not None
    assert date(2026, 11, 24) not in calendar.days_off(db, YEAR, "1Ә")


def test_lessons_of_some_weekdays_are_counted(db: Store) -> None:
    mondays = list(calendar.lesson_days(db, YEAR, "8Ә", (0,)))
    assert {day.weekday() for day in mondays} == {0}
    assert date(2026, 10, 26) not in mondays


def test_a_teacher_reads_the_calendar_and_does_not_write_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = DataFolder(tmp_path_factory.mktemp("school"))
    db = opened(folder, at_noon, "Ахметов С.", Role.TEACHER, ("8Ә",))
    assert calendar.days_off(db, YEAR, "8Ә")
    with pytest.raises(Refused):
        calendar.add_day_off(db, YEAR, OFF)
    assert not calendar.is_own(db, YEAR)
    db.close()
