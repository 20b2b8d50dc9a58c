"""The school that the harness torments: how it is made, opened, and known to be whole."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from dlschool.domain.pupil import Guardian, Pupil
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import epochs, history, opening, sample, second_place
from dlschool.services.opening import Store
from dlschool.settings import Settings
from dlschool.store import backups, changes, ring

WHO = "Оразова Д."
PASSWORDS = "құпия сөз бір", "құпия сөз екі"
CHEAP = opening.Cost(1, 8 * 2**10)
"""A password that costs no time: it is not what is tried here."""
NOON = datetime(2026, 11, 21, 12)
OLD = Path(__file__).parent.parent / "store" / "old"


def school(place: Path) -> Path:
    """The data folder within the place that is watched; a stick may lie beside it."""
    return place / "school"


def stick(place: Path) -> Path:
    return place / "stick"


def clock(after: float = 0) -> Callable[[], datetime]:
    """A clock that goes, from noon and so many seconds; it stays on the one day."""
    begun = monotonic()
    return lambda: NOON + timedelta(seconds=int(after + monotonic() - begun))


def opened(place: Path, after: float = 0) -> Store:
    """The one place where the harness opens a store; Refused as the program refuses.

    What the machine remembers lies in the place, too: it fails with it.
    """
    os.environ["XDG_CONFIG_HOME"] = str(place / "config")
    db = _signed_in(DataFolder(school(place)), clock(after))
    try:
        epochs.settle(db)
    except BaseException:
        db.close()
        raise
    return db


def _signed_in(folder: DataFolder, now: Callable[[], datetime]) -> Store:
    """As the program goes about it: a new school, one of version 0.1, or one with users."""
    if opening.needs_users(folder):
        return opening.adopt(folder, now, WHO, PASSWORDS[0], CHEAP).db
    if not opening.exists(folder):
        return opening.found(folder, now, WHO, PASSWORDS[0], CHEAP).db
    try:
        return opening.sign_in(folder, now, WHO, PASSWORDS[0])
    except Refused:
        if not opens(folder, PASSWORDS[1]):
            raise
        return opening.sign_in(folder, now, WHO, PASSWORDS[1])


def opens(folder: DataFolder, password: str) -> bool:
    """Whether the owner's password is this one; the try is not counted."""
    wrap = ring.read(folder.ring).wrap(WHO)
    return wrap is not None and ring.private_key(wrap, password) is not None


def settings(place: Path) -> Settings:
    """Backups go to the stick as well."""
    return Settings(second_folder=str(stick(place)))


def made(place: Path) -> None:
    """The sample school with its stick, closed."""
    stick(place).mkdir(parents=True)
    db = opened(place)
    sample.make(db)
    second_place.choose(db.folder, backups.school_id(db), stick(place))
    db.close()


def old_school(place: Path) -> None:
    """A store of the oldest schema; opening it runs every step of the migration."""
    name = min(path.stem for path in OLD.glob("*.db"))
    folder = DataFolder(school(place))
    folder.root.mkdir(parents=True)
    shutil.copy(OLD / f"{name}.db", folder.store)
    shutil.copy(OLD / f"{name}.key", folder.key)


def pupils_of(count: int, first: int) -> list[tuple[Pupil, Guardian]]:
    """Invented pupils, other ones for another `first`."""
    from random import Random

    from dlschool.services import sample_people

    chance = Random(first)
    numbers = range(100 + first, 100 + first + count)
    return [sample_people.one(chance, n, n % 11 + 1, 2019 - n % 11) for n in numbers]


class Proof(NamedTuple):
    """A place in the journal: the chain up to it is what was acknowledged."""

    action: int
    hash: str


def proof(db: Store) -> Proof:
    newest = history.actions(db, limit=1)
    return Proof(newest[0].id if newest else 0, changes.head(db))


def holds(db: Store, said: Proof) -> bool:
    """Whether the journal still has that place in its chain."""
    return not said.hash or bool(
        db.value(
            "select count(*) from main.changes where hash = ? and action = ?",
            (said.hash, said.action),
        )
    )


def faults(db: Store) -> list[str]:
    """What `check` finds, in Russian words, and a base taken for a strange one; empty: whole."""
    found = [f"{finding.place}: {finding.text.ru}" for finding in history.check(db)]
    state = epochs.look(db)
    return found if state.kind is epochs.Kind.SAME else [*found, f"strange: {state}"]
