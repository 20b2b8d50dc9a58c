"""A table of any length: a list of ids, and pages of rows read when they come into sight.

    model = PagedModel(
        [Column("name", N_("Name"), 320), Column("class", N_("Class"), 80, sorts=False)],
        ids=lambda column, down: pupils.ids(db, …),   # column: name to sort by, down: Z first
        rows=lambda ids: [(pupil.full_name, pupil.class_name) for pupil in pupils.lines(db, ids)],
    )
    self.table = view(model, N_("Pupils"))
    self.table.activated.connect(lambda index: self.open(model.id_at(index.row())))
    model.reload()                                     # in the screen's reload()

A cell is a value or a `Cell(words, token, icon)`: `Text` and dates are shown in the language of the
window. No proxy model: services sort and filter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from dlschool.gui import theme
from dlschool.gui.icons import icon
from dlschool.gui.words import Words, on_language, say, shown

PAGE = 128
"""Rows read at once."""
KEPT = 24
"""Pages kept; the oldest goes first."""
ROW = 44
"""Height of a row in px."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what `ids` is asked to sort by; `wide` px at first; `right` for numbers."""

    name: str
    words: Words
    wide: int = 160
    sorts: bool = True
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a colour of its own (a token of `theme`), an icon, or bold."""

    words: Words
    token: str = "ink"
    icon: str = ""
    bold: bool = False


class PagedModel(QAbstractTableModel):
    """`ids(column name, descending)` gives all ids in order; `rows(ids)` the cells of some."""

    def __init__(
        self,
        columns: Sequence[Column],
        ids: Callable[[str, bool], Sequence[Any]],
        rows: Callable[[Sequence[Any]], Sequence[Sequence[object]]],
    ) -> None:
        super().__init__()
        self.columns = columns
        self.sorted_by: tuple[str, bool] = (columns[0].name, False)
        self._ask_ids, self._ask_rows = ids, rows
        self._ids: Sequence[Any] = ()
        self._pages: dict[int, Sequence[Sequence[object]]] = {}
        on_language(self, self._repaint)
        theme.on_theme(self, self._repaint)

    def reload(self) -> None:
        """Reads the ids anew; rows come when they are seen."""
        self.put(self._ask_ids(*self.sorted_by))

    def put(self, ids: Sequence[Any]) -> None:
        """Shows these ids: for a screen that found them elsewhere (on the worker thread)."""
        self.beginResetModel()
        self._ids = ids
        self._pages = {}
        self.endResetModel()

    def id_at(self, row: int) -> Any:
        """The id in a row. Raises IndexError when there is no such row."""
        return self._ids[row]

    def row_of(self, wanted: object) -> int | None:
        """The row of an id."""
        return next((at for at, found in enumerate(self._ids) if found == wanted), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> object:
        """The value of a cell; reads its page if need be."""
        number, at = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._pages[number] = self._ask_rows(wanted)
            if len(self._pages) > KEPT:
                self._pages.pop(next(iter(self._pages)))
        return page[at][column] if at < len(page) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        ask = _ROLES.get(Qt.ItemDataRole(role)) if role < Qt.ItemDataRole.UserRole else None
        if ask is None:
            return None
        return ask(self.columns[index.column()], self.cell(index.row(), index.column()))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown(self.columns[section].words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.columns[section], None)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Called by a click on a heading; a column that does not sort changes nothing."""
        if 0 <= column < len(self.columns) and self.columns[column].sorts:
            self.sorted_by = (
                self.columns[column].name,
                order == Qt.SortOrder.DescendingOrder,
            )
            self.reload()

    def _repaint(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))


def _words(_: Column, value: object) -> str:
    if isinstance(value, Cell):
        value = value.words
    if value is None:
        return ""
    return shown("{value}", value=value) if not isinstance(value, str) else shown(value)


def _side(column: Column, _: object) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _colour(_: Column, value: object) -> Any:
    if isinstance(value, Cell) and value.token != "ink":
        return theme.colour(value.token)
    return None


def _icon(_: Column, value: object) -> QIcon | None:
    return icon(value.icon, value.token) if isinstance(value, Cell) and value.icon else None


def _font(_: Column, value: object) -> Any:
    return theme.font(bold=True) if isinstance(value, Cell) and value.bold else None


_ROLES: dict[Qt.ItemDataRole, Callable[[Column, object], Any]] = {
    Qt.ItemDataRole.DisplayRole: _words,
    Qt.ItemDataRole.AccessibleTextRole: _words,
    Qt.ItemDataRole.TextAlignmentRole: _side,
    Qt.ItemDataRole.ForegroundRole: _colour,
    Qt.ItemDataRole.DecorationRole: _icon,
    Qt.ItemDataRole.FontRole: _font,
}


class Painted(QStyledItemDelegate):
    """A colour of its own stays in the row that is chosen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        own = index.data(Qt.ItemDataRole.ForegroundRole) or theme.colour("ink")
        option.palette.setColor(QPalette.ColorRole.HighlightedText, own)


class Table(QTableView):
    """A table in our look: whole rows, no grid; Enter or a double click activates a row."""

    def __init__(self, model: PagedModel, name: Words) -> None:
        super().__init__()
        self._paged = model
        say(self, "setAccessibleName", name)
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(Painted(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(48)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicatorClearable(False)
        heads.sectionResized.connect(self._dragged)
        self._own_widths = False
        names = [column.name for column in model.columns]
        by, down = model.sorted_by
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(names.index(by) if by in names else -1, order)
        heads.setSectionsClickable(True)
        heads.sortIndicatorChanged.connect(model.sort)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._own_widths:
            self._share_out(self.viewport().width())

    def _share_out(self, room: int) -> None:
        """Columns fill the table without scrolling sideways: the widest takes what is left over,
        all give way when there is too little."""
        columns = enumerate(self._paged.columns)
        wanted = [0 if self.isColumnHidden(at) else column.wide for at, column in columns]
        whole = sum(wanted)
        if whole <= room:
            wanted[wanted.index(max(wanted))] += room - whole
        else:
            wanted = [wide * room // whole for wide in wanted]
        for at, wide in enumerate(wanted):
            self.setColumnWidth(at, wide)

    def _dragged(self) -> None:
        """A person who drew a column wider keeps it so."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._own_widths = True

    def current_id(self) -> Any:
        """The id of the row that is chosen; None when there is none."""
        index = self.currentIndex()
        return self._paged.id_at(index.row()) if index.isValid() else None

    def choose(self, wanted: object) -> bool:
        """Chooses the row of an id and brings it into sight; False when it is not there."""
        row = self._paged.row_of(wanted)
        if row is None:
            return False
        self.selectRow(row)
        return True


def view(model: PagedModel, name: Words) -> Table:
    """A table over `model`, which it then owns; `name` is what a screen reader says."""
    return Table(model, name)
