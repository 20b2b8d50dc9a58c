"""The school that the harness torments: how it is made, opened, and known to be whole."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import builders

from dlschool.domain.pupil import Guardian, Pupil
from dlschool.paths import DataFolder
from dlschool.services import history, sample
from dlschool.services.opening import Store
from dlschool.store import changes

WHO = "Оразова Д."
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
    """The one place where the harness opens a store; Refused as the program refuses."""
    return builders.opened(DataFolder(school(place)), clock(after), WHO)


def made(place: Path) -> None:
    """The sample school, closed."""
    db = opened(place)
    sample.make(db)
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
    """What `check` finds, in Russian words; empty for a whole store."""
    return [f"{finding.place}: {finding.text.ru}" for finding in history.check(db)]
