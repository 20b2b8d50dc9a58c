"""Making a backup: at rest, opened and checked before it counts, then carried to a second place.

The manifest is written last: until then the folder is no backup.
"""

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dlschool import __version__
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.files import sync_folder
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import backup_files as files
from dlschool.store import backup_manifest as manifests
from dlschool.store import blobs
from dlschool.store import copied_store as base
from dlschool.store.backup_files import Step, Written
from dlschool.store.backup_manifest import SCANS, Manifest
from dlschool.store.backup_places import BASE, BEGUN, LAW, RING, Backup, Place, here
from dlschool.store.connection import Store
from dlschool.store.keys import Keys

BEFORE_UPGRADE = "before-upgrade"


def create(store: Store, why: str, name: Text, machine: str, step: Step = files.at_once) -> Backup:
    """A backup in the data folder. Refused: the disk does not take it, or it does not read back."""
    place = here(store.folder)
    folder = _free(place.root, store.now(), why)
    with _begun(folder, store.keys, step):
        return _fill(store, place, folder, Text(name.kk, name.ru), why, machine, step)


def _fill(
    store: Store, place: Place, folder: Path, name: Text, why: str, machine: str, step: Step
) -> Backup:
    written, mark = base.copy(store, folder / BASE, step)
    scans = {path.name: path.stat().st_size for path in blobs.paths(place.scans)}
    held = {BASE: written, **_beside(store.folder, folder, step)}
    held[SCANS] = files.write(folder / SCANS, manifests.scans_json(scans), step)
    _read_back(folder, held)
    found = base.look(folder / BASE, store.keys)
    if found != mark:
        raise Refused(N_("The copy cannot be read back: {reason}"), reason="journal")
    manifest = Manifest(
        school=school_id(store),
        name=name,
        program=__version__,
        at=store.now(),
        why=why,
        epoch=mark.epoch,
        machine=machine,
        head=mark.head,
        action=mark.action,
        files=held,
        scans=len(scans),
    )
    return _finish(folder, place, manifest, store.keys, step)


def of_copy(store: Store, source: Path, at: datetime, name: Text, machine: str) -> Backup:
    """A backup made of a base that was copied before the schema was changed (`migrations.copy_first`),
    with the ring and the scans of now. Refused: it cannot be read, or the disk does not take it.
    """
    mark = base.look(source, store.keys)
    with base.opened(source, store.keys) as conn:
        (school,) = conn.execute("select value from meta where key = 'school_id'").fetchone()
    place = here(store.folder)
    folder = _free(place.root, at, BEFORE_UPGRADE)
    with _begun(folder, store.keys, files.at_once):
        scans = {path.name: path.stat().st_size for path in blobs.paths(place.scans)}
        held = {BASE: files.copy(source, folder / BASE), **_beside(store.folder, folder)}
        held[SCANS] = files.write(folder / SCANS, manifests.scans_json(scans))
        _read_back(folder, held)
        made = Manifest(
            school=school,
            name=Text(name.kk, name.ru),
            at=at,
            why=BEFORE_UPGRADE,
            epoch=mark.epoch,
            machine=machine,
            head=mark.head,
            action=mark.action,
            files=held,
            scans=len(scans),
        )
        return _finish(folder, place, made, store.keys, files.at_once)


def _beside(data: DataFolder, folder: Path, step: Step = files.at_once) -> dict[str, Written]:
    """The ring and the editions, as far as there are any."""
    held = {}
    if data.ring.exists():
        held[RING] = files.copy(data.ring, folder / RING, step)
    for path in sorted(data.editions.glob("*.toml")):
        files.folder(folder / LAW, step)
        held[f"{LAW}/{path.name}"] = files.copy(path, folder / LAW / path.name, step)
    return held


def carry(store: Store, backup: Backup, place: Place, step: Step = files.at_once) -> Backup:
    """The backup in a second place: its files, and the scans that the place has not yet.

    Refused: the place is gone or full, or what lies there does not read back.
    """
    manifest = backup.manifest
    if manifest is None or backup.trouble is not None:
        raise backup.trouble or Refused(N_("This backup cannot be used."))
    folder = _free(place.root, manifest.at, manifest.why)
    with _begun(folder, store.keys, step):
        for name, size in manifests.read_scans(backup.folder, manifest).items():
            _carry_scan(store, backup.place.scans, place.scans, name, size, step)
        held = {}
        for name in manifest.files:
            files.folder((folder / name).parent, step)
            held[name] = files.copy(backup.folder / name, folder / name, step)
        _read_back(folder, held)
        if held != manifest.files or base.look(folder / BASE, store.keys).head != manifest.head:
            raise Refused(N_("The copy cannot be read back: {reason}"), reason=folder)
        return _finish(folder, place, replace(manifest, files=held), store.keys, step)


def _carry_scan(store: Store, source: Path, target: Path, name: str, size: int, step: Step) -> None:
    """Copies a scan's file once; one that lies there with the right length is not read again."""
    there, ours = target / name[:2] / name, source / name[:2] / name
    if (there.exists() and there.stat().st_size == size) or not ours.exists():
        return
    files.folder(there.parent, step)
    files.copy(ours, there, step)
    if not blobs.sound(store, there) and blobs.sound(store, ours):
        there.unlink()
        raise Refused(N_("The copy cannot be read back: {reason}"), reason=there)


def _free(root: Path, at: datetime, why: str) -> Path:
    """A folder name that is not taken: two backups may be made in one second."""
    name = f"{at:%Y%m%d-%H%M%S}" + (f"-{why}" if why else "")
    found = root / name
    number = 1
    while found.exists():
        number += 1
        found = root / f"{name}-{number}"
    return found


@contextlib.contextmanager
def _begun(folder: Path, keys: Keys, step: Step) -> Iterator[None]:
    """A folder of our own to fill; whatever breaks off the work takes it away, if the disk is still
    there: tries that fail must not fill the disk. What the disk does not take is told in words.
    """
    try:
        files.folder(folder.parent, step)
        step(0)
        folder.mkdir()
        try:
            sync_folder(folder.parent)
            files.write(folder / BEGUN, begun_by_us(folder.name, keys), step)
            yield
        except BaseException:
            _abandon(folder, step)
            raise
    except OSError as error:
        raise Refused(
            N_("The backup cannot be written to {folder}: {reason}. The earlier ones are whole."),
            folder=folder.parent,
            reason=error.strerror or error,
        ) from error


def _abandon(folder: Path, step: Step) -> None:
    with contextlib.suppress(BaseException):
        step(0)
        (folder / manifests.FILE).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def begun_by_us(name: str, keys: Keys) -> bytes:
    """What the school's own program writes into the folder of a backup before all else."""
    return json.dumps({"begun": keys.derive(f"backup {name}").hex()}).encode()


def _read_back(folder: Path, held: dict[str, Written]) -> None:
    for name, written in held.items():
        if files.read_back(folder / name) != written:
            raise Refused(N_("The copy cannot be read back: {reason}"), reason=folder / name)


def _finish(folder: Path, place: Place, manifest: Manifest, keys: Keys, step: Step) -> Backup:
    """Only now it is a backup."""
    files.write(folder / manifests.FILE, manifests.as_json(manifest, keys), step)
    return Backup(folder, place, manifests.read(folder, keys))


def school_id(store: Store) -> str:
    return str(store.value("select value from main.meta where key = 'school_id'") or "")
