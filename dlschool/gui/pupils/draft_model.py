"""The table of an import's preview: rows in memory, states in colour, everything said in full."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dlschool.domain.pupil_list.draft import ListRow
from dlschool.gui import theme
from dlschool.gui.pupils.draft_lines import COLUMNS, SAID, STATE_KINDS, cells, remarks
from dlschool.gui.words import on_language
from dlschool.i18n import _

Index = QModelIndex | QPersistentModelIndex
_STATE = 1


class DraftModel(QAbstractTableModel):
    """`put(rows)` shows other rows; nothing here can be edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ListRow] = ()
        self._with_sheet = False
        on_language(self, self._again)
        theme.on_theme(self, self._again)

    def put(self, rows: Sequence[ListRow], *, with_sheet: bool = False) -> None:
        """`with_sheet`: the file has several sheets, so the place of a row names its own."""
        self.beginResetModel()
        self._rows, self._with_sheet = rows, with_sheet
        self.endResetModel()

    def row_at(self, place: int) -> ListRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cells(row, with_sheet=self._with_sheet)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == SAID:
            return "\n".join(remarks(row)) or None
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _STATE:
            return theme.colour(STATE_KINDS[row.state])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def _again(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
