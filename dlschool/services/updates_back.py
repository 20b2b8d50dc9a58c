"""Going back to the version before; where the data are newer by now, a copy that it can open goes with it.

An older program never opens newer data, and a newer one never writes old ones: the newer one keeps the
present state and says which backup is wanted, the older one puts it in place when somebody signs in.
"""

import contextlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dlschool.domain.access import Right, User
from dlschool.errors import Newer, Refused, reason
from dlschool.files import write_whole
from dlschool.i18n import N_
from dlschool.paths import DataFolder, small_file
from dlschool.services import backups, older_copies, restoring, restoring_anew, updates_trial
from dlschool.services.access import need
from dlschool.services.opening import Clock, Unlocked
from dlschool.services.restoring import Loss
from dlschool.settings import Settings
from dlschool.store import migrations
from dlschool.store.backup_files import Step, at_once
from dlschool.store.backup_places import Backup
from dlschool.store.connection import Store
from dlschool.update import child, lock, start, versions
from dlschool.update import place as program
from dlschool.update.place import Place
from dlschool.update.start import Start

WHY = "before-back"
_PATIENCE = 120
"""Seconds that the other version may take to say what it knows."""


@dataclass(frozen=True, slots=True)
class Way:
    """What going to the other version on this computer means."""

    place: Place
    version: str
    loss: Loss | None
    """Its data: the backup that it can open, and what would be given up. None: it opens these."""


def way(db: Store | None, settings: Settings, place: Place | None = None) -> Way:
    """`db`: the school's opened store; None: there are no data, or this program cannot open them.

    Refused: there is no other version here, it cannot be started, its data would have to be restored
    and the user may not, or no backup is old enough.
    """
    place = place or program.found()
    version = updates_trial.state(place).before
    tree = place.tree(version)
    if tree is None:
        raise Refused(
            N_(
                "No other version of the program is kept on this computer. "
                "To have an older one, install it from its setup file."
            )
        )
    known = steps_known_by(tree, place.system)
    if db is None or not set(migrations.applied(db.conn)) - set(known):
        return Way(place, version, None)
    return Way(place, version, _loss(db, settings, version, known))


def _loss(db: Store, settings: Settings, version: str, known: Sequence[str]) -> Loss:
    need(db, Right.RESTORE)
    backup = older_copies.newest(db, settings, known)
    if backup is None:
        raise Refused(
            N_(
                "Version {version} cannot open the data any more, and no copy of them that it could "
                "open is kept here. Put in the stick with the backups, or stay with this version."
            ),
            version=version,
        )
    return restoring.loss(db, backup)


def steps_known_by(tree: Path, system: str) -> list[str]:
    """The steps of the store's schema that another version knows: it is asked itself.

    Refused: it does not answer.
    """
    try:
        done = subprocess.run(
            program.command(tree, ["update", "status", "--json"], system),
            env=child.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        said = json.loads(done.stdout)["steps"]
        if not isinstance(said, list):
            raise TypeError(said)
        return [str(step) for step in said]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            N_("Version {version} cannot be started any more. This version stays."),
            version=tree.name,
        ) from error


def go(way: Way, db: Store | None, step: Step = at_once) -> Backup | None:
    """From the next start on the other version is the one that runs. Returns the backup of the present
    state, where the data go back too.

    Refused: the disk does not take it; then nothing has changed.
    """
    kept = None
    try:
        with lock.alone(way.place.target):
            if way.loss is not None and db is not None:
                kept = backups.set_apart(db, WHY, step)
                _note(db.folder, way.loss.backup)
            start.write(way.place.target, Start(way.version, way.place.version))
    except OSError as error:
        raise Refused(
            N_("The program folder {folder} cannot be written: {reason}. This version stays."),
            folder=way.place.target,
            reason=reason(error),
        ) from error
    return kept


def _note(folder: DataFolder, backup: Backup) -> None:
    """Raises OSError."""
    said = {"backup": str(backup.folder), "for": migrations.known()[-1]}
    write_whole(folder.going_back, json.dumps(said, ensure_ascii=False).encode())


def carried_out(
    folder: DataFolder, clock: Clock, keys: Unlocked, newer: Newer, step: Step = at_once
) -> bool:
    """Puts the backup in place that the newer program named, after these keys were refused as too old
    for the data. False: it named none, or it cannot be used.
    """
    try:
        said = json.loads(small_file(folder.going_back))
        named, made_for = Path(str(said["backup"])), str(said["for"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    backup = _sound(named, keys) if made_for in newer.steps else None
    if backup is None:
        return False
    put(folder, clock, keys, backup, step)
    return True


def _sound(folder: Path, keys: Unlocked) -> Backup | None:
    try:
        backup = restoring.backup_at(folder, keys.keys, keys.ring.school_id)
    except Refused:
        return None
    return backup if backup.sound else None


def put(
    folder: DataFolder, clock: Clock, keys: Unlocked, backup: Backup, step: Step = at_once
) -> Path:
    """A backup in the place of data that are too new for this program; these are kept whole in the
    folder that is returned. Refused: as `restoring_anew.put_over`.
    """
    user = User(keys.wrap.user_id, keys.wrap.name)
    aside = restoring_anew.put_over(folder, clock, backup, keys.keys, user, step, "newer")
    forget(folder)
    return aside


def forget(folder: DataFolder) -> None:
    """The data open with this program: nobody goes back any more."""
    with contextlib.suppress(OSError):
        folder.going_back.unlink(missing_ok=True)


def choice(folder: DataFolder, clock: Clock, keys: Unlocked, settings: Settings) -> Backup | None:
    """For data that are too new: the newest backup that this program can open."""
    user = User(keys.wrap.user_id, keys.wrap.name)
    bare = Store(None, folder, clock, keys.keys, user)
    return older_copies.newest(bare, settings, migrations.known())


def made_at(backup: Backup) -> datetime | None:
    return backup.manifest.at if backup.manifest else None


def newer_here(place: Place) -> str:
    """A newer version that is kept on this computer and can be started; empty: there is none."""
    now = start.read(place.target)
    named = [now.current, now.before] if now else []
    later = [v for v in named if v and updates_trial.is_newer(v, place.version) and place.tree(v)]
    return max(later, key=versions.order, default="")


def start_newer(place: Place, version: str) -> None:
    """The next start is that version's. Refused: the program folder cannot be written."""
    try:
        with lock.alone(place.target):
            start.write(place.target, Start(version, place.version))
    except OSError as error:
        raise Refused(
            N_("The program folder {folder} cannot be written: {reason}. This version stays."),
            folder=place.target,
            reason=reason(error),
        ) from error
