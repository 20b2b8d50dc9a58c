"""Whole files: written beside the old one, brought to the disk, then put in its place."""

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

TRIES, PAUSE = 10 if os.name == "nt" else 0, 0.1
"""How often a file is put in place that Windows refuses to replace, and the seconds between."""


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
        _put(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(target.parent)


def _put(name: str, target: Path) -> None:
    """Windows refuses for a moment what a scanner of viruses or a backup program just looks at."""
    for _ in range(TRIES):
        try:
            os.replace(name, target)
            return
        except PermissionError:
            time.sleep(PAUSE)
    os.replace(name, target)


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
