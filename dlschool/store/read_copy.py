"""A store that another machine writes, read here from an encrypted copy in a temporary place.

The index of the write-ahead log is shared memory, which does not work between machines: a reader
beside a writer on a network folder could read half of a change. The copy is of one moment: base and
log did not change while they were copied.
"""

import contextlib
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder

PREFIX = "dlschool-read-"
_TRIES = 10
_PAUSE = 0.3
_OLD = 2 * 24 * 3600
"""Seconds after which nobody reads such a copy any more."""


@dataclass(frozen=True, slots=True)
class ReadCopy(DataFolder):
    """The data folder with a base of its own: scans and editions are read where they are."""

    base: Path = Path()

    @property
    def store(self) -> Path:
        return self.base


def take(folder: DataFolder) -> ReadCopy:
    """Copies base and log, under their key as they are. Refused: writing there does not pause."""
    place = Path(tempfile.mkdtemp(prefix=PREFIX))
    target = place / folder.store.name
    try:
        for _ in range(_TRIES):
            if _copied(folder.store, target):
                return ReadCopy(folder.root, target)
            time.sleep(_PAUSE)
    except OSError as error:
        drop(ReadCopy(folder.root, target))
        raise Refused(
            N_("The store {file} cannot be copied for reading: {reason}"),
            file=folder.store,
            reason=error.strerror or error,
        ) from error
    drop(ReadCopy(folder.root, target))
    raise Refused(N_("The store is busy. Try again in a moment."))


def drop(copy: ReadCopy) -> None:
    """Takes the copy away."""
    shutil.rmtree(copy.base.parent, ignore_errors=True)


def sweep(mine: ReadCopy) -> None:
    """Takes away copies that a killed reader left long before `mine` was made."""
    now = mine.base.stat().st_mtime
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if now - place.stat().st_mtime > _OLD:
                shutil.rmtree(place)


def _copied(store: Path, target: Path) -> bool:
    log, index = Path(f"{store}-wal"), Path(f"{target}-shm")
    before = _seen(store), _seen(log)
    shutil.copyfile(store, target)
    index.unlink(missing_ok=True)
    Path(f"{target}-wal").unlink(missing_ok=True)
    if before[1]:
        shutil.copyfile(log, f"{target}-wal")
    return before == (_seen(store), _seen(log))


def _seen(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns
