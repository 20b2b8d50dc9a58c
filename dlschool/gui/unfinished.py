"""Texts that the last session left unsaved, offered at the start: go on with them, or discard."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons, empty, line
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import drafts
from dlschool.services.drafts import Draft

_LINES = 12
"""So many fields of a form are shown; the rest comes back with it."""


def offer(parent: QWidget, session: Session) -> Dialog | None:
    """Shows what this user left; None where nothing was left."""
    if not drafts.drafts(session.db):
        return None
    box = Unfinished(parent, session)
    box.open()
    return box


class Unfinished(Dialog):
    """One part for each form: its title, when, what was typed, what to do with it."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._session = session
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        super().__init__(
            parent, N_("There is unfinished text"), body, cancel=N_("Not now"), wide=640
        )
        self.setProperty("draft", False)
        self._put()

    def _put(self) -> None:
        empty(self.column)
        found = drafts.drafts(self._session.db)
        self.column.addWidget(
            Label(
                N_(
                    "The program ended before these forms were saved. Open the same form again: "
                    "the text waits in it."
                ),
                "soft",
            )
        )
        for known in found:
            self._part(known)
        if not found:
            self.reject()

    def _part(self, known: Draft) -> None:
        self.column.addWidget(line())
        self.column.addWidget(Label(known.title, "head"))
        self.column.addWidget(Label(f"{known.at:%d.%m.%Y %H:%M}", "small-soft"))
        for name, text in known.words()[:_LINES]:
            said = Label(_pair(name, text))
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(said)
        self.column.addWidget(
            buttons(
                Action(N_("Continue"), partial(self._go, known), primary=True),
                Action(N_("Discard"), partial(self._discard, known)),
            )
        )

    def _go(self, known: Draft) -> None:
        self.reject()
        if known.screen:
            self._session.go(known.screen)

    def _discard(self, known: Draft) -> None:
        drafts.drop(self._session.db, known.form)
        self._put()


def _pair(name: str, text: str) -> Words:
    said = f"{name}: {text}" if name else text
    return lambda: said
