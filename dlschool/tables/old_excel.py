"""Old Excel files (.xls): looked through before the library reads them, since a damaged one could
make it ask for a terabyte of memory or follow a ring of sectors for ever.

An .xls is a compound file ([MS-CFB]: sectors chained by a table) that holds one stream of records
([MS-XLS]: two bytes of kind, two of length, the content). The stream is taken out, its records are
checked, and the library gets it in a new compound file that holds nothing else.
"""

import struct
from collections.abc import Iterator

from dlschool.tables.sheet import MOST_CELLS

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks: no sector, end of a chain."""
_END, _NONE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALL = 4096
"""Shorter streams lie in the small sectors of a stream of their own."""

_DIMENSIONS, _SST, _CONTINUE = 0x0200, 0x00FC, 0x003C
_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00BE})
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})
_COLUMNS = 256


class DamagedError(Exception):
    """The file contradicts itself."""


def workbook_alone(data: bytes) -> bytes | None:
    """A sound compound file with the workbook of `data` only; None if there is no workbook.

    Raises `DamagedError`.
    """
    try:
        stream = _workbook(data)
        if stream is not None:
            _look_through(stream)
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedError from error
    return None if stream is None else _compound_file(stream)


def _workbook(data: bytes) -> bytes | None:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise DamagedError
    size = 1 << shift
    first_entry, first_small, first_more = (
        struct.unpack_from("<I", data, place)[0] for place in (48, 60, 68)
    )
    table = _sector_table(data, size, first_more)
    directory = _joined(data[size:], size, table, first_entry)
    entries = {name: (start, length) for name, start, length in _entries(directory)}
    found = next((entries[name] for name in ("Workbook", "Book") if name in entries), None)
    if found is None:
        return None
    start, length = found
    if length >= _SMALL:
        stream = _joined(data[size:], size, table, start)
    else:
        small_table = _numbers(_joined(data[size:], size, table, first_small))
        smalls = _joined(data[size:], size, table, entries["Root Entry"][0])
        stream = _joined(smalls, 1 << small_shift, small_table, start)
    if len(stream) < length:
        raise DamagedError
    return stream[:length]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _sector_table(data: bytes, size: int, more: int) -> list[int]:
    """For each sector the next one of its chain."""
    parts = _numbers(data[76:512])
    met = 0
    while more < _FREE:
        *numbers, more = _numbers(data[(more + 1) * size : (more + 2) * size])
        parts += numbers
        met += 1
        if met * size > len(data):
            raise DamagedError
    sectors = [data[(part + 1) * size : (part + 2) * size] for part in parts if part < _FREE]
    return _numbers(b"".join(sectors))


def _joined(sectors: bytes, size: int, table: list[int], sector: int) -> bytes:
    """The content of a chain of sectors; a ring is damage."""
    parts: list[bytes] = []
    while sector < _FREE:
        if len(parts) > len(table):
            raise DamagedError
        parts.append(sectors[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and length of each stream."""
    for place in range(0, len(directory) - 127, 128):
        name_length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(0, min(name_length, 64) - 2)]
        start, length = struct.unpack_from("<II", directory, place + 116)
        yield name.decode("utf-16-le", "replace"), start, length


def _look_through(stream: bytes) -> None:
    """Whether the records fit the stream and claim no more than there is."""
    place, strings, room, last_row, last_column = 0, 0, 0, 0, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + length > len(stream):
            raise DamagedError
        if kind == _SST:
            strings = struct.unpack_from("<I", stream, place + 4)[0]
        if kind in (_SST, _CONTINUE):
            room += length
        if kind in _CELLS:
            row, column = _far_corner(kind, stream[place : place + length])
            last_row, last_column = max(row, last_row), max(column, last_column)
        if kind == _DIMENSIONS:
            _check_dimensions(stream[place : place + length])
        place += length
    if strings * 3 > room or (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise DamagedError


def _far_corner(kind: int, content: bytes) -> tuple[int, int]:
    """Row and last column, from 0, of a record that holds one cell or several."""
    row, column = struct.unpack_from("<HH", content)
    if kind in _SEVERAL_CELLS:
        column = max(column, struct.unpack_from("<H", content, len(content) - 2)[0])
    if column >= _COLUMNS:
        raise DamagedError
    return row, column


def _check_dimensions(content: bytes) -> None:
    """First row, the row after the last, and the same of columns."""
    numbers = struct.unpack_from("<IIHH" if len(content) >= 14 else "<HHHH", content)
    first_row, last_row, first_column, last_column = numbers
    sound = first_row <= last_row <= 65_536 and first_column <= last_column <= _COLUMNS
    if not sound:
        raise DamagedError


def _compound_file(stream: bytes) -> bytes:
    """A compound file of 4096-byte sectors: stream, directory, no small sectors, sector table."""
    size = 4096
    padded = stream.ljust(size, b"\0")
    padded += bytes(-len(padded) % size)
    count = len(padded) // size
    tables = 1
    while tables * size // 4 < count + 2 + tables:
        tables += 1
    table = [*range(1, count), _END, _END, _END, *[_FAT_SECTOR] * tables]
    table += [_NONE] * (tables * size // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, count, 0, _SMALL, _END, 0, _END, 0)
    header += struct.pack(f"<{tables}I", *range(count + 2, count + 2 + tables))
    directory = _entry("Root Entry", 5, count + 1, 0, child=1)
    directory += _entry("Workbook", 2, 0, len(padded), child=_NONE)
    return b"".join(
        (
            header.ljust(512, b"\xff").ljust(size, b"\0"),
            padded,
            directory.ljust(size, b"\0"),
            bytes(size),
            struct.pack(f"<{len(table)}I", *table),
        )
    )


def _entry(name: str, kind: int, start: int, length: int, child: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III36xIQ", _NONE, _NONE, child, start, length)
