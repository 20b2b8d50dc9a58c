"""Files that the program was given: by double click, by a second start, by a drop on the window.

They wait until somebody is signed in, the window is open and no other dialog stands in it; then one
after the other is looked at beside the window and a person is asked in words.
"""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from dlschool.gui.session import Session
from dlschool.i18n import N_

AGAIN_MS = 300
"""How often it is looked whether the window is free while a file waits."""
MOST = 32
"""Files that wait at a time; more are forgotten."""
LOOKING = N_("Looking at the file…")
WAITS = N_("The file {file} waits until this dialog is closed.")


class GivenFiles(QObject):
    """One for the run of the program; windows come and go as users change."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        super().__init__()
        self.waiting: list[Path] = []
        self._window: QMainWindow | None = None
        self._session: Session | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.go_on)
        self.come(paths)

    def come(self, paths: Iterable[Path]) -> None:
        """More files; each once."""
        new = [path for path in dict.fromkeys(paths) if path not in self.waiting]
        self.waiting = [*self.waiting, *new][:MOST]
        if new and self._is_seen() and not self._is_free() and self._session is not None:
            self._session.tell(WAITS, file=new[0].name)
        self._watch()

    def attach(self, window: QMainWindow, session: Session) -> None:
        """The window in which they are opened from now on; files may be dropped on it."""
        self._window, self._session = window, session
        self._busy = False
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch()

    def detach(self) -> None:
        """The window is left: what waits is asked of who signs in next."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = self._session = None
        self._timer.stop()

    def _watch(self) -> None:
        if self.waiting and self._window is not None and not self._timer.isActive():
            self._timer.start()

    def go_on(self) -> None:
        """Looks at the next file if the window is free."""
        if not self.waiting:
            self._timer.stop()
        elif not self._busy and self._is_free():
            self._look(self.waiting.pop(0))

    def _is_seen(self) -> bool:
        """A window that is locked is hidden."""
        return self._window is not None and self._window.isVisible()

    def _is_free(self) -> bool:
        stands = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return self._is_seen() and stands is None

    def _look(self, path: Path) -> None:
        """On the worker: a share that is gone may keep its reader waiting."""
        from dlschool.gui import backing, given_dialogs
        from dlschool.services import given_files
        from dlschool.services.given_files import Given

        assert self._window is not None
        assert self._session is not None
        self._busy = True
        window, session = self._window, self._session

        def found(given: Given) -> None:
            self._rest()
            if self._window is window and self._is_free():
                given_dialogs.open_(window, session, given)
            else:
                self.waiting.insert(0, path)
                self._watch()

        backing.beside(
            window,
            session,
            lambda db, _step: given_files.look(db, path),
            found,
            LOOKING,
            self._rest,
        )

    def _rest(self) -> None:
        self._busy = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file of ours that is dropped where nothing else takes it."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            paths = dropped(event)
            if not paths:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.come(paths)
            return True
        return False


def dropped(event: QDropEvent | QDragMoveEvent | QDragEnterEvent) -> list[Path]:
    """Files of ours among what is dragged."""
    from dlschool.services import given_files

    urls = event.mimeData().urls()
    names = [url.toLocalFile() for url in urls if url.isLocalFile()]
    return [Path(name) for name in names if given_files.is_named_so(name)]
