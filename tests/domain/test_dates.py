"""Dates as lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlschool.domain.dates import parse_date

DAYS = st.dates(date(1936, 1, 1), date(2035, 12, 31))
MONTHS = {
    1: ("қаңтар", "января"),
    2: ("ақпан", "февраля"),
    3: ("наурыз", "марта"),
    4: ("сәуір", "апреля"),
    5: ("мамыр", "мая"),
    6: ("маусым", "июня"),
    7: ("шілде", "июля"),
    8: ("тамыз", "августа"),
    9: ("қыркүйек", "сентября"),
    10: ("қазан", "октября"),
    11: ("қараша", "ноября"),
    12: ("желтоқсан", "декабря"),
}


@given(DAYS)
def test_every_spelling_of_a_day_is_that_day(day: date) -> None:
    kk, ru = MONTHS[day.month]
    spellings = (
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d,%m,%Y} г.",
        f"{day.day}.{day.month}.{day:%y}",
        f"{day:%d.%m.%Y}ж.",
        f"{day:%d.%m.%Y} 0:00:00",
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d}T00:00:00",
        f"{day.year} жылғы {day.day} {kk}",
        f"{day.year} ж. {day.day} {kk}",
        f"{day.day} {kk} {day.year} жыл",
        f"{day.day} {ru} {day.year} г.",
        f"«{day.day}» {ru} {day.year} года",
        day,
        (day - date(1899, 12, 30)).days,
        str((day - date(1899, 12, 30)).days),
    )
    assert [spelling for spelling in spellings if parse_date(spelling) != (day, None)] == []


@pytest.mark.parametrize(
    "text", ["31.02.2015", "29.02.2015", "32.01.2015", "12.13.2015", "0.0.2015", "28.07.0218"]
)
def test_a_day_that_never_was_is_named(text: str) -> None:
    found, problem = parse_date(text)
    assert found is None
    assert problem is not None
    assert problem.ru == f"Даты «{text}» не существует."
    assert problem.kk == f"«{text}» деген күн жоқ."


@pytest.mark.parametrize("cell", ["2015", 2015.0, "қазан", "28 июля", "жоқ", 1e300, 0.0])
def test_what_is_no_day_at_all_is_told_how_to_write_one(cell: str | float) -> None:
    found, problem = parse_date(cell)
    assert found is None
    assert problem is not None
    assert "28.07.2018" in problem.kk


def test_two_digits_of_a_year_are_a_pupils_year() -> None:
    assert parse_date("28.7.18") == (date(2018, 7, 28), None)
    assert parse_date("28.7.99") == (date(1999, 7, 28), None)


def test_an_empty_cell_is_no_problem() -> None:
    assert parse_date(" ") == (None, None)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_problem_or_empty(text: str) -> None:
    found, problem = parse_date(text)
    assert found is None or problem is None
