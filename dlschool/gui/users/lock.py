"""The lock: after some minutes without anybody, or Ctrl+L, nothing of the school can be read."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from dlschool.gui.session import Session
from dlschool.gui.users.covered import Covered
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.gui.users.idle import Idle
from dlschool.gui.users.lock_screen import LockScreen

SETTING = "lock_minutes"


class Lock(QObject):
    """Watches over the main window; `screen` is the lock while it is closed."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__()
        self._window, self._session = window, session
        self.screen: LockScreen | None = None
        self._covered: Covered | None = None
        self._idle = Idle(self, self.lock)
        session.locking.connect(self.lock)
        session.changed.connect(self._wait)
        self._wait()

    def _setting(self, name: str) -> Any:
        from dlschool.services.school import setting

        return setting(self._session.db, name)

    def _wait(self) -> None:
        """The sample school has nothing to hide and its password is known to all."""
        self._open = bool(self._setting("sample"))
        self._idle.wait(0 if self._open else int(self._setting(SETTING)))

    def lock(self) -> None:
        """Puts every window away and shows the lock."""
        if self.screen is not None or self._open or not self._window.isVisible():
            return
        self.screen = LockScreen(self._session, self._unlocked, self._leave)
        self.screen.setGeometry(self._window.geometry())
        self.screen.setWindowState(self._window.windowState())
        self.screen.show()
        self._covered = Covered(self.screen)
        self.screen.unsaved = len(self._covered.dialogs())
        self.screen.activateWindow()

    def _unlocked(self) -> None:
        """The same person is back: everything stands as it stood."""
        if self._covered is not None:
            self._covered.uncover()
        self._close()
        self._wait()

    def _leave(self, code: int = SWITCH_USER) -> None:
        """This person's work is over: another one signs in, or the program ends."""
        self._close()
        QApplication.exit(code)

    def _close(self) -> None:
        if self.screen is not None:
            self.screen.done_with = True
            self.screen.close()
            self.screen.deleteLater()
        self.screen = self._covered = None

    def end(self) -> None:
        """The window is left."""
        self._idle.end()
        self._close()
