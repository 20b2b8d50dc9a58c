"""The cells of a thematic plan: typed like a register, pasted from Excel or Word.

Enter keeps a cell and goes on to the next one (at the end of a line to a new line), Tab goes across,
Ctrl+Delete takes the line out; words typed before in the same column are offered.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from dlschool.domain.plan_list import cells
from dlschool.domain.plan_list.draft import PLAN_FIELD_NAMES, PlanField, PlanRow
from dlschool.domain.plan_list.reading import TYPED
from dlschool.errors import Refused
from dlschool.gui import theme
from dlschool.gui.words import on_language, say, shown
from dlschool.i18n import N_

WIDTHS = {
    PlanField.SECTION: 180,
    PlanField.TOPIC: 300,
    PlanField.AIMS: 170,
    PlanField.HOURS: 76,
    PlanField.DATE: 112,
    PlanField.NOTE: 130,
}
NARROW = (PlanField.HOURS, PlanField.DATE, PlanField.NOTE)
OFFERED = (PlanField.SECTION, PlanField.TOPIC, PlanField.NOTE)
HEAD = 66
"""Px of the headings: up to three lines of words."""
SPARE = 1
"""Empty lines below the last."""
Index = QModelIndex | QPersistentModelIndex


class PlanGrid(QTableWidget):
    """`put(rows)` shows a plan; `cells()` is what stands there; `edited` after every change."""

    edited = Signal()

    def __init__(self, first_year: int | None, paste: Callable[[str], Sequence[PlanRow]]) -> None:
        super().__init__(0, len(TYPED))
        self._first, self._paste = first_year, paste
        self._filling = False
        self.setItemDelegate(_Typing(self))
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.horizontalHeader().setMinimumSectionSize(56)
        self.horizontalHeader().setMinimumHeight(HEAD)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        self.verticalHeader().setMinimumWidth(36)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(340)
        say(self, "setAccessibleName", N_("Lines of the plan"))
        on_language(self, self._say_headings)
        theme.on_theme(self, self._mark_all)
        self._say_headings()
        self.itemChanged.connect(self._changed)
        self.put([])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width: hours and days keep theirs, words take or give the rest."""
        super().resizeEvent(event)
        fixed = sum(WIDTHS[field] for field in NARROW)
        room = max(self.viewport().width() - fixed, 0)
        words = sum(wide for field, wide in WIDTHS.items() if field not in NARROW)
        for at, field in enumerate(TYPED):
            wide = WIDTHS[field]
            self.setColumnWidth(at, wide if field in NARROW else wide * room // words)
        self.resizeRowsToContents()

    def _say_headings(self) -> None:
        self.setHorizontalHeaderLabels([shown(PLAN_FIELD_NAMES[field]) for field in TYPED])

    def put(self, rows: Sequence[PlanRow]) -> None:
        """Shows these lines instead of what stood there."""
        self._filling = True
        self.setRowCount(0)
        self._filling = False
        self.insert(rows, 0)

    def insert(self, rows: Sequence[PlanRow], place: int) -> None:
        """Puts lines in before the line `place`; a spare empty line stays at the end."""
        self._filling = True
        for at, row in enumerate(rows, place):
            self.insertRow(at)
            for column, text in enumerate(_texts(row)):
                self.setItem(at, column, QTableWidgetItem(text))
        while self.rowCount() == 0 or not self._is_empty(self.rowCount() - SPARE):
            self.insertRow(self.rowCount())
        self._filling = False
        self._mark_all()
        self.edited.emit()

    def cells(self) -> list[list[str]]:
        """The words of every line."""
        return [
            [self._text(row, column) for column in range(len(TYPED))]
            for row in range(self.rowCount())
        ]

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text().strip() if item is not None else ""

    def _is_empty(self, row: int) -> bool:
        return not any(self._text(row, column) for column in range(len(TYPED)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() == Qt.Key.Key_Delete and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.remove_line()
        elif event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                item.setText("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if self.state() is not QAbstractItemView.State.EditingState:
                self.go_on()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """To the next cell, from the last one of a line to the next line."""
        row, column = self.currentRow(), self.currentColumn() + 1
        if column >= len(TYPED):
            row, column = row + 1, 0
        if row >= self.rowCount():
            self.insertRow(self.rowCount())
        self.setCurrentCell(row, column)

    def paste(self, text: str) -> None:
        """A single word goes into the cell; lines go in at the current one. Refused: no plan."""
        if not text.strip():
            return
        if "\t" not in text and "\n" not in text.strip("\r\n"):
            row, column = max(self.currentRow(), 0), max(self.currentColumn(), 0)
            self.setItem(row, column, QTableWidgetItem(text.strip()))
            return
        rows = self._paste(text)
        place = self.currentRow() if self.currentRow() >= 0 else self.rowCount() - SPARE
        self.insert(rows, place)

    def remove_line(self) -> None:
        """Takes the chosen lines out."""
        chosen = {index.row() for index in self.selectedIndexes()} or {self.currentRow()}
        for row in sorted(chosen, reverse=True):
            if row >= 0:
                self.removeRow(row)
        self.insert([], 0)

    def insert_line(self) -> None:
        """An empty line above the current one."""
        row = max(self.currentRow(), 0)
        self.insertRow(row)
        self.setCurrentCell(row, 0)

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        self._mark(item)
        if item.row() == self.rowCount() - SPARE and item.text().strip():
            self.insertRow(self.rowCount())
        self.edited.emit()

    def _mark_all(self) -> None:
        for row in range(self.rowCount()):
            for column in range(len(TYPED)):
                if (item := self.item(row, column)) is not None:
                    self._mark(item)

    def _mark(self, item: QTableWidgetItem) -> None:
        """Colours a cell that cannot be read and says why in its tool tip."""
        field, problem = TYPED[item.column()], ""
        try:
            if field is PlanField.HOURS:
                cells.hours(item.text())
            elif field is PlanField.DATE:
                cells.day(item.text(), self._first)
        except Refused as refused:
            problem = refused.text()
        self._filling = True
        item.setToolTip(problem)
        item.setData(Qt.ItemDataRole.ForegroundRole, theme.colour("loss") if problem else None)
        self._filling = False

    def earlier(self, column: int) -> list[str]:
        """Words that stand in a column, each once."""
        return list(dict.fromkeys(filter(None, (line[column] for line in self.cells()))))


class _Typing(QStyledItemDelegate):
    """A cell while it is typed: words from above are offered, Enter goes on to the next cell."""

    def __init__(self, grid: PlanGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setFrame(False)
        if TYPED[index.column()] in OFFERED:
            offered = QCompleter(self._grid.earlier(index.column()), edit)
            offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offered.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            edit.setCompleter(offered)
        edit.returnPressed.connect(self._go_on)
        return edit

    def _go_on(self) -> None:
        """Once the cell is kept."""
        QTimer.singleShot(0, self._grid, self._grid.go_on)


def _texts(row: PlanRow) -> tuple[str, ...]:
    """A line as the cells show it; aims stand in one line, parted by commas."""
    day = f"{row.day:%d.%m.%Y}" if row.day else ""
    aims = ", ".join(row.aims.split("\n")) if row.aims else ""
    return row.section, row.topic, aims, row.hours.replace(".", ","), day, row.note
