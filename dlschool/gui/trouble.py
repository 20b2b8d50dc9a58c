"""When the data or the computer are in trouble: a damaged store before the window comes up, and what
happens while it is open: another computer, a folder that is gone, a clock that cannot be right."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QDialog, QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget

from dlschool import i18n
from dlschool.domain.access import User
from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.session import Session
from dlschool.gui.widgets import messages
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say, shown
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import clock_sense, entering, repairing, restoring_anew
from dlschool.services.entering import Damaged
from dlschool.services.repairing import Report
from dlschool.settings import Settings

Clock = Callable[[], datetime]

AGAIN = 10
"""So many beats pass before a question about the clock that was put off is asked again."""


def mended(damaged: Damaged, place: DataFolder, known: Settings, clock: Clock) -> bool:
    """Offers repair or a backup before any view is shown; False: the person closed the program."""
    box = Mend(damaged, place, known, clock)
    return box.exec() == QDialog.DialogCode.Accepted


class Mend(Dialog):
    """Repair, or restore a backup; then says what was saved and goes on."""

    def __init__(self, damaged: Damaged, place: DataFolder, known: Settings, clock: Clock) -> None:
        self._keys, self._place, self._clock = damaged.keys, place, clock
        self.mended = False
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Label(damaged))
        super().__init__(
            None,
            N_("The school's data are damaged"),
            body,
            N_("Repair"),
            self._repair,
            cancel=N_("Close the program"),
            wide=640,
        )
        self.setProperty("draft", False)
        self._ways: list[QWidget] = [Label(REPAIR, "soft")]
        found = restoring_anew.choices(place, self._keys.keys, known)
        self._backups = {backup.name: backup for backup in found}
        self.choice = Combo([(backup.name, _named(backup)) for backup in found])
        say(self.choice, "setAccessibleName", N_("Backup"))
        self.restore = Button(N_("Restore this backup"), self._restore)
        self._ways.append(Label(RESTORE if found else NO_BACKUP, "soft"))
        self._ways += [self.choice, self.restore] if found else []
        for part in self._ways:
            self._column.addWidget(part)

    def _repair(self) -> bool:
        """The verb's button: repairs first, goes on afterwards."""
        if self.mended:
            return True
        place, clock, keys = self._place, self._clock, self._keys
        self._work(lambda: repairing.repair_store(place, clock, keys), self._say)
        return False

    def _restore(self) -> None:
        place, clock, keys = self._place, self._clock, self._keys
        backup = self._backups[str(self.choice.key())]
        user = User(keys.wrap.user_id, keys.wrap.name)
        self._work(
            lambda: restoring_anew.put_over(place, clock, backup, keys.keys, user),
            lambda aside: self._say_lines([shown(SET_ASIDE, folder=aside)]),
        )

    def _work(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._rest(True)
        tasks.run(self, lambda _p, _c: work(), done, failed=lambda: self._rest(False))

    def _rest(self, busy: bool) -> None:
        for button in (self.ok_button, self.restore, self.cancel_button):
            if button is not None:
                button.setEnabled(not busy)

    def _say(self, report: Report) -> None:
        self._say_lines(repairing.said(report, i18n.language()))

    def _say_lines(self, lines: list[str]) -> None:
        self.mended = True
        self._rest(False)
        for part in self._ways:
            part.hide()
        told = QPlainTextEdit("\n".join(lines))
        told.setReadOnly(True)
        told.setMinimumHeight(160)
        say(told, "setAccessibleName", N_("What was saved"))
        self._column.addWidget(told)
        if self.ok_button is not None:
            say(self.ok_button, "setText", N_("Go on"))
            self.ok_button.setFocus()
        QTimer.singleShot(0, self, self._grow)


REPAIR = N_(
    "Repair saves what can be read and names what cannot. The damaged file is kept beside it."
)
RESTORE = N_("A backup is whole, but what was done after it is not in it.")
NO_BACKUP = N_("There is no backup that could be restored.")
SET_ASIDE = N_("The damaged file was set aside: {folder}")


def _named(backup: Any) -> Callable[[], str]:
    at = backup.manifest.at
    words = f"{at:%d.%m.%Y %H:%M}" if isinstance(at, datetime) else str(at)
    return lambda: words


class Watch(QObject):
    """Beats while the window is open; a strip says why nothing can be written, a question asks about
    the clock."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._said = ""
        self.strip: Strip | None = None
        self.question: Dialog | None = None
        self._rest = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(int(entering.BEAT.total_seconds() * 1000))
        self.look()

    def look(self) -> None:
        """One beat."""
        entered = self._session.entered
        self._say(entered.beat() or self._session.db.refuses if entered else None)
        self._sense_clock()

    def _say(self, refusal: Refused | None) -> None:
        said = refusal.text() if refusal else ""
        if said == self._said:
            return
        self._said = said
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        middle = self._window.centralWidget()
        column = middle.layout() if middle is not None else None
        if refusal is not None and isinstance(column, QBoxLayout):
            self.strip = Strip(refusal, kind="loss")
            column.insertWidget(1, self.strip)

    def _sense_clock(self) -> None:
        self._rest -= 1
        if self._rest > 0 or self.question is not None or self._session.db.refuses is not None:
            return
        try:
            odd = clock_sense.sense(self._session.db)
        except Refused as refused:
            self._say(refused)
            return
        if odd is None:
            return
        self._rest = AGAIN
        self.question = messages.ask(
            self._window,
            N_("Is the date right?"),
            odd,
            N_("The date is right"),
            partial(clock_sense.confirm, self._session.db),
        )
        say(self.question.cancel_button, "setText", N_("I will set the clock"))
        self.question.finished.connect(self._answered)

    def _answered(self) -> None:
        self.question = None
