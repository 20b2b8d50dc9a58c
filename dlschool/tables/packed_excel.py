"""New Excel files (.xlsx): looked through before the library reads them, since a small one may
unpack into gigabytes, one cell far from all others makes the library lay out all between, and one
long text that many cells share is written out for each.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from dlschool.errors import Refused
from dlschool.tables.sheet import (
    DAMAGED,
    MOST_CELLS,
    MOST_IN_CELLS,
    MOST_ROWS,
    MOST_THINGS,
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
_THING = re.compile(rb"<(?:\w+:)?(?:c|row|si)\b")
_TEXT = re.compile(rb"<(?:\w+:)?si\b")
"""The start of a text that cells share."""
_TAG = re.compile(rb"<[^>]*>")
_LONGEST_MARKED = 4 * 2**20
"""Bytes of a shared text with all its marks of bold and italic."""
_BLOCK = 150_000
"""Bytes of XML in which some tag begins: a cell holds at most 32,767 letters."""
_ADDRESS = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)


def look_into(data: bytes, name: str) -> None:
    """Refused: no workbook, damaged, unpacks into too much, too long, too wide."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise Refused(NO_LIST, file=name)
            room, things, longest = MOST_UNPACKED, 0, 0
            for entry in archive.namelist():
                if entry.endswith((".xml", ".rels")):
                    found = _look_into_part(archive, entry, room, name)
                    room, things = found.room, things + found.things
                    longest = max(longest, found.longest)
            if things * longest > MOST_IN_CELLS:
                raise Refused(TOO_LARGE, file=name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise Refused(DAMAGED, file=name) from error


@dataclass(frozen=True, slots=True)
class _Found:
    """What a part of the file holds: rows, cells, shared texts, bytes of its longest text; room left."""

    room: int
    things: int
    longest: int


def _look_into_part(archive: zipfile.ZipFile, entry: str, room: int, name: str) -> _Found:
    last_row, last_column, tail, things, longest, text = 1, 1, b"", 0, 0, b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Refused(TOO_LARGE, file=name)
            row, column = _far_corner(tail + chunk)
            last_row, last_column = max(last_row, row), max(last_column, column)
            things += len(_THING.findall(chunk))
            longest, text = _longest_text(text + chunk, longest)
            if things > MOST_THINGS or len(text) > _LONGEST_MARKED or _has_no_tags(chunk):
                raise Refused(TOO_LARGE, file=name)
            tail = chunk[-_LONGEST_TAG:]
    if last_row > MOST_ROWS:
        raise Refused(TOO_LONG, file=name, limit=MOST_ROWS)
    if last_row * last_column > MOST_CELLS:
        raise Refused(TOO_LARGE, file=name)
    return _Found(room, things, max(longest, _letters(text) if _TEXT.match(text) else 0))


def _has_no_tags(chunk: bytes) -> bool:
    """Whether some block of it is one text."""
    whole = range(0, len(chunk) - _BLOCK, _BLOCK)
    return any(chunk.find(b"<", start, start + _BLOCK) < 0 for start in whole)


def _longest_text(xml: bytes, longest: int) -> tuple[int, bytes]:
    """The longest shared text that ends here, at least `longest`; what begins one that does not."""
    if b":si" not in xml and xml.count(b"<si") == xml.count(b"<si>"):
        texts = xml.split(b"<si>")
    else:
        texts = _TEXT.split(xml)
    if len(texts) == 1:
        return longest, xml if _TEXT.match(xml) else xml[-_LONGEST_TAG:]
    for text in texts[:-1]:
        if len(text) > longest:
            longest = max(longest, _letters(text))
    return longest, b"<si>" + texts[-1]


def _letters(xml: bytes) -> int:
    """Bytes of the text without its tags."""
    return len(xml) if b"<!" in xml else len(_TAG.sub(b"", xml))


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
