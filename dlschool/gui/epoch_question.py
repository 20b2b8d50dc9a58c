"""At the start: data that came from another computer, went on in two copies, or are an old copy."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import epochs


def ask(window: QWidget, session: Session) -> Dialog | None:
    """Settles the epoch, or asks how to; None when there is nothing to ask."""
    state = epochs.settle(session.db)
    if state.sentence is None or session.db.refuses is not None:
        return None
    box = Question(window, session, state.sentence, losing=state.kind is not epochs.Kind.MOVED)
    box.open()
    return box


class Question(Dialog):
    """Go on here, restore a backup, or leave: work does not begin before one was chosen.

    `losing`: to go on gives something up, so Enter does not choose it.
    """

    def __init__(
        self, window: QWidget, session: Session, sentence: Refused, *, losing: bool = False
    ) -> None:
        self._window, self._session, self._answered = window, session, False
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(sentence))
        may = session.db.user.may(Right.BACKUP)
        if not may:
            column.addWidget(Label(N_("The owner decides this: ask for it."), "soft"))
        super().__init__(
            window, N_("Are these the right data?"), body, N_("Go on here") if may else "",
            self._go_on, cancel=N_("Close the program"), wide=560, loss=losing,
        )  # fmt: skip
        if losing and self.ok_button is not None:
            self.ok_button.setDefault(False)
        if session.db.user.may(Right.RESTORE):
            self.foot.insertWidget(0, Button(N_("Restore a backup…"), self.to_backups))

    def _go_on(self) -> None:
        epochs.settle(self._session.db, go_on=True)
        self._answered = True

    def to_backups(self) -> None:
        """The list of backups; there a restore settles the matter."""
        self._answered = True
        self._session.go("settings", "backups")
        super().reject()

    def reject(self) -> None:
        super().reject()
        if not self._answered:
            self._answered = True
            self._window.close()
