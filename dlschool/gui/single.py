"""One window for one data folder: a second start brings the first window forward and ends."""

import tempfile
from collections.abc import Callable
from getpass import getuser
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from dlschool.paths import DataFolder

PATIENCE = 2_000
"""Milliseconds that a second start waits for the first window to answer."""
_SHOW, _SHOWN = b"show\n", b"shown\n"


class Single(QObject):
    """`first()` says whether this process is the one that shows the folder's window.

    The lock file decides, the socket only carries the word: a socket that a killed process left is
    taken away by the next first one. `wanted` is run when somebody starts the program again.
    """

    def __init__(self, folder: DataFolder, wanted: Callable[[], object] | None = None) -> None:
        super().__init__()
        self.wanted = wanted or forward
        self.name = name_of(folder)
        self._lock = QLockFile(str(Path(tempfile.gettempdir()) / f"{self.name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """True: nobody shows this folder yet, from now on we do. False: that window was called."""
        if self._lock.tryLock(0):
            self._listen()
            return True
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            self._call()
            return False
        return True

    def release(self) -> None:
        """Another process may be the first from now on."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _listen(self) -> None:
        QLocalServer.removeServer(self.name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)
        self._server.listen(self.name)

    def _call(self) -> None:
        """Asks the first window to come forward; one that hangs holds nobody up for long."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE):
            return
        socket.write(_SHOW)
        socket.waitForBytesWritten(PATIENCE)
        socket.waitForReadyRead(PATIENCE)

    def _came(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_SHOWN)
        socket.flush()
        socket.disconnectFromServer()
        self.wanted()


def name_of(folder: DataFolder) -> str:
    """The socket's name: of the folder wherever links lead to it, and of the account."""
    place = str(folder.root.resolve())
    said = blake2b(f"{place}\n{getuser()}".encode(), digest_size=10)
    return f"dlschool-{said.hexdigest()}"


def forward() -> None:
    """Brings the window that is open to the front, out of the task bar if it was put there."""
    top = QApplication.activeModalWidget() or _main()
    if top is None:
        return
    for window in filter(None, (_main(), top)):
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()


def _main() -> QWidget | None:
    seen = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return max(seen, key=lambda widget: widget.width() * widget.height(), default=None)
