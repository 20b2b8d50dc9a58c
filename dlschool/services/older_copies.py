"""Copies of the school's data that an older program can open, when a newer one has changed the store."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.services import machine, school, second_place
from dlschool.settings import Settings
from dlschool.store import backup_places as places
from dlschool.store import backups, newer, ring
from dlschool.store.backup_places import Backup
from dlschool.store.connection import Store
from dlschool.store.keys import Keys

_NAME = "before-upgrade-%Y%m%d-%H%M%S.db"
"""Of the copy that a migration makes (`store.migrations.copy_first`)."""
_NAMELESS = Text("мектеп", "школа")
"""In the manifest of a copy whose own words cannot be read."""


def newest(db: Store, settings: Settings, steps: Sequence[str]) -> Backup | None:
    """The newest sound backup, here or in the second place, whose base has been through none but these
    steps. The copy that the migration itself made becomes a backup when it is the newest.

    `db` may be a store that is not opened: only its folder, its keys and its clock are asked.
    """
    found = next((b for b in _backups(db, settings) if _opens(b, db.keys, steps)), None)
    at = found.manifest.at if found and found.manifest else None
    for said, path in _copies(db.folder.copies):
        if at is not None and said <= at:
            break
        if _knows(path, db.keys, steps):
            made = _adopted(db, path, said)
            return made or found
    return found


def _backups(db: Store, settings: Settings) -> list[Backup]:
    ours = ring.read(db.folder.ring).school_id if db.conn is None else backups.school_id(db)
    found = places.found(places.here(db.folder), db.keys, ours)
    second = second_place.of_school(ours, settings)
    found += places.found(second, db.keys, ours) if second else []
    whole = [b for b in found if b.sound]
    return sorted(whole, key=lambda b: (b.name[:15], not b.place.second), reverse=True)


def _opens(backup: Backup, keys: Keys, steps: Sequence[str]) -> bool:
    return _knows(backup.folder / places.BASE, keys, steps)


def _knows(base: Path, keys: Keys, steps: Sequence[str]) -> bool:
    try:
        return set(newer.steps_of(base, keys)) <= set(steps)
    except Refused:
        return False


def _copies(folder: Path) -> list[tuple[datetime, Path]]:
    """Newest first."""
    found = []
    for path in folder.glob("before-upgrade-*.db"):
        try:
            found.append((datetime.strptime(path.name, _NAME), path))  # noqa: DTZ007
        except ValueError:
            continue
    return sorted(found, reverse=True)


def _adopted(db: Store, path: Path, at: datetime) -> Backup | None:
    """None: the disk does not take it; an older backup has to do."""
    try:
        name = _NAMELESS if db.conn is None else school.school(db).short_name
        return backups.of_copy(db, path, at, name, machine.identity())
    except Refused:
        return None
