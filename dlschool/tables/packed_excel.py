"""New Excel files (.xlsx): looked through before the library reads them, since a small one may
unpack into gigabytes, and one cell far from all others makes the library lay out all between.
"""

import io
import re
import zipfile
import zlib

from dlschool.errors import Refused
from dlschool.tables.sheet import (
    DAMAGED,
    MOST_CELLS,
    MOST_ROWS,
    MOST_UNPACKED,
    NO_LIST,
    TOO_LARGE,
    TOO_LONG,
)

_CHUNK = 2**20
_LONGEST_TAG = 500
_FILLED = re.compile(
    rb'<(?:\w+:)?(c|row)\b(?:[^>]*?\br\s*=\s*["\']([^"\'>]*)["\'])?[^>]*(?<!/)>(?!\s*</)'
)
"""The start of a row or of a cell with something in it, and its address where it has one."""
_ADDRESS = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


def look_into(data: bytes, name: str) -> None:
    """Refused: no workbook, damaged, unpacks into too much, too long, too wide."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise Refused(NO_LIST, file=name)
            room = MOST_UNPACKED
            for entry in archive.namelist():
                if entry.endswith((".xml", ".rels")):
                    room = _look_into_part(archive, entry, room, name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise Refused(DAMAGED, file=name) from error


def _look_into_part(archive: zipfile.ZipFile, entry: str, room: int, name: str) -> int:
    """How much may still be unpacked after this part."""
    last_row, last_column, tail = 1, 1, b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Refused(TOO_LARGE, file=name)
            row, column = _far_corner(tail + chunk)
            last_row, last_column = max(last_row, row), max(last_column, column)
            tail = chunk[-_LONGEST_TAG:]
    if last_row > MOST_ROWS:
        raise Refused(TOO_LONG, file=name, limit=MOST_ROWS)
    if last_row * last_column > MOST_CELLS:
        raise Refused(TOO_LARGE, file=name)
    return room


def _far_corner(xml: bytes) -> tuple[int, int]:
    """Last row and last column, from 1, of the filled cells; a wrong address is a ValueError.

    Cells without an address lie where their row says.
    """
    found = set(_FILLED.findall(xml))
    addresses = [_ADDRESS.fullmatch(ref) for kind, ref in found if kind == b"c" and ref]
    rows, letters = {1}, {b"A"}
    for address in addresses:
        if address is None:
            raise ValueError("no address of a cell")
        letters.add(address[1])
        rows.add(int(address[2]))
    if (b"c", b"") in found:
        rows |= {int(ref) for kind, ref in found if kind == b"row" and ref}
    return max(rows), max(_column(each) for each in letters)


def _column(letters: bytes) -> int:
    """«A» is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
