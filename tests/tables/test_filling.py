"""A school's own template: named cells are filled, formulas, formats and other parts stay as they are."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from dlschool.errors import Refused
from dlschool.tables.filling import fill

VALUES: dict[str, int | float | str] = {
    "dl_cases": 7,
    "dl_school": "Үлгі «мектебі» & < >",
    "dl_q": 62.5,
}


def template(more: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Менің 'формам'"
    page["A1"], page["B2"], page["C2"] = "Мектеп", 1, "=B2*2"
    page["B2"].font = Font(bold=True, size=14)
    page["B2"].number_format = '0 "іс"'
    for name, place in (("dl_cases", "$B$2"), ("DL_School", "$D$9"), ("dl_q", "$E$9:$F$9")):
        book.defined_names[name] = DefinedName(name, attr_text=f"'Менің ''формам'''!{place}")
    more(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def filled(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(fill(data, VALUES, "үлгі.xlsx").content))


def test_named_cells_are_filled_those_that_were_empty_too() -> None:
    found = fill(template(), VALUES, "үлгі.xlsx")
    page = openpyxl.load_workbook(io.BytesIO(found.content)).worksheets[0]
    assert (page["B2"].value, page["D9"].value, page["E9"].value) == (7, VALUES["dl_school"], 62.5)
    assert {name.lower() for name in found.names} == set(VALUES)
    assert page["A1"].value == "Мектеп"


def test_formats_and_formulas_stay_and_old_values_of_formulas_go() -> None:
    data = template()
    page = filled(data).worksheets[0]
    assert (page["B2"].font.bold, page["B2"].number_format) == (True, '0 "іс"')
    assert page["C2"].value == "=B2*2"
    content = fill(data, VALUES, "үлгі.xlsx").content
    assert (
        openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]["C2"].value
        is None
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert b'fullCalcOnLoad="1"' in packed.read("xl/workbook.xml")


def test_a_named_cell_with_a_formula_keeps_it_and_is_told() -> None:
    def named(book: openpyxl.Workbook) -> None:
        book.defined_names["dl_cases"] = DefinedName(
            "dl_cases", attr_text="'Менің ''формам'''!$C$2"
        )

    found = fill(template(named), VALUES, "үлгі.xlsx")
    assert found.formulas == ("dl_cases",)
    page = openpyxl.load_workbook(io.BytesIO(found.content)).worksheets[0]
    assert (page["C2"].value, page["B2"].value) == ("=B2*2", 1)


def test_parts_that_are_no_sheet_are_carried_over_byte_by_byte() -> None:
    data = template()
    content = fill(data, VALUES, "үлгі.xlsx").content
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(content)) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["xl/workbook.xml", "xl/worksheets/sheet1.xml"]


def test_a_file_without_any_known_name_comes_back_as_it_is() -> None:
    data = template()
    found = fill(data, {"dl_other": 1}, "үлгі.xlsx")
    assert (found.content, found.names) == (data, ())


def test_names_of_ranges_constants_and_lost_sheets_do_not_matter() -> None:
    def odd(book: openpyxl.Workbook) -> None:
        for name, text in (("a", "42"), ("b", "Жоқ!$A$1"), ("c", "#REF!$A$1"), ("d", "A1*2")):
            book.defined_names[name] = DefinedName(name, attr_text=text)

    assert len(fill(template(odd), VALUES, "үлгі.xlsx").names) == 3


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_excel_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(Refused, match=r"үлгі\.xls"):
        fill(data, VALUES, "үлгі.xls")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize(
    "xml", [b"<workbook", b"", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>']
)
def test_a_damaged_or_hostile_part_is_refused(part: str, xml: bytes) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == part else old.read(name))
    with pytest.raises(Refused, match=r"үлгі\.xlsx"):
        fill(made.getvalue(), VALUES, "үлгі.xlsx")


def test_a_damaged_archive_is_refused() -> None:
    data = template()
    with pytest.raises(Refused, match=r"үлгі\.xlsx"):
        fill(data[: len(data) // 2], VALUES, "үлгі.xlsx")
