"""Pairing under fire: each operation of the disk fails, or kills the process, while a PC is connected.

`python -m faults.pairing_torment [STEP]`: every STEP-th operation. After each blow the disk is whole again;
what was begun is done once more, and school and department must come to agree.
"""

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builders
import exchange_hub
import pairing_parts as parts
from faults import shim
from faults.exchange_torment import MANNERS, MOST, Call, school
from faults.trial import child

from dlschool.errors import Refused
from dlschool.exchange.kinds import Level
from dlschool.hub import letting_in
from dlschool.services import (
    epochs,
    exchange_level,
    exchange_pairing,
    exchange_renewal,
    exchange_sync,
    history,
)
from dlschool.services.exchange_pairing import State
from dlschool.store import exchange
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


def struck(name: str, place: Path, at: int, manner: tuple[int, bool]) -> tuple[int, int, str]:
    """One blow in a child; how many operations there were (0: it died), how many failed, what was wrong."""

    def job(say: Callable[..., None]) -> None:
        db = school(place)
        shim.watch(place)
        shim.arm(shim.CHANGES, at, manner[1], manner[0])
        refused = ""
        try:
            CALLS[name](db, place)
        except Refused as refusal:
            refused = refusal.text("ru")
        counted, hits = shim.disarm()
        say("ended", counted, hits, refused)

    outcome = child(job)
    ended = next((line for line in outcome.lines if line[0] == "ended"), None)
    if outcome.trouble or ended is None:
        return 0, int(outcome.killed), outcome.trouble
    return int(str(ended[1])), int(str(ended[2])), ""


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
        found = [str(finding.text.ru) for finding in history.check(db)]
        if not exchange_hub.agree(desk, db):
            found.append("school and department differ")
        if exchange.counts(db).keys() != {"accepted"}:
            found.append(f"states {exchange.counts(db)}")
        return found
    except Exception:
        return [traceback.format_exc(limit=-4)]
    finally:
        db.close()
        desk.db.close()


def tormented(folder: Path, step: int) -> dict[str, Any]:
    ready, place = folder / "ready", folder / "place"
    made(ready)
    tried, blows, lost = 0, 0, []
    for name in CALLS:
        for manner in MANNERS:
            for at in range(1, MOST, step):
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(ready, place)
                counted, hits, trouble = struck(name, place, at, manner)
                tried, blows = tried + 1, blows + bool(hits)
                wrong = [trouble] if trouble else settled(place)
                lost += [f"{name} {manner} at {at}: {each}" for each in wrong]
                if counted and counted < at:
                    break
    return {"tried": tried, "blows": blows, "calls": len(CALLS), "lost": lost}


def main(arguments: list[str]) -> int:
    if not shim.loaded():
        with TemporaryDirectory(prefix=shim.PREFIX) as folder:
            library = shim.built(Path(folder))
            shim.again_under(library, "faults.pairing_torment", arguments)
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        report = tormented(Path(folder), int(arguments[0]) if arguments else 1)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return 1 if report["lost"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
