"""Formatted workbooks (.xlsx): headings that stay, sums as formulas that show their value at once.

A formula is written with the value that it comes to: a program that does not calculate (a viewer, a
phone) shows the same figures. Pages are set up for A4 across, their headings on every sheet of paper.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dlschool.tables.writing import sheet_name

Look = Literal[
    "text", "number", "share", "total", "total-number", "total-share", "head", "section", "title",
    "soft", "wrapped",
]  # fmt: skip
_LEFT = {"valign": "top", "text_wrap": True}
_LINED = {"border": 1, "border_color": "#8a8a8a"}
_BOLD = {"bold": True, "bg_color": "#eef2f6"}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {**_LEFT, **_LINED},
    "number": {**_LINED, "num_format": "0", "valign": "top"},
    "share": {**_LINED, "num_format": "0.0", "valign": "top", "align": "right"},
    "total": {**_LEFT, **_LINED, **_BOLD},
    "total-number": {**_LINED, **_BOLD, "num_format": "0", "valign": "top"},
    "total-share": {**_LINED, **_BOLD, "num_format": "0.0", "valign": "top", "align": "right"},
    "head": {**_LINED, **_BOLD, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "section": {"bold": True, "valign": "bottom"},
    "title": {"bold": True, "font_size": 13},
    "soft": {"font_color": "#5a5a5a"},
    "wrapped": dict(_LEFT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCell:
    """`formula` begins with «=» and is written with `value` as what it comes to."""

    value: str | int | float | date | None = None
    look: Look = "text"
    formula: str = ""
    name: str = ""
    """The workbook's name of the cell: letters, digits and «_»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSheet:
    """`heads`: the first so many rows stay in sight and come on every printed page."""

    name: str
    rows: Sequence[Sequence[BookCell]]
    widths: Sequence[float]
    heads: int
    across: bool = True


def book_bytes(sheets: Sequence[BookSheet], facts: Mapping[str, str] | None = None) -> bytes:
    """The workbook in memory. `facts`: title, author … of the file. ValueError: a cell does not fit."""
    import xlsxwriter

    made = io.BytesIO()
    names: set[str] = set()
    with xlsxwriter.Workbook(
        made, {"default_date_format": "dd.mm.yyyy", "in_memory": True}
    ) as book:
        book.set_properties(dict(facts or {}))
        looks = {key: book.add_format(look) for key, look in _LOOKS.items()}
        for sheet in sheets:
            _sheet(book, sheet, looks, names)
    return made.getvalue()


def address(row: int, column: int) -> str:
    """«C5» of row 4 and column 2, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return f"{letters}{row + 1}"


def _sheet(book: Any, sheet: BookSheet, looks: Mapping[str, Any], names: set[str]) -> None:
    title = _free(sheet_name(sheet.name), names)
    page = book.add_worksheet(title)
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if _write(page, row, column, cell, looks[cell.look]):
                raise ValueError(f"does not fit into a cell: {title}, {address(row, column)}")
            if cell.name:
                fixed = address(row, column).rstrip("0123456789")
                book.define_name(cell.name, f"='{title}'!${fixed}${row + 1}")
    _paper(page, sheet)


def _free(name: str, names: set[str]) -> str:
    """A sheet's name that no other has, in 31 characters."""
    found, number = name, 2
    while found.lower() in names:
        found = f"{name[:28]} {number}"
        number += 1
    names.add(found.lower())
    return found


def _write(page: Any, row: int, column: int, cell: BookCell, look: Any) -> Any:
    """What the library says of it: 0 for done."""
    value = cell.value
    if cell.formula:
        return page.write_formula(row, column, cell.formula, look, "" if value is None else value)
    if isinstance(value, date):
        return page.write_datetime(row, column, value, look)
    if isinstance(value, str) and value:
        return page.write_string(row, column, value, look)
    if isinstance(value, (int, float)):
        return page.write_number(row, column, value, look)
    return page.write_blank(row, column, None, look) if cell.look != "wrapped" else 0


def _paper(page: Any, sheet: BookSheet) -> None:
    """A4, one page wide, headings on every page, the sheet's number below."""
    if sheet.across:
        page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
    if sheet.heads:
        page.freeze_panes(sheet.heads, 1)
        page.repeat_rows(0, sheet.heads - 1)
