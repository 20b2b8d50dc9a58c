"""What is stored gets its meaning, one position after another.

A step is deterministic: the same raw rows in the same order make the same records, conflicts and messages.
Nothing stops the order: an operation that makes no sense is put in quarantine, one whose record is not
here yet is parked, an envelope of a newer program waits for the upgrade, and so does what follows it in
its stream; each is told in the receipt.
"""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from dlschool.exchange import payload, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Content
from dlschool.hub import errands, logs, operations, outgoing, quarantine, speaking
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Database, Row, Tx

T = TypeVar("T")
Keys = Mapping[int, Private]
"""The department's pairs by their numbers."""

AT_ONCE = 64
"""Steps in one transaction, at most."""
LONGEST = 0.25
"""Seconds: after so long the transaction ends and the next one begins, that others get their turn."""


def catch_up(db: Database, school: int, keys: Keys) -> int:
    """Applies everything that is stored and not applied yet; returns how many steps."""
    done, more = 0, True
    while more:
        steps, more = _some(db, school, keys)
        done += steps
    return done


def caught_up(db: Database, school: int, keys: Keys, then: Callable[[Tx], T]) -> T:
    """The same, and then `then`: in one transaction if little is to be applied."""
    try:
        found = db.run(lambda tx: _with(tx, school, keys, then))
    except Exception as error:
        if not _senseless(db, error):
            raise
        found = None
    if found is None:
        catch_up(db, school, keys)
        return db.run(then)
    if found[1]:
        errands.deliver(db, school)
    return found[0]


def _with(tx: Tx, school: int, keys: Keys, then: Callable[[Tx], T]) -> tuple[T, bool] | None:
    """None: more is left than one transaction should hold."""
    _, left = _steps(tx, school, keys, AT_ONCE)
    return None if left & _MORE else (then(tx), bool(left & _ERRANDS))


def _senseless(db: Database, error: Exception) -> bool:
    return isinstance(error, speaking.SENSELESS) or db.engine.senseless(error)


def _some(db: Database, school: int, keys: Keys) -> tuple[int, bool]:
    """Some steps in one transaction; when a value is refused by the database, the first of them alone and
    with care.
    """
    steps, left = (
        _tried(db, school, keys, AT_ONCE) or _tried(db, school, keys, 1) or _aside(db, school)
    )
    if left & _ERRANDS:
        errands.deliver(db, school)
    return steps, bool(left & _MORE)


def _tried(db: Database, school: int, keys: Keys, most: int) -> tuple[int, int] | None:
    """None: something in what is stored is more than this code bears; nothing of it stands."""
    try:
        return db.run(lambda tx: _steps(tx, school, keys, most))
    except Exception as error:
        if not _senseless(db, error):
            raise
        logs.fault("applying", error, school=school)
        return None


def _aside(db: Database, school: int) -> tuple[int, int]:
    """The next step as a whole into quarantine: it holds up nothing."""

    def work(tx: Tx) -> tuple[int, int]:
        tx.lock(school)
        head = _head(tx, school)
        assert head is not None
        position = head["applied"] + 1
        row = tx.row("select * from envelopes where school = ? and position = ?", school, position)
        if row is not None:
            _put_aside(tx, row, position, Why.BODY)
        tx.run("update heads set applied = ? where school = ?", position, school)
        return 1, _MORE

    return db.run(work)


_MORE, _ERRANDS = 1, 2


def _steps(tx: Tx, school: int, keys: Keys, most: int) -> tuple[int, int]:
    """How many were taken in this transaction, and what is left."""
    head = _head(tx, school)
    if head is None or head["applied"] >= head["position"]:
        return 0, _ERRANDS * bool(head and head["errands"])
    tx.lock(school)
    head = _head(tx, school)
    assert head is not None
    applied, began = head["applied"], time.monotonic()
    until = min(head["position"], applied + most)
    while applied < until and time.monotonic() - began < LONGEST:
        applied += 1
        _step(tx, school, applied, keys, careful=most == 1)
    tx.run("update heads set applied = ? where school = ?", applied, school)
    more = _MORE * (applied < head["position"])
    return applied - head["applied"], more | _ERRANDS * errands.any_left(tx, school)


def _head(tx: Tx, school: int) -> Row | None:
    return tx.row(
        "select position, applied, exists (select 1 from errands where school = ?) as errands "
        "from heads where school = ?",
        school, school,
    )  # fmt: skip


def _step(tx: Tx, school: int, position: int, keys: Keys, *, careful: bool) -> None:
    row = tx.row(
        "select e.*, s.mark, exists (select 1 from envelopes w where w.school = e.school and "
        "w.state = 'waiting') as waiting from envelopes e join schools s on s.id = e.school "
        "where e.school = ? and e.position = ?",
        school, position,
    )  # fmt: skip
    if row is not None:
        _arrived(tx, row, keys, careful)
        return
    act = tx.row("select * from acts where school = ? and position = ?", school, position)
    if act is not None and act["kind"] == "reread":
        _reread(tx, act, keys)
    elif act is not None:
        speaking.act(tx, act)


def _arrived(tx: Tx, row: Row, keys: Keys, careful: bool) -> None:
    """An envelope at its own place; one that had to wait is not applied here on a replay either."""
    if row["waits"] is None and not (row["waiting"] and _before_waits(tx, row)):
        _envelope(tx, row, row["position"], keys, careful)
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
        "select e.*, s.mark from envelopes e join schools s on s.id = e.school "
        "where e.school = ? and e.state = 'waiting' and e.position < ? order by e.position",
        act["school"], act["position"],
    )  # fmt: skip
    for row in waiting:
        _set_state(tx, row, "stored")
    for row in waiting:
        if not _before_waits(tx, row):
            _envelope(tx, row, act["position"], keys, careful=True)
        else:
            _set_state(tx, row, "waiting")


def _envelope(tx: Tx, row: Row, position: int, keys: Keys, careful: bool) -> None:
    try:
        content = _content(row, keys)
    except Fault as fault:
        if fault.why is Why.VERSION:
            _wait(tx, row)
            return
        _put_aside(tx, row, position, fault.why)
        return
    now = _now(tx, row, position, content)
    _remember_epoch(tx, now)
    operations.apply(tx, now, careful=careful)
    _set_state(tx, row, "applied")
    outgoing.receipt(tx, row, position, "accepted", now.exceptions)


def _put_aside(tx: Tx, row: Row, position: int, why: Why) -> None:
    _set_state(tx, row, "quarantined")
    quarantine.whole(tx, row, why)
    outgoing.receipt(tx, row, position, "quarantined", [], why)


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


def _content(row: Row, keys: Keys) -> Content:
    """Fault: it does not open, or a newer program made it."""
    found = wire.first(bytes(row["content"]))
    if found is None:
        raise Fault(Why.DAMAGED)
    if found.header.key not in keys:
        raise Fault(Why.SEAL)
    mine = keys[found.header.key]
    content = payload.unpacked(wire.opened(found, bytes(row["mark"]), mine))
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
