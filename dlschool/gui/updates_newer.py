"""Data of a newer version of the program: what to do, with a button for each way that is possible here."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.errors import Newer
from dlschool.gui import tasks, updates, updates_trial
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say, shown
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import updates_back
from dlschool.services.backups import Backup
from dlschool.services.entering import TooNew
from dlschool.settings import Settings
from dlschool.update import place as places

Clock = Callable[[], datetime]
START = N_("Start version {version}")
RESTORING = N_("Putting the copy in place…")


def chosen(newer: TooNew, folder: DataFolder, known: Settings, clock: Clock) -> bool:
    """Asks what to do before any view is shown. True: an older copy is in place, sign in again."""
    backup = updates_back.choice(folder, clock, newer.keys, known)

    def put() -> Path:
        assert backup is not None
        return updates_back.put(folder, clock, newer.keys, backup)

    box = NewerBox(None, newer, backup, put)
    box.exec()
    return box.restored


def show(parent: QWidget | None, newer: Newer) -> None:
    """Where nothing can be put back: a newer key file, a backup of a newer program."""
    NewerBox(parent, newer).open()


class NewerBox(Dialog):
    """Start the newer version if it is kept here, else install it; or an older copy of the data."""

    def __init__(
        self,
        parent: QWidget | None,
        newer: Newer,
        backup: Backup | None = None,
        put: Callable[[], Path] | None = None,
    ) -> None:
        self._newer, self._put = newer, put
        self._place = places.find()
        self._later = updates_back.newer_here(self._place) if self._place else ""
        self.restored = False
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(Label(newer))
        later = lambda: shown(START, version=self._later)  # noqa: E731
        super().__init__(
            parent,
            N_("A newer version of the program is needed"),
            body,
            (later if self._later else updates.UPDATE) if self._place else "",
            self._go,
            cancel=N_("Close"),
            wide=600,
        )
        self.setProperty("draft", False)
        self.restore: Button | None = None
        if backup is not None:
            self._offer(backup)

    def showEvent(self, event: QShowEvent) -> None:
        """Enter, meant for the sign-in before it, puts no older data in place."""
        super().showEvent(event)
        (self.ok_button or self.cancel_button).setFocus()

    def _offer(self, backup: Backup) -> None:
        words = N_(
            "This version can open the copy of {when}. What was done after it is not in it; the newer "
            "data are kept whole in a folder beside it."
        )
        at = updates_back.made_at(backup)
        when = f"{at:%d.%m.%Y, %H:%M}" if at else backup.name
        self._column.addWidget(Label(words, "soft", when=when))
        self.restore = Button(N_("Put this copy in place"), self._restore)
        self._column.addWidget(self.restore)

    def _go(self) -> bool:
        """The verb: the newer version that is here, or its file."""
        if self._place is not None and self._later:
            updates_back.start_newer(self._place, self._later)
            updates_trial.restart()
            return True
        updates.choose(self, None, self._newer.steps)
        return False

    def _restore(self) -> None:
        put = self._put
        assert put is not None
        self._let(False)
        tasks.run(
            self,
            lambda _p, _c: put(),
            self._over,
            words=RESTORING,
            failed=lambda: self._let(True),
        )

    def _let(self, on: bool) -> None:
        for button in (self.ok_button, self.cancel_button, self.restore):
            if button is not None:
                button.setEnabled(on)

    def _over(self, aside: Path) -> None:
        self.restored = True
        for part in self.body.findChildren(QWidget):
            part.hide()
        words = N_("The copy is in place. The newer data are kept in {folder}.")
        self._column.addWidget(Strip(words, kind="accent", folder=aside))
        if self.ok_button is not None:
            self.ok_button.hide()
        self.cancel_button.setEnabled(True)
        say(self.cancel_button, "setText", N_("Go on"))
        self.cancel_button.setFocus()
        QTimer.singleShot(0, self, self._grow)
