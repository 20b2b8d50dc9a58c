"""Updating the program: a file is looked at, what it brings is told, the new version is laid down beside
the window, and the program starts anew when the person wants it.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from dlschool.gui import tasks, updates_trial
from dlschool.gui.session import Session
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import facts, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_, language
from dlschool.services import opening, updates
from dlschool.services.updates import Installed, Offer, Phase

LOOKING = N_("Looking at the update…")
UPDATE = N_("Update the program…")
PHASES: dict[Phase, Words] = {
    Phase.BACKUP: N_("1 of 3: the school's data are backed up"),
    Phase.UNPACK: N_("2 of 3: the new version is laid down and checked"),
    Phase.TEST: N_("3 of 3: the new version tests itself"),
}


def choose(parent: QWidget, session: Session | None, steps: tuple[str, ...] = ()) -> None:
    """Asks for the file. Refused: the program was not installed by a setup, or the role."""
    if session is not None:
        updates.may(session.db)
    updates.refuse_uninstalled()
    title = shown(N_("The file of the update"))
    name, _ = QFileDialog.getOpenFileName(parent, title, "", "DLU (*.dlu)")
    if name:
        _look(parent, session, Path(name), steps)


def offer(window: QWidget, session: Session, path: Path) -> tasks.Task:
    """A file that the program was given: what it brings, and the dialog that installs it."""
    return _look(window, session, path, ())


def _look(
    parent: QWidget, session: Session | None, path: Path, steps: tuple[str, ...]
) -> tasks.Task:
    """On the worker: a stick may be slow. `steps`: of data that cannot be opened."""
    known = updates.steps_of(session.db) if session is not None else steps or None

    def ask(found: Offer) -> None:
        UpdateDialog(parent, session, found).open()

    return tasks.run(parent, lambda _p, _c: updates.look(path, known), ask, words=LOOKING)


class Told(QObject):
    """Carries what the worker is at to the window's thread."""

    came = Signal(str, int, int)


class UpdateDialog(Dialog):
    """What is new, how long it takes; then how far it is; then «Restart now»."""

    def __init__(self, parent: QWidget, session: Session | None, found: Offer) -> None:
        self._session, self._offer = session, found
        self._task: tasks.Task | None = None
        self.installed: Installed | None = None
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        for part in _words(found, session is not None and session.db.refuses is None):
            self._column.addWidget(part)
        self.phase, self._at = Label("", "strong"), ""
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        say(self.bar, "setAccessibleName", N_("How far the update is"))
        for widget in (self.phase, self.bar):
            widget.hide()
            self._column.addWidget(widget)
        super().__init__(
            parent, N_("Update to version {version}"), body, N_("Update"), self._go,
            wide=560, version=found.version,
        )  # fmt: skip
        self._told = Told(self)
        self._told.came.connect(self._show)
        self.setProperty("draft", False)

    def _go(self) -> bool:
        """The verb's button: installs first, starts anew afterwards."""
        if self.installed is not None:
            updates_trial.restart()
            return True
        self._begin()
        return False

    def _begin(self) -> None:
        session, found, code = self._session, self._offer, language()
        self._busy(True)

        def work(_progress: tasks.Progress, cancelled: Callable[[], bool]) -> Installed:
            def told(phase: Phase, done: int, of: int) -> None:
                if cancelled():
                    raise tasks.Cancelled
                self._told.came.emit(phase.value, done // 1024, of // 1024)

            db = opening.another_connection(session.db) if session is not None else None
            try:
                return updates.install(found, db, code, told)
            finally:
                if db is not None:
                    db.close()

        rest = lambda: self._busy(False)  # noqa: E731
        self._task = tasks.run(self, work, self._done, failed=rest).quiet()

    def _busy(self, on: bool) -> None:
        if self.ok_button is not None:
            self.ok_button.setEnabled(not on)
        for part in (self.phase, self.bar):
            part.setVisible(on)
        QTimer.singleShot(0, self, self._grow)
        if not on:
            self._task = None

    def _show(self, phase: str, done: int, of: int) -> None:
        if self._at != phase:
            self._at = phase
            self.phase.say(PHASES[Phase(phase)])
            QTimer.singleShot(0, self, self._grow)
        self.bar.setRange(0, of)
        self.bar.setValue(done if of else 0)

    def _done(self, made: Installed) -> None:
        self._busy(False)
        self.installed = made
        for part in self.body.findChildren(QWidget):
            part.hide()
        words = N_(
            "Version {version} lies beside this one. It starts with the next start of the program; "
            "this version stays here and is one click away in the menu."
        )
        self._column.addWidget(Label(words, version=made.version))
        if made.backup is not None:
            kept = N_("The copy of the data made before it: {name}")
            self._column.addWidget(Label(kept, "soft", name=made.backup.name))
        if self.ok_button is not None and self.cancel_button is not None:
            say(self.ok_button, "setText", N_("Restart now"))
            say(self.cancel_button, "setText", N_("Restart later"))
            self.ok_button.setFocus()

    def reject(self) -> None:
        """Cancelled at any moment the program stays as it was."""
        if self._task is not None:
            self._task.cancel()
        super().reject()


def _words(found: Offer, backs_up: bool) -> list[QWidget]:
    manifest = found.update.manifest
    own, theirs = found.place.version, f"{found.version}, {manifest.made:%d.%m.%Y}"
    parts: list[QWidget] = [
        facts([(N_("On this computer"), same(own)), (N_("In the file"), same(theirs))])
    ]
    if found.failed:
        parts.append(Strip(N_("This version was tried on this computer once and did not start.")))
    if manifest.news.get("kk"):
        parts.append(Label(N_("What is new"), "strong"))
        parts.append(Label(lambda: found.news(language())))
    words = N_(
        "First a copy of the school's data is made. It takes up to {n} minutes; it can be cancelled at "
        "any moment, and then everything stays as it is."
    )
    alone = N_(
        "It takes up to {n} minutes; it can be cancelled at any moment, and then everything stays as "
        "it is. The school's data are not touched."
    )
    parts.append(Label(words if backs_up else alone, "soft", n=found.minutes))
    return parts
