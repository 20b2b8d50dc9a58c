"""The exchange under fire: each operation of the disk fails, or kills the process, during its calls.

`python -m faults.exchange_torment [STEP]`: every STEP-th operation. After each blow the disk is whole
again; the school and its department must come to agree, every change told once, every answer applied.
Prints one JSON object: how many blows fell, what was lost.
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
from exchange_hub import Way
from faults import shim
from faults.trial import child

from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.paths import DataFolder
from dlschool.services import (
    epochs,
    exchange_folder,
    exchange_inbox,
    exchange_outbox,
    exchange_sync,
    exchange_tries,
    history,
)
from dlschool.store import exchange
from dlschool.store.connection import Store

MANNERS = ((shim.KILL, False), (28, False), (28, True), (5, False))
"""A kill; a full disk, once and for good; a disk that fails once."""
MOST = 2000
"""More operations than any call needs."""

Call = Callable[[Store, Path], object]


def school(place: Path) -> Store:
    os.environ["XDG_CONFIG_HOME"] = str(place / "config")
    return builders.opened(DataFolder(place / "school"), builders.at_noon, "Оразова Д.")


def stick(place: Path) -> Path:
    return place / "stick"


def made(place: Path) -> None:
    """A school in the middle of its exchange: told before, with new work, with answers that wait."""
    stick(place).mkdir(parents=True)
    desk, db = exchange_hub.opened(place), school(place)
    exchange_hub.enrol(desk, db)
    builders.stored_case(db)
    exchange_sync.sync(db, Way(desk))
    for _ in range(3):
        builders.stored_case(db, classes=("1А",), ground=Ground.WEATHER)
    exchange_folder.export(db, stick(place))
    exchange_hub.take(desk, files.load(stick(place)))
    said = {"key": "report-request", "values": {"period": "term", "due": "2026-11-30"}}
    exchange_hub.act(desk, "directive", said)
    letters = [wire.first(content) for content in exchange_hub.answers(desk, 1)]
    home = next((stick(place) / "DLX").iterdir())
    files.write(home, [each for each in letters if each is not None])
    (place / "down").write_bytes(b"".join(exchange_hub.answers(desk, 1)))
    builders.stored_case(db)
    db.close()
    desk.db.close()


def _receive(db: Store, place: Path) -> None:
    exchange_inbox.receive(db, (place / "down").read_bytes(), 0)


def _apply(db: Store, place: Path) -> None:
    _receive(db, place)
    exchange_inbox.apply(db)


def _new_epoch(db: Store, place: Path) -> None:
    epochs.begin(db)
    exchange_outbox.seal(db)


CALLS: dict[str, Call] = {
    "seal": lambda db, _place: exchange_outbox.seal(db),
    "receive": _receive,
    "apply": _apply,
    "export": lambda db, place: exchange_folder.export(db, stick(place)),
    "take": lambda db, place: exchange_folder.take(db, stick(place)),
    "pause": lambda db, _place: exchange_tries.pause(db, on=True),
    "new epoch": _new_epoch,
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
        CALLS[name](db, place)

    outcome = child(job)
    ended = next((line for line in outcome.lines if line[0] == "ended"), None)
    if outcome.trouble or ended is None:
        return 0, int(outcome.killed), outcome.trouble
    return int(str(ended[1])), int(str(ended[2])), ""


def settled(place: Path) -> list[str]:
    """Once the disk is whole: what is wrong with the school or its department after they spoke."""
    db, desk = school(place), exchange_hub.opened(place)
    try:
        if exchange_tries.paused(db):
            exchange_tries.pause(db, on=False)
        exchange_folder.take(db, stick(place))
        for _ in range(3):
            exchange_sync.sync(db, Way(desk))
        found = [str(finding.text.ru) for finding in history.check(db)]
        if not exchange_hub.agree(desk, db):
            found.append("school and department differ")
        if exchange.counts(db).keys() != {"accepted"}:
            found.append(f"states {exchange.counts(db)}")
        if db.value("select count(*) from directives") != 1:
            found.append("the directive is lost or doubled")
        return found
    except Exception:
        return [traceback.format_exc(limit=-4)]
    finally:
        db.close()
        desk.db.close()


def tormented(folder: Path, step: int) -> dict[str, Any]:
    exchange_outbox.MOST_OPS = 2  # several envelopes, each a transaction of its own
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
            shim.again_under(library, "faults.exchange_torment", arguments)
    with TemporaryDirectory() as folder:
        report = tormented(Path(folder), int(arguments[0]) if arguments else 1)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return 1 if report["lost"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
