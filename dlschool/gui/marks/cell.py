"""A cell of the register: typed over as in a spreadsheet, kept when it is left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from dlschool.errors import Refused
from dlschool.gui.widgets.date_edit import mark
from dlschool.gui.words import Words, shown

Choices = Callable[[], list[tuple[Words, Callable[[], object]]]]


class Cell(QLineEdit):
    """`keep(text)` is called when another text was typed; what it refuses stays in the cell, marked;
    False: it is not kept, and the cell shows again what was.

    Enter and Down go below (`below` 1), Up above (-1), Tab to the right; Esc takes the typing back.
    """

    below = Signal(int)
    said = Signal(object)
    """The refusal of what stands in the cell now, or None."""

    def __init__(self, text: str, keep: Callable[[str], object], choices: Choices = list) -> None:
        super().__init__(text)
        self.kept = text
        self._keep, self._choices = keep, choices
        self._refused: tuple[str, Refused] | None = None
        self.editingFinished.connect(self.leave)

    def put(self, text: str) -> None:
        """Shows what is kept; what is being typed, or was refused, stays."""
        typing = self.text() != self.kept
        self.kept = text
        if not typing:
            self.setText(text)
            self.setCursorPosition(0)

    def leave(self) -> None:
        """Keeps what was typed. A refusal is said once for the same words."""
        text = self.text().strip()
        if text == self.kept or (self._refused is not None and self._refused[0] == text):
            if text == self.kept:
                self._say(None)
            return
        before, self.kept = self.kept, text
        try:
            done = self._keep(text)
        except Refused as refused:
            self.kept = before
            self._refused = (text, refused)
            self._say(refused)
            return
        if done is False:
            self.kept = before
            self.setText(before)
        self._say(None)

    def restore(self) -> None:
        """Takes the typing back."""
        self.setText(self.kept)
        self._say(None)

    def _say(self, refused: Refused | None) -> None:
        if refused is None:
            self._refused = None
        mark(self, refused)
        self.said.emit(refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.leave()
            self.below.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self.text() != self.kept:
            self.restore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces what stands there."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()
        if self._refused is not None:
            self.said.emit(self._refused[1])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for words, do in self._choices():
            action = QAction(shown(words), menu)
            action.triggered.connect(lambda _=False, do=do: do())
            menu.addAction(action)
        if not menu.isEmpty():
            menu.exec(event.globalPos())
