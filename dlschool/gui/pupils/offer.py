"""A line under a field: what the program noticed, and one click that does it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.gui.widgets.buttons import Do, QuietButton
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words


class Offer(QWidget):
    """Hidden until there is something to offer."""

    def __init__(self, verb: Words, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = Label("", "small")
        self.button = QuietButton(verb, do)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def put(self, words: Words, **values: object) -> None:
        """Offers; with no words there is nothing to offer."""
        self.words.say(words, **values)
        self.setVisible(bool(words))
