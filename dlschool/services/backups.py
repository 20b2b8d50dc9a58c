"""Backups as the school makes them: after work, at the end, by hand; here and in a second place."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import epochs, machine, school, second_place
from dlschool.services.access import need
from dlschool.settings import Settings
from dlschool.store import backup_places as places
from dlschool.store import backups as store
from dlschool.store import copied_store as base
from dlschool.store import meta, volumes
from dlschool.store.backup_files import Step, at_once
from dlschool.store.backup_places import Backup, Place
from dlschool.store.backup_thinning import thin
from dlschool.store.connection import Store

__all__ = ["Backup", "Last", "Made", "automatic", "create", "due", "listed", "verify"]

EVERY = timedelta(minutes=30)
LOCAL, SECOND = "backup:local", "backup:second"
"""Keys of the meta table: the last good backup here, and in the second place."""

Labels = Callable[[], volumes.Labels]


@dataclass(frozen=True, slots=True)
class Last:
    """The last good backup of a kind: when, how far the journal was, its folder's name."""

    at: datetime
    head: str
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup came to. `trouble`: why the second place has none."""

    local: Backup
    second: Backup | None = None
    trouble: Refused | None = None


def last(db: Store, kind: str = LOCAL) -> Last | None:
    """As the base remembers it; None: never."""
    try:
        said = json.loads(meta.value(db, kind))
        return Last(datetime.fromisoformat(said["at"]), str(said["head"]), str(said["name"]))
    except (ValueError, KeyError, TypeError):
        return None


def create(
    db: Store,
    settings: Settings,
    *,
    why: str = "hand",
    step: Step = at_once,
    labels: Labels = volumes.mounted,
) -> Made:
    """A backup now: in the data folder, and in the second place when it can be reached.

    Refused: the user's role, or the data folder's disk does not take it. What is wrong with the second
    place stands in `trouble`; the backup in the data folder is good all the same.
    """
    need(db, Right.BACKUP)
    return _create(db, settings, why, step, labels)


def _create(db: Store, settings: Settings, why: str, step: Step, labels: Labels) -> Made:
    local = _local(db, why, step)
    try:
        place = second_place.find(db, settings, labels)
        second = _second(db, local, place, step) if place else None
    except Refused as refused:
        return Made(local, None, refused)
    return Made(local, second)


def _local(db: Store, why: str, step: Step) -> Backup:
    """A backup of now in the data folder; the last one, where nothing was done since."""
    if known := _unchanged(db):
        return known
    made = store.create(db, why, school.school(db).short_name, machine.identity(), step)
    _keep(db, LOCAL, made)
    with contextlib.suppress(OSError):
        thin(db, places.here(db.folder))
    epochs.remember(db)
    return made


def set_apart(db: Store, why: str, step: Step = at_once) -> Backup:
    """The present state, before something is put in its place. Refused: the disk does not take it."""
    name = school.school(db).short_name
    made = store.create(db, why, name, machine.identity(), step)
    _keep(db, LOCAL, made)
    return made


def scan_folders(
    db: Store, settings: Settings, backup: Backup, labels: Labels = volumes.mounted
) -> list[Path]:
    """Where the scans of a backup may lie: beside it, and in the second place."""
    second = second_place.reached(db, settings, labels)
    return [backup.place.scans, *([second.scans] if second else [])]


def _unchanged(db: Store) -> Backup | None:
    """The newest backup here, when it is sound and nothing was written after it."""
    known = last(db)
    if known is None or known.head != base.mark(db).head:
        return None
    place = places.here(db.folder)
    found = places.read(place.root / known.name, place, db.keys, store.school_id(db))
    ring_same = not db.folder.ring.exists() or _same_ring(db, found)
    return found if found.sound and ring_same else None


def _same_ring(db: Store, backup: Backup) -> bool:
    try:
        return (backup.folder / places.RING).read_bytes() == db.folder.ring.read_bytes()
    except OSError:
        return False


def _second(db: Store, local: Backup, place: Place, step: Step) -> Backup:
    """The local backup in the second place, unless it lies there already."""
    known = last(db, SECOND)
    if known is not None and local.manifest and known.head == local.manifest.head:
        found = places.read(place.root / known.name, place, db.keys, store.school_id(db))
        if found.sound and found.manifest == local.manifest:
            _keep(db, SECOND, found)
            return found
    made = store.carry(db, local, place, step)
    _keep(db, SECOND, made)
    with contextlib.suppress(OSError):
        thin(db, place)
    return made


def _keep(db: Store, kind: str, made: Backup) -> None:
    """The moment at which it was good, not the one that its folder is named by."""
    if db.refuses is None and made.manifest is not None:
        said = {"at": db.now().isoformat(timespec="seconds"), "head": made.manifest.head}
        meta.keep(db, {kind: json.dumps({**said, "name": made.name})})


def due(db: Store, settings: Settings, labels: Labels = volumes.mounted) -> bool:
    """Whether an automatic backup is to be made now: something changed, half an hour went by."""
    head = base.mark(db).head
    if not head or db.refuses is not None:
        return False
    known = last(db)
    gone = known is None or not (db.folder.copies / known.name).is_dir()
    if gone or _waits(known, head, db.now()):
        return True
    second = last(db, SECOND)
    waits = second is None or _waits(second, head, db.now())
    return waits and second_place.reached(db, settings, labels) is not None


def _waits(known: Last | None, head: str, now: datetime) -> bool:
    """A clock that was set back does not put the next backup off."""
    return known is None or (known.head != head and not known.at <= now < known.at + EVERY)


def changed(db: Store, settings: Settings, labels: Labels = volumes.mounted) -> bool:
    """Whether there is something to back up at the end of the work."""
    head, known, second = base.mark(db).head, last(db), last(db, SECOND)
    if not head or db.refuses is not None:
        return False
    if known is None or known.head != head:
        return True
    behind = second is None or second.head != head
    return behind and second_place.reached(db, settings, labels) is not None


def automatic(
    db: Store,
    settings: Settings,
    *,
    why: str = "",
    step: Step = at_once,
    labels: Labels = volumes.mounted,
) -> Made:
    """The program's own backup, whoever is signed in. Refused: the disk does not take it."""
    return _create(db, settings, why, step, labels)


def warning(db: Store) -> Refused | None:
    """What Today tells of the second place: never a copy, or the last is older than the school's rule.

    Of a new school not before its second day; of the sample school nothing.
    """
    if school.setting(db, "sample"):
        return None
    begun = db.value("select min(at) from main.actions")
    newest = last(db, SECOND)
    if newest is None:
        if begun is None or datetime.fromisoformat(begun).date() >= db.today():
            return None
        return Refused(N_("No copy of the data has been made outside this computer yet."))
    age = (db.today() - newest.at.date()).days
    if age <= int(school.setting(db, "copy_days")):
        return None
    words = N_("The last copy outside this computer was made on {day}, {days} days ago.")
    return Refused(words, day=newest.at.date(), days=age)


def listed(db: Store, settings: Settings, labels: Labels = volumes.mounted) -> list[Backup]:
    """Every backup that can be reached, newest first; here before the second place."""
    there = second_place.reached(db, settings, labels)
    found = places.found(places.here(db.folder), db.keys, store.school_id(db))
    if there is not None:
        found += places.found(there, db.keys, store.school_id(db))
    return sorted(found, key=lambda b: (b.name[:15], not b.place.second), reverse=True)


def verify(db: Store, backup: Backup, step: Step = at_once) -> list[Refused]:
    """Everything in it is read, the base opened page by page; what is wrong, in words."""
    need(db, Right.BACKUP)
    return places.verify(db, backup, step)


def school_id(db: Store) -> str:
    return store.school_id(db)


def as_json(backup: Backup) -> dict[str, Any]:
    """A backup for a program."""
    manifest = backup.manifest
    trouble = backup.trouble
    return {
        "name": backup.name,
        "folder": str(backup.folder),
        "place": "second" if backup.place.second else "data",
        "at": manifest.at.isoformat() if manifest else None,
        "why": manifest.why if manifest else None,
        "action": manifest.action if manifest else None,
        "epoch": manifest.epoch if manifest else None,
        "bytes": manifest.size if manifest else None,
        "scans": manifest.scans if manifest else None,
        "trouble": {"kk": trouble.text("kk"), "ru": trouble.text("ru")} if trouble else None,
    }
