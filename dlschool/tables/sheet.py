"""What a table is once it is read, and how large one may be."""

from dataclasses import dataclass
from datetime import date

from dlschool.i18n import N_

Cell = str | float | date
"""An empty cell is "". Numbers as Excel keeps them; a date without its time of day."""

MOST_BYTES = 50 * 2**20
MOST_TEXT = 10 * 2**20
"""Bytes of a CSV: as text it takes many times as much."""
MOST_UNPACKED = 150 * 2**20
MOST_IN_CELLS = 200 * 2**20
"""Bytes of all cells, if each held the longest text of the file: Excel keeps a text once, we do not."""
MOST_ROWS = 200_000
MOST_CELLS = 5_000_000
MOST_THINGS = 1_500_000
"""Rows, cells and shared texts that are written out in one part of an Excel file."""

DAMAGED = N_(
    "The file {file} is damaged and cannot be read. Open it in Excel and save it again as .xlsx."
)
NO_LIST = N_("{file} is not a list that can be read. Save it as .xlsx, .xls or .csv.")
TOO_LARGE = N_("The file {file} is too large. Leave only the list in it, or split it.")
TOO_LONG = N_("The list in {file} has more than {limit} rows. Split it.")


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as Excel counts rows; in a CSV, the line of the text on which the record starts."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. Of merged cells only the first holds the value."""

    name: str
    rows: list[Row]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column; rows by number, columns from 0."""
