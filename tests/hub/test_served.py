"""The hub as it is served, over real sockets, on both engines: lines that die, and people who mean harm."""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import hub_life
import pytest
from bench.parts import telling
from bench.parts.lines import Line
from bench.parts.telling import Hub
from hub_life import Device, School, pupil

from dlschool.exchange import dictionary, framing, https, keys, numbers, wire
from dlschool.exchange.https import NoLine
from dlschool.exchange.kinds import Level
from dlschool.hub import http as hub_http
from dlschool.hub.conversation import Reply
from dlschool.hub.office import Office
from dlschool.services import exchange_sync
from dlschool.services.opening import Store
from dlschool.store import exchange


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    """The database behind the served hub, looked at from outside."""
    made = telling.desk(url, tmp_path)
    yield made
    made.db.close()


@pytest.fixture
def hub(office: Office, url: str, tmp_path: Path) -> Iterator[Hub]:
    with telling.served(tmp_path, url, plain=True) as served:
        yield served


@pytest.fixture
def school(office: Office) -> School:
    return hub_life.school(office)


@pytest.fixture
def pc(office: Office, school: School) -> Device:
    made = hub_life.device(office, school)
    made.seal([pupil(1)])
    return made


def ask(hub: Hub, body: bytes, path: str = "/x") -> Reply:
    conn = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=30)
    with contextlib.closing(conn):
        conn.request("POST", path, body)
        heard = conn.getresponse()
        return Reply(heard.status, heard.read())


def introduced(hub: Hub, pc: Device, office: Office) -> None:
    """The hub has told its life and has what was sealed."""
    for _ in range(4):
        pc.hear(ask(hub, pc.asking(office)), len(pc.stream[pc.up :]))
    assert pc.up == len(pc.stream)


def count(office: Office, table: str) -> int:
    with office.db.transaction(writes=False) as tx:
        return int(tx.value(f"select count(*) from {table}"))


def faults(office: Office) -> dict[str, int]:
    with office.db.transaction(writes=False) as tx:
        return {r["reason"]: r["count"] for r in tx.rows("select reason, count from faults")}


def settled(db: Store, way: Any, most: int = 400) -> None:
    for _ in range(most):
        try:
            exchange_sync.sync(db, way)
        except NoLine:
            continue
        finally:
            way.close()
        if exchange.counts(db).keys() <= {"accepted"}:
            return
    raise AssertionError(exchange.counts(db))


def test_everything_comes_over_lines_that_die_and_lose_replies(
    office: Office, hub: Hub, tmp_path: Path
) -> None:
    db = telling.school(tmp_path / "school", 300)
    telling.enrol(office, db, Level.NAMES)
    with contextlib.closing(Line(hub.port, life=700, lost=3)) as line:
        way = https.Line(f"http://127.0.0.1:{line.port}")
        settled(db, way)
        line.life = 0
        settled(db, way)
    assert count(office, "records") == 600
    assert line.connections > 10
    db.close()


def test_a_slow_line_is_not_given_up_while_it_moves(
    office: Office, hub: Hub, tmp_path: Path
) -> None:
    db = telling.school(tmp_path / "school", 40)
    telling.enrol(office, db, Level.NAMES)
    with contextlib.closing(Line(hub.port, speed=1500, delay=0.2)) as line:
        way = https.Line(f"http://127.0.0.1:{line.port}", still=2.0)
        exchange_sync.sync(db, way)
        way.close()
    assert count(office, "records") == 80
    db.close()


def test_who_does_not_know_the_secret_learns_nothing_and_stores_nothing(
    office: Office, hub: Hub, pc: Device
) -> None:
    introduced(hub, pc, office)
    before = count(office, "envelopes")
    known = pc.pair
    pc.seal([pupil(2)])
    pc.pair = keys.new()
    heard = ask(hub, pc.asking(office))
    assert heard.status == 409
    assert len(heard.body) < 10
    assert count(office, "envelopes") == before
    assert faults(office) == {"signature": 1}
    pc.pair = known
    introduced(hub, pc, office)


def test_bytes_that_came_before_change_nothing_however_often_they_come(
    office: Office, hub: Hub, pc: Device
) -> None:
    first = pc.asking(office)
    introduced(hub, pc, office)
    request = Device.asking(pc, office)
    pc.seal([pupil(2)])
    second = pc.asking(office)
    introduced(hub, pc, office)
    for body in (first, request, second, second, first):
        ask(hub, body)
    assert count(office, "envelopes") == 2
    assert count(office, "records") == 2


def test_what_is_not_of_this_device_is_refused_counted_and_holds_up_nothing(
    office: Office, hub: Hub
) -> None:
    for number, what in enumerate(HARMS, 1):
        school = hub_life.school(office, number)
        pc, other = hub_life.device(office, school), hub_life.device(office, school)
        pc.seal([pupil(1)])
        introduced(hub, pc, office)
        good = pc.previous, pc.seq, pc.stream
        pc.stream += harmful(what, pc, other, office)
        assert ask(hub, pc.asking(office)).status in (200, 204), what
        pc.previous, pc.seq, pc.stream = good
        opens = what in ("rewrapped", "bomb")
        assert of_school(office, "envelopes", school) == 1 + opens, what
        assert of_school(office, "quarantine", school) == opens, what
        with office.db.transaction(writes=False) as tx:
            refused = tx.value("select sum(count) from faults where device = ?", pc.no)
        assert refused == (None if opens else 1), what
        if not opens:
            pc.up = len(pc.stream)
            pc.seal([pupil(5)])
            introduced(hub, pc, office)
            assert of_school(office, "records", school) == 2, what


HARMS = ("forged", "rewrapped", "bomb", "junk", "huge", "other device")


def of_school(office: Office, table: str, school: School) -> int:
    with office.db.transaction(writes=False) as tx:
        return int(tx.value(f"select count(*) from {table} where school = ?", school.id))


def harmful(what: str, pc: Device, other: Device, office: Office) -> bytes:
    to = pc.department
    header = wire.Header(pc.no, pc.epoch, pc.seq + 1, pc.previous, to.number)
    if what == "forged":
        return wire.make(header, b"x", pc.school.mark, keys.new(), to)
    if what == "rewrapped":
        found = wire.first(pc.stream)
        assert found is not None
        return signed(header, found.sealed, pc)
    if what == "bomb":
        ids = wire._ids(header, pc.school.mark)
        packed = ids + dictionary.packed(bytes(wire.MOST_CONTENT * 4))
        return signed(header, keys.sealed(packed, to.seal), pc)
    if what == "junk":
        return b"\x01\xff" + bytes(300)
    if what == "huge":
        return header.packed() + numbers.packed(wire.MOST_SEALED + 5) + bytes(500)
    theirs = wire.Header(other.no, pc.epoch, pc.seq + 1, pc.previous, to.number)
    return wire.make(theirs, b"x", pc.school.mark, other.pair, to)


def signed(header: wire.Header, sealed: bytes, pc: Device) -> bytes:
    said = header.packed() + numbers.packed(len(sealed)) + sealed
    return said + keys.signature(pc.pair, wire._signed(said, pc.department))


def test_what_is_no_request_is_refused_without_a_word(office: Office, hub: Hub, pc: Device) -> None:
    introduced(hub, pc, office)
    for body in (b"", b"\x10", b"\xff" * 100, b"GET / HTTP/1.1", bytes(1000)):
        heard = ask(hub, body)
        assert (heard.status, heard.body) == (400, b"")
    unknown = framing.Asking(999_999, b"aaaa", 0, 0).packed(b"k" * 32, b"life")
    assert ask(hub, unknown).status == 403
    assert count(office, "envelopes") == 1


def test_a_body_without_end_is_cut_at_the_limit_and_costs_no_memory(
    office: Office, hub: Hub, pc: Device
) -> None:
    introduced(hub, pc, office)
    with socket.create_connection(("127.0.0.1", hub.port), 10) as conn:
        size = 64 * hub_http.MOST_BODY
        conn.sendall(b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n" % size)
        sent = 0
        with contextlib.suppress(OSError):
            while sent < size:
                sent += conn.send(b"\x10" * 65536)
    pc.seal([pupil(3)])
    introduced(hub, pc, office)
    assert count(office, "envelopes") == 2


def test_slow_senders_hold_up_no_other_school(office: Office, hub: Hub, pc: Device) -> None:
    """Eighty connections that say nothing more, and a flood of lies: honest requests take as long."""
    introduced(hub, pc, office)
    alone = taken(hub, pc, office)
    idle = [socket.create_connection(("127.0.0.1", hub.port), 5) for _ in range(80)]
    for conn in idle:
        conn.sendall(b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\n\r\n\x10")
    beside = taken(hub, pc, office)
    for conn in idle:
        conn.close()
    assert beside < 5 * alone + 0.05


def test_a_flood_of_lies_in_the_name_of_one_school_does_not_stop_another(
    office: Office, hub: Hub, pc: Device
) -> None:
    introduced(hub, pc, office)
    victim = hub_life.device(office, hub_life.school(office, 2))
    victim.pair = keys.new()
    lie = victim.asking(office)
    alone, over = taken(hub, pc, office), threading.Event()

    def flood() -> None:
        while not over.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                ask(hub, lie)

    floods = [threading.Thread(target=flood) for _ in range(3)]
    for each in floods:
        each.start()
    try:
        beside = taken(hub, pc, office)
    finally:
        over.set()
        for each in floods:
            each.join()
    assert beside < 20 * alone + 0.3
    assert count(office, "envelopes") == 1


def taken(hub: Hub, pc: Device, office: Office) -> float:
    """Median seconds of an honest request."""
    times = []
    for _ in range(15):
        begin = time.monotonic()
        assert ask(hub, pc.asking(office)).status == 204
        times.append(time.monotonic() - begin)
    return median(times)
