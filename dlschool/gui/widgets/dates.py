"""Dates and times as people type them; pure."""

import re
from datetime import date, time

from dlschool.errors import Refused
from dlschool.i18n import N_

_SEPARATED = re.compile(r"^(\d{1,2})[.,/\- ]+(\d{1,2})(?:[.,/\- ]+(\d{2}|\d{4}))?\.?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})$")
_TIME = re.compile(r"^(\d{1,2})(?:[:.\- ](\d{2}))?$")


def parse_date(text: str, today: date) -> date | None:
    """21.11.2026, 21/11/26, 21112026, 211126, 2026-11-21, or 21.11 and 2111 without a year.

    Without a year the day lies in the school year of `today` (1 September to 31 August).
    None for an empty text. Refused: this is no date, or there is no such day.
    """
    text = text.strip()
    if not text:
        return None
    parts = _parts(text)
    if parts is None:
        raise Refused(N_("“{text}” is not a date. Write it like 21.11.2026."), text=text)
    day, month, year = parts
    if year is None:
        first = today.year if today.month >= 9 else today.year - 1
        year = first if month >= 9 else first + 1
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused(N_("There is no such day: {text}."), text=text) from None


def _parts(text: str) -> tuple[int, int, int | None] | None:
    if match := _YEAR_FIRST.match(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _SEPARATED.match(text):
        return int(match[1]), int(match[2]), _year(match[3])
    if text.isascii() and text.isdigit() and len(text) in (4, 6, 8):
        return int(text[:2]), int(text[2:4]), _year(text[4:])
    return None


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def parse_time(text: str) -> time | None:
    """15:00, 15.30, 1530 or 9; None for an empty text. Refused: this is no time."""
    text = text.strip()
    if not text:
        return None
    if len(text) == 4 and text.isdigit():
        text = f"{text[:2]}:{text[2:]}"
    match = _TIME.match(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Refused(N_("“{text}” is not a time. Write it like 15:00."), text=text)
    return time(int(match[1]), int(match[2] or 0))
