"""Damaged .xls files are refused before they can take the memory or the time of the machine."""

import struct
from pathlib import Path

import pytest

from dlschool import tables
from dlschool.errors import Refused
from dlschool.tables import old_excel
from dlschool.tables.old_excel import DamagedError, workbook_alone

SAMPLE = (Path(__file__).parent.parent / "samples" / "list.xls").read_bytes()
SECTOR = 512
SST, DIMENSIONS, NUMBER = 0x00FC, 0x0200, 0x0203


def record(kind: int) -> int:
    """Where the content of the first record of that kind lies in the sample."""
    place = SECTOR
    while True:
        found, length = struct.unpack_from("<HH", SAMPLE, place)
        if found == kind:
            return place + 4
        place += 4 + length


def changed(place: int, form: str, *values: int) -> bytes:
    data = bytearray(SAMPLE)
    struct.pack_into(form, data, place, *values)
    return bytes(data)


def table_of_sectors() -> int:
    """Where the sample's table of sectors lies."""
    return (int(struct.unpack_from("<I", SAMPLE, 76)[0]) + 1) * SECTOR


def test_a_sound_file_is_handed_on_with_nothing_but_its_workbook() -> None:
    alone = workbook_alone(SAMPLE)
    assert alone is not None
    assert tables.read(alone, "тізім.xls") == tables.read(SAMPLE, "тізім.xls")
    assert workbook_alone(alone) == alone


def test_a_large_workbook_is_handed_on_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = old_excel._workbook
    monkeypatch.setattr(
        old_excel, "_workbook", lambda data: (whole(data) or b"") + bytes(9 * 2**20)
    )
    large = workbook_alone(SAMPLE)
    monkeypatch.undo()
    assert large is not None
    assert len(large) > 9 * 2**20
    assert tables.read(large, "тізім.xls") == tables.read(SAMPLE, "тізім.xls")


@pytest.mark.parametrize(
    "data",
    [
        changed(table_of_sectors(), "<I", 0),
        changed(table_of_sectors(), "<I", 70_000),
        changed(48, "<I", 70_000),
        changed(30, "<H", 31),
        changed(68, "<I", 0),
        changed(record(SST) + 4, "<I", 0xFFFF_0000),
        changed(record(DIMENSIONS), "<IIHH", 0, 0xFFFF_FFFF, 0, 8),
        changed(record(NUMBER), "<HH", 65_000, 60_000),
        changed(record(NUMBER), "<HH", 65_000, 250),
        changed(record(NUMBER) - 2, "<H", 60_000),
        SAMPLE[:512],
        SAMPLE[:40],
    ],
    ids=[
        "a ring of sectors",
        "a sector that is not there",
        "a directory that is not there",
        "a size of sectors that no file has",
        "a table of sectors that goes on in a ring",
        "more texts than the file has room for",
        "dimensions of four billion rows",
        "a column that no old file has",
        "a cell far away from all others",
        "a record longer than the file",
        "nothing after the header",
        "less than a header",
    ],
)
def test_a_file_that_contradicts_itself_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        workbook_alone(data)
    with pytest.raises(Refused, match="тізім"):
        tables.read(data, "тізім")


def test_another_document_of_the_same_kind_is_no_list() -> None:
    other = SAMPLE.replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    assert workbook_alone(other) is None
    with pytest.raises(Refused, match="xlsx"):
        tables.read(other, "өтініш.doc")
