"""Rows of a table that lie between the chosen one and now, painted: what Undo would walk over."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from dlschool.gui import theme
from dlschool.gui.table import Painted, Table

Index = QModelIndex | QPersistentModelIndex


class Marked(Painted):
    """The delegate of a table whose `marked` rows stand on a tint."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self._rows: frozenset[int] = frozenset()
        table.setItemDelegate(self)

    @property
    def rows(self) -> frozenset[int]:
        return self._rows

    def mark(self, rows: Collection[int]) -> None:
        """Paints these rows; the others as usual."""
        self._rows = frozenset(rows)
        self._table.viewport().update()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.row() in self._rows:
            painter.fillRect(option.rect, theme.colour("late-tint"))
        super().paint(painter, option, index)
