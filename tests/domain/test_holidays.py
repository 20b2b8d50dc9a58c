"""Public holidays and the rest that moves, against lists that were published."""

from datetime import date

import pytest

from dlschool.domain.holidays import rests
from dlschool.law.school_year import holidays

MOVED = {
    # zakon.kz, inform.kz: the published lists of 2025 and 2026.
    (2025, 5): {"03-08": "03-10", "03-22": "03-24", "03-23": "03-25", "07-06": "07-07",
                "08-30": "09-01", "10-25": "10-27"},
    (2026, 5): {"03-08": "03-09", "03-21": "03-24", "03-22": "03-25", "05-09": "05-11",
                "10-25": "10-26"},
    # The rule on the weekdays of 2027; caravan.kz for 2 January.
    (2027, 5): {"01-02": "01-04", "03-21": "03-24", "05-01": "05-03", "05-09": "05-10"},
    # A week of six days: only Sunday moves.
    (2025, 6): {"03-23": "03-24", "07-06": "07-07"},
    (2026, 6): {"03-08": "03-09", "03-22": "03-24", "10-25": "10-26"},
    (2027, 6): {"03-21": "03-24", "05-09": "05-10"},
}  # fmt: skip


@pytest.mark.parametrize(("year", "week"), MOVED)
def test_rest_moves_to_the_next_working_day(year: int, week: int) -> None:
    found = rests(holidays(), year, week)
    moved = {f"{r.moved_from:%m-%d}": f"{day:%m-%d}" for day, r in found.items() if r.moved_from}
    assert moved == MOVED[year, week]


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (date(2024, 8, 30), True),
        (date(2025, 8, 30), True),
        (date(2026, 8, 30), False),
        (date(2026, 8, 31), False),
        (date(2026, 3, 15), False),
        (date(2026, 3, 16), False),
        (date(2027, 3, 15), True),
        (date(2027, 8, 30), False),
        (date(2026, 12, 16), True),
        (date(2026, 12, 17), False),
        (date(2026, 5, 27), True),
    ],
)
def test_a_holiday_is_one_in_the_years_of_its_law(day: date, rest: bool) -> None:
    assert (day in rests(holidays(), day.year)) is rest


def test_religious_days_are_not_moved() -> None:
    found = rests(holidays(), 2027)
    assert date(2027, 5, 16) in found, "a Sunday"
    assert date(2027, 5, 17) not in found
    assert date(2024, 6, 16) in rests(holidays(), 2024), "a Sunday"
    assert date(2024, 6, 17) not in rests(holidays(), 2024)
    assert date(2029, 1, 7).weekday() == 6
    assert date(2029, 1, 8) not in rests(holidays(), 2029)


def test_a_day_that_the_moon_sets_and_nobody_has_named_is_called_expected() -> None:
    assert rests(holidays(), 2027)[date(2027, 5, 16)].expected
    assert not rests(holidays(), 2026)[date(2026, 5, 27)].expected


def test_two_holidays_on_one_weekend_take_two_working_days() -> None:
    found = rests(holidays(), 2028)
    moved = {day: rest.moved_from for day, rest in found.items() if rest.moved_from}
    assert moved[date(2028, 1, 3)] == date(2028, 1, 1)
    assert moved[date(2028, 1, 4)] == date(2028, 1, 2)
