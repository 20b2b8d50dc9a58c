"""Tables of any length: pages read when seen, sorting asked of the caller, both languages."""

from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.gui import words
from dlschool.gui.table import PAGE, Cell, Column, PagedModel, Table, view

COLUMNS = [
    Column("name", Text("Аты-жөні", "Ф. И. О."), 300),
    Column("state", Text("Күйі", "Состояние"), sorts=False),
    Column("n", Text("Саны", "Число"), right=True),
]
DONE = Text("дайын", "готово")


class Source:
    """Rows that can be counted, and what was asked of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int] = []
        self.sorted: list[tuple[str, bool]] = []

    def ids(self, column: str, down: bool) -> Sequence[int]:
        self.sorted.append((column, down))
        return range(self.count)

    def rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        self.asked.append(len(ids))
        return [(f"Оқушы {n}", Cell(DONE, "done", "check"), n) for n in ids]


def model_of(count: int) -> tuple[PagedModel, Source]:
    source = Source(count)
    model = PagedModel(COLUMNS, source.ids, source.rows)
    model.reload()
    return model, source


@pytest.mark.parametrize("count", [0, 1, PAGE, PAGE + 1, 1000])
def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, count: int) -> None:
    model, _ = model_of(count)
    qtmodeltester.check(model)
    model.reload()


def test_only_the_pages_in_sight_are_read(qtbot: QtBot) -> None:
    model, source = model_of(100_000)
    table = view(model, Text("Тізім", "Список"))
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.show()
    table.grab()
    table.scrollToBottom()
    table.grab()
    assert sum(source.asked) <= 4 * PAGE


def test_a_step_through_a_hundred_thousand_rows_reads_two_pages_at_most(qtbot: QtBot) -> None:
    model, source = model_of(100_000)
    table = view(model, Text("Тізім", "Список"))
    qtbot.addWidget(table)
    table.resize(1100, 700)
    table.show()
    table.grab()
    bar = table.verticalScrollBar()
    for step in range(1, 51):
        before = sum(source.asked)
        bar.setValue(bar.maximum() * step // 50)
        table.grab()
        assert sum(source.asked) - before <= 2 * PAGE


def test_a_click_on_a_heading_asks_for_the_other_order(qtbot: QtBot) -> None:
    model, source = model_of(10)
    table = view(model, Text("Тізім", "Список"))
    qtbot.addWidget(table)
    table.horizontalHeader().sortIndicatorChanged.emit(2, Qt.SortOrder.DescendingOrder)
    assert source.sorted[-1] == ("n", True)
    asked = len(source.sorted)
    table.horizontalHeader().sortIndicatorChanged.emit(1, Qt.SortOrder.AscendingOrder)
    assert len(source.sorted) == asked


def test_headings_and_cells_speak_the_language_of_the_window() -> None:
    model, _ = model_of(3)
    words.speak("ru")
    heading = model.headerData(0, Qt.Orientation.Horizontal)
    cell = model.data(model.index(0, 1))
    assert (heading, cell) == ("Ф. И. О.", "готово")


def test_dates_and_empty_cells_are_shown_as_people_write_them() -> None:
    model = PagedModel(COLUMNS, lambda *_: [1], lambda _: [(date(2026, 11, 5), None, "{x}")])
    model.reload()
    shown = [model.data(model.index(0, column)) for column in range(3)]
    assert shown == ["05.11.2026", "", "{x}"]


@pytest.mark.parametrize("wide", [300, 700, 1400])
def test_columns_fill_the_table_and_never_scroll_sideways(qtbot: QtBot, wide: int) -> None:
    model, _ = model_of(5)
    table = view(model, Text("Тізім", "Список"))
    qtbot.addWidget(table)
    table.resize(wide, 300)
    table.show()
    widths = sum(table.columnWidth(at) for at in range(len(COLUMNS)))
    assert abs(widths - table.viewport().width()) <= len(COLUMNS)
    assert table.horizontalScrollBar().maximum() == 0


def test_the_row_of_an_id_can_be_chosen(qtbot: QtBot) -> None:
    model, _ = model_of(500)
    table: Table = view(model, Text("Тізім", "Список"))
    qtbot.addWidget(table)
    assert table.choose(321)
    assert table.current_id() == 321
    assert not table.choose(9999)
    assert table.accessibleName() == "Тізім"


def test_rows_that_vanished_meanwhile_are_empty() -> None:
    model = PagedModel(COLUMNS, lambda *_: [1, 2], lambda _: [("one", "", 1)])
    model.reload()
    assert model.data(model.index(1, 0)) == ""
