"""A field to search in: tells what was typed after a short rest."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.gui.icons import put_icon
from dlschool.gui.words import Words, say

REST = 80
"""Milliseconds without a key before `typed` is sent."""


class SearchBox(QLineEdit):
    """`typed` gives the text; Esc empties it, then leaves; Down sends `down` (to a list below)."""

    typed = Signal(str)
    down = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        say(self, "setPlaceholderText", words)
        say(self, "setAccessibleName", words)
        sign = QAction(self)
        put_icon(sign, "search", "soft")
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(lambda: self.typed.emit(self.text().strip()))
        self.textChanged.connect(self._again)

    def _again(self) -> None:
        self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)
