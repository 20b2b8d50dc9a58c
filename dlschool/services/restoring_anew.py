"""Restoring where no store can be opened: on a new computer from a stick, or over a damaged store."""

from dataclasses import dataclass
from pathlib import Path

from dlschool.domain.access import User
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import epochs, machine, second_place
from dlschool.services.restoring import Clock, backup_at, epoch_of, lay_ready, refuse_unsound
from dlschool.settings import Settings
from dlschool.store import backup_files as files
from dlschool.store import backup_places as places
from dlschool.store import backup_restore as restoring
from dlschool.store import newer, ring, sheet_words
from dlschool.store.backup_files import Step, at_once
from dlschool.store.backup_places import Backup
from dlschool.store.connection import Store
from dlschool.store.keys import Keys
from dlschool.store.ring import Ring

WITHOUT_PASSWORD = 0
"""The user's id where the recovery sheet opened the keys: whoever holds it owns the data."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens the keys of a backup: a user with a password, or the words of the recovery sheet."""

    name: str = ""
    password: str = ""
    words: str = ""


def names_in(source: Path) -> list[str]:
    """The users whose passwords open the newest backup in `source`. Refused: there is none."""
    return [wrap.name for wrap in _ring(backup_at(source, None)).users]


def newest_in(source: Path) -> Backup:
    """The newest sound backup in `source`, not proved by any key yet. Refused: there is none."""
    return backup_at(source, None)


def choices(folder: DataFolder, keys: Keys, settings: Settings) -> list[Backup]:
    """Sound backups for a store that cannot be opened, newest first: here and in the second place."""
    school = ring.read(folder.ring).school_id
    found = places.found(places.here(folder), keys, school)
    second = second_place.of_school(school, settings)
    found += places.found(second, keys, school) if second else []
    return sorted((b for b in found if b.sound), key=lambda b: b.name, reverse=True)


def restore_anew(
    folder: DataFolder, clock: Clock, source: Path, opener: Opener, step: Step = at_once
) -> Backup:
    """The school of a backup in an empty data folder; afterwards everybody signs in as before.

    A power cut leaves the folder without a store: done again, it goes on. Refused: the folder holds a
    school, a wrong password, no backup that can be used, the disk does not take it.
    """
    if folder.store.exists():
        raise Refused(N_("The folder {folder} already holds a school."), folder=folder.root)
    backup, keys, user = _unlocked(source, opener)
    _refuse_other_school(folder, backup)
    with restoring.in_words(folder.root):
        restoring.swap(folder, _laid(folder, clock, backup, keys, user, step), step)
    return backup


def restore_over(
    folder: DataFolder, clock: Clock, source: Path, opener: Opener, step: Step = at_once
) -> Path:
    """A backup in the place of a store that cannot be opened any more. The damaged store is copied
    aside first, whole, as it is; returns where to. Refused: as above; then it lies as it lay.
    """
    backup, keys, user = _unlocked(source, opener)
    _refuse_other_school(folder, backup)
    return put_over(folder, clock, backup, keys, user, step)


def put_over(
    folder: DataFolder,
    clock: Clock,
    backup: Backup,
    keys: Keys,
    user: User,
    step: Step = at_once,
    aside: str = "damaged",
) -> Path:
    """The same with the keys at hand: who signed in over a damaged store, or (`aside` says what it is)
    over a newer one. Refused: as above.
    """
    refuse_unsound(backup)
    newer.refuse_copy(backup.folder / places.BASE, keys)
    target = folder.copies / f"{clock():%Y%m%d-%H%M%S}-{aside}"
    with restoring.in_words(folder.root):
        try:
            restoring.set_aside(folder, target, step)
            ready = _laid(folder, clock, backup, keys, user, step)
        except BaseException:
            restoring.forget_aside(target)
            raise
        restoring.swap_over(folder, ready, target, step)
    return target


def _unlocked(source: Path, opener: Opener) -> tuple[Backup, Keys, User]:
    """The backup proved by its own keys. Refused: they are not opened by this person."""
    unproved = backup_at(source, None)
    kept = _ring(unproved)
    if opener.words:
        keys = ring.opened_by_sheet(kept, sheet_words.secret(opener.words))
        user = User(WITHOUT_PASSWORD, opener.name)
    else:
        keys, user = _by_password(kept, opener, unproved)
    backup = places.read(unproved.folder, unproved.place, keys)
    refuse_unsound(backup)
    return backup, keys, user


def _by_password(kept: Ring, opener: Opener, backup: Backup) -> tuple[Keys, User]:
    wrap = kept.wrap(opener.name)
    if wrap is None:
        raise Refused(
            N_("There is no user “{name}”. Known: {names}."),
            name=opener.name,
            names=", ".join(other.name for other in kept.users),
        )
    private = ring.private_key(wrap, opener.password)
    if private is None:
        raise Refused(
            N_("The password is wrong. Look at Caps Lock and at the keyboard's language.")
        )
    try:
        return ring.opened(wrap, private), User(wrap.user_id, wrap.name)
    except ValueError as error:
        raise Refused(
            N_("The key file {file} is damaged. Put it back from a backup."),
            file=backup.folder / places.RING,
        ) from error


def _ring(backup: Backup) -> Ring:
    return ring.read(backup.folder / places.RING)


def _refuse_other_school(folder: DataFolder, backup: Backup) -> None:
    """Scans and keys of another school in the folder are not to be mixed with these."""
    if folder.ring.exists() and ring.read(folder.ring).school_id != _ring(backup).school_id:
        raise Refused(N_("The folder {folder} already holds a school."), folder=folder.root)


def _laid(
    folder: DataFolder, clock: Clock, backup: Backup, keys: Keys, user: User, step: Step
) -> DataFolder:
    """Everything but the base in its place, the base ready beside it. Raises OSError."""
    assert backup.manifest is not None
    school = backup.manifest.school
    epoch = epochs.after(school, epoch_of(backup))
    bare = Store(None, folder, clock, keys, user)
    for part in (folder.root, folder.scans, folder.copies):
        files.folder(part, step)
    restoring.bring_scans(bare, backup, [backup.place.scans], step)
    restoring.bring_editions(folder, backup, step)
    ready = lay_ready(folder, clock, keys, user, backup, epochs.marks(epoch), step)
    try:
        if places.RING in backup.manifest.files and not folder.ring.exists():
            files.copy(backup.folder / places.RING, folder.ring, step)
        machine.expect(school, epoch)
    except BaseException:
        restoring.forget(ready)
        raise
    return ready
