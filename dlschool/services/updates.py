"""Updating the program from a file: what the file is, and putting its version beside the one that works.

The version that runs is not touched; the next start tries the new one, and `updates_trial` settles it.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dlschool.domain.access import Right
from dlschool.errors import Refused, reason
from dlschool.files import make_folder
from dlschool.i18n import N_
from dlschool.services import backups
from dlschool.services.access import need
from dlschool.services.backups import Backup
from dlschool.store import migrations
from dlschool.store.connection import Store
from dlschool.update import child, file, keys, leftovers, lock, start, unpack, versions
from dlschool.update import place as places
from dlschool.update.file import Update
from dlschool.update.manifest import SYSTEMS
from dlschool.update.place import Place
from dlschool.update.start import Start

__all__ = ["Offer", "Phase", "Place", "install", "installed", "look", "prove", "sweep"]

WHY = "before-update"
_A_MINUTE = 40 * 2**20
"""Bytes that an old computer unpacks, writes and reads back in a minute."""


class Phase(StrEnum):
    """What an update is at."""

    BACKUP = "backup"
    UNPACK = "unpack"
    TEST = "test"


Told = Callable[[Phase, int, int], object]
"""Phase, done, of (0: nobody knows). Whatever it raises ends the update and leaves nothing behind."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An update that fits this computer."""

    update: Update
    place: Place
    minutes: int
    """How long it will take, generously."""
    failed: bool
    """It was tried here once and did not start."""

    @property
    def version(self) -> str:
        return self.update.manifest.version

    def news(self, language: str) -> str:
        return self.update.manifest.news.get(language, "")


@dataclass(frozen=True, slots=True)
class Installed:
    """What an update came to. `backup`: of the school's data, None where there were none to read."""

    version: str
    backup: Backup | None


def installed() -> Place | None:
    """Where this program was installed to; None: a checkout, or what a developer started."""
    return places.find()


def refuse_uninstalled() -> None:
    """Refused: this program was not installed by a setup."""
    places.found()


def look(
    path: Path,
    steps: Sequence[str] | None = None,
    place: Place | None = None,
    trusted: Sequence[bytes] | None = None,
) -> Offer:
    """What the file is, as far as its head tells; nothing is written. `steps`: of the school's data,
    without them those that this program writes.

    Refused: not installed by a setup, not to be written, no update, damaged, of somebody else, for
    another system, not newer, it cannot read the data, too little room.
    """
    place = place or places.found()
    update = file.opened(path, trusted if trusted is not None else keys.accepted())
    now = start.read(place.target)
    _refuse_unfit(update, place, now)
    _refuse_data(update, steps if steps is not None else migrations.known())
    _prepared(place)
    unpack.refuse_full(update, place.target)
    minutes = max(1, round(update.manifest.size / _A_MINUTE))
    return Offer(update, place, minutes, now is not None and now.failed == update.manifest.version)


def prove(offer: Offer, told: Told) -> None:
    """Reads all of the file. Refused: it is not what was signed, or cannot be read."""
    file.read_through(offer.update, lambda done, of: told(Phase.UNPACK, done, of))


def _refuse_unfit(update: Update, place: Place, now: Start | None) -> None:
    manifest = update.manifest
    if manifest.system != place.system:
        raise Refused(
            N_(
                "This update is for {other}, and this computer works with {own}. Take the file whose "
                "name ends with {ending}."
            ),
            other=SYSTEMS[manifest.system],
            own=SYSTEMS[place.system],
            ending=f"-{SYSTEMS[place.system].lower()}{file.ENDING}",
        )
    ours, theirs = versions.order(place.version), versions.order(manifest.version)
    if theirs == ours:
        raise Refused(
            N_("Version {version} is on this computer already: it is the one that is running."),
            version=manifest.version,
        )
    if theirs < ours:
        raise Refused(
            N_("The file holds version {version}, which is older than the one here ({own})."),
            version=manifest.version,
            own=place.version,
        )
    _refuse_waiting(manifest.version, place, now)


def _refuse_waiting(version: str, place: Place, now: Start | None) -> None:
    if now is not None and now.current == version and place.tree(version) is not None:
        raise Refused(
            N_("Version {version} is installed already. Close the program and start it again."),
            version=version,
        )


def _refuse_data(update: Update, steps: Sequence[str]) -> None:
    if set(steps) - set(update.manifest.steps):
        raise Refused(
            N_(
                "Version {version} cannot read the data of this school: a still newer version has "
                "worked with them. Get a newer update."
            ),
            version=update.manifest.version,
        )


def _prepared(place: Place) -> None:
    """The folder that updates go to, made where it is the person's own, without what a power cut left
    there. Refused: it cannot be written.
    """
    try:
        make_folder(place.target)
        with lock.alone(place.target):
            leftovers.halves(place.target)
    except OSError as error:
        raise _unwritable(place, error) from error


def _unwritable(place: Place, error: OSError) -> Refused:
    return Refused(
        N_(
            "The update cannot be written to {folder}: {reason}. Version {version} stays and works as "
            "before. If the folder is closed to you, who installed the program can update it."
        ),
        folder=place.target,
        reason=reason(error),
        version=place.version,
    )


def steps_of(db: Store) -> list[str]:
    """The steps that the opened store has been through."""
    return migrations.applied(db.conn)


def steps_known() -> tuple[str, ...]:
    """The steps that this program knows."""
    return migrations.known()


def may(db: Store) -> None:
    """Refused: the user's role does not update the program."""
    need(db, Right.BACKUP)


def install(offer: Offer, db: Store | None, language: str, told: Told) -> Installed:
    """Backs the data up, lays the new version down, lets it test itself, has the next start try it.

    `db`: the school's opened store, None where none can be opened. Whatever goes wrong before the end
    leaves the program as it was. Refused: as `look`, the role, the backup, the file, the new version.
    """
    place, manifest = offer.place, offer.update.manifest
    if db is not None:
        may(db)
    try:
        with lock.alone(place.target):
            leftovers.halves(place.target)
            _refuse_waiting(manifest.version, place, start.read(place.target))
            unpack.refuse_full(offer.update, place.target)
            made = _backed_up(db, told)
            _laid(offer, language, told)
    except OSError as error:
        raise _unwritable(place, error) from error
    return Installed(manifest.version, made)


def _backed_up(db: Store | None, told: Told) -> Backup | None:
    """Data that are only read here are another computer's to back up."""
    if db is None or db.refuses is not None:
        return None
    done = 0

    def step(size: int) -> None:
        nonlocal done
        done += size
        told(Phase.BACKUP, done, 0)

    step(0)
    return backups.set_apart(db, WHY, step)


def _laid(offer: Offer, language: str, told: Told) -> None:
    """Raises OSError; nothing new is left behind then."""
    place, version = offer.place, offer.version
    fresh = unpack.unpack(offer.update, place.target, lambda done, of: told(Phase.UNPACK, done, of))
    try:
        child.self_test(fresh, language, lambda: told(Phase.TEST, 0, 0), place.system)
        unpack.put(fresh, version)
        start.write(place.target, Start(version, place.version, 0))
    except BaseException:
        unpack.forget(fresh)
        _taken_back(fresh.with_name(version), place)
        raise


def _taken_back(tree: Path, place: Place) -> None:
    """A version that `start` names already stays: the order is given."""
    now = start.read(place.target)
    if now is not None and tree.name in {now.current, now.before}:
        return
    with contextlib.suppress(OSError):
        if tree.exists():
            unpack.take_away(tree)


def sweep(place: Place) -> list[str]:
    """Versions that went because no start needs them; nothing while somebody updates."""
    try:
        return leftovers.sweep(place)
    except (Refused, OSError):
        return []
