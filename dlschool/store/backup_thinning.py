"""Backups that the ladder no longer keeps are taken away; nothing is, that we cannot prove to be ours."""

import contextlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from dlschool.errors import Refused
from dlschool.store import backup_ladder as ladder
from dlschool.store import backup_manifest as manifests
from dlschool.store import backup_places as places
from dlschool.store import backups, blobs
from dlschool.store.backup_files import FRESH
from dlschool.store.backup_ladder import Rung
from dlschool.store.backup_places import Backup, Place
from dlschool.store.connection import Store

UNDER_WAY = timedelta(days=1)
"""So long an unfinished backup may still be being written by another computer."""
ASIDE = ("before-restore", "before-update", "before-upgrade", "before-back")


def thin(store: Store, place: Place) -> list[str]:
    """Takes away what the ladder does not keep, then scans that no kept backup needs.

    Only folders with a manifest of this school, or begun by its program and never finished; of them
    only the files that we put there. Raises OSError when the place is pulled out: what was taken
    away is gone, all else is whole.
    """
    now, school = store.now(), backups.school_id(store)
    listed = places.found(place, store.keys, school)
    whole = [backup for backup in listed if backup.manifest is not None]
    staying = ladder.kept([_rung(b) for b in whole if b.sound], now)
    newest = {max(whole, key=lambda b: b.name).name} if whole else set()
    going = [b for b in whole if b.name not in staying | newest and _old(b, now)]
    going += [b for b in listed if b.manifest is None and _dead(b, now)]
    going = [b for b in going if _made_here(store, b)]
    for backup in going:
        _take_away(backup)
    if place.second and going:
        _sweep(store, place, [b for b in listed if b not in going])
    return [backup.name for backup in going]


def _rung(backup: Backup) -> Rung:
    manifest = backup.manifest
    assert manifest is not None
    return Rung(backup.name, manifest.at, manifest.action, manifest.why in ASIDE)


def _old(backup: Backup, now: datetime) -> bool:
    """A damaged one is looked at for two days before it goes."""
    manifest = backup.manifest
    return backup.sound or (manifest is not None and manifest.at < now - ladder.ALL)


def _dead(backup: Backup, now: datetime) -> bool:
    """Begun and never finished, and nobody can be at it any more."""
    if (backup.folder / manifests.FILE).exists():
        return False
    try:
        at = datetime.fromtimestamp((backup.folder / places.BEGUN).stat().st_mtime)  # noqa: DTZ006
    except OSError:
        return False
    return abs(now - at) > UNDER_WAY


def _made_here(store: Store, backup: Backup) -> bool:
    """Whether our program made the folder under this very name; a person's own copy of it is theirs."""
    try:
        written = (backup.folder / places.BEGUN).read_bytes()
    except OSError:
        return False
    return hmac.compare_digest(written, backups.begun_by_us(backup.name, store.keys))


def _take_away(backup: Backup) -> None:
    """The manifest first: what is half away is no backup any more."""
    folder, manifest = backup.folder, backup.manifest
    names = list(manifest.files) if manifest else [places.BASE, places.RING, manifests.SCANS]
    (folder / manifests.FILE).unlink(missing_ok=True)
    if manifest is None:
        names += [f"{places.LAW}/{path.name}" for path in (folder / places.LAW).glob("*.toml")]
    for name in names:
        (folder / name).unlink(missing_ok=True)
        path = folder / name
        path.with_name(FRESH + path.name).unlink(missing_ok=True)
    (folder / (FRESH + manifests.FILE)).unlink(missing_ok=True)
    _remove_empty(folder / places.LAW)
    if not any(path.name != places.BEGUN for path in folder.iterdir()):
        (folder / places.BEGUN).unlink(missing_ok=True)
        _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    """A folder in which somebody left something of their own stays."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _sweep(store: Store, place: Place, left: Sequence[Backup]) -> None:
    """Scans that no backup of the place names; not while one of them cannot be read or is written."""
    needed: set[str] = set()
    for backup in left:
        if backup.manifest is None:
            return
        try:
            needed |= manifests.read_scans(backup.folder, backup.manifest).keys()
        except Refused:
            return
    for path in list(blobs.paths(place.scans)):
        if path.name not in needed and blobs.sound(store, path):
            path.unlink()
