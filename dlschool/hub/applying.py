"""What is stored gets its meaning, one position after another.

A step is deterministic: the same raw rows in the same order make the same records, conflicts and messages.
Nothing stops the order: an operation that makes no sense is put in quarantine, one whose record is not
here yet is parked, an envelope of a newer program waits for the upgrade, and so does what follows it in
its stream; each is told in the receipt.
"""

import time
from collections.abc import Mapping

from dlschool.exchange import payload, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Content
from dlschool.hub import errands, operations, outgoing, quarantine, speaking
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Database, Row, Tx

Keys = Mapping[int, Private]
"""The department's pairs by their numbers."""

AT_ONCE = 64
"""Steps in one transaction, at most."""
LONGEST = 0.25
"""Seconds: after so long the transaction ends and the next one begins, that others get their turn."""


def catch_up(db: Database, school: int, keys: Keys) -> int:
    """Applies everything that is stored and not applied yet; returns how many steps."""
    done = 0
    while True:
        steps, more = db.run(lambda tx: _steps(tx, school, keys))
        done += steps
        if not more:
            errands.deliver(db, school)
            return done


def _steps(tx: Tx, school: int, keys: Keys) -> tuple[int, bool]:
    """How many were taken in this transaction, and whether more are left."""
    head = tx.row("select position, applied from heads where school = ?", school)
    if head is None or head["applied"] >= head["position"]:
        return 0, False
    tx.lock(school)
    began, done = time.monotonic(), 0
    while done < AT_ONCE and time.monotonic() - began < LONGEST:
        if not _step(tx, school, keys):
            return done, False
        done += 1
    return done, True


def _step(tx: Tx, school: int, keys: Keys) -> bool:
    head = tx.row("select position, applied from heads where school = ?", school)
    if head is None or head["applied"] >= head["position"]:
        return False
    position = head["applied"] + 1
    row = tx.row("select * from envelopes where school = ? and position = ?", school, position)
    if row is not None:
        _arrived(tx, row, keys)
    else:
        act = tx.row("select * from acts where school = ? and position = ?", school, position)
        if act is not None and act["kind"] == "reread":
            _reread(tx, act, keys)
        elif act is not None:
            speaking.act(tx, act)
    tx.run("update heads set applied = ? where school = ?", position, school)
    return True


def _arrived(tx: Tx, row: Row, keys: Keys) -> None:
    """An envelope at its own place; one that had to wait is not applied here on a replay either."""
    if row["waits"] is None and not _before_waits(tx, row):
        _envelope(tx, row, row["position"], keys)
    else:
        _wait(tx, row)


def _before_waits(tx: Tx, row: Row) -> bool:
    """Whether an envelope before it in its stream still waits."""
    found = tx.value(
        "select 1 from envelopes where school = ? and state = 'waiting' and device = ? and epoch = ? "
        "and lane = ? and position < ? limit 1",
        row["school"], row["device"], row["epoch"], row["lane"], row["position"],
    )  # fmt: skip
    return found is not None


def _wait(tx: Tx, row: Row) -> None:
    tx.run(
        "update envelopes set state = 'waiting', waits = 1 where school = ? and position = ?",
        row["school"], row["position"],
    )  # fmt: skip
    outgoing.receipt(tx, row, row["position"], "waiting", [], Why.VERSION)


def _reread(tx: Tx, act: Row, keys: Keys) -> None:
    """After an upgrade: what waited until now is applied, in its order, at this place."""
    waiting = tx.rows(
        "select * from envelopes where school = ? and state = 'waiting' and position < ? "
        "order by position",
        act["school"], act["position"],
    )  # fmt: skip
    for row in waiting:
        _set_state(tx, row, "stored")
    for row in waiting:
        if not _before_waits(tx, row):
            _envelope(tx, row, act["position"], keys)
        else:
            _set_state(tx, row, "waiting")


def _envelope(tx: Tx, row: Row, position: int, keys: Keys) -> None:
    try:
        content = _content(tx, row, keys)
    except Fault as fault:
        if fault.why is Why.VERSION:
            _wait(tx, row)
            return
        _set_state(tx, row, "quarantined")
        quarantine.whole(tx, row, fault.why)
        outgoing.receipt(tx, row, position, "quarantined", [], fault.why)
        return
    now = _now(tx, row, position, content)
    _remember_epoch(tx, now)
    operations.apply(tx, now)
    _set_state(tx, row, "applied")
    outgoing.receipt(tx, row, position, "accepted", now.exceptions)


def _now(tx: Tx, row: Row, position: int, content: Content) -> Arrived:
    return Arrived(
        school=row["school"],
        position=position,
        device=row["device"],
        epoch=bytes(row["epoch"]),
        seq=row["seq"],
        lane=row["lane"],
        knew=outgoing.known_at(tx, row["device"], content.base, row["position"]),
        at=row["at"],
        content=content,
        stored=row["position"],
    )


def _content(tx: Tx, row: Row, keys: Keys) -> Content:
    """Fault: it does not open, or a newer program made it."""
    found = wire.first(bytes(row["content"]))
    if found is None:
        raise Fault(Why.DAMAGED)
    if found.header.key not in keys:
        raise Fault(Why.SEAL)
    mark = bytes(tx.value("select mark from schools where id = ?", row["school"]))
    content = payload.unpacked(wire.opened(found, mark, keys[found.header.key]))
    if content.schema > payload.SCHEMA:
        raise Fault(Why.VERSION, "schema")
    return content


def _remember_epoch(tx: Tx, now: Arrived) -> None:
    tx.run(
        "insert into epochs (device, epoch, position) values (?, ?, ?) "
        "on conflict (device, epoch) do nothing",
        now.device, now.epoch, now.position,
    )  # fmt: skip


def _set_state(tx: Tx, row: Row, state: str) -> None:
    tx.run(
        "update envelopes set state = ? where school = ? and position = ?",
        state, row["school"], row["position"],
    )  # fmt: skip
