"""What happens to computers: the power goes, the disk is full, old copies come back, copies go on."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from simulation.net import Died
from simulation.town import TROUBLE, Pc, Town

from dlschool.errors import Refused
from dlschool.exchange import folder, wire
from dlschool.hub import applying, restoring, streams
from dlschool.hub.database import Tx
from dlschool.services import exchange_differences, exchange_folder
from dlschool.store.connection import Store

YEARS = timedelta(days=3652)


def power_cut(town: Town, pc: Pc) -> None:
    """At the n-th statement of a conversation: what was not committed is gone."""
    left = [town.rng.randrange(1, 120)]
    execute, moment = Store.execute, pc.folder.with_name(f"{pc.folder.name}-moment")

    def dying(store: Store, sql: str, values: Any = ()) -> Any:
        left[0] -= 1
        if not left[0]:
            shutil.copytree(pc.folder, moment, dirs_exist_ok=True)
            raise Died
        return execute(store, sql, values)

    with replaced(Store, "execute", dying), suppress(Died):
        pc.sync()
    if left[0] <= 0:
        pc.stand(moment)
        shutil.rmtree(moment)


def full_disk(town: Town, pc: Pc) -> None:
    """The store cannot grow while it works and speaks."""
    pages = pc.db.value("pragma page_count")
    pc.db.conn.execute(f"pragma max_page_count = {pages + town.rng.randrange(3)}")
    pc.work(2)
    pc.sync()
    pc.close()
    pc.open()


def hub_dies(town: Town, pc: Pc) -> None:
    """In the middle of a request, at any statement; another process takes its place."""
    left = [town.rng.randrange(1, 60)]
    run, rows = Tx.run, Tx.rows

    def counted(ask: Callable[..., Any]) -> Callable[..., Any]:
        def dying(tx: Tx, sql: str, *values: object) -> Any:
            left[0] -= 1
            if not left[0]:
                raise Died
            return ask(tx, sql, *values)

        return dying

    with replaced(Tx, "run", counted(run)), replaced(Tx, "rows", counted(rows)), suppress(Died):
        pc.sync()
    town.office.db.close()
    town.open_hub()


def hub_disk_full(town: Town, pc: Pc) -> None:
    with town.office.db.transaction() as tx:
        pages = tx.value("pragma page_count")
    conn = town.office.db._connection()
    conn.execute(f"pragma max_page_count = {pages}")
    pc.work(2)
    with suppress(sqlite3.OperationalError, *TROUBLE):
        pc.sync()
    town.office.db.close()
    town.open_hub()


def hub_copied(town: Town) -> Path:
    """A backup of the hub."""
    town.office.db.close()
    kept = town.place / "hub-kept.db"
    with suppress(FileNotFoundError):
        kept.unlink()
    shutil.copy(town.place / "hub.db", kept)
    town.open_hub()
    return kept


def hub_restored(town: Town) -> None:
    """The backup in its place, with the command that is due after it."""
    kept = town.place / "hub-kept.db"
    if not kept.exists():
        return
    town.office.db.close()
    for name in ("hub.db-wal", "hub.db-shm"):
        (town.place / name).unlink(missing_ok=True)
    shutil.copy(kept, town.place / "hub.db")
    town.open_hub()
    restoring.restored(town.office)
    town.said.clear()


def by_stick(town: Town, pc: Pc) -> None:
    """Some of the files, in any order, come to the department; some of its answers come back."""
    pc.here()
    stick = town.place / f"stick-{pc.folder.name}"
    with suppress(Refused):
        exchange_folder.export(pc.db, stick)
    got = folder.load(stick) if stick.is_dir() else folder.Load()
    some = [each for each in got.envelopes if town.rng.random() < 0.7]
    town.rng.shuffle(some)
    for each in some:
        with suppress(*TROUBLE), town.office.db.transaction() as tx:
            of = streams.sender(tx, each.header.device)
            streams.take_whole(tx, of, each, town.office.publics, town.office.at())
    applying.catch_up(town.office.db, pc.of.id, town.office.pairs)
    _answers(town, pc)


def _answers(town: Town, pc: Pc) -> None:
    with town.office.db.transaction() as tx:
        rows = tx.rows("select content from down where device = ? order by seq", pc.device)
    found = [wire.first(bytes(row["content"])) for row in rows]
    back = town.place / f"back-{pc.folder.name}"
    shutil.rmtree(back, ignore_errors=True)
    some = [each for each in found if each is not None][-town.rng.randrange(1, 6) :]
    if some:
        folder.write(back, some)
        with suppress(Refused):
            exchange_folder.take(pc.db, back)


def restored(town: Town, pc: Pc) -> None:
    if pc.kept:
        pc.restore(town.rng.choice(pc.kept))


def copied(town: Town, pc: Pc) -> None:
    """A copy of the base goes on beside it under the same name; then the older one is given up."""
    copy = Pc(town, pc.of, pc.folder.with_name(f"{pc.folder.name}-copy"), pc.line)
    pc.close()
    shutil.rmtree(copy.folder, ignore_errors=True)
    shutil.copytree(pc.folder, copy.folder)
    pc.open()
    copy.open()
    copy.device = pc.device
    for _ in range(2):
        for each in (pc, copy):
            each.work(1)
            each.sync()
    copy.close()
    pc.begin()


def clock(town: Town, pc: Pc) -> None:
    pc.offset = town.rng.choice([-YEARS, YEARS, timedelta(), timedelta(hours=-7)])


def decide(town: Town, pc: Pc) -> None:
    """A person at the school decides a difference."""
    pc.here()
    numbers = pc.db.values("select number from main.differences where state = 'open'")
    if numbers:
        with suppress(Refused):
            exchange_differences.resolve(
                pc.db, town.rng.choice(numbers), town.rng.choice(["current", "other"])
            )


@contextmanager
def replaced(owner: type, name: str, value: Any) -> Iterator[None]:
    was = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, was)
