"""A chart's geometry, and a page as an Excel file."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from dlschool.hub.web import drawing
from dlschool.hub.web.parts import Bar, Cell, Chart, Column, Facts, Page, Table


def test_bars_are_as_long_as_what_they_stand_for() -> None:
    bars = drawing.bars(
        Chart(title="", parts=("а", "б"), bars=(Bar("x", (3, 1)), Bar("y", (0, 2))))
    )
    (_, first), (_, second) = bars
    assert [piece[2] for piece in first] == [0, 1]
    assert [piece[2] for piece in second] == [1]
    assert first[-1][0] + first[-1][1] == pytest.approx(drawing.CHART_WIDTH, abs=2)
    assert second[0][1] == pytest.approx(drawing.CHART_WIDTH / 2, abs=2)


def test_a_chart_of_nothing_has_no_bars_and_does_not_fall() -> None:
    assert drawing.bars(Chart(title="", parts=("а",), bars=(Bar("x", (0,)),))) == [
        (Bar("x", (0,)), [])
    ]
    assert drawing.bars(Chart(title="", parts=("а",), bars=())) == []


def test_values_are_shown_as_they_are_written_here() -> None:
    shown = [
        drawing.shown(v) for v in (None, 3, 2.5, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), "")
    ]
    assert shown == ["", "3", "2,5", "02.01.2026", "02.01.2026 03:04", ""]


def test_every_table_and_the_facts_are_sheets_and_text_stays_text() -> None:
    table = Table(
        key="a", title="Мектептер", columns=(Column("", "tick"), Column("Аты"), Column("Саны", "number"),
                                             Column("", "forms")),
        rows=[(Cell(ticked="1"), Cell(value="=1+1", note="010140000000"), Cell(value=4), Cell())],
    )  # fmt: skip
    same = Table(key="b", title="Мектептер", columns=(Column("Күні", "date"),),
                 rows=[(Cell(value=date(2026, 1, 2)),)])  # fmt: skip
    facts = Facts(title="Мектеп", rows=(("БСН", Cell(value="010140000000")),))
    made = drawing.excel(Page(title="Тізім", parts=(table, same, facts), here="schools"))
    assert made.name == "schools.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert len(book.sheetnames) == 3
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[3]] == ["Аты", "Саны"]
    assert [cell.value for cell in sheet[4]] == ["=1+1 (010140000000)", 4]
    assert sheet["A4"].data_type == "s"
    assert book.worksheets[2]["B4"].value == "010140000000"


def test_a_page_without_tables_still_makes_a_file() -> None:
    made = drawing.excel(Page(title="Бос", parts=()))
    assert openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0]["A1"].value == "Бос"
