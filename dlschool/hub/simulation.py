"""Invented schools against a hub in this process: what it carries, measured.

Each school has a first load and then, every day, one conversation with a few changes. Envelopes are made
before the clock starts; only the hub's own work is measured: storing, applying, answering.
"""

import os
import random
import secrets
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dlschool.errors import Refused
from dlschool.exchange import framing, keys, payload, wire
from dlschool.exchange.framing import Asking
from dlschool.exchange.keys import Private, Public
from dlschool.exchange.payload import Act, Content, Op, Value
from dlschool.hub import conversation, database, office, schema
from dlschool.hub.database import Database
from dlschool.hub.office import Office
from dlschool.i18n import N_

CASES = (3, 40)
"""Cases of a school, least and most."""
GROUNDS = ("health", "family", "competition")
CHUNK = 500
"""Schools whose envelopes are made at a time: so many are held in memory."""
SCHOOL_DAYS = 170
"""Days of a school year on which something is sent."""


@dataclass(frozen=True, slots=True)
class Plan:
    schools: int
    days: int
    threads: int
    seed: int
    partitions: int = 0


@dataclass(slots=True)
class Computer:
    """One of a school: its stream so far."""

    no: int
    mark: bytes
    pair: Private
    department: Public
    cases: int
    seq: int = 0
    previous: bytes = wire.FIRST
    up: int = 0
    down: int = 0
    life: bytes = framing.NO_LIFE
    waiting: bytes = b""

    def seal(self, ops: Sequence[Op], size: int = 400) -> int:
        """Adds envelopes of at most `size` ops; returns how many."""
        for begin in range(0, len(ops), size):
            self.seq += 1
            content = payload.packed(Content(tuple(ops[begin : begin + size]), 29_000_000))
            header = wire.Header(self.no, b"epoc", self.seq, self.previous)
            made = wire.make(header, content, self.mark, self.pair, self.department)
            self.previous = wire.chained(made)
            self.waiting += made
        return -(-len(ops) // size)

    def request(self) -> bytes:
        asking = Asking(self.no, b"epoc", self.up, self.down)
        head = asking.packed(keys.shared(self.pair, self.department), self.life)
        return head + self.waiting

    def heard(self, status: int, body: bytes) -> bool:
        """Whether all was stored."""
        if status == 204:
            self.up, self.waiting = self.up + len(self.waiting), b""
            return True
        read = framing.read_answer_head(body)
        assert read is not None, status
        said, at = read
        self.waiting = self.waiting[said.up - self.up :]
        self.up, self.down = said.up, self.down + len(body) - at
        if said.life is not None:
            self.life, self.down = said.life, 0
        return not self.waiting and said.life is None


@dataclass(slots=True)
class Measured:
    envelopes: int = 0
    requests: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of the processor in this process: the same however busy the machine is."""
    slowest: list[float] = field(default_factory=list)


def run(url: str, folder: Path, plan: Plan) -> dict[str, Any]:
    """The figures. Refused: the database is not empty."""
    db = database.of(url)
    try:
        return _measured(db, url, folder, plan)
    finally:
        db.close()


def _measured(db: Database, url: str, folder: Path, plan: Plan) -> dict[str, Any]:
    schema.bring_up_to_date(db, plan.partitions)
    with db.transaction(writes=False) as tx:
        if tx.value("select count(*) from schools"):
            raise Refused(N_("A simulation wants an empty database."))
    of = office.opened(db, folder / "keys.json", datetime.now)
    of.pace.rate = of.pace.burst = 1e9
    rng = random.Random(plan.seed)
    memory = _memory()
    empty = _size(of, url)
    first, daily, quiet = Measured(), Measured(), Measured()
    with ThreadPoolExecutor(plan.threads) as pool:
        for begin in range(0, plan.schools, CHUNK):
            count = min(CHUNK, plan.schools - begin)
            computers = [_enrolled(of, rng, begin + i) for i in range(count)]
            _together(of, computers, first, pool, lambda c: _load(c, rng))
            for _ in range(plan.days):
                _together(of, computers, daily, pool, lambda c: _day(c, rng))
            _together(of, computers, quiet, pool, lambda _: 0)
    grown = _size(of, url) - empty
    return _figures(plan, first, daily, quiet, grown, memory)


def _figures(
    plan: Plan, first: Measured, daily: Measured, quiet: Measured, grown: int, memory: int
) -> dict[str, Any]:
    sent = first.bytes_up + daily.bytes_up
    year = (first.bytes_up + daily.bytes_up / plan.days * SCHOOL_DAYS) / plan.schools
    return {
        "schools": plan.schools,
        "first load: envelopes a second": _rate(first.envelopes, first.seconds),
        "first load: processor, ms an envelope": _each(first.processor, first.envelopes),
        "daily changes: envelopes a second": _rate(daily.envelopes, daily.seconds),
        "daily changes: 99 of 100 answered within, ms": _percent(daily.slowest, 0.99),
        "daily changes: processor, ms an envelope": _each(daily.processor, daily.envelopes),
        "nothing new: requests a second": _rate(quiet.requests, quiet.seconds),
        "bytes up": sent,
        "bytes down": first.bytes_down + daily.bytes_down,
        "bytes stored": grown,
        "stored for a byte sent": round(grown / max(1, sent), 1),
        "bytes stored per school and year": int(year * grown / max(1, sent)),
        "memory at the start, MB": round(memory / 2**20),
        "memory at the end, MB": round(_memory() / 2**20),
    }


def _rate(count: int, seconds: float) -> int:
    return round(count / seconds) if seconds else 0


def _each(seconds: float, count: int) -> float:
    return round(seconds / max(1, count) * 1000, 2)


def _percent(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return round(ordered[int(len(ordered) * share)] * 1000, 1) if ordered else 0.0


def _enrolled(of: Office, rng: random.Random, number: int) -> Computer:
    mark, pair = secrets.token_bytes(16), keys.new()
    with of.db.transaction() as tx:
        school = tx.value(
            "insert into schools (mark, name_kk, name_ru, bin, district, level, created) "
            "values (?, ?, ?, ?, ?, 'cases', ?) returning id",
            mark, f"№ {number}", f"№ {number}", f"{number:012}", f"{11 + number % 20}", of.at(),
        )  # fmt: skip
        tx.run("insert into heads (school, position, applied) values (?, 0, 0)", school)
        no = tx.value(
            "insert into devices (school, label, state, at) values (?, '', 'active', ?) returning no",
            school, of.at(),
        )  # fmt: skip
        tx.run(
            "insert into device_keys (device, number, sign, seal, since) values (?, 1, ?, ?, ?)",
            no, pair.public.sign, pair.public.seal, of.at(),
        )  # fmt: skip
    return Computer(int(no), mark, pair, of.newest.public, rng.randint(*CASES))


def _load(computer: Computer, rng: random.Random) -> int:
    """All cases that the school has, for the first time."""
    ops = [Op(1, Act.NEW, 1, {1: "Мектеп", 2: "Школа", 3: "000000000000"})]
    for number in range(computer.cases):
        pupil, case = 2 + 2 * number, 3 + 2 * number
        ops.append(Op(2, Act.NEW, pupil, {1: rng.randint(1, 11), 2: "male", 3: "kk"}))
        said: dict[int, Value] = {
            1: f"{number}/2026",
            2: pupil,
            3: rng.choice(GROUNDS),
            5: 2400 + number,
        }
        ops.append(Op(3, Act.NEW, case, said))
    return computer.seal(ops, 100)


def _day(computer: Computer, rng: random.Random) -> int:
    """A few changes of one day."""
    chosen = rng.sample(range(computer.cases), min(computer.cases, rng.randint(1, 4)))
    ops = [Op(3, Act.SET, 3 + 2 * n, {7: 2500 + computer.seq}) for n in sorted(chosen)]
    return computer.seal(ops)


def _together(
    of: Office, computers: Iterable[Computer], into: Measured, pool: Executor, seal: Any
) -> None:
    """Everything is sealed, then all speak at once; only the speaking is measured."""
    speaking = list(computers)
    into.envelopes += sum(seal(each) for each in speaking)
    before = sum(len(each.waiting) for each in speaking)
    requests = [each.request() for each in speaking]
    began, busy = time.perf_counter(), time.process_time()
    found = list(pool.map(lambda pair: _speak(of, *pair), zip(speaking, requests, strict=True)))
    into.seconds += time.perf_counter() - began
    into.processor += time.process_time() - busy
    into.bytes_up += before
    for count, came, longest in found:
        into.requests += count
        into.bytes_down += came
        into.slowest.append(longest)


def _speak(of: Office, computer: Computer, request: bytes) -> tuple[int, int, float]:
    """Requests, bytes down, seconds of the slowest."""
    count, came, longest = 0, 0, 0.0
    while True:
        began = time.perf_counter()
        read = framing.read_asking(request)
        assert read is not None
        asking, proof, at = read
        reply = conversation.converse(of, asking, proof, request[at:])
        longest = max(longest, time.perf_counter() - began)
        count, came = count + 1, came + len(reply.body)
        if computer.heard(reply.status, reply.body):
            return count, came, longest
        request = computer.request()


def _size(of: Office, url: str) -> int:
    """Bytes of the database."""
    with of.db.transaction(writes=False) as tx:
        if database.on_server(url):
            return int(tx.value("select pg_database_size(current_database())"))
        return int(
            tx.value("select page_count * page_size from pragma_page_count, pragma_page_size")
        )


def _memory() -> int:
    """Bytes of this process in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
