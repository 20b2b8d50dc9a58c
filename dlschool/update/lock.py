"""One at a time changes a program folder: an update, going back, the first start of a new version."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_

FILE = ".updating"


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Nobody else changes the folder meanwhile; a process that dies lets go of it. Raises OSError.

    Refused: somebody does.
    """
    path = root / FILE
    handle = _held(path)
    try:
        yield
    finally:
        _let_go(handle, path)


if sys.platform == "win32":
    import msvcrt

    def _held(path: Path) -> int:
        handle = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(handle)
            raise _busy() from error
        return handle

    def _let_go(handle: int, path: Path) -> None:
        """Windows takes no file away that somebody holds."""
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()
else:
    import fcntl

    def _held(path: Path) -> int:
        """Of the file that has the name now: who held it before may have taken that one away."""
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(handle).st_ino == path.stat().st_ino:
                    return handle
            except FileNotFoundError:
                pass
            except BlockingIOError as error:
                os.close(handle)
                raise _busy() from error
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def _let_go(handle: int, path: Path) -> None:
        """The name first: who opens it afterwards has a file of their own."""
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _busy() -> Refused:
    return Refused(N_("Another update is under way here. Wait until it is done, then try again."))
