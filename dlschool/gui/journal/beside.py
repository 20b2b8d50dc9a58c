"""Beside the history: the chosen action, what it touched, what taking it back would mean."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, Strip, buttons, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import history
from dlschool.services.history import Action as Done

NAMED = 8
"""So many records are named; the rest are counted."""
TRIED = 300
"""Records up to which it is tried beforehand whether they can be put back; more are tried when asked."""

ONE = N_("It touches: {things}.")
MANY = N_("Actions: {n}. They touch: {things}.")


class Beside(QWidget):
    """`put(action, steps)`: the chosen action and those between it and now, newest first."""

    def __init__(
        self,
        session: Session,
        undo: Callable[[], object],
        undo_to: Callable[[], object],
        redo: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._undo, self._undo_to, self._redo = undo, undo_to, redo
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def put(self, action: Done | None, steps: Sequence[Done]) -> None:
        """Shows them instead of the old; None: nothing is chosen."""
        empty(self._column)
        if action is None:
            self._column.addWidget(EmptyState("history", N_("Choose what was done.")))
        else:
            self._column.addWidget(self._said(action))
            self._column.addWidget(self._about(action, steps))
        self._put_redo()
        self._column.addStretch(1)

    def _said(self, action: Done) -> Card:
        card = Card()
        card.body.addWidget(Label(what(action), "strong"))
        when = same(", ".join(filter(None, (f"{action.at:%d.%m.%Y %H:%M}", action.who))))
        card.body.addWidget(Label(when, "small-soft"))
        names = history.records(self._session.db, action, NAMED + 1)
        for name in names[:NAMED]:
            card.body.addWidget(Label(name, "small"))
        if len(names) > NAMED:
            touched = history.touched(self._session.db, action)
            card.body.addWidget(Label(N_("In all: {things}"), "small-soft", things=touched))
        return card

    def _about(self, action: Done, steps: Sequence[Done]) -> QWidget:
        """What can be done with it, or why not."""
        if action.undone:
            return Label(N_("It was taken back."), "soft")
        if action.kind == "record":
            return Label(N_("It says what happened on paper or with a user: it stays."), "soft")
        if action.kind == "undo":
            return Label(N_("It took something back; Redo does it again."), "soft")
        card = Card(N_("Take it back"))
        self._offer(card, [action], N_("Take back this alone…"), self._undo)
        if len(steps) > 1:
            self._offer(card, steps, N_("Take back to here…"), self._undo_to)
        return card

    def _offer(
        self, card: Card, steps: Sequence[Done], verb: str, do: Callable[[], object]
    ) -> None:
        """A button with what it touches, or the reason why it is not there."""
        light = history.weight(self._session.db, steps) <= TRIED
        refused = history.why_not(self._session.db, steps) if light else None
        if refused is not None:
            card.body.addWidget(Strip(refused))
            return
        touched = history.touched(self._session.db, *steps)
        words = MANY if len(steps) > 1 else ONE
        card.body.addWidget(Label(words, "small-soft", n=len(steps), things=touched))
        card.body.addWidget(buttons(Action(verb, do, icon="undo-2")))

    def _put_redo(self) -> None:
        taken_back = history.next_redo(self._session.db)
        if taken_back is None:
            return
        card = Card(N_("Redo"))
        card.body.addWidget(Label(history.taken(taken_back), "small"))
        card.body.addWidget(buttons(Action(N_("Do it again"), self._redo, icon="redo-2")))
        self._column.addWidget(card)


def what(action: Done) -> Text:
    """The action in words."""
    return Text(history.said(action, "kk"), history.said(action, "ru"))
