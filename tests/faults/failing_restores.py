"""Restoring where no store can be opened, on a disk that fails: nothing that was there is lost by it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from faults import world
from faults.piece import Fact

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import backups, restoring_anew
from dlschool.services.restoring_anew import Opener

Under = Callable[[Callable[[], Fact | None]], Fact | None]
SPOILT, LEFT = b"\0" * 8192, b"left over"
OPENER = Opener(world.WHO, world.PASSWORDS[0])


def anew(place: Path, under: Under) -> None:
    """A new computer and the stick; what was refused is done again on a disk that is whole."""
    folder = _backed_up(place)
    shutil.rmtree(folder.root)

    def call() -> None:
        restoring_anew.restore_anew(folder, world.clock(), world.stick(place), OPENER)

    under(call)
    if not folder.store.exists():
        call()


def over(place: Path, under: Under) -> None:
    """A damaged store with what lay beside it: there still, or in the copy, however it ends."""
    folder = _backed_up(place)
    folder.store.write_bytes(SPOILT)
    Path(f"{folder.store}-wal").write_bytes(LEFT)

    def call() -> None:
        restoring_anew.restore_over(folder, world.clock(), world.stick(place), OPENER)

    under(call)
    places = [folder.root, *folder.copies.glob("*-damaged")]
    for name, content in (("school.db", SPOILT), ("school.db-wal", LEFT)):
        there = [path for path in (part / name for part in places) if path.exists()]
        assert content in [path.read_bytes() for path in there], name
    if folder.store.read_bytes() == SPOILT:
        call()


def _backed_up(place: Path) -> DataFolder:
    """The school with a backup on its stick, closed."""
    db = world.opened(place)
    made = backups.create(db, world.settings(place))
    db.close()
    if made.second is None:
        raise made.trouble or Refused("no stick")
    return DataFolder(world.school(place))
