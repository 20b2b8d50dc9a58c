"""One window for one data folder: a second start brings the first window forward and ends.

The word goes over a local socket, one line: `show`, or `open ["/path", …]` (JSON) with the files that the
second start was given. The answer says `shown`, or `taken` and how many files the first window keeps; one
of an older version answers `shown` to anything.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from getpass import getuser
from hashlib import blake2b
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile, QObject, Qt, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from dlschool.paths import DataFolder

PATIENCE = 2_000
"""Milliseconds that a second start waits for the first window to answer, and the other way round."""
MOST_FILES, MOST_PATH, MOST_LINE = 32, 4096, 64 * 1024
"""Files, letters of a path, bytes of the line."""
_SHOW, _SHOWN, _OPEN, _TAKEN = b"show", b"shown", b"open ", b"taken"

Wanted = Callable[[list[Path]], object]


class Single(QObject):
    """`first()` says whether this process is the one that shows the folder's window.

    The lock file decides, the socket only carries the word: a socket that a killed process left is
    taken away by the next first one. `wanted` is run when somebody starts the program again, with the
    files that were given. `handed` is False once files could not be handed over.
    """

    def __init__(self, folder: DataFolder, wanted: Wanted | None = None) -> None:
        super().__init__()
        self.wanted: Wanted = wanted or (lambda _files: forward())
        self.handed = True
        self.name = name_of(folder)
        self._lock = QLockFile(str(Path(tempfile.gettempdir()) / f"{self.name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def first(self, files: Sequence[Path] = ()) -> bool:
        """True: nobody shows this folder yet, from now on we do. False: that window was called, and given
        the files.
        """
        if self._lock.tryLock(0):
            self._listen()
            return True
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            answer = self._call(files)
            self.handed = not files or answer.startswith(_TAKEN)
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

    def _call(self, files: Sequence[Path]) -> bytes:
        """Asks the first window to come forward; one that hangs holds nobody up for long."""
        _let_forward()
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(PATIENCE):
            return b""
        socket.write(line(files))
        socket.waitForBytesWritten(PATIENCE)
        socket.waitForReadyRead(PATIENCE)
        return bytes(socket.readAll().data())

    def _came(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(socket.deleteLater)
        Heard(self, socket)


class Heard(QObject):
    """What one second start says: a line, then it is answered and acted upon, once."""

    def __init__(self, single: Single, socket: QLocalSocket) -> None:
        super().__init__(socket)
        self._single, self._socket = single, socket
        self._said, self._done = b"", False
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._end)
        QTimer.singleShot(PATIENCE, self, self._end)
        self._read()

    def _read(self) -> None:
        if self._done:
            return
        self._said += bytes(self._socket.read(MOST_LINE + 1 - len(self._said)).data())
        if b"\n" in self._said or len(self._said) > MOST_LINE:
            self._end()

    def _end(self) -> None:
        """Also of one who went away or says nothing: somebody wanted the window."""
        if self._done:
            return
        self._done = True
        files = files_in(self._said)
        if self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._socket.write(_TAKEN + b" %d\n" % len(files) if files else _SHOWN + b"\n")
            self._socket.flush()
            self._socket.disconnectFromServer()
        self._single.wanted(files)


def line(files: Sequence[Path]) -> bytes:
    """What a second start says; files beyond the bounds are left out."""
    given: list[str] = []
    for path in files[:MOST_FILES]:
        if len(_open(given)) + 6 * len(str(path)) < MOST_LINE:
            given.append(str(path))
    return _open(given) if given else _SHOW + b"\n"


def _open(given: list[str]) -> bytes:
    return _OPEN + json.dumps(given).encode("ascii") + b"\n"


def files_in(said: bytes) -> list[Path]:
    """The files that a line names; of one that is not ours, none."""
    text, ended, _ = said.partition(b"\n")
    if not ended or not text.startswith(_OPEN):
        return []
    try:
        given = json.loads(text.removeprefix(_OPEN))
    except (ValueError, RecursionError):
        return []
    if not isinstance(given, list) or not all(map(_is_path, given)):
        return []
    return [Path(name) for name in given[:MOST_FILES]]


def _is_path(name: Any) -> bool:
    return (
        isinstance(name, str)
        and 0 < len(name) <= MOST_PATH
        and "\0" not in name
        and Path(name).is_absolute()
    )


def _let_forward() -> None:
    """Windows lets only who was clicked last put a window before the others, or whom that one allows."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


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
