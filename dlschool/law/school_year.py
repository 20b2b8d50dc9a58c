"""School years and public holidays as the program's own files have them; a school's own year as text."""

from functools import cache
from typing import Any

import msgspec

from dlschool import paths
from dlschool.domain.calendar import Year
from dlschool.domain.calendar_check import check
from dlschool.domain.holidays import Holidays
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import strict_data


@cache
def shipped() -> dict[str, Year]:
    """The calendars of `resources/calendars` by year, oldest first."""
    folder = paths.program_file("resources", "calendars")
    found = {path.stem: strict_data.read(path, Year) for path in sorted(folder.glob("*.toml"))}
    for name, year in found.items():
        if name != year.year:
            raise Refused(strict_data.UNREADABLE, file=f"{name}.toml", reason=year.year)
        check(year)
    return found


@cache
def holidays() -> Holidays:
    """`resources/holidays.toml`: the days, and from when their rest moves."""
    return strict_data.read(paths.program_file("resources", "holidays.toml"), Holidays)


def packed(year: Year) -> str:
    """A school's own year as it lies in the store."""
    return msgspec.json.encode(year).decode()


def builtins(year: Year) -> dict[str, Any]:
    """The year as plain values: dates as ISO text, names in both languages."""
    found: dict[str, Any] = msgspec.to_builtins(year)
    return found


def unpacked(text: str) -> Year:
    """Refused: the text is no year: it was made by a newer program, or is damaged."""
    try:
        return msgspec.json.decode(text, type=Year)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refused(N_("The school's calendar cannot be read: {reason}"), reason=error) from error
