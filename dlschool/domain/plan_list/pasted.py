"""Text pasted from Excel or Word: cells parted by tabs, rows by line ends."""

import re

from dlschool.tables import Row, Sheet

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


def pasted(text: str) -> Sheet:
    """The rows of the text. A cell in quotes may hold line ends; other quotes are letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rows: list[Row] = []
    cells: list[str] = []
    place = 0
    while place <= len(text):
        found = _CELL.match(text, place)
        assert found is not None
        cell = found[0]
        if found[1] is not None and re.search(r"[\t\n]", found[1]):
            cell = found[1].replace('""', '"')
        cells.append(cell)
        place = found.end()
        if place == len(text) or text[place] == "\n":
            rows.append(Row(len(rows) + 1, [*cells]))
            cells = []
        place += 1
    return Sheet("", rows)
