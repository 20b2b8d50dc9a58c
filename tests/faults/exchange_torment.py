"""The exchange under fire: each operation of the disk fails, or kills the process, during its calls.

`python -m faults.exchange_torment [STEP]`: every STEP-th operation. After each blow the disk is whole
again; the school and its department must come to agree, every change told once, every answer applied.
"""

import sys
from pathlib import Path

import builders
import exchange_hub
from exchange_hub import Way
from faults.blows import Call, Torment, fallen, run, school, wrong_with

from dlschool.domain.case import Ground
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.services import (
    epochs,
    exchange_folder,
    exchange_inbox,
    exchange_outbox,
    exchange_sync,
    exchange_tries,
)
from dlschool.store.connection import Store


def stick(place: Path) -> Path:
    return place / "stick"


def made(place: Path) -> None:
    """A school in the middle of its exchange: told before, with new work, with answers that wait."""
    exchange_outbox.MOST_OPS = 2  # several envelopes, each a transaction of its own
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


def settled(place: Path) -> list[str]:
    """Once the disk is whole: what is wrong with the school or its department after they spoke."""
    db, desk = school(place), exchange_hub.opened(place)
    try:
        if exchange_tries.paused(db):
            exchange_tries.pause(db, on=False)
        exchange_folder.take(db, stick(place))
        for _ in range(3):
            exchange_sync.sync(db, Way(desk))
        found = wrong_with(db)
        if not exchange_hub.agree(desk, db):
            found.append("school and department differ")
        if db.value("select count(*) from directives") != 1:
            found.append("the directive is lost or doubled")
        return found
    except Exception:
        return fallen()
    finally:
        db.close()
        desk.db.close()


if __name__ == "__main__":
    sys.exit(
        run(Torment("faults.exchange_torment", made, CALLS, settled, again=True), sys.argv[1:])
    )
