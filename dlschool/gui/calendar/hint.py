"""Why a chip may not lie on the day over which it is held: said beside that day, as it is dragged."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dlschool.gui.calendar.chips import TALL
from dlschool.gui.icons import Icon
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words

WIDE, GAP = 340, TALL // 2 + 6
"""Widest px of the words' frame; px between it and the mouse, which holds the chip."""


class Hint(QFrame):
    """`put(words, mouse, seen)` stands under the held chip, or over it; "" hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", "loss")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(Icon("circle-alert", "loss"), 0, Qt.AlignmentFlag.AlignTop)
        self._label = Label("", "small")
        row.addWidget(self._label, 1)
        self._words: Words = ""
        self.hide()

    def text(self) -> str:
        return self._label.text()

    def put(self, words: Words, mouse: QPoint, seen: QRect) -> None:
        """`mouse`: where the chip is held; `seen`: what is in sight of the board, px of the board."""
        if words is not self._words:
            self._words = words
            self._label.say(words)
        self.setVisible(bool(words))
        if not words:
            return
        wide = min(WIDE, seen.width())
        tall = self._row.heightForWidth(wide)
        left = min(max(mouse.x() - wide // 2, seen.left()), seen.right() - wide)
        below, above = mouse.y() + GAP, mouse.y() - GAP - tall
        self.setGeometry(left, below if below + tall <= seen.bottom() else above, wide, tall)
        self.raise_()
