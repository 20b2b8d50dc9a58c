"""Excel and CSV files that unpack into very much."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import xlsxwriter

from dlschool import tables

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MILLION = 1_000_000
ENTITIES = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def bombs(_folder: Path) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    for name, made in FILES.items():
        yield name, partial(_reading, made)


def _reading(made: Callable[[], bytes]) -> Callable[[], object]:
    return partial(tables.read, made(), "тізім.xlsx")


def _book(changes: Callable[[dict[str, bytes]], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet().write_row(0, 0, ["ФИО", "ИИН"])
    with zipfile.ZipFile(out) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    changes(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made_again:
        for name, part in parts.items():
            made_again.writestr(name, part)
    return packed.getvalue()


def _with(part: str, begin: str, end: str, filling: bytes) -> bytes:
    """The book whose part has the filling between two marks."""

    def changed(parts: dict[str, bytes]) -> None:
        head, _, rest = parts[part].partition(begin.encode())
        parts[part] = (
            head + begin.encode() + filling + end.encode() + rest.partition(end.encode())[2]
        )

    return _book(changed)


def _cells(filling: bytes) -> bytes:
    return _with(SHEET, "<sheetData>", "</sheetData>", filling)


def _zeros() -> bytes:
    return _book(lambda parts: parts.update({STRINGS: bytes(170 * MILLION)}))


def _one_cell() -> bytes:
    text = b"<row r='1'><c r='A1' t='inlineStr'><is><t>" + b"a" * (30 * MILLION)
    return _cells(text + b"</t></is></c></row>")


def _many_strings() -> bytes:
    return _with(STRINGS, ">", "</sst>", b"<sst>" + b"<si><t>ab</t></si>" * (2 * MILLION))


def _prefixed() -> bytes:
    return _with(STRINGS, ">", "</sst>", b"<x:sst>" + b"<x:si><x:t>a</x:t></x:si>" * (2 * MILLION))


def _repeated() -> bytes:
    """One long text that very many cells name."""
    shared = b"<?xml version='1.0'?><sst><si><t>" + b"a" * 32_000 + b"</t></si></sst>"
    rows = b"".join(
        b"<row r='%d'>%s</row>"
        % (n, b"".join(b"<c r='%s%d' t='s'><v>0</v></c>" % (c.encode(), n) for c in "ABCDEFGHIJ"))
        for n in range(1, 20_001)
    )

    def changed(parts: dict[str, bytes]) -> None:
        parts[STRINGS] = shared
        head, _, rest = parts[SHEET].partition(b"<sheetData>")
        parts[SHEET] = head + b"<sheetData>" + rows + rest[rest.index(b"</sheetData>") :]

    return _book(changed)


def _entities() -> bytes:
    shared = f"<?xml version='1.0'?>{ENTITIES}<sst><si><t>&i;</t></si></sst>".encode()
    return _book(lambda parts: parts.update({STRINGS: shared}))


def _merged() -> bytes:
    cells = b"".join(b"<mergeCell ref='A%d:XFD%d'/>" % (n, n + 1) for n in range(1, 400_001, 2))
    return _with(SHEET, "</sheetData>", "<page", b"<mergeCells>" + cells + b"</mergeCells>")


def _sheets() -> bytes:
    names = b"".join(
        b"<sheet name='s%d' sheetId='%d' r:id='rId1'/>" % (n, n) for n in range(30_000)
    )
    return _with(BOOK, "<sheets>", "</sheets>", names)


def _entries() -> bytes:
    """Very many parts with nothing in them."""
    return _book(lambda parts: parts.update({f"xl/x{n}.xml": b"" for n in range(100_000)}))


def _claims_little() -> bytes:
    """A part that says it unpacks into ten bytes and unpacks into very much."""
    made = bytearray(_book(lambda parts: parts.update({STRINGS: b" " * (170 * MILLION)})))
    place = made.rindex(STRINGS.encode()) - 46
    made[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(made)


FILES: dict[str, Callable[[], bytes]] = {
    "170 MB of zeros": _zeros,
    "a cell of 30 MB": _one_cell,
    "two million texts": _many_strings,
    "two million texts of a name of their own": _prefixed,
    "two million rows of one cell": lambda: _cells(b"<row><c><v>1</v></c></row>" * (2 * MILLION)),
    "200,000 cells of one text of 32,000 letters": _repeated,
    "entities of a thousand million letters": _entities,
    "200,000 merged cells as wide as a sheet": _merged,
    "30,000 sheets": _sheets,
    "100,000 parts": _entries,
    "a part that claims ten bytes": _claims_little,
    "a cell far away": lambda: _cells(b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "a row of a million cells": lambda: _cells(b"<row r='1'>" + b"<c><v>1</v></c>" * MILLION),
    "rows within rows": lambda: _cells(b"<row><c>" * MILLION),
    "a tag without end": lambda: _cells(b"<row r='1'><c r='A1'" + b" a=''" * (3 * MILLION)),
    "text: 11 MB of separators": lambda: b"a;b;c\n" + b";" * (11 * MILLION),
    "text: 11 MB of quotes": lambda: b'a;"b' + b'"' * (11 * MILLION),
    "text: 11 MB of lines": lambda: b"a;b\n" * (3 * MILLION),
    "text: one quote, 11 MB of lines": lambda: b'"a;b\n' + b"\xd3;\xf1\n" * (3 * MILLION),
    "text: 11 MB of zeros": lambda: b"a;b\n" + bytes(11 * MILLION),
    "text: 11 MB of letters of no encoding": lambda: b"\xd3\xf1;\x81" * (3 * MILLION),
}
