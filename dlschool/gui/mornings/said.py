"""Words to paste: the message to parents and the line to the department, each with its button."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Card
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

NAMES: dict[str, Words] = {"kk": N_("Copy in Kazakh"), "ru": N_("Copy in Russian")}


class Said(Card):
    """Both wordings side by side; they can be changed before they are copied."""

    def __init__(self, head: Words, session: Session, tall: int) -> None:
        super().__init__(head)
        self._session = session
        self._text: Text | None = None
        self.edits: dict[str, QPlainTextEdit] = {}
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout()
        row.setSpacing(12)
        for language, words in NAMES.items():
            column = QVBoxLayout()
            column.setSpacing(8)
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setStyleSheet(f"QPlainTextEdit {{ min-height: {tall}px; max-height: {tall}px; }}")
            say(edit, "setAccessibleName", head)
            copy = Button(words, partial(self.copy, language), icon="copy")
            column.addWidget(edit)
            foot = QHBoxLayout()
            foot.addWidget(copy)
            foot.addStretch(1)
            column.addLayout(foot)
            self.edits[language], self.buttons[language] = edit, copy
            row.addLayout(column, 1)
        self.body.addLayout(row)

    def put(self, text: Text) -> None:
        """Shows new words; what somebody changed by hand stays while the facts are the same."""
        if text == self._text:
            return
        self._text = text
        for language, edit in self.edits.items():
            edit.setPlainText(text[language])

    def copy(self, language: str) -> None:
        QGuiApplication.clipboard().setText(self.edits[language].toPlainText())
        self._session.tell(N_("Copied: paste it into the messenger"))
