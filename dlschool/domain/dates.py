"""Dates as people write them in lists, to dates."""

import math
import re
from datetime import date, timedelta

from dlschool.domain.names import clean
from dlschool.domain.text import Text

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
"""Days of Excel that can be a person's dates: 1927-2119."""
_YEARS = range(1900, 2101)
_NEXT_CENTURY = 35
"""Two digits of a year up to this one are of the 2000s: pupils' years."""

_MONTHS = {
    stem: month
    for month, stems in enumerate(
        (
            "қаң янв",
            "ақп фев",
            "нау мар",
            "сәу апр",
            "мам май мая",
            "мау июн",
            "шіл июл",
            "там авг",
            "қыр сен",
            "қаз окт",
            "қар ноя",
            "жел дек",
        ),
        1,
    )
    for stem in stems.split()
}
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_YEAR_WORD = re.compile(r"(?<=\d)\s*(?:жылғы|жылы|жыл|ж|года|год|г)(?![^\W\d_])\.?", re.IGNORECASE)
_QUOTES = re.compile("[«»\"“”'‘’]")
_BETWEEN = r"\s*[.,/\-–\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})\.?")
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})\.?")
_WORD = re.compile(r"[^\W\d_]{3,}")


def parse_date(cell: str | float | date) -> tuple[date | None, Text | None]:
    """The date and no problem, or None and what is wrong; an empty cell is (None, None).

    Understood: dates and day numbers of Excel, 28.07.2018, 28/07/2018, 2018-07-28, 28.7.18,
    «2018 жылғы 28 шілде», «28 июля 2018 г.». The day stands before the month.
    """
    if isinstance(cell, date):
        return cell, None
    if not isinstance(cell, str):
        return _from_number(float(cell))
    shown = clean(cell)
    if not shown:
        return None, None
    if shown.isdecimal() and len(shown) == 5:
        return _from_number(float(shown))
    text = clean(_YEAR_WORD.sub(" ", _QUOTES.sub("", _TIME.sub("", shown))))
    numbers = _numbers(text)
    if numbers is None:
        return None, _unreadable(shown)
    try:
        found = date(*numbers)
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        return None, Text(f"«{shown}» деген күн жоқ.", f"Даты «{shown}» не существует.")
    return found, None


def _numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, not looked at yet."""
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(text):
        return _full_year(found[3]), int(found[2]), int(found[1])
    months = [_MONTHS.get(word[:3].casefold()) for word in _WORD.findall(text)]
    digits = re.findall(r"\d+", text)
    if len(months) != 1 or months[0] is None or len(digits) != 2:
        return None
    year, day = digits if len(digits[0]) == 4 else reversed(digits)
    return (_full_year(year), months[0], int(day)) if len(day) < 3 and len(year) < 5 else None


def _full_year(digits: str) -> int:
    if len(digits) != 2:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= _NEXT_CENTURY else 1900)


def _from_number(number: float) -> tuple[date | None, Text | None]:
    if not math.isfinite(number) or int(number) not in _SERIALS:
        return None, _unreadable(f"{number:g}")
    return _EXCEL_ZERO + timedelta(days=int(number)), None


def _unreadable(shown: str) -> Text:
    return Text(
        f"«{shown}» күн ретінде оқылмайды; 28.07.2018 түрінде жазыңыз.",
        f"«{shown}» не читается как дата; напишите в виде 28.07.2018.",
    )
