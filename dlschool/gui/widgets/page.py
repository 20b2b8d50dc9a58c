"""The frame of a screen: heading, a line below it, what stands to the right, a body that scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.words import Words

NARROW = 820
"""Below this width of the page in px the side column goes under the main one."""


class Page(QWidget):
    """Heading row (`heading`, `pills`, `right`), `sub` line, then `body` (a QVBoxLayout).

    `scrolls=False` for a page whose table fills the rest of the window and scrolls itself.
    """

    def __init__(
        self, heading: Words = "", *, scrolls: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.row = row = QHBoxLayout()
        row.setSpacing(12)
        self.heading = Heading(heading, "title")
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignVCenter)
        self.pills = QHBoxLayout()
        self.pills.setSpacing(12)
        row.addLayout(self.pills)
        row.addStretch(1)
        self.right = QHBoxLayout()
        self.right.setSpacing(8)
        row.addLayout(self.right)
        column.addLayout(row)
        self.sub = Label("", "soft")
        self.sub.hide()
        column.addWidget(self.sub)
        column.addSpacing(16)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        column.addLayout(self.body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        if scrolls:
            outer.addWidget(scrolled(inner, 24, 20))
        else:
            outer.setContentsMargins(24, 20, 24, 20)
            outer.addWidget(inner)

    def say(self, heading: Words, sub: Words = "", **values: object) -> None:
        """Other words at the head of the page; both take the same values."""
        self.heading.say(heading, **values)
        self.sub.say(sub, **values)
        self.sub.setVisible(bool(sub))

    def clear(self) -> None:
        """Takes the body out."""
        empty(self.body)


class Heading(Label):
    """Words that like to stand on one line and wrap only when there is no room."""

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 4
        return QSize(wide, super().sizeHint().height())


class Columns(QWidget):
    """Two columns, `main` and `side` (QVBoxLayouts); on a narrow page one under the other."""

    def __init__(self, side: int = 332, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_width = side
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self.main, self._left = _column()
        self.side, self._right = _column()
        self._box.addWidget(self._left, 1)
        self._box.addWidget(self._right, 0)
        self._right.setFixedWidth(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < NARROW
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if narrow else ways.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
            self._right.setMinimumWidth(0 if narrow else self._side_width)
            self._right.setMaximumWidth(16777215 if narrow else self._side_width)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._box.minimumSize().height())


def _column() -> tuple[QVBoxLayout, QWidget]:
    """A column that keeps its content at the top."""
    holder = QWidget()
    outer = QVBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    inner = QVBoxLayout()
    inner.setSpacing(16)
    outer.addLayout(inner)
    outer.addStretch(1)
    return inner, holder
