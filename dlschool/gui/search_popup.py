"""The search at the top of the window and the list of what it finds."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dlschool.gui import theme
from dlschool.gui.feeds import Hit
from dlschool.gui.icons import SIZE, picture
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import say, shown
from dlschool.i18n import N_

ICONS = {
    "pupil": "user-round",
    "case": "folder-open",
    "paper": "file-text",
    "order": "file-check",
    "meeting": "gavel",
    "point": "scale",
    "screen": "arrow-left",
}
ROW = 52
_HIT = Qt.ItemDataRole.UserRole
Opens = Callable[[str, object], object]


class Painted(QStyledItemDelegate):
    """Icon, title, and a soft line under it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit: Hit = index.data(_HIT)
        place = QRect(option.rect)
        if index.row() == index.model().property("current"):
            painter.fillRect(place, theme.colour("tint"))
        name = ICONS.get(hit.kind, "file-text")
        sign = picture(name, theme.colour("soft").name())
        painter.drawPixmap(place.left() + 12, place.top() + (ROW - SIZE) // 2, sign)
        inner = place.adjusted(44, 6, -12, -6)
        lines = [(shown(hit.title), theme.BODY, "ink")]
        if hit.subtitle is not None:
            lines.append((shown(hit.subtitle), theme.SMALL, "soft"))
        tall = inner.height() // len(lines)
        for at, (words, size, token) in enumerate(lines):
            box = QRect(inner.left(), inner.top() + at * tall, inner.width(), tall)
            painter.setFont(theme.font(size))
            painter.setPen(theme.colour(token))
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cut)


class GlobalSearch(SearchBox):
    """Finds as one types; Down and Up choose, Enter opens, Esc closes. `opens(screen, target)`."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Hit]],
        opens: Opens,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(N_("Find a pupil, IIN, case, order or paper"), parent)
        self.setProperty("role", "global")
        self._find, self._opens = find, opens
        self._list: QListWidget | None = None
        self.typed.connect(self.show_hits)
        self.returnPressed.connect(self._open_current)
        self._hint = QLabel("Ctrl+K", self)
        self._hint.setProperty("role", "keys")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_hint)
        self.setMinimumWidth(220)
        self.setMaximumWidth(440)
        self._show_hint("")

    def _show_hint(self, text: str) -> None:
        """The key that leads here, while nothing is typed."""
        self._hint.setVisible(not text)
        self.setTextMargins(0, 0, 0 if text else self._hint.sizeHint().width() + 4, 0)

    def hits(self) -> list[Hit]:
        """What the list shows now."""
        if self._list is None or not self._list.isVisible():
            return []
        return [self._list.item(at).data(_HIT) for at in range(self._list.count())]

    def show_hits(self, text: str) -> None:
        """Looks for `text` and shows what was found under the field."""
        found = self._find(text) if text else []
        shown_list = self._popup()
        shown_list.clear()
        for hit in found:
            item = QListWidgetItem(shown(hit.title))
            item.setData(_HIT, hit)
            shown_list.addItem(item)
        if not text:
            shown_list.hide()
            return
        if not found:
            nothing = QListWidgetItem(shown(N_("Nothing found: {text}"), text=text))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            shown_list.addItem(nothing)
            shown_list.setItemDelegate(QStyledItemDelegate(shown_list))
        else:
            shown_list.setItemDelegate(Painted(shown_list))
            self._choose(0)
        self._lie(len(found) or 1)

    def _popup(self) -> QListWidget:
        if self._list is None:
            made = QListWidget(self.window())
            made.setProperty("role", "found")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.itemClicked.connect(self._open)
            say(made, "setAccessibleName", N_("What was found"))
            self.window().installEventFilter(self)
            self._list = made
        return self._list

    def _lie(self, rows: int) -> None:
        """Under the field, no lower than the window."""
        shown_list, window = self._popup(), self.window()
        under = self.mapTo(window, QPoint(0, self.height() + 4))
        tall = min(rows * ROW + 4, window.height() - under.y() - 40)
        shown_list.setGeometry(under.x(), under.y(), max(self.width(), 420), tall)
        shown_list.show()
        shown_list.raise_()

    def _choose(self, row: int) -> None:
        shown_list = self._popup()
        if shown_list.count():
            row %= shown_list.count()
            shown_list.setCurrentRow(row)
            shown_list.model().setProperty("current", row)
            shown_list.viewport().update()

    def _open_current(self) -> None:
        if self.hits():
            self._open(self._popup().currentItem())

    def _open(self, item: QListWidgetItem) -> None:
        hit: Hit | None = item.data(_HIT)
        if hit is None:
            return
        self.close_hits()
        self.clear()
        self._opens(hit.screen, hit.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - size.width() - 8,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def close_hits(self) -> None:
        if self._list is not None:
            self._list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.hits():
            self._choose(self._popup().currentRow() + step)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_hits()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_hits()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.close_hits()
        return super().eventFilter(watched, event)
