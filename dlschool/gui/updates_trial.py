"""The first starts of a new version: counted by the launcher until a window is seen, settled when the
school has been opened and the window answers; what the launcher went back from is told once.
"""

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from dlschool.gui.session import Session
from dlschool.i18n import N_
from dlschool.update import place as places
from dlschool.update.place import Place

WORKED_MS = 5_000
"""So long the main window stands before its version counts as one that works."""
RESTART = 103
"""Exit code of the window when the program has to start anew."""
FAULT = 70
"""Exit code after a fault that kept everybody out; the launcher knows it (`launcher.c`)."""
_wanted: list[bool] = []
_told: set[str] = set()


class FirstPaint(QObject):
    """Waits until any window of the program has been painted."""

    def __init__(self, app: QApplication, place: Place) -> None:
        super().__init__(app)
        self._app, self._place = app, place
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Paint
            and isinstance(watched, QWidget)
            and watched.isWindow()
        ):
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self, self._shown)
        return False

    def _shown(self) -> None:
        from dlschool.services import updates_trial as service

        service.shown(self._place)
        self.deleteLater()


def begin(app: QApplication, place: Place | None = None) -> None:
    """Before any window. A checkout has no trials."""
    place = place or places.find()
    if place is None:
        return
    from dlschool.services import updates_trial as service

    if failed := service.went_back():
        service.give_up(place, failed)
    if service.state(place).trial:
        FirstPaint(app, place)


def handed_over(place: Place | None = None) -> None:
    """A start that only called the first window forward is none that failed."""
    place = place or places.find()
    if place is not None:
        from dlschool.services import updates_trial as service

        service.shown(place)


def settle(window: QMainWindow, session: Session, place: Place | None = None) -> None:
    """Over an opened school: after some seconds in which the window answers, the version is settled and
    what no start needs is taken away beside it.
    """
    place = place or places.find()
    if place is None:
        return
    from dlschool.services import updates_trial as service

    _tell(window, session, service.went_back(), place)
    fresh = service.state(place).trial
    QTimer.singleShot(WORKED_MS, window, lambda: _worked(window, session, place, fresh))


def _tell(window: QMainWindow, session: Session, failed: str, place: Place) -> None:
    """Once a run: the launcher's word stays in the environment."""
    if not failed or failed in _told:
        return
    from dlschool.gui.widgets.messages import tell

    _told.add(failed)
    words = N_(
        "Version {version} did not start on this computer, so the version before it ({own}) was started "
        "again. It is not tried by itself any more; the school's data are as they were."
    )
    tell(window, N_("The version before works again"), words, version=failed, own=place.version)


def _worked(window: QMainWindow, session: Session, place: Place, fresh: bool) -> None:
    from dlschool.gui import tasks
    from dlschool.services import updates
    from dlschool.services import updates_trial as service

    if fresh:
        service.worked(place)
        session.tell(N_("The program was updated: version {version}"), version=place.version)
    tasks.run(window, lambda _p, _c: updates.sweep(place), lambda _gone: None).quiet()


def restart() -> None:
    """Ends the window; `anew` then starts the program once more."""
    _wanted.append(True)
    QApplication.exit(RESTART)


def wanted() -> bool:
    """Whether the program has to start anew."""
    return bool(_wanted)


def anew(arguments: list[str]) -> int:
    """After the last window, when nothing holds the data folder any more: the launcher once more, with
    the options that were given. Returns the exit code.
    """
    from dlschool.update import child

    launcher = os.environ.get(places.LAUNCHER, "")
    if not launcher or not Path(launcher).is_file():
        return 0
    try:
        child.start_anew(Path(launcher), options_of(arguments))
    except OSError:
        return 1
    return 0


def options_of(arguments: list[str]) -> list[str]:
    """Options of the program with their values; files that were given are not opened once more."""
    found: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument.startswith("--"):
            found.append(argument)
            if "=" not in argument:
                found += [value for value in [next(rest, "")] if value]
    return found
