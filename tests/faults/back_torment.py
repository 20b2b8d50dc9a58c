"""Going back to an older program under fire, when the newer one has changed the data: the newer program
gives the order, the older one carries it out; each operation of the disk kills the process or fails.

`python -m faults.back_torment [STEP]`: every STEP-th operation; one JSON object. After each blow the
program that `start` names opens the data, all of them or those that were told, and nothing is lost.
"""

import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import builders
import update_parts
from faults import shim
from faults.strikes import Strike
from faults.trial import child
from update_parts import NEW, OLD

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import entering, opening, pupils, updates_back
from dlschool.services.opening import Cost, Unlocked
from dlschool.settings import Settings
from dlschool.store import backup_places, backups, migrations
from dlschool.store.check import check
from dlschool.update import start
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

WHO, PASSWORD = "Оразова Д.", "қашықтан-оқыту"
OLDER = migrations.STEPS
NEWER = (*OLDER, ("9999_later", lambda database: database.execute("drop table told")))
NONE = Settings()
FAR = 400


def now() -> datetime:
    return datetime.fromisoformat("2026-11-22T09:00")


@contextmanager
def being(steps: Any) -> Iterator[None]:
    """This process is the older or the newer program meanwhile."""
    migrations.STEPS, before = steps, migrations.STEPS
    try:
        yield
    finally:
        migrations.STEPS = before


def school(place: Path) -> DataFolder:
    return DataFolder(place / "school")


def program(place: Path) -> Place:
    return Place(place / "P", NEW, place / "P", system=update_parts.SYSTEM)


def lay(place: Path) -> Unlocked:
    """A pupil entered by the older program, one by the newer, which runs."""
    folder = school(place)
    db = opening.found(folder, now, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    builders.stored_pupil(db)
    db.close()
    keys = opening.unlocked(folder, now, WHO, PASSWORD)
    with being(NEWER):
        db = opening.opened(folder, now, keys)
        builders.stored_pupil(db, last="Ысқақов")
        db.close()
    for version in (OLD, NEW):
        update_parts.tree(place / "P" / PROGRAMS / version, version, [name for name, _ in OLDER])
    start.write(place / "P", Start(NEW, OLD))
    return keys


def give_order(place: Path, keys: Unlocked) -> None:
    with being(NEWER):
        db = opening.opened(school(place), now, keys)
        way = updates_back.way(db, NONE, program(place))
        updates_back.go(way, db)
        db.close()


def carry_out(place: Path, keys: Unlocked) -> None:
    with being(OLDER):
        entering.enter(school(place), now, keys, entering.this_machine()).leave()


def wrong(place: Path, keys: Unlocked) -> Iterator[str]:
    """What the program that starts next finds."""
    said = start.read(place / "P")
    if said is None or said.current not in {OLD, NEW}:
        yield f"start says {said}"
        return
    went = said.current == OLD
    with being(OLDER if went else NEWER):
        entered = entering.enter(school(place), now, keys, entering.this_machine())
        if pupils.count(entered.db) != (1 if went else 2):
            yield f"{pupils.count(entered.db)} pupils in version {said.current}"
        yield from (str(found) for found in check(entered.db) if went)
        if went and not any(_is_kept(backup) for backup in _backups(entered.db)):
            yield "the state that was given up is not kept"
        entered.leave()


def _backups(db: Any) -> list[backup_places.Backup]:
    return backup_places.found(backup_places.here(db.folder), db.keys, backups.school_id(db))


def _is_kept(backup: backup_places.Backup) -> bool:
    return backup.sound and backup.manifest is not None and backup.manifest.why == updates_back.WHY


class Torment:
    """One call, struck again and again at the same place."""

    def __init__(self, folder: Path, call: Callable[[Path, Unlocked], None]) -> None:
        self.place, self.ready, self.call = folder / "place", folder / "ready", call
        self.lost: list[str] = []
        self.blows = 0

    def lay(self, ordered: bool) -> None:
        self.place.mkdir()
        self.keys = lay(self.place)
        if ordered:
            give_order(self.place, self.keys)
        shutil.copytree(self.place, self.ready, symlinks=True)

    def blow(self, what: str, begin: Callable[[], object]) -> bool:
        """False: the call ran through without it."""
        shutil.rmtree(self.place)
        shutil.copytree(self.ready, self.place, symlinks=True)

        def job(say: Callable[..., None]) -> None:
            shim.watch(self.place)
            begin()
            with suppress(Refused):
                self.call(self.place, self.keys)
            say("ended", *shim.disarm())

        outcome = child(job)
        self.lost += [f"{what}: {outcome.trouble}"] if outcome.trouble else []
        try:
            found = list(wrong(self.place, self.keys))
        except Exception:
            found = [traceback.format_exc(limit=-3)]
        self.lost += [f"{what}: {each}" for each in found]
        self.blows += 1
        return outcome.killed or not outcome.lines or int(str(outcome.lines[-1][2])) > 0


def tormented(torment: Torment, name: str, step: int) -> None:
    for error in ("", "ENOSPC", "EIO"):
        for at in range(1, FAR, step):
            begin = (lambda at=at: shim.arm(at=at)) if not error else None  # type: ignore[misc]
            strike = Strike(at, error, False)
            begin = begin or (lambda strike=strike: strike.begin(torment.place))  # type: ignore[misc]
            if not torment.blow(f"{name}, {error or 'killed'} at {at}", begin):
                break


def main() -> int:
    if not shim.loaded():
        library = shim.built(Path(tempfile.mkdtemp(prefix=shim.PREFIX)))
        shim.again_under(library, "faults.back_torment", sys.argv[1:])
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    lost: list[str] = []
    blows: dict[str, int] = {}
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="dlschool-faults-", dir=memory) as folder:
        for name, call, ordered in (("order", give_order, False), ("carry out", carry_out, True)):
            apart = Path(folder) / name
            apart.mkdir()
            torment = Torment(apart, call)
            torment.lay(ordered)
            tormented(torment, name, step)
            lost += torment.lost
            blows[name] = torment.blows
    shim.swept()
    sys.stdout.write(json.dumps({"blows": blows, "lost": lost}, ensure_ascii=False) + "\n")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
