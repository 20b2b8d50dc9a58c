"""The second place of the backups: a stick found by its label, another disk, a share.

It is a setting of the computer, not of the school: a drive's letter or a folder means something on one
computer only, and a base that moved must not write to a place that another one named. How old the last
copy there may be is the school's rule (`copy_days`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services.access import need
from dlschool.settings import Settings
from dlschool.store import backups, volumes
from dlschool.store.backup_places import Place, there
from dlschool.store.connection import Store

Labels = Callable[[], volumes.Labels]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose: a label and a folder on that volume, or a folder of this computer."""

    folder: str = ""
    label: str = ""

    def __bool__(self) -> bool:
        return bool(self.folder or self.label)


def chosen(settings: Settings) -> Chosen:
    return Chosen(settings.second_folder, settings.second_label)


def choose(data: DataFolder, school: str, folder: Path, labels: Labels = volumes.mounted) -> Chosen:
    """Makes the school's own folder in `folder` and tells what to remember: the label where the volume
    has one, else the path.

    Refused: it is not there, cannot be written, or lies in the data folder itself.
    """
    root = folder.absolute()
    if root.resolve().is_relative_to(data.root.resolve()):
        raise Refused(
            N_(
                "The second place must not lie in the data folder: it would be lost together with it."
            )
        )
    if not root.is_dir():
        raise Refused(N_("The folder {folder} is not there."), folder=root)
    try:
        there(root, school).root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            N_("The folder {folder} cannot be written: {reason}"),
            folder=root,
            reason=error.strerror or error,
        ) from error
    label = volumes.label_of(root, labels)
    volume = labels().get(label) if label else None
    if label and volume is not None:
        return Chosen(root.relative_to(volume).as_posix(), label)
    return Chosen(str(root))


def kept(
    db: Store, settings: Settings, folder: Path | None, labels: Labels = volumes.mounted
) -> Settings:
    """The machine's settings with this second place, or with none. Refused: as `choose`, the role."""
    need(db, Right.BACKUP)
    found = choose(db.folder, backups.school_id(db), folder, labels) if folder else Chosen()
    return replace(settings, second_folder=found.folder, second_label=found.label)


def same_disk(data: DataFolder, root: Path) -> bool:
    """Whether the place lies on the very disk of the data: it does not help when the disk fails."""
    try:
        return data.root.stat().st_dev == root.stat().st_dev
    except OSError:
        return False


def find(db: Store, settings: Settings, labels: Labels = volumes.mounted) -> Place | None:
    """The second place as it can be reached now; None where none was chosen.

    Refused: the stick is not in, or the folder is not the one that was chosen. A path without its
    stick may be an empty folder of the computer's own disk: nothing is written there.
    """
    return _find(backups.school_id(db), chosen(settings), labels)


def of_school(school: str, settings: Settings, labels: Labels = volumes.mounted) -> Place | None:
    """The same where the store is not open; None also where it cannot be reached."""
    try:
        return _find(school, chosen(settings), labels)
    except Refused:
        return None


def _find(school: str, wanted: Chosen, labels: Labels) -> Place | None:
    if not wanted:
        return None
    if wanted.label:
        volume = labels().get(wanted.label)
        if volume is None:
            raise Refused(N_("The stick “{label}” is not in."), label=wanted.label)
        root = volume / wanted.folder
        if not root.is_dir():
            raise Refused(N_("The folder {folder} is not there."), folder=root)
        return there(root, school)
    place = there(Path(wanted.folder), school)
    if not place.root.is_dir():
        raise Refused(
            N_("The second place {folder} is not there, or another disk lies in its stead."),
            folder=wanted.folder,
        )
    return place


def reached(db: Store, settings: Settings, labels: Labels = volumes.mounted) -> Place | None:
    """The same, and None where it cannot be reached now."""
    try:
        return find(db, settings, labels)
    except Refused:
        return None
