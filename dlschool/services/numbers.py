"""Numbers of cases, meetings and orders: series by year; gaps and manual numbers are allowed."""

from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from dlschool.domain.case import Council
from dlschool.services import number_blocks
from dlschool.store import numbers as used
from dlschool.store import people
from dlschool.store.connection import Store

ORDER_SUFFIXES = {"movement": "-о", "classes": "-н"}
"""Series of orders: «movement» on pupils, «classes» on emergency and weather; a setting may change
the suffixes: the paper register is the master."""


def school_year(day: date) -> str:
    """«2026-2027»: from 1 August, so that orders of August belong to the year that they prepare."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def next_case_number(db: Store, day: date) -> str:
    """«2026/39»: the number after the highest of the school year."""
    first = school_year(day)[:4]
    numbers = (number.rpartition("/")[2] for number in used.of_cases(db, first))
    return f"{first}/{_highest(numbers) + 1}"


def next_meeting_number(db: Store, council: Council, day: date) -> str:
    return str(_highest(used.of_meetings(db, council.value, school_year(day))) + 1)


def next_order_number(db: Store, series: str, day: date) -> str:
    """Within a series and a calendar year: «14-о»; of the department's block, where there is one."""
    suffixes = ORDER_SUFFIXES | people.setting(db, "order_suffixes", {})
    number = number_blocks.next_number(db, series, day.year)
    if number is None:
        number = _highest(used.of_orders(db, series, day.year)) + 1
    return f"{number}{suffixes.get(series, '')}"


def _highest(numbers: Iterable[str]) -> int:
    leading = ("".join(takewhile(str.isdigit, number)) for number in numbers)
    return max((int(digits) for digits in leading if digits), default=0)
