"""Backups: made at rest, opened and checked before they count, carried to a second place.

A place holds one folder a backup, `YYYYMMDD-HHMMSS[-why]/`: the base, the ring, the editions and,
last of all, the manifest. The scans of a second place lie once beside the backups; a backup in the
data folder names the data folder's own.
"""

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import backup_base as base
from dlschool.store import backup_files as files
from dlschool.store import backup_manifest as manifests
from dlschool.store import blobs
from dlschool.store.backup_files import Step, Written
from dlschool.store.backup_manifest import Manifest
from dlschool.store.connection import Store
from dlschool.store.keys import Keys

BASE, RING, LAW = "school.db", "keys.json", "law"
BEGUN = "begun.json"
"""Says, before anything else lies there, that a folder was made by us: an unfinished one can go."""
_SCANS = "scans"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where backups lie, and where their scans do."""

    root: Path
    scans: Path
    second: bool = False


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as it lies in a place; `trouble` says why it cannot be used."""

    folder: Path
    place: Place
    manifest: Manifest | None
    trouble: Refused | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def sound(self) -> bool:
        """Whether it is whole as far as the manifest and the sizes tell."""
        return self.manifest is not None and self.trouble is None


def here(folder: DataFolder) -> Place:
    """The data folder's own backups."""
    return Place(folder.copies, folder.scans)


def there(root: Path, school: str) -> Place:
    """The school's backups on a stick, another disk or a share."""
    own = root / "dlschool" / school
    return Place(own, own / _SCANS, second=True)


def place_of(root: Path) -> Place:
    """The place that a folder of backups is: the `copies` of a data folder, or a second one."""
    if root.name == "copies":
        return Place(root, root.parent / _SCANS)
    return Place(root, root / _SCANS, second=True)


def is_backup(folder: Path) -> bool:
    return (folder / manifests.FILE).is_file() and (folder / BASE).is_file()


def folders_in(folder: Path) -> list[Path]:
    """Empty where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def create(store: Store, why: str, name: Text, machine: str, step: Step = files.at_once) -> Backup:
    """A backup in the data folder. Refused: the disk does not take it, or it does not read back."""
    place = here(store.folder)
    folder = _free(place.root, store.now(), why)
    with _told(folder):
        _begin(folder, store.keys, step)
        return _fill(store, place, folder, Text(name.kk, name.ru), why, machine, step)


def _fill(
    store: Store, place: Place, folder: Path, name: Text, why: str, machine: str, step: Step
) -> Backup:
    written, mark = base.copy(store, folder / BASE, step)
    held = {BASE: written, **_beside(store.folder, folder, step)}
    _read_back(folder, held)
    found = base.look(folder / BASE, store.keys)
    if found != mark:
        raise Refused(N_("The copy cannot be read back: {reason}"), reason="journal")
    manifest = Manifest(
        school=school_id(store),
        name=name,
        program=program_version(),
        at=store.now(),
        why=why,
        epoch=mark.epoch,
        machine=machine,
        head=mark.head,
        action=mark.action,
        files=held,
        scans={path.name: path.stat().st_size for path in blobs.paths(place.scans)},
    )
    return _finish(folder, place, manifest, store.keys, step)


def _beside(data: DataFolder, folder: Path, step: Step) -> dict[str, Written]:
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
    with _told(folder):
        _begin(folder, store.keys, step)
        for name, size in manifest.scans.items():
            _carry_scan(store, backup.place.scans, place.scans, name, size, step)
        held = {}
        for name in manifest.files:
            files.folder((folder / name).parent, step)
            held[name] = files.copy(backup.folder / name, folder / name, step)
        _read_back(folder, held)
        if held != manifest.files or base.look(folder / BASE, store.keys).head != manifest.head:
            raise Refused(N_("The copy cannot be read back: {reason}"), reason=folder)
        return _finish(folder, place, replace(manifest, files=held), store.keys, step)


def _carry_scan(
    store: Store, source: Path, target: Path, name: str, size: int, step: Step
) -> None:
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


def _begin(folder: Path, keys: Keys, step: Step) -> None:
    files.folder(folder.parent, step)
    files.folder(folder, step)
    files.write(folder / BEGUN, begun_by_us(folder.name, keys), step)


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


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the disk does not take, in words."""
    try:
        yield
    except OSError as error:
        raise Refused(
            N_("The backup cannot be written to {folder}: {reason}. The earlier ones are whole."),
            folder=folder.parent,
            reason=error.strerror or error,
        ) from error


def program_version() -> str:
    """The program's version; empty where it was not installed as a package."""
    from importlib import metadata

    try:
        return metadata.version("dlschool")
    except metadata.PackageNotFoundError:
        return ""


def school_id(store: Store) -> str:
    return str(store.value("select value from main.meta where key = 'school_id'") or "")


def found(place: Place, keys: Keys | None, school: str = "") -> list[Backup]:
    """The backups of a place, newest first; those that cannot be used say why.

    Raises nothing: a place that is not there has none.
    """
    try:
        folders = [path for path in place.root.iterdir() if path.is_dir() and path != place.scans]
    except OSError:
        return []
    listed = [read(folder, place, keys, school) for folder in folders if _ours(folder)]
    return sorted(listed, key=_age, reverse=True)


def _ours(folder: Path) -> bool:
    return (folder / manifests.FILE).exists() or (folder / BEGUN).exists()


def _age(backup: Backup) -> tuple[datetime, str]:
    at = backup.manifest.at if backup.manifest else _said_at(backup.name)
    return at, backup.name


def _said_at(name: str) -> datetime:
    """When an unfinished backup was begun, by its name."""
    try:
        return datetime.strptime(name[:15], "%Y%m%d-%H%M%S")  # noqa: DTZ007
    except ValueError:
        return datetime(1, 1, 1)  # noqa: DTZ001


def read(folder: Path, place: Place, keys: Keys | None, school: str = "") -> Backup:
    """One backup, its manifest proved by the keys, its files looked for; nothing is opened."""
    try:
        manifest = manifests.read(folder, keys)
    except Refused as refused:
        return Backup(folder, place, None, refused)
    if school and manifest.school != school:
        other = Refused(N_("The backup {file} is of another school."), file=folder)
        return Backup(folder, place, None, other)
    for name, written in manifest.files.items():
        if _size(folder / name) != written.size:
            cut = Refused(N_("In the backup {file} {name} is cut off or gone."), file=folder, name=name)
            return Backup(folder, place, manifest, cut)
    return Backup(folder, place, manifest)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def verify(store: Store, backup: Backup, step: Step = files.at_once) -> list[Refused]:
    """Reads everything: each file's hash, each page of the base, each scan. What is wrong, in words."""
    manifest = backup.manifest
    if manifest is None or backup.trouble is not None:
        return [backup.trouble or Refused(N_("This backup cannot be used."))]
    wrong: list[Refused] = []
    for name, written in manifest.files.items():
        step(written.size)
        if _tried(files.read_back, backup.folder / name) != written:
            cut = N_("In the backup {file} {name} is cut off or gone.")
            wrong.append(Refused(cut, file=backup.folder, name=name))
    try:
        mark = base.look_closely(backup.folder / BASE, store.keys)
        if (mark.head, mark.action) != (manifest.head, manifest.action):
            wrong.append(Refused(N_("The copy cannot be read back: {reason}"), reason="journal"))
    except Refused as refused:
        wrong.append(refused)
    return [*wrong, *_wrong_scans(store, backup, manifest, step)]


def _wrong_scans(
    store: Store, backup: Backup, manifest: Manifest, step: Step
) -> Iterator[Refused]:
    for name, size in manifest.scans.items():
        step(size)
        path = backup.place.scans / name[:2] / name
        if _size(path) != size or not blobs.sound(store, path):
            yield Refused(N_("The scan {name} of the backup is missing or damaged."), name=name[:12])


def _tried(work: Callable[[Path], T], path: Path) -> T | None:
    try:
        return work(path)
    except OSError:
        return None
