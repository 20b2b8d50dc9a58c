"""Backups beside the window: by themselves after work, when it is closed, and when a person wants one."""

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import backups, epochs, opening
from dlschool.services.backups import Made

T = TypeVar("T")

MAKING = N_("Making a backup…")
EVERY_MS = 60_000
"""How often it is asked whether a backup is due; it is at most every half hour."""
PAUSE = 10
"""So many times it is not asked after a backup that could not be made."""
Step = Callable[[int], None]


def beside(
    parent: QWidget,
    session: Session,
    work: Callable[[Any, Step], T],
    done: Callable[[T], object],
    words: Words = MAKING,
    failed: Callable[[], object] | None = None,
) -> tasks.Task:
    """Runs `work(db, step)` on the worker with a connection of its own; `step` stops it on a cancel."""
    db = session.db

    def run(progress: tasks.Progress, _cancelled: Callable[[], bool]) -> T:
        other = opening.another_connection(db)
        try:
            return work(other, lambda _bytes: progress(0))
        finally:
            other.close()

    return tasks.run(parent, run, done, words=words, failed=failed)


def now(parent: QWidget, session: Session, done: Callable[[], object] | None = None) -> None:
    """A backup at a person's wish; says what came of it."""

    def tell(made: Made) -> None:
        if made.trouble is not None:
            session.tell(N_("The backup is made here. Second place: {reason}"), reason=made.trouble)
        elif made.second is not None:
            session.tell(N_("The backup is made here and in the second place, and checked"))
        else:
            session.tell(N_("The backup is made and checked"))
        if done is not None:
            done()

    settings = session.settings
    beside(parent, session, lambda db, step: backups.create(db, settings, step=step), tell)


def begin(window: QWidget, session: Session) -> None:
    """After the first paint: is this the right store; from then on it is backed up.

    A store that is only read here, and the sample school, are left alone.
    """
    from dlschool.gui.epoch_question import ask
    from dlschool.services.school import setting

    if session.db.refuses is None and not setting(session.db, "sample"):
        ask(window, session)
        Backing(window, session)


class Backing(QWidget):
    """Never seen: asks every minute whether a backup is due, and makes the last one at the end."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._session = window, session
        self._busy = self._leaving = False
        self._said, self._pause = "", 0
        self.leaving: Leaving | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(EVERY_MS)
        window.installEventFilter(self)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.stop)

    def stop(self) -> None:
        """The window is left: nothing is begun any more."""
        self._timer.stop()
        self._leaving = True

    def tick(self) -> None:
        """Makes the backup that is due, beside the window."""
        self._pause -= 1
        if self._busy or self._leaving or self._pause > 0:
            return
        if self._session.db.refuses is not None:
            return
        self._busy = True
        beside(self, self._session, self._due, self._made, failed=self._rest)

    def _due(self, db: Any, step: Step) -> Made | Refused | None:
        """On the worker. A refusal is not thrown: nobody asked for anything."""
        settings = self._session.settings
        try:
            due = backups.due(db, settings)
            return backups.automatic(db, settings, step=step) if due else None
        except Refused as refused:
            return refused

    def _made(self, made: Made | Refused | None) -> None:
        self._rest()
        if isinstance(made, Refused):
            self._tell(made)
        elif made is not None:
            self._said = ""
            bars = getattr(self._window, "bars", None)
            if bars is not None:
                bars()

    def _tell(self, refused: Refused) -> None:
        """Each reason is told once, and the next try comes later: a full disk stays full for a while."""
        self._pause = PAUSE
        if refused.message != self._said:
            self._said = refused.message
            self._session.tell(N_("No automatic backup: {reason}"), reason=refused)

    def _rest(self) -> None:
        self._busy = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes after the last backup, or at once when there is nothing new."""
        if event.type() != QEvent.Type.Close or watched is not self._window or self._leaving:
            return False
        if not self._wanted():
            self._go_quietly()
            return False
        event.ignore()
        if self.leaving is None:
            self.leaving = Leaving(self._window, self._session, self._go)
            self.leaving.finished.connect(self._stay)
            self.leaving.open()
        return True

    def _wanted(self) -> bool:
        """A store that cannot be read any more holds nobody up."""
        try:
            return backups.changed(self._session.db, self._session.settings)
        except Refused:
            return False

    def _go_quietly(self) -> None:
        """Nothing new to copy: this machine remembers how far the data are."""
        self.stop()
        with contextlib.suppress(Refused):
            epochs.remember(self._session.db)

    def _stay(self) -> None:
        self.leaving = None

    def _go(self) -> None:
        self.stop()
        self._window.close()


class Leaving(Dialog):
    """The last backup before the window closes: small, and to be left out with one button."""

    def __init__(self, window: QWidget, session: Session, go: Callable[[], object]) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.words = Label(N_("Today's work is being copied; then the program closes."))
        column.addWidget(self.words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        say(self.bar, "setAccessibleName", MAKING)
        column.addWidget(self.bar)
        super().__init__(window, N_("Backup"), body, cancel=N_("Back to work"), wide=440)
        self.foot.insertWidget(0, Button(N_("Close without a backup"), self.without))
        self._go = go
        settings = session.settings
        self._task = beside(
            body,
            session,
            lambda db, step: self._work(db, settings, step),
            self._came,
        )

    @staticmethod
    def _work(db: Any, settings: Any, step: Step) -> Made | Refused:
        try:
            made = backups.automatic(db, settings, why="exit", step=step)
            epochs.remember(db)
        except Refused as refused:
            return refused
        return made

    def _came(self, made: Made | Refused) -> None:
        if isinstance(made, Refused):
            self.bar.hide()
            self.words.say(N_("The last changes were not copied. They are saved on this computer."))
            self.refuse(made)
            return
        self.done(QDialog.DialogCode.Accepted)
        self._go()

    def without(self) -> None:
        """The person is in a hurry: what was not copied is saved here all the same."""
        self._task.cancel()
        self.done(QDialog.DialogCode.Accepted)
        self._go()

    def reject(self) -> None:
        """Back to work: the backup is left off."""
        self._task.cancel()
        super().reject()
