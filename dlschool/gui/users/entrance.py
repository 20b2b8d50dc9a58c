"""What the sign-in screen and the lock have in common: a card in the middle of a quiet window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dlschool import i18n
from dlschool.gui.icons import Icon
from dlschool.gui.widgets.buttons import Choice
from dlschool.gui.widgets.card import Card, Strip, empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import LANGUAGES, NAME, Words, on_language
from dlschool.i18n import N_

WIDE = 440


class Entrance(QWidget):
    """`body` is the card's column; `say_wrong` shows a refusal under what was typed."""

    def __init__(self, sign: str, head: Words, choose: Callable[[str], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top(choose))
        column.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        card = Card(margin=24, gap=12)
        card.setFixedWidth(WIDE)
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(Icon(sign, "accent", 24))
        self.head = Label(head, "title")
        title.addWidget(self.head, 1)
        card.body.addLayout(title)
        self.body = card.body
        self._wrong = QVBoxLayout()

    def _top(self, choose: Callable[[str], object]) -> QFrame:
        """The bar at the top, as in the window: its name and the languages."""
        bar = QFrame()
        bar.setProperty("role", "top")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        name = Label(NAME, "strong")
        name.setWordWrap(False)
        row.addWidget(name)
        row.addStretch(1)
        self.language = Choice(LANGUAGES, i18n.language(), N_("Language"))
        self.language.chosen.connect(choose)
        on_language(self.language, lambda: self.language.set_value(i18n.language()))
        row.addWidget(self.language, 0, Qt.AlignmentFlag.AlignVCenter)
        return bar

    def add_wrong(self) -> None:
        """The place where a refusal stands, under what was added so far."""
        self.body.addLayout(self._wrong)

    def say_wrong(self, words: Words, **values: Any) -> None:
        """Shows a refusal; without words takes it away."""
        empty(self._wrong)
        if words:
            self._wrong.addWidget(Strip(words, kind="loss", **values))
