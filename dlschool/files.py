"""Whole files: written beside the old one, brought to the disk, then put in its place."""

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TRIES, PAUSE = 25 if os.name == "nt" else 0, 0.2
"""How often is tried again what Windows refuses, and the seconds between."""


def write_whole(target: Path, content: bytes) -> None:
    """Puts `content` under `target` at once: the old file or the new one is there, never a part.

    Only its owner reads it. Raises OSError; nothing is left behind then.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        patiently(lambda: os.replace(name, target))
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(target.parent)


def patiently(work: Callable[[], object], most: int | None = None) -> None:
    """Runs `work` until it is not refused: Windows holds for a moment what a scanner of viruses or a backup
    program looks at. Raises OSError; elsewhere than on Windows at once.
    """
    for _ in range(TRIES if most is None else min(most, TRIES)):
        try:
            work()
            return
        except PermissionError:
            time.sleep(PAUSE)
    work()


def sync_folder(folder: Path) -> None:
    """Brings the folder's own entries to the disk, where the system knows how (not on Windows, nor on
    each share).
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """The folder and those above it, their names brought to the disk; the last one even where it is
    there: it may not have been brought yet.
    """
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)
