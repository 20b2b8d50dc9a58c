"""Backups as they lie in a place: where they are, which can be used, and whether all of one is whole.

A place holds one folder a backup, `YYYYMMDD-HHMMSS[-why]/`: the base, the ring, the editions and the
manifest. The scans of a second place lie once beside the backups; a backup in the data folder names
the data folder's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import backup_files as files
from dlschool.store import backup_manifest as manifests
from dlschool.store import blobs
from dlschool.store import copied_store as base
from dlschool.store.backup_files import Step
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
    try:
        return (folder / manifests.FILE).is_file() and (folder / BASE).is_file()
    except OSError:
        return False


def folders_in(folder: Path) -> list[Path]:
    """Empty where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


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
            cut = Refused(
                N_("In the backup {file} {name} is cut off or gone."), file=folder, name=name
            )
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


def _wrong_scans(store: Store, backup: Backup, manifest: Manifest, step: Step) -> Iterator[Refused]:
    try:
        scans = manifests.read_scans(backup.folder, manifest)
    except Refused as refused:
        yield refused
        return
    for name, size in scans.items():
        step(size)
        path = backup.place.scans / name[:2] / name
        if _size(path) != size or not blobs.sound(store, path):
            yield Refused(
                N_("The scan {name} of the backup is missing or damaged."), name=name[:12]
            )


def _tried(work: Callable[[Path], T], path: Path) -> T | None:
    try:
        return work(path)
    except OSError:
        return None
