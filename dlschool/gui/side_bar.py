"""The bar at the left: the screens, each with its icon, its key and how much waits there."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from dlschool.gui import theme
from dlschool.gui.icons import SIZE, icon
from dlschool.gui.widgets.buttons import PushButton
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

ITEMS: tuple[tuple[str, str, Words], ...] = (
    ("today", "calendar-check", N_("Today")),
    ("pupils", "users", N_("Pupils")),
    ("cases", "folder-open", N_("Cases")),
    ("councils", "gavel", N_("Councils")),
    ("orders", "file-text", N_("Orders")),
    ("calendar", "calendar", N_("SOR and SOCh")),
    ("marks", "graduation-cap", N_("Marks of pupils")),
    ("year", "calendar-range", N_("School year")),
    ("materials", "book-open", N_("Materials")),
    ("readiness", "list-checks", N_("Readiness")),
    ("reports", "file-spreadsheet", N_("Reports")),
    ("exchange", "landmark", N_("Exchange")),
    ("law", "scale", N_("Law")),
    ("settings", "settings", N_("Settings")),
)
"""Name of the screen, icon, words."""
NUMBERED = 9
"""So many of them have a key of their own, Ctrl with a digit."""
_BREAKS = {"orders", "materials"}
"""A line stands after these."""


class Item(PushButton):
    """A screen's name; the number at the right end is part of what a screen reader says."""

    def __init__(self, sign: str, words: Words, key: str) -> None:
        super().__init__()
        self._sign, self._words, self._key, self._count = sign, words, key, 0
        self.setCheckable(True)
        self.setProperty("kind", "nav")
        self.setIconSize(QSize(SIZE, SIZE))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.addStretch(1)
        self._number = QLabel()
        self._number.setProperty("role", "small-soft")
        self._number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self._number)
        say(self, "_say", words)
        self.toggled.connect(self._colour)
        theme.on_theme(self, self._colour)
        self._colour()

    def _say(self, words: str) -> None:
        self.setText("  " + words)
        self.setToolTip(f"{words} ({self._key})" if self._key else words)
        self.setAccessibleName(f"{words}, {self._count}" if self._count else words)

    def sizeHint(self) -> QSize:
        """Wide enough for the words and the number side by side."""
        size = super().sizeHint()
        return QSize(size.width() + self._number.sizeHint().width() + 16, size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def put(self, count: int) -> None:
        """How much is there; nothing is written for none."""
        self._count = count
        self._number.setText(str(count) if count else "")
        self.updateGeometry()
        say(self, "_say", self._words)

    def _colour(self) -> None:
        self.setIcon(icon(self._sign, "accent" if self.isChecked() else "ink"))


class SideBar(QFrame):
    """`chosen` gives the name of the screen that was clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "left")
        self.setMinimumWidth(200)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 12)
        column.setSpacing(0)
        self._items: dict[str, Item] = {}
        group = QButtonGroup(self)
        for place, (name, sign, words) in enumerate(ITEMS, 1):
            item = Item(sign, words, f"Ctrl+{place}" if place <= NUMBERED else "")
            item.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            group.addButton(item)
            column.addWidget(item)
            self._items[name] = item
            if name in _BREAKS:
                column.addSpacing(8)
                rule = QFrame()
                rule.setProperty("role", "line")
                rule.setFixedHeight(1)
                holder = QHBoxLayout()
                holder.setContentsMargins(12, 0, 12, 0)
                holder.addWidget(rule)
                column.addLayout(holder)
                column.addSpacing(8)
        column.addStretch(1)
        self._group = group

    def mark(self, name: str) -> None:
        """Shows which screen is open, and Tab stops there; one in no list marks none."""
        self._group.setExclusive(False)
        stop = name if name in self._items else ITEMS[0][0]
        for key, item in self._items.items():
            item.setChecked(key == name)
            click, strong = Qt.FocusPolicy.ClickFocus, Qt.FocusPolicy.StrongFocus
            item.setFocusPolicy(strong if key == stop else click)
        self._group.setExclusive(True)

    def put(self, counts: Mapping[str, int]) -> None:
        for name, item in self._items.items():
            item.put(counts.get(name, 0))
