"""Days of the learning period that can be: of loans, points, entries, meetings."""

from datetime import date

import builders
import marks_school as school
import pytest

from dlschool.errors import Refused
from dlschool.services import formative, possible_days, pupils, results
from dlschool.services.opening import Store

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2015, 12, 31), date(2026, 11, 22)])
def test_nothing_is_of_a_pupil_before_school_or_tomorrow(db: Store, day: date) -> None:
    found = pupils.card(db, school.pupil(db, birth_date=date(2011, 3, 5))).pupil
    with pytest.raises(Refused) as refused:
        possible_days.of_pupil(db, day, found)
    assert f"{day:%d.%m.%Y}" in refused.value.text("kk")


def test_things_of_a_school_year_are_given_from_the_may_before_it(db: Store) -> None:
    possible_days.of_loan(db, date(2026, 5, 1), "Алгебра", "", None)
    possible_days.of_loan(db, date(2025, 5, 1), "КТЖ", "2025-2026", None)
    possible_days.of_loan(db, date(2025, 5, 1), "Алгебра", "", date(2026, 4, 6))
    for day, year, since in (
        (date(2026, 4, 30), "", None),
        (date(2025, 4, 30), "2025-2026", None),
        (date(2025, 4, 30), "", date(2026, 4, 6)),
        (date(2026, 4, 30), "", date(2026, 11, 30)),
        (date(2026, 4, 30), "2026-2027", date(2026, 4, 6)),
        (date(2026, 11, 22), "", None),
    ):
        with pytest.raises(Refused) as refused:
            possible_days.of_loan(db, day, "Алгебра", year, since)
        assert f"{day:%d.%m.%Y}" in refused.value.text("kk")


def test_the_first_day_at_school_and_today_can_be(db: Store) -> None:
    found = pupils.card(db, school.pupil(db, birth_date=date(2011, 3, 5))).pupil
    for day in (date(2016, 1, 1), TODAY):
        possible_days.of_pupil(db, day, found)


def test_a_pupil_without_a_birth_date_was_at_school_for_twenty_years_at_most(db: Store) -> None:
    found = builders.pupil(birth_date=None, iin="")
    possible_days.of_pupil(db, date(2006, 1, 1), found)
    with pytest.raises(Refused):
        possible_days.of_pupil(db, date(2005, 12, 31), found)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 22), date(2027, 9, 1)])
def test_points_of_a_term_are_not_before_it_nor_to_come(db: Store, day: date) -> None:
    possible_days.of_term(db, date(2026, 11, 2), school.YEAR, 2)
    with pytest.raises(Refused):
        possible_days.of_term(db, day, school.YEAR, 2)


def test_a_mark_without_a_day_is_of_today_or_of_the_last_day_of_a_term_that_is_over(
    db: Store,
) -> None:
    pupil, subject = school.pupil(db), school.subject(db)
    formative.put_row(db, pupil, subject, school.YEAR, 1, "8")
    formative.put_row(db, pupil, subject, school.YEAR, 2, "9")
    days = [m.date for m in formative.of_pupil(db, pupil, subject, school.YEAR, (1, 2))]
    assert days == [date(2026, 10, 25), TODAY]
    with pytest.raises(Refused):
        formative.put_row(db, pupil, subject, school.YEAR, 3, "9")


def test_a_year_that_is_none_is_refused(db: Store) -> None:
    for year in ("abc", "2026", "2026-2028"):
        with pytest.raises(Refused):
            possible_days.refuse_no_year(year)
    with pytest.raises(Refused):
        possible_days.of_term(db, TODAY, "abc", 1)


def test_a_meeting_is_not_before_its_order_nor_years_ahead(db: Store) -> None:
    possible_days.of_meeting(db, date(2027, 12, 31), None)
    for day, first in ((date(2028, 1, 1), None), (date(2026, 9, 1), date(2026, 9, 2))):
        with pytest.raises(Refused):
            possible_days.of_meeting(db, day, first)


def test_a_work_that_is_still_to_come_has_no_points_and_was_not_missed(db: Store) -> None:
    held = school.sitting(
        db, school.work(db, school.subject(db), term=2), school.pupil(db), date=date(2026, 12, 8)
    )
    with pytest.raises(Refused):
        results.enter(db, held, "5")
    with pytest.raises(Refused):
        results.miss(db, held, "ауырды")
    results.enter(db, held, "5", day=date(2026, 11, 20))
    results.enter(db, held, "6")
    assert [(r.points, r.date) for r in results.of_sitting(db, held)] == [("6", date(2026, 11, 20))]


def test_later_points_are_not_before_the_earlier_ones(db: Store) -> None:
    held = school.sitting(
        db, school.work(db, school.subject(db)), school.pupil(db), date=date(2026, 10, 14)
    )
    results.enter(db, held, "5")
    with pytest.raises(Refused):
        results.sit_again(db, held, "7", "олимпиада", day=date(2026, 10, 13))
    results.sit_again(db, held, "7", "олимпиада", day=date(2026, 10, 20))
    results.sit_again(db, held, "8", "олимпиада")
    assert [r.date.day for r in results.of_sitting(db, held)] == [14, 20, 20]
