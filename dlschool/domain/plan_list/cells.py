"""One cell of a plan: hours, a date, or words; what cannot be read is refused in words."""

import re
from datetime import date, timedelta
from decimal import Decimal

from dlschool.domain.names import folded
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Cell

MOST_HOURS = Decimal(999)
"""Of one line: a plan may have a line for a whole year."""
_PLAIN = re.compile(r"[0-9]{1,9}(?:[.][0-9]{1,30})?")
_UNIT = re.compile(r"\s*(?:сағ(?:ат)?|час(?:а|ов)?|ч)\.?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d))?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_RANGE = re.compile(r"(\d{1,2}(?:[./]\d{1,2}(?:[./]\d{2,4})?)?)\s*[-–—]\s*(\d.*)")
_NAMED = re.compile(r"(\d{1,2})[ -]+([^\W\d_]{3,})(?: (\d{4}))?(?: .*)?")
_WEEK = re.compile(r"\bапта|\bнедел")
_MONTHS = (
    ("қаңтар", "январ"), ("ақпан", "феврал"), ("наурыз", "март"), ("сәуір", "апрел"),
    ("мамыр", "мая", "май"), ("маусым", "июн"), ("шілде", "июл"), ("тамыз", "август"),
    ("қыркүйек", "сентябр"), ("қазан", "октябр"), ("қараша", "ноябр"), ("желтоқсан", "декабр"),
)  # fmt: skip
_EXCEL_DAY_NOUGHT = date(1899, 12, 30)
_EXCEL_DAYS = range(36526, 73051)
"""Excel's numbers of the days of 2000-2099."""
FIRST_MONTH = 8


def words(cell: Cell) -> str:
    """The cell's words; lines within it are kept, for aims stand one under the other."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    lines = (" ".join(line.split()) for line in str(cell).replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def hours(cell: Cell) -> str:
    """A decimal as text; "" of an empty cell. Refused: no number, none or too many hours."""
    if isinstance(cell, date):
        raise Refused(N_("a date stands here instead of hours: Excel took «1.5» for one"))
    text = _UNIT.sub("", words(cell)).replace(",", ".")
    if not text:
        return ""
    number = Decimal(text) if _PLAIN.fullmatch(text) else Decimal(0)
    if not 0 < number <= MOST_HOURS:
        raise Refused(N_("“{text}” is no number of hours"), text=words(cell))
    return f"{number.normalize():f}"


def day(cell: Cell, first_year: int | None) -> tuple[date | None, str]:
    """The day, and words for the note where the cell says a week or a span of days.

    A day without a year is of the school year that begins in `first_year`. Refused: no such day.
    """
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, (int, float)):
        return _numbered(cell, first_year), ""
    text = words(cell).replace("\n", " ").strip(" .")
    if not text:
        return None, ""
    if _WEEK.search(folded(text)):
        return None, text
    if not _ISO.match(text) and (span := _RANGE.fullmatch(text)):
        first, last = span[1], span[2].strip()
        if "." not in first and "/" not in first:
            first += "." + last.split(".", 1)[1] if "." in last else ""
        return _written(first, first_year, text), text
    return _written(text, first_year, text), ""


def _numbered(cell: float, first_year: int | None) -> date:
    """A day that Excel holds as a number: of its calendar, or «2.09» taken for a decimal."""
    if cell in _EXCEL_DAYS:
        return _EXCEL_DAY_NOUGHT + timedelta(days=int(cell))
    text = str(cell)
    if text.endswith(".1"):
        raise _no_day(text)
    return _written(text, first_year, text)


def _written(text: str, first_year: int | None, whole: str) -> date:
    parts = _parts(text)
    if parts is None:
        raise _no_day(whole)
    number, month, year = parts
    if year is None:
        if first_year is None:
            raise Refused(N_("“{text}” has no year"), text=whole)
        year = first_year if month >= FIRST_MONTH else first_year + 1
    try:
        return date(year, month, number)
    except ValueError:
        raise _no_day(whole) from None


def _parts(text: str) -> tuple[int, int, int | None] | None:
    """Day, month, year or None for a year that is not named."""
    text = re.sub(r"\s*(?:ж|г|жылы|года)\.?$", "", text.strip())
    if iso := _ISO.fullmatch(text):
        return int(iso[3]), int(iso[2]), int(iso[1])
    if plain := _DAY.fullmatch(text.rstrip(".")):
        return int(plain[1]), int(plain[2]), _year(plain[3])
    if named := _NAMED.fullmatch(folded(text)):
        for month, beginnings in enumerate(_MONTHS, 1):
            if named[2].startswith(beginnings):
                return int(named[1]), month, _year(named[3])
    return None


def _year(text: str | None) -> int | None:
    return (int(text) + 2000 if len(text) == 2 else int(text)) if text else None


def _no_day(text: str) -> Refused:
    return Refused(N_("“{text}” is no date: write it as 02.09.2026"), text=text)
