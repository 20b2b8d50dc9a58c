"""Dates and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.errors import Refused
from dlschool.gui.widgets.dates import parse_date, parse_time

TODAY = date(2026, 11, 5)


@pytest.mark.parametrize(
    "text",
    ["21.11.2026", "21112026", "21.11.26", "211126", "21/11/2026", "2026-11-21", " 21. 11. 2026 "],
)
def test_a_date_may_be_typed_in_many_ways(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("21.11", date(2026, 11, 5), 2026),
        ("2111", date(2027, 3, 1), 2026),
        ("25.05", date(2026, 11, 5), 2027),
        ("25.05", date(2027, 3, 1), 2027),
        ("1.9", date(2026, 8, 31), 2025),
    ],
)
def test_without_a_year_the_day_lies_in_the_school_year(text: str, today: date, year: int) -> None:
    found = parse_date(text, today)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize("text", ["31.02.2026", "30.02", "00.11.2026", "21.13.2026"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(Refused, match="Мұндай күн жоқ"):
        parse_date(text, TODAY)


@pytest.mark.parametrize("text", ["ертең", "21", "21.11.2", "21.11.20266", "²¹.11.2026", "1-2-3-4"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match="21.11.2026"):
        parse_date(text, TODAY)


def test_an_empty_date_is_no_date() -> None:
    assert parse_date("  ", TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_date_that_is_shown_can_be_read_back(day: date) -> None:
    assert parse_date(day.strftime("%d.%m.%Y"), TODAY) == day


@given(st.text(max_size=12))
def test_no_text_does_worse_than_refuse(text: str) -> None:
    try:
        parse_date(text, TODAY)
        parse_time(text)
    except Refused:
        pass


@pytest.mark.parametrize("text", ["15:00", "15.00", "1500", "15"])
def test_a_time_may_be_typed_in_many_ways(text: str) -> None:
    assert parse_time(text) == time(15, 0)


@pytest.mark.parametrize("text", ["25:00", "15:60", "түс"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="15:00"):
        parse_time(text)
