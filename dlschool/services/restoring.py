"""Restoring a backup: what will be lost is shown first, what is there now is kept, a new epoch begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dlschool.domain.access import RIGHTS, Right, User
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import backups, epochs, machine
from dlschool.services.access import need
from dlschool.settings import Settings
from dlschool.store import backup_places as places
from dlschool.store import backup_restore as restoring
from dlschool.store import backups as store
from dlschool.store import changes, connection, meta, newer, people, users
from dlschool.store import copied_store as base
from dlschool.store.backup_files import Step, at_once
from dlschool.store.backup_places import Backup
from dlschool.store.changes import Action
from dlschool.store.connection import Store
from dlschool.store.keys import Keys

NAMED = 20
"""So many of the lost actions are told one by one."""
SETTING = "restored"

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Loss:
    """What restoring a backup gives up, and what comes back with it."""

    backup: Backup
    count: int
    """Actions of the present that the backup has not."""
    first: Action | None
    last: Action | None
    actions: tuple[Action, ...]
    """The newest of them, newest first, at most `NAMED`."""
    back: int
    """How many actions of the backup the present has not."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A base that only waits to be put in place."""

    folder: DataFolder
    """Where it was laid ready."""
    epoch: str
    before: Backup
    """The present state, backed up."""
    absent: tuple[str, ...]
    """Names of scans that are nowhere to be found."""


def loss(db: Store, backup: Backup) -> Loss:
    """Refused: the user's role, or the backup cannot be used; Newer: only a newer program can."""
    need(db, Right.RESTORE)
    refuse_unsound(backup)
    newer.refuse_copy(backup.folder / places.BASE, db.keys)
    found = restoring.apart(db, backup.folder / places.BASE)
    newest = reversed(found.lost[-NAMED:])
    named = tuple(action for n in newest if (action := _action(db, n)) is not None)
    first = _action(db, found.lost[0]) if found.lost else None
    last = named[0] if named else None
    return Loss(backup, len(found.lost), first, last, named, found.back)


def _action(db: Store, action_id: int) -> Action | None:
    return changes.one(db, "a.id = ?", (action_id,))


def refuse_unsound(backup: Backup) -> None:
    if not backup.sound:
        raise backup.trouble or Refused(N_("This backup cannot be used."))


def restore(db: Store, backup: Backup, settings: Settings, step: Step = at_once) -> Ready:
    """Puts the backup in the store's place; `db` then is the restored store, opened again.

    Whatever breaks off before the end leaves the present state. Refused: the user's role, the backup
    does not read back, somebody else has the data open, the disk does not take it.
    """
    return finish(db, prepare(db, backup, settings, step), step)


def prepare(db: Store, backup: Backup, settings: Settings, step: Step = at_once) -> Ready:
    """The slow part, on any connection: the present state backed up, the backup laid ready."""
    need(db, Right.RESTORE)
    refuse_unsound(backup)
    newer.refuse_copy(backup.folder / places.BASE, db.keys)
    if db.refuses is not None:
        raise db.refuses
    before = backups.set_apart(db, "before-restore", step)
    epoch = epochs.after(store.school_id(db), base.mark(db).epoch, epoch_of(backup))
    marks = {key: meta.value(db, key) for key in (backups.LOCAL, backups.SECOND)}
    with restoring.in_words(db.folder.root):
        sources = backups.scan_folders(db, settings, backup)
        absent = restoring.bring_scans(db, backup, sources, step)
        restoring.bring_editions(db.folder, backup, step)
        ready = lay_ready(
            db.folder, db.clock, db.keys, db.user, backup, {**marks, **epochs.marks(epoch)}, step
        )
    return Ready(ready, epoch, before, tuple(absent))


def lay_ready(
    folder: DataFolder,
    clock: Clock,
    keys: Keys,
    user: User,
    backup: Backup,
    marks: dict[str, str],
    step: Step,
) -> DataFolder:
    """The backup's base in a folder of its own, opened by this very program: migrated, its new epoch
    and the line of the journal written. Refused: a newer program made it, or the user may not.
    """
    ready = restoring.lay_ready(folder, backup, keys, step)
    try:
        fresh = connection.open_store(ready, clock, keys, User(0, user.name))
        try:
            refuse_stranger(fresh, user)
            _write_down(fresh, backup, marks)
        except BaseException:
            fresh.close()
            raise
        restoring.let_go(fresh)
    except BaseException:
        restoring.forget(ready)
        raise
    return ready


def refuse_stranger(then: Store, user: User) -> None:
    """Who restores must be able to work afterwards: the users are those of the backup's day."""
    known = [other for other in users.all_users(then) if not other.gone]
    may = [other for other in known if Right.RESTORE in RIGHTS[other.role]]
    if user.id == 0 or not known:
        return
    if not any((user.id, user.name) == (other.id, other.name) for other in may):
        raise Refused(
            N_(
                "On the day of this backup {who} was not an owner here. These were: {names}. "
                "One of them can restore it."
            ),
            who=user.name,
            names=", ".join(other.name for other in may),
        )


def _write_down(fresh: Store, backup: Backup, marks: dict[str, str]) -> None:
    assert backup.manifest is not None
    at = f"{backup.manifest.at:%d.%m.%Y, %H:%M}"
    said = {"backup": backup.name, "on": fresh.now().isoformat(timespec="seconds")}
    with changes.action(fresh, N_("Restored from the backup of {when}"), kind="record", when=at):
        people.save_setting(fresh, SETTING, said)
        meta.keep(fresh, marks)


def epoch_of(backup: Backup) -> str:
    return backup.manifest.epoch if backup.manifest else ""


def finish(db: Store, ready: Ready, step: Step = at_once) -> Ready:
    """The short part: the store is closed, replaced by one rename, opened again in `db`.

    Refused: somebody else has the data open, or something was written since the present state was
    backed up.
    """
    school, folder = store.school_id(db), db.folder
    kept = ready.before.manifest
    if kept is None or base.mark(db).head != kept.head:
        raise Refused(N_("Something was written meanwhile. Restore once more."))
    restoring.let_go(db)
    try:
        machine.expect(school, ready.epoch)
        with restoring.in_words(folder.root):
            restoring.swap(folder, ready.folder, step)
    finally:
        _open_again(db)
    epochs.settle(db)
    return ready


def _open_again(db: Store) -> None:
    """Where the disk fails still, the next question to `db` tries again."""
    db.broken = True
    again = connection.open_store(db.folder, db.clock, db.keys, db.user)
    db.conn, db.publics, db.broken = again.conn, again.publics, False


def backup_at(path: Path, keys: Keys | None, school: str = "") -> Backup:
    """The backup in a folder that a person named: the backup's own, or one above it (the newest sound
    one then). Refused: there is none.
    """
    found = backups_below(path, keys, school)
    if not found:
        raise Refused(N_("No backup lies in {folder}."), folder=path)
    return next((backup for backup in found if backup.sound), found[0])


def backups_below(path: Path, keys: Keys | None, school: str = "") -> list[Backup]:
    """Backups in the folder itself, in a place of one school, in a stick's root, newest first."""
    if places.is_backup(path):
        return [places.read(path, places.place_of(path.parent), keys, school)]
    roots: Sequence[Path] = [path, path / "copies"]
    for above in (path, path / "dlschool"):
        roots = [*roots, *places.folders_in(above)]
    found = [b for root in roots for b in places.found(places.place_of(root), keys, school)]
    return sorted(found, key=lambda b: b.name, reverse=True)
