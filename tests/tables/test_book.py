"""Formatted workbooks: formulas show their value at once, headings stay, pages are A4 across."""

import io
import zipfile

import openpyxl
import pytest

from dlschool.tables.book import BookCell, BookSheet, address, book_bytes

ROWS = [
    [BookCell(value="Есеп", look="title")],
    [BookCell(value="Негізі", look="head"), BookCell(value="Саны", look="head")],
    [BookCell(value="Отбасы"), BookCell(value=2, look="number", name="dl_family")],
    [BookCell(value="=1+1"), BookCell(value=3, look="number")],
    [
        BookCell(value="Барлығы", look="total"),
        BookCell(value=5, look="total-number", formula="=SUM(B3:B4)"),
    ],
]


def book(*sheets: BookSheet) -> bytes:
    return book_bytes(list(sheets), {"title": "Есеп"})


def sheet(name: str = "Істер: 2026/2027") -> BookSheet:
    return BookSheet(name=name, rows=ROWS, widths=[40, 12], heads=2)


def test_a_sum_is_a_formula_that_shows_its_value_without_being_calculated() -> None:
    made = book(sheet())
    formulas, values = (
        openpyxl.load_workbook(io.BytesIO(made), data_only=only).worksheets[0]
        for only in (False, True)
    )
    assert formulas["B5"].value == "=SUM(B3:B4)"
    assert values["B5"].value == 5


def test_text_stays_text_whatever_it_begins_with() -> None:
    page = openpyxl.load_workbook(io.BytesIO(book(sheet()))).worksheets[0]
    assert (page["A4"].value, page["A4"].data_type) == ("=1+1", "s")


def test_headings_stay_in_sight_and_come_on_every_page_of_a4_across() -> None:
    page = openpyxl.load_workbook(io.BytesIO(book(sheet()))).worksheets[0]
    assert page.freeze_panes == "B3"
    assert page.print_title_rows == "$1:$2"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0


def test_a_cell_bears_its_name() -> None:
    found = openpyxl.load_workbook(io.BytesIO(book(sheet()))).defined_names["dl_family"]
    assert list(found.destinations) == [("Істер  2026 2027", "$B$3")]


def test_two_sheets_with_the_same_beginning_both_have_a_name() -> None:
    long = "Мектептің қашықтан оқытуға дайындығы туралы"
    made = openpyxl.load_workbook(io.BytesIO(book(*(sheet(long) for _ in range(3)))))
    assert len(set(made.sheetnames)) == 3
    assert all(len(name) <= 31 for name in made.sheetnames)


def test_a_text_that_no_cell_holds_is_not_cut_in_silence() -> None:
    long = BookSheet(name="1", rows=[[BookCell(value="ұ" * 40_000)]], widths=[10], heads=0)
    with pytest.raises(ValueError, match="A1"):
        book(long)


def test_the_same_rows_give_a_file_of_the_same_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(book(sheet()))) as packed:
        assert packed.testzip() is None


@pytest.mark.parametrize(("column", "letters"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1")])
def test_columns_have_the_letters_of_excel(column: int, letters: str) -> None:
    assert address(0, column) == letters
