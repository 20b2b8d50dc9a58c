"""Putting a backup in the store's place: laid ready beside it, then one rename: one whole state or the
other."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from dlschool.errors import Refused
from dlschool.files import sync_folder
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import backup_files as files
from dlschool.store import backup_manifest as manifests
from dlschool.store import backup_places as places
from dlschool.store import blobs
from dlschool.store import copied_store as base
from dlschool.store.backup_files import Step
from dlschool.store.backup_places import Backup
from dlschool.store.connection import Store
from dlschool.store.disk_faults import is_busy, of_the_file
from dlschool.store.keys import Keys

READY = ".restoring"
"""The folder in which a base is laid ready."""


@dataclass(frozen=True, slots=True)
class Apart:
    """How far two bases are from what they have in common; ids of actions."""

    common: int
    lost: tuple[int, ...]
    """Actions of the present that the backup has not."""
    back: int
    """How many actions of the backup the present has not."""


def apart(store: Store, path: Path) -> Apart:
    """Compares the journals. Refused: the backup's base cannot be read."""
    with base.opened(path, store.keys) as other:
        low, high = 0, min(_longest(store.conn), _longest(other))
        while low < high:
            middle = (low + high + 1) // 2
            same = _hash(store.conn, middle) == _hash(other, middle)
            low, high = (middle, high) if same else (low, middle - 1)
        row = store.conn.execute("select action from main.changes where id = ?", (low,)).fetchone()
        common = row[0] if row else 0
        lost = _after(store.conn, common)
        return Apart(common, lost, len(_after(other, common)))


def _longest(conn: Any) -> int:
    return int(conn.execute("select coalesce(max(id), 0) from main.changes").fetchone()[0])


def _hash(conn: Any, change: int) -> object:
    found = conn.execute(
        "select id, hash from main.changes where id <= ? order by id desc limit 1", (change,)
    ).fetchone()
    return tuple(found) if found else None


def _after(conn: Any, action: int) -> tuple[int, ...]:
    """Actions after one, newest last; who only looked at a card loses nothing."""
    rows = conn.execute(
        """select a.id from main.actions a where a.id > ? and exists (
             select 1 from main.changes c where c.action = a.id and c.thing <> 'viewings')
           order by a.id""",
        (action,),
    )
    return tuple(row[0] for row in rows)


def bring_scans(store: Store, backup: Backup, sources: Sequence[Path], step: Step) -> list[str]:
    """Scans that the backup names and the data folder has not, brought from where they lie.

    Returns the names of those that are nowhere. Raises OSError.
    """
    assert backup.manifest is not None
    absent = []
    for name in manifests.read_scans(backup.folder, backup.manifest):
        step(0)
        target = store.folder.scans / name[:2] / name
        if target.exists() and blobs.sound(store, target):
            continue
        whole = (p for s in sources if blobs.sound(store, p := s / name[:2] / name))
        source = next(whole, None)
        if source is None:
            absent.append(name)
            continue
        files.folder(target.parent, step)
        files.copy(source, target, step)
    return absent


def bring_editions(folder: DataFolder, backup: Backup, step: Step) -> None:
    """Editions of the backup that the data folder has not; those that are there stay as they are."""
    assert backup.manifest is not None
    for name in backup.manifest.files:
        target = folder.root / name
        if name.startswith(f"{places.LAW}/") and not target.exists():
            files.folder(target.parent, step)
            files.copy(backup.folder / name, target, step)


def lay_ready(folder: DataFolder, backup: Backup, keys: Keys, step: Step) -> DataFolder:
    """The backup's base in a folder of its own beside the store, read back and checked.

    Refused: it does not read back as it was written. Raises OSError.
    """
    assert backup.manifest is not None
    apart = DataFolder(folder.root / READY)
    forget(apart)
    try:
        files.folder(apart.root, step)
        written = files.copy(backup.folder / places.BASE, apart.store, step)
        found = base.look(apart.store, keys)
        known = (backup.manifest.head, backup.manifest.action)
        if written != backup.manifest.files[places.BASE] or (found.head, found.action) != known:
            raise Refused(N_("The copy cannot be read back: {reason}"), reason=backup.folder)
    except BaseException:
        forget(apart)
        raise
    return apart


def let_go(store: Store) -> None:
    """Closes the store so that nothing of it is left beside the file.

    Refused: another window or command has it open.
    """
    try:
        mode = store.conn.execute("pragma main.journal_mode = delete").fetchone()[0]
    except dbapi2.DatabaseError as error:
        refusal = None if is_busy(error) else of_the_file(error, store.folder.store)
        store.broken = refusal is not None
        if refusal:
            raise refusal from error
        mode = "wal"
    if mode != "delete":
        raise Refused(N_("Somebody else has the data open. Close the other windows and try again."))
    store.close()


def swap(folder: DataFolder, ready: DataFolder, step: Step) -> None:
    """The one moment: before it the old state is there, after it the backup's. Raises OSError."""
    step(0)
    os.replace(ready.store, folder.store)
    step(0)
    sync_folder(folder.root)
    forget(ready)


def set_aside(folder: DataFolder, target: Path, step: Step) -> None:
    """Copies a store that cannot be read any more, with all that lies beside it, before it is
    replaced. Raises OSError.
    """
    files.folder(target, step)
    for path in [folder.store, *_beside(folder), folder.ring]:
        if path.exists():
            files.copy(path, target / path.name, step)


def _beside(folder: DataFolder) -> list[Path]:
    """What SQLite lays beside the base, and would read into another one."""
    return [Path(f"{folder.store}{end}") for end in ("-wal", "-shm", "-journal")]


def swap_over(folder: DataFolder, ready: DataFolder, aside: Path, step: Step) -> None:
    """As `swap`, over a damaged store that was copied to `aside`: what lies beside it goes there too.

    Where it is not replaced, it lies as it lay and the copy is gone. Raises OSError; Refused: the disk
    does not even take that back.
    """
    moved = []
    try:
        for part in _beside(folder):
            step(0)
            if part.exists():
                os.replace(part, aside / part.name)
                moved.append(part)
        sync_folder(aside)
        swap(folder, ready, step)
    except BaseException:
        if ready.store.exists():
            _move_back(moved, aside)
            forget_aside(aside)
            forget(ready)
        raise


def _move_back(moved: Sequence[Path], aside: Path) -> None:
    try:
        for part in moved:
            os.replace(aside / part.name, part)
    except OSError as error:
        raise Refused(
            N_(
                "The backup cannot be put in place: {reason}. "
                "What was there before is kept whole in {folder}."
            ),
            reason=error.strerror or error,
            folder=aside,
        ) from error


def forget_aside(aside: Path) -> None:
    """Takes away the copy of a store that stays where it is."""
    shutil.rmtree(aside, ignore_errors=True)


def forget(ready: DataFolder) -> None:
    """Takes away what was laid ready: the folder is ours alone."""
    if ready.root.name == READY:
        shutil.rmtree(ready.root, ignore_errors=True)


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """What the disk does not take, as a refusal."""
    try:
        yield
    except OSError as error:
        raise Refused(
            N_(
                "The backup cannot be put in place in {folder}: {reason}. "
                "What was there before is whole."
            ),
            folder=folder,
            reason=error.strerror or error,
        ) from error
