"""A school with a base of its own and a hub as it is served, for what an exchange costs on the wire."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random

import hub_life
from builders import opened

from dlschool.exchange.kinds import Level
from dlschool.hub import database, office
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import epochs, exchange_keys, sample_people
from dlschool.services.exchange_keys import Paired
from dlschool.services.opening import Store
from dlschool.store import changes, exchange

DAY = datetime(2026, 11, 21, 10, 0)
GROUNDS = ("family", "health", "special-needs", "home", "competition")


@dataclass(frozen=True, slots=True)
class Hub:
    """Served by its own program."""

    place: Path
    url: str
    port: int
    pin: bytes


def school(folder: Path, count: int) -> Store:
    """A base with so many pupils, each with a case."""
    db = opened(DataFolder(folder), lambda: DAY, "Оразова Д.")
    epochs.settle(db)
    chance = Random(137)
    with changes.action(db, "bench"):
        for number, (pupil, _) in enumerate(sample_people.pupils(DAY.date(), count), 1):
            name = f"{pupil.last} {pupil.first}"
            pupil_id = changes.insert(db, "pupils", {
                "last": pupil.last, "first": pupil.first, "middle": pupil.middle, "iin": "",
                "iin_reason": "x", "birth_date": None, "sex": pupil.sex.value,
                "grade": pupil.grade, "letter": pupil.letter, "language": pupil.language,
                "address": "", "special_needs": "", "home_teaching": 0, "left_on": None,
                "note": "", "sort_key": name, "folded": name,
            })  # fmt: skip
            add_case(db, number, pupil_id, chance)
    return db


def add_case(db: Store, number: int, pupil_id: int, chance: Random) -> None:
    start = date(2026, 9, 1).toordinal() + chance.randrange(80)
    days = [date.fromordinal(start + step).isoformat() for step in (0, 7, 7 + chance.randrange(90))]
    changes.insert(db, "cases", {
        "number": f"2026/{number}", "edition": "order-137-97-2022",
        "ground": chance.choice(GROUNDS), "pupil_id": pupil_id, "classes": "[]",
        "dropped_classes": "", "opened_on": days[0], "wanted_from": days[1],
        "wanted_until": days[2], "reason": "x", "event_name": "", "event_place": "",
        "event_level": None, "event_from": None, "event_until": None, "access_on": None,
        "individual_schedule": "not-needed", "attested_on": None, "later_edition_refused": "",
        "from_paper": 0, "note": "",
    })  # fmt: skip


def change(db: Store, count: int, chance: Random) -> None:
    """Until when the pupil learns at a distance: another day in so many cases, here and there."""
    ids = sorted(chance.sample(range(1, 2001), count))
    with changes.action(db, "bench"):
        for case in ids:
            day = date.fromordinal(date(2026, 12, 1).toordinal() + chance.randrange(170))
            changes.update(db, "cases", case, {"wanted_until": day.isoformat()})


def enrol(of: Office, db: Store, level: Level) -> int:
    """The base's computer is enrolled at the hub; returns its number."""
    at = hub_life.school(
        of, of.db.run(lambda tx: int(tx.value("select count(*) from schools"))) + 1
    )
    with exchange.writing(db):
        public = exchange_keys.mine(db).public
    with of.db.transaction() as tx:
        device = tx.value(
            "insert into devices (school, label, state, at) values (?, 'ПК', 'active', 'x') "
            "returning no",
            at.id,
        )
        tx.run(
            "insert into device_keys (device, number, sign, seal, since) values (?, 1, ?, ?, 'x')",
            device, public.sign, public.seal,
        )  # fmt: skip
    theirs = of.newest.public
    with exchange.writing(db):
        exchange_keys.keep_paired(
            db, Paired(device, at.mark, theirs.sign, theirs.seal, theirs.number, "http://hub")
        )
        exchange_keys.keep_level(db, level)
    return int(device)


def keys_file(place: Path) -> Path:
    return place / "department-keys.json"


def desk(url: str, place: Path) -> Office:
    return office.opened(database.of(url), keys_file(place), lambda: DAY)


@contextmanager
def served(place: Path, url: str, *, plain: bool, workers: int = 1) -> Iterator[Hub]:
    """`dlschool-hub serve` in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "dlschool.hub.cli", "serve", "--database", url,
        "--keys", str(keys_file(place)), "--address", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--json", *(["--plain"] if plain else []),
    ]  # fmt: skip
    root = Path(__file__).resolve().parents[3]
    with (place / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, cwd=root, env={**os.environ}
        )
    try:
        yield Hub(place, url, port, _pin(process, port))
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def _pin(process: subprocess.Popen[bytes], port: int) -> bytes:
    assert process.stdout is not None
    text = b""
    while not text.rstrip().endswith(b"}"):
        text += process.stdout.readline()
    said = json.loads(text)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return bytes.fromhex(said.get("pin") or "")
    raise TimeoutError("the hub does not answer")
