"""Lists written as .xlsx: text stays text, dates are dates, the file is whole or not there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlschool import tables
from dlschool.errors import Refused

HEADINGS = ["ЖСН", "Тегі", "Туған күні"]


def test_a_list_has_title_headings_that_stay_filters_and_real_dates(tmp_path: Path) -> None:
    path = tmp_path / "тізім.xlsx"
    rows = [["080613500001", "Қасымов", date(2008, 6, 13)], ["", "Ким", None]]
    tables.write_xlsx(path, "Білім алушылар: 2026/2027", HEADINGS, rows, [14, 20])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert page.title == "Білім алушылар  2026 2027"
    assert page["A1"].value == "Білім алушылар: 2026/2027"
    assert [cell.value for cell in page[2]] == HEADINGS
    assert (page["A3"].value, page["A3"].data_type) == ("080613500001", "s")
    assert page["C3"].is_date
    assert page["C3"].number_format == "dd.mm.yyyy"
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:C4"


@pytest.mark.parametrize("text", ["=1+1", "+7701", "-5", "@SUM(A1)", "http://a.kz", "007", "{=1}"])
def test_whatever_it_begins_with_text_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "тізім.xlsx"
    tables.write_xlsx(path, "Тізім", [text], [[text]])
    page = openpyxl.load_workbook(path).active
    assert page is not None
    for cell in (page["A2"], page["A3"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@settings(max_examples=40)
@given(rows=st.lists(st.tuples(st.text(max_size=20), st.dates(date(1901, 1, 1))), max_size=5))
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, date]]
) -> None:
    path = tmp_path_factory.mktemp("list") / "тізім.xlsx"
    plain = [("".join(c for c in text if c >= " ").strip(), day) for text, day in rows]
    tables.write_xlsx(path, "Тізім", ["Аты", "Күні"], plain)
    (page,) = tables.read(path)
    assert [tuple(row.cells) for row in page.rows[2:]] == plain


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "тізім.xlsx").mkdir()
    with pytest.raises(Refused, match=r"тізім\.xlsx"):
        tables.write_xlsx(tmp_path / "тізім.xlsx", "Тізім", ["Аты"], [["Ким"]])
    assert [path.name for path in tmp_path.iterdir()] == ["тізім.xlsx"]


def test_a_place_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"тізім\.xlsx"):
        tables.write_xlsx(tmp_path / "жоқ" / "тізім.xlsx", "Тізім", ["Аты"], [])


def test_a_list_that_breaks_off_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "тізім.xlsx"
    path.write_bytes(b"old")

    def rows() -> Iterator[list[str]]:
        yield ["Ким"]
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        tables.write_xlsx(path, "Тізім", ["Аты"], rows())
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_text_that_no_cell_can_hold_is_a_fault_and_not_cut(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="row 3, column 1"):
        tables.write_xlsx(tmp_path / "тізім.xlsx", "Тізім", ["Аты"], [["x" * 32_768]])
