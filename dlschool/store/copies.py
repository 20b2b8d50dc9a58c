"""Whole copies of the store: one file, made at rest, opened and checked before it gets its name."""

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Store

_NAME = "copy-%Y%m%d-%H%M%S"


def copy(store: Store, folder: Path) -> Path:
    """A copy of the store as it is now, in `folder`; needs the same key.

    Refused: the folder cannot be written, somebody is writing, or the copy cannot be read.
    """
    target = folder / f"{store.now():{_NAME}}.db"
    fresh = target.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy_at_rest(store, fresh)
        _check(store, fresh)
        os.replace(fresh, target)
    except OSError as error:
        raise Refused(
            N_("The copy cannot be written to {folder}: {reason}"),
            folder=folder,
            reason=error.strerror or error,
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return target


def _copy_at_rest(store: Store, target: Path) -> None:
    busy = store.value("pragma wal_checkpoint(truncate)")
    store.execute("begin immediate")
    try:
        if busy or _waiting(store):
            raise Refused(N_("The store is busy. Try again in a moment."))
        shutil.copyfile(store.folder.store, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    finally:
        store.give_up()


def _waiting(store: Store) -> bool:
    """Whether pages still wait beside the file: written after the checkpoint, before the lock."""
    beside = Path(f"{store.folder.store}-wal")
    return beside.exists() and beside.stat().st_size > 0


def _check(store: Store, target: Path) -> None:
    store.execute("attach database ? as copied", (str(target),))
    try:
        found = store.value("pragma copied.quick_check(1)")
    except dbapi2.DatabaseError as error:
        found = str(error)
    finally:
        store.execute("detach database copied")
    if found != "ok":
        raise Refused(N_("The copy cannot be read back: {reason}"), reason=found)


def latest(folder: Path) -> tuple[Path, datetime] | None:
    """The newest copy in the folder and when it was made, by its name."""
    made = []
    for path in folder.glob("copy-*.db"):
        try:
            made.append((datetime.strptime(path.stem, _NAME), path))  # noqa: DTZ007
        except ValueError:
            continue
    if not made:
        return None
    at, path = max(made)
    return path, at
