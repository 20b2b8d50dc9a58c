"""Text with separators (CSV), read and written: which sign separates, on which line a record starts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from dlschool.errors import Refused
from dlschool.tables.encoding import decoded
from dlschool.tables.sheet import DAMAGED, MOST_ROWS, MOST_TEXT, NO_LIST, TOO_LARGE, Row, Sheet

LONGEST_CELL = 40
"""Lines of text in one record; with more, a quote is taken for a lost one, and quotes for letters."""


def from_csv(data: bytes, name: str) -> Sheet:
    """Refused: too large, no text, a cell that is no cell any more."""
    if len(data) > MOST_TEXT:
        raise Refused(TOO_LARGE, file=name)
    text = decoded(data)
    start = text[:500].lstrip().lower()
    if start.startswith(("<html", "<!doctype", "<?xml", "<table", "%pdf")) or _binary(text):
        raise Refused(NO_LIST, file=name)
    named = re.match(r"sep=(.)\r?\n", text)
    delimiter = named[1] if named else _delimiter(text)
    try:
        rows = _rows(text, delimiter)
    except csv.Error as error:
        raise Refused(DAMAGED, file=name) from error
    return Sheet(Path(name).stem, rows[1:] if named else rows)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """As Excel with Kazakh or Russian settings reads it: UTF-8 with its mark, «;», ends of lines CRLF.

    Text that begins like a formula gets an apostrophe before it: it stays text.
    """
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return made.getvalue().encode("utf-8-sig")


def _rows(text: str, delimiter: str) -> list[Row]:
    """The records; where a quote opens and never closes, quotes are letters. Raises csv.Error."""
    try:
        rows = list(islice(_records(text, delimiter), MOST_ROWS + 1))
        if any(_lines(row) > LONGEST_CELL for row in rows):
            raise csv.Error("a quote opens and never closes")
        return rows
    except csv.Error:
        return list(islice(_records(text, delimiter, csv.QUOTE_NONE), MOST_ROWS + 1))


def _lines(row: Row) -> int:
    return sum(cell.count("\n") for cell in row.cells if isinstance(cell, str))


def _binary(text: str) -> bool:
    sample = text[:4000]
    return sum(c < " " and c not in "\t\r\n\f\x1a" for c in sample) * 100 > len(sample)


def _records(text: str, delimiter: str, quoting: Any = csv.QUOTE_MINIMAL) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    start = 1
    for cells in reader:
        yield Row(start, list(cells))
        start = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The separator that cuts the most of the first 300 records into equally many cells."""
    return max(";\t,|", key=lambda delimiter: _evenness(text[:100_000], delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    try:
        lengths = [len(row.cells) for row in islice(_records(text, delimiter), 300) if row.cells]
    except csv.Error:
        return 0, 0
    cut = [length for length in lengths if length > 1]
    if not cut:
        return 0, 0
    usual = max(set(cut), key=lambda length: (cut.count(length), length))
    return cut.count(usual) / len(lengths), usual
