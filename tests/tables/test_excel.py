"""Excel files: what is in them, and what is refused."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool import tables
from dlschool.errors import Refused
from dlschool.tables import packed_excel, reading, sheet

SAMPLES = Path(__file__).parent.parent / "samples"


def book(**sheets: list[list[object]]) -> bytes:
    """The same bytes at every call."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as made:
        made.set_properties({"created": datetime.combine(date(2026, 1, 1), time())})
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, cells in enumerate(rows):
                page.write_row(number, 0, cells)
    return file.getvalue()


def test_cells_keep_what_they_are() -> None:
    day = date(2015, 4, 12)
    morning = datetime.combine(day, time(9))
    (page,) = tables.read(book(Лист1=[["Ким", 90806524682, day, morning, True]]))
    assert page.rows[0].cells == ["Ким", 90806524682, day, day, "TRUE"]


def test_rows_are_numbered_as_excel_does_also_below_empty_ones() -> None:
    (page,) = tables.read(book(Лист1=[[], [], ["ФИО"], [], ["Ким"]]))
    assert [(row.number, row.cells) for row in page.rows if row.cells[0]] == [
        (3, ["ФИО"]),
        (5, ["Ким"]),
    ]


def test_every_visible_sheet_is_read_and_a_hidden_one_is_not() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        for name in ("1 «А»", "1 «Ә»", "анықтама"):
            made.add_worksheet(name).write(0, 0, name)
        made.get_worksheet_by_name("анықтама").hide()
    assert [page.name for page in tables.read(file.getvalue())] == ["1 «А»", "1 «Ә»"]


def test_merged_cells_are_told_with_their_rows_and_columns() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet()
        page.merge_range(2, 1, 2, 3, "Білім алушының")
        page.merge_range(4, 0, 6, 0, "7 «Ә»")
        page.write(7, 0, "соңы")
    (read,) = tables.read(file.getvalue())
    assert read.merged == ((3, 1, 3, 3), (5, 0, 7, 0))


def test_the_old_format_is_read() -> None:
    (page,) = tables.read(SAMPLES / "list.xls")
    assert page.name == "5 «Б»"
    assert page.rows[3].cells[:4] == [
        1,
        "Әкімбаев Санжар Ерланұлы",
        150412501118,
        date(2015, 4, 12),
    ]


def test_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "тізім.xls"
    path.write_bytes(book(Лист1=[["ФИО"]]))
    assert tables.read(path)[0].rows[0].cells == ["ФИО"]


def refusal(source: bytes | Path, name: str = "тізім.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        tables.read(source, name)
    assert refused.value.values["file"] == name
    return refused.value.message


@pytest.mark.parametrize("name", ["locked.xls", "locked.xlsx"])
def test_a_file_with_a_password_is_refused_and_says_so(name: str) -> None:
    assert "password" in refusal(SAMPLES / name)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        "<html><table><tr><td>ФИО".encode(),
        b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>",
    ],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    assert refusal(data) == sheet.NO_LIST


def test_another_document_in_a_zip_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert refusal(file.getvalue()) == sheet.NO_LIST


@pytest.mark.parametrize("data", [b"", b"\n\n", b";;\r\n;;\r\n", "\ufeff".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert "empty" in refusal(data)


def test_an_empty_sheet_is_refused() -> None:
    assert "empty" in refusal(book(Лист1=[]))


def test_a_missing_file_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"жоқ\.xlsx"):
        tables.read(tmp_path / "жоқ.xlsx")


def test_a_file_cut_short_is_refused() -> None:
    whole = book(Лист1=[["ФИО"], ["Ким"]])
    assert refusal(whole[: len(whole) // 2]) == sheet.DAMAGED
    assert refusal((SAMPLES / "list.xls").read_bytes()[:600]) == sheet.DAMAGED


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_a_fault(data: st.DataObject) -> None:
    samples = [(SAMPLES / "list.xls").read_bytes(), book(Лист1=[["ФИО", "ИИН"], ["Ким", 1.0]])]
    bad = bytearray(data.draw(st.sampled_from(samples)))
    places = st.tuples(st.integers(8, len(bad) - 1), st.integers(0, 255))
    for place, value in data.draw(st.lists(places, min_size=1, max_size=20)):
        bad[place] = value
    with suppress(Refused):
        assert tables.read(bytes(bad), "тізім")


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return file.getvalue()


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(packed_excel, "MOST_UNPACKED", 3 * 2**20)
    bomb = repacked(book(Лист1=[["ФИО"]]), "xl/styles.xml", b" " * (4 * 2**20))
    assert len(bomb) < 20_000
    assert refusal(bomb) == sheet.TOO_LARGE


def test_one_cell_far_to_the_right_and_below_does_not_take_the_memory() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet()
        page.write(0, 16_383, "ФИО")
        page.write(150_000, 0, "Ким")
    assert refusal(file.getvalue()) == sheet.TOO_LARGE


def test_a_list_of_too_many_rows_is_refused_in_excel_and_in_csv() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet().write(200_000, 0, "Ким")
    assert refusal(file.getvalue()) == sheet.TOO_LONG
    assert refusal("ФИО\n".encode() * 200_001) == sheet.TOO_LONG


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    assert refusal(b"x" * 1001) == sheet.TOO_LARGE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="B2"', b'r="BXFD1048576"'),
        (b'r="B2"', b'r="XFD1048576"'),
        (b'r="B2"', b'r=""'),
        (b'<row r="2"', b'<row r="9999999"'),
    ],
)
def test_an_address_far_away_or_of_no_cell_is_refused(old: bytes, new: bytes) -> None:
    part = "xl/worksheets/sheet1.xml"
    whole = book(Лист1=[["ФИО", "ИИН"], ["Ким", 1.0]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        xml = archive.read(part)
    if b"<row" in old:
        xml = xml.replace(b'r="A2"', b"").replace(b'r="B2"', b"")
    assert old in xml
    assert refusal(repacked(whole, part, xml.replace(old, new)))
