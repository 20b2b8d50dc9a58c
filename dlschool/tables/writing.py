"""Writing a list as .xlsx: whole or not at all, and text stays text."""

import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables.sheet import Cell


def write_xlsx(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell | None]],
    widths: Sequence[float] = (),
) -> None:
    """A list with its title, headings that stay in sight, and filters; whole or not at all.

    Text stays text, whatever it begins with: no formula, number or link is made of it. Dates are
    dates, shown as DD.MM.YYYY. `widths` in characters. Refused: the place cannot be written.
    """
    with _replacing(path) as part:
        _write_book(part, title, headings, rows, widths)


def xlsx_bytes(
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell | None]],
    widths: Sequence[float] = (),
) -> bytes:
    """The same list made in memory: nothing of it touches the disk."""
    book = io.BytesIO()
    _write_book(book, title, headings, rows, widths)
    return book.getvalue()


@contextmanager
def _replacing(path: Path) -> Iterator[str]:
    """The name of a new file beside `path` that takes its place in the end."""
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
        yield part
        os.replace(part, path)
    except OSError as error:
        raise Refused(
            N_(
                "The file {file} cannot be written: {reason}. "
                "Close it in other programs, or choose another place."
            ),
            file=path,
            reason=error.strerror or error,
        ) from error
    finally:
        if part and os.path.exists(part):
            os.unlink(part)


def _write_book(
    part: str | io.BytesIO,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell | None]],
    widths: Sequence[float],
) -> None:
    import xlsxwriter

    options = {"default_date_format": "dd.mm.yyyy", "in_memory": True}
    with xlsxwriter.Workbook(part, options) as book:
        bold = book.add_format({"bold": True})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(sheet_name(title))
        sheet.write_string(0, 0, title, bold)
        for column, words in enumerate(headings):
            sheet.write_string(1, column, words, heading)
            sheet.set_column(column, column, widths[column] if column < len(widths) else 18)
        last = 1
        for last, cells in enumerate(rows, 2):
            for column, value in enumerate(cells):
                _write_cell(sheet, last, column, value, text)
        sheet.autofilter(1, 0, last, max(0, len(headings) - 1))
        sheet.freeze_panes(2, 0)


def sheet_name(title: str) -> str:
    """The title as far as Excel allows: 31 characters, without signs of references."""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "1"


def _write_cell(sheet: Any, row: int, column: int, value: Cell | None, text: Any) -> None:
    if isinstance(value, date):
        failed = sheet.write_datetime(row, column, value)
    elif isinstance(value, str) and value:
        failed = sheet.write_string(row, column, value, text)
    elif isinstance(value, (int, float)):
        failed = sheet.write_number(row, column, value)
    else:
        return
    if failed:
        raise ValueError(f"does not fit into a cell: row {row + 1}, column {column + 1}")
