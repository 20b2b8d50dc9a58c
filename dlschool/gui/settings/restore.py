"""The dialog before a restore: what will be lost, by name; what is kept; then the restore itself."""

from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui import backing
from dlschool.gui.session import Session
from dlschool.gui.settings.backup_words import made_at
from dlschool.gui.widgets.card import Card, Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import history, restoring
from dlschool.services.backups import Backup
from dlschool.services.restoring import Loss, Ready


def ask_restore(parent: QWidget, session: Session, backup: Backup) -> Dialog:
    """Opens the dialog. Refused: the backup cannot be read, or the user's role."""
    box = RestoreDialog(parent, session, restoring.loss(session.db, backup))
    box.open()
    return box


class RestoreDialog(Dialog):
    """Names what will be lost; «Restore» prepares beside the window, then puts the backup in place."""

    def __init__(self, parent: QWidget, session: Session, loss: Loss) -> None:
        self._session, self._loss = session, loss
        super().__init__(
            parent, N_("Restore the backup of {when}"), _body(loss), N_("Restore"), self._begin,
            loss=True, wide=640, when=made_at(loss.backup),
        )  # fmt: skip
        self._at_work = False

    def _begin(self) -> bool:
        """The dialog stays until the work is done; it can be left off till then."""
        if self._at_work:
            return False
        self._set_at_work(True)
        backup, settings = self._loss.backup, self._session.settings

        def work(db: Any, step: backing.Step) -> Ready | Refused:
            try:
                return restoring.prepare(db, backup, settings, step)
            except Refused as refused:
                return refused

        words = N_("Laying the backup ready…")
        rest = lambda: self._set_at_work(False)  # noqa: E731
        self._task = backing.beside(self, self._session, work, self._put, words, rest)
        return False

    def _set_at_work(self, on: bool) -> None:
        self._at_work = on
        if self.ok_button is not None:
            self.ok_button.setEnabled(not on)

    def _put(self, ready: Ready | Refused) -> None:
        """In the window's thread: the short part."""
        session = self._session
        try:
            if isinstance(ready, Refused):
                raise ready
            restoring.finish(session.db, ready)
        except Refused as refused:
            self._set_at_work(False)
            self.refuse(refused)
            return
        self.done(QDialog.DialogCode.Accepted)
        session.go("today")
        session.changed.emit()
        session.tell(
            N_("Restored. What was there before is kept as the backup of {when}"),
            when=made_at(ready.before),
        )

    def reject(self) -> None:
        """Nothing is restored."""
        if self._at_work:
            self._task.cancel()
        super().reject()


def _body(loss: Loss) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    if loss.count:
        words = N_("What was done after this backup will be lost: {count}")
        column.addWidget(Strip(words, kind="loss", count=loss.count))
        column.addWidget(_lost(loss))
    else:
        words = N_("Nothing will be lost: nothing was done after this backup.")
        column.addWidget(Strip(words, kind="accent"))
    if loss.back:
        again = N_("Actions that come back with it: {count}")
        column.addWidget(Label(again, "body", count=loss.back))
    column.addWidget(
        Label(
            N_(
                "The present state is kept as a backup first, so this can be taken back. Users and "
                "roles become those of that day; passwords stay those of today."
            ),
            "soft",
        )
    )
    return body


def lost(loss: Loss, first: QWidget) -> QWidget:
    """What a loss means, under a line of one's own."""
    body = _body(loss)
    column = body.layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(0, first)
    return body


def _lost(loss: Loss) -> Card:
    card = Card(gap=4)
    for action in loss.actions:
        line = N_("{when}  {who}: {what}")
        card.body.addWidget(
            Label(
                line,
                "small",
                when=f"{action.at:%d.%m.%Y %H:%M}",
                who=action.who,
                what=lambda action=action: history.said(action),
            )
        )
    more = loss.count - len(loss.actions)
    if more and loss.first is not None:
        words = N_("… and {count} earlier, from {when}")
        card.body.addWidget(
            Label(words, "small-soft", count=more, when=f"{loss.first.at:%d.%m.%Y %H:%M}")
        )
    return card
