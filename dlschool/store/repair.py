"""Repair of a damaged store: what can be read goes into a fresh base under the same key.

The damaged files are set aside in `damaged/`, never deleted. The fresh base is whole on the disk
before it gets the name `school.db.repaired`; from then on `finish` brings it to its place, at the
next start if the power failed between.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dlschool.errors import Refused
from dlschool.files import sync_folder
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import repair_building as building
from dlschool.store import repair_pages as pages
from dlschool.store.connection import DatabaseError
from dlschool.store.repair_building import Saved
from dlschool.store.repair_reading import Source, Table, schema_reads, sequences

ASIDE = "damaged"
_WORK = "repair-work"
_DONE = ".repaired"
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was saved, where the damaged files lie, which pages were broken."""

    saved: Saved
    aside: Path
    broken_pages: int
    pages: int


def damage(folder: DataFolder, key: bytes) -> str:
    """The first thing wrong with the base, as SQLite says it; empty: it reads whole.

    Reads every page in use once; about as fast as the disk.
    """
    source = Source(folder.store, key)
    try:
        found = next(source.asked("pragma quick_check(1)"), ("",))[0]
    except DatabaseError as error:
        return str(error)
    finally:
        source.close()
    return "" if found == "ok" else str(found)


def repair(folder: DataFolder, key: bytes, school_id: str, now: datetime) -> Repaired:
    """Puts a fresh base in the damaged one's place. Nobody else may have the store open.

    Refused: the disk is full or cannot be written (nothing was changed); the schema cannot be read
    and no backup lends it: only restoring a backup is left.
    """
    work = folder.root / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        copy = work / "damaged.db"
        _copy(folder.store, copy)
        done = _repaired(folder, copy, key, school_id, now)
    except (OSError, DatabaseError) as error:
        raise Refused(
            N_("The repair cannot be written to {folder}, nothing was changed: {reason}"),
            folder=folder.root,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return done


def finish(folder: DataFolder) -> bool:
    """Brings a repaired base to its place, if one waits; says whether one did. Raises OSError."""
    done = _beside(folder.store, _DONE)
    if not done.exists():
        return False
    for end in _BESIDE:
        _beside(folder.store, end).unlink(missing_ok=True)
    sync_folder(folder.root)
    os.replace(done, folder.store)
    sync_folder(folder.root)
    return True


def _repaired(
    folder: DataFolder, copy: Path, key: bytes, school_id: str, now: datetime
) -> Repaired:
    _fold(copy, key)
    salt = b""
    if pages.lend_schema(copy, key, _donors(folder), lambda path: schema_reads(path, key)):
        salt = pages.salt_of(copy)
    else:
        raise Refused(
            N_(
                "The store {file} is damaged at its head and cannot be repaired. "
                "Restore a backup; the damaged file stays where it is."
            ),
            file=folder.store,
        )
    broken = len(pages.broken(folder.store, key, salt))
    source = Source(copy, key)
    try:
        tables = building.read(source)
        saved = building.complete(tables, sequences(source))
        _keep_marks(tables, school_id)
        fresh = copy.with_name("school.db")
        building.build(source, fresh, tables, saved)
    finally:
        source.close()
    aside = _set_aside(folder, now)
    count = folder.store.stat().st_size // pages.PAGE
    _sync(fresh)
    os.replace(fresh, _beside(folder.store, _DONE))
    sync_folder(folder.root)
    finish(folder)
    return Repaired(saved, aside, broken, count)


def _fold(copy: Path, key: bytes) -> None:
    """Brings what waits beside the working copy into it, as far as it can be read."""
    source = Source(copy, key)
    with contextlib.suppress(DatabaseError):
        list(source.asked("pragma wal_checkpoint(truncate)"))
    source.close()


def _keep_marks(tables: dict[str, Table], school_id: str) -> None:
    """The school's id and the journal's head, where their page is lost."""
    known = building.known_keys(tables["meta"])
    journal = tables["changes"]
    hashes = journal.columns.index("hash")
    newest = journal.rows[max(journal.rows)][hashes] if journal.rows else ""
    row_id = max(tables["meta"].rows, default=0)
    for name, value in (("journal", newest), ("school_id", school_id)):
        if value and name not in known:
            row_id += 1
            tables["meta"].rows[row_id] = (name, value)


def _donors(folder: DataFolder) -> list[Path]:
    """Bases of backups in the data folder, newest first."""
    found = [*folder.copies.glob("*/*.db"), *folder.copies.glob("*.db")]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def _set_aside(folder: DataFolder, now: datetime) -> Path:
    place = folder.root / ASIDE / f"{now:%Y%m%d-%H%M%S}"
    number = 1
    while place.exists():
        number += 1
        place = place.with_name(f"{now:%Y%m%d-%H%M%S}-{number}")
    place.mkdir(parents=True)
    _copy(folder.store, place / folder.store.name)
    for path in place.iterdir():
        _sync(path)
    for part in (place, place.parent, folder.root):
        sync_folder(part)
    return place


def _copy(store: Path, target: Path) -> None:
    """The base and what waits beside it; the index of the latter is made anew."""
    shutil.copyfile(store, target)
    waiting = _beside(store, "-wal")
    if waiting.exists():
        shutil.copyfile(waiting, _beside(target, "-wal"))


def _beside(path: Path, end: str) -> Path:
    return path.with_name(f"{path.name}{end}")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
