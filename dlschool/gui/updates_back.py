"""The other version that is kept: one click, and when the data are newer by now, what that gives up."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dlschool.gui import tasks, updates_trial
from dlschool.gui.session import Session
from dlschool.gui.settings.backup_words import made_at
from dlschool.gui.settings.restore import lost
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services import opening, updates_back
from dlschool.services.updates_back import Way

START = N_("Start version {version}")
LOOKING = N_("Asking the other version…")
KEEPING = N_("The present state is kept…")


def ask(window: QWidget, session: Session) -> tasks.Task:
    """Looks what it means, beside the window, then asks."""
    db, settings = session.db, session.settings

    def look(_progress: tasks.Progress, _cancelled: Callable[[], bool]) -> Way:
        other = opening.another_connection(db)
        try:
            return updates_back.way(other, settings)
        finally:
            other.close()

    return tasks.run(
        window, look, lambda way: BackDialog(window, session, way).open(), words=LOOKING
    )


class BackDialog(Dialog):
    """What goes back with the program; then the program starts anew."""

    def __init__(self, parent: QWidget, session: Session, way: Way) -> None:
        self._session, self._way = session, way
        self._task: tasks.Task | None = None
        super().__init__(
            parent,
            START,
            _body(way),
            lambda: shown(START, version=way.version),
            self._go,
            loss=way.loss is not None,
            wide=640 if way.loss else 520,
            version=way.version,
        )
        self.setProperty("draft", False)

    def _go(self) -> bool:
        if self._task is not None:
            return False
        session, way = self._session, self._way

        def work(progress: tasks.Progress, _cancelled: Callable[[], bool]) -> None:
            other = opening.another_connection(session.db)
            try:
                updates_back.go(way, other, lambda _bytes: progress(0))
            finally:
                other.close()

        self._task = tasks.run(self, work, self._gone, words=KEEPING, failed=self._rest)
        self._let(False)
        return False

    def _rest(self) -> None:
        self._task = None
        self._let(True)

    def _let(self, on: bool) -> None:
        if self.ok_button is not None:
            self.ok_button.setEnabled(on)

    def _gone(self, _nothing: None) -> None:
        self.done(self.DialogCode.Accepted)
        updates_trial.restart()

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()


def _body(way: Way) -> QWidget:
    if way.loss is None:
        words = N_(
            "Version {version} works from now on, this one is kept. The school's data stay as they are. "
            "The program closes and starts again."
        )
        return Label(words, version=way.version)
    words = N_(
        "Version {version} cannot open the data as they are now. Their copy of {when} comes back when "
        "somebody who may restore signs in; the present state is kept beside it."
    )
    return lost(way.loss, Label(words, version=way.version, when=made_at(way.loss.backup)))
