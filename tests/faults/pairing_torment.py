"""Pairing under fire: each operation of the disk fails, or kills the process, while a PC is connected.

`python -m faults.pairing_torment [STEP]`: every STEP-th operation. After each blow the disk is whole again;
what was begun is done once more, and school and department must come to agree.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import builders
import exchange_hub
import pairing_parts as parts
from faults.blows import Call, Torment, fallen, run, school, wrong_with

from dlschool.exchange.kinds import Level
from dlschool.hub import letting_in
from dlschool.services import (
    epochs,
    exchange_level,
    exchange_pairing,
    exchange_renewal,
    exchange_sync,
)
from dlschool.services.exchange_pairing import State
from dlschool.store.connection import Store


def made(place: Path) -> None:
    """A school that was connected, told a case, was revoked, and is let in once more."""
    place.mkdir(parents=True)
    desk, db = parts.opened(place, builders.at_noon), school(place)
    epochs.settle(db)
    parts.with_bin(db)
    way = parts.Way(desk)
    for turn in range(2):
        exchange_pairing.ask(db, parts.enrolled(desk), "Хатшы")
        exchange_pairing.send(db, way)
        device = parts.approve(desk)
        if turn == 0:
            exchange_pairing.send(db, way)
            exchange_level.agree(db, Level.CASES, "№ 4", builders.at_noon().date())
            builders.stored_case(db)
            exchange_sync.sync(db, way)
            letting_in.revoke(desk, device, "Ескі компьютер", parts.WHO)
    (place / "file").write_bytes(parts.enrolled(desk))
    (place / "certificate").write_bytes(way.post("/pair", way.asked[-1][1]).body)
    builders.stored_case(db)
    db.close()
    desk.db.close()


def _take(db: Store, place: Path) -> None:
    if exchange_pairing.pairing_of(db).state is not State.CONNECTED:
        exchange_pairing.take(db, (place / "certificate").read_bytes())


def _connected(call: Callable[[Store], object]) -> Call:
    def done(db: Store, place: Path) -> None:
        _take(db, place)
        call(db)

    return done


CALLS: dict[str, Call] = {
    "ask": lambda db, place: exchange_pairing.ask(db, (place / "file").read_bytes(), "Жаңа"),
    "certificate": _take,
    "level": _connected(
        lambda db: exchange_level.agree(db, Level.NAMES, "№ 5", builders.at_noon().date())
    ),
    "keys": _connected(exchange_renewal.change_own),
}


def settled(place: Path) -> list[str]:
    """Once the disk is whole: what is wrong with the school or its department after they spoke."""
    db, desk = school(place), parts.opened(place, builders.at_noon)
    way = parts.Way(desk)
    try:
        if exchange_pairing.pairing_of(db).label == "Жаңа":
            exchange_pairing.send(db, way)
            parts.approve(desk)
            exchange_pairing.send(db, way)
        _take(db, place)
        for _ in range(4):
            exchange_sync.sync(db, way)
        found = wrong_with(db)
        if not exchange_hub.agree(desk, db):
            found.append("school and department differ")
        return found
    except Exception:
        return fallen()
    finally:
        db.close()
        desk.db.close()


if __name__ == "__main__":
    sys.exit(
        run(Torment("faults.pairing_torment", made, CALLS, settled, again=False), sys.argv[1:])
    )
