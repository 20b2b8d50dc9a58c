"""What is stored gets its meaning, one position after another.

A step is deterministic: the same raw rows in the same order make the same records, conflicts and messages.
Nothing stops the order: an operation that makes no sense is put in quarantine, one whose record is not
here yet is parked, an envelope of a newer program waits; each is told in the receipt.
"""

from collections.abc import Mapping
from typing import Any

from dlschool.exchange import kinds, payload, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Act, Content, Op
from dlschool.hub import clashes, merging, outgoing, records, speaking, streams
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Database, Row, Tx
from dlschool.hub.merging import Outcome

Keys = Mapping[int, Private]
"""The department's pairs by their numbers."""


def catch_up(db: Database, school: int, keys: Keys) -> int:
    """Applies everything that is stored and not applied yet; returns how many steps."""
    done = 0
    while True:
        with db.transaction() as tx:
            tx.lock(school)
            if not _step(tx, school, keys):
                return done
        done += 1


def _step(tx: Tx, school: int, keys: Keys) -> bool:
    head = tx.row("select position, applied from heads where school = ?", school)
    if head is None or head["applied"] >= head["position"]:
        return False
    position = head["applied"] + 1
    row = tx.row("select * from envelopes where school = ? and position = ?", school, position)
    if row is not None:
        _envelope(tx, row, keys)
    else:
        act = tx.row("select * from acts where school = ? and position = ?", school, position)
        if act is not None:
            speaking.act(tx, act)
    tx.run("update heads set applied = ? where school = ?", position, school)
    return True


def _envelope(tx: Tx, row: Row, keys: Keys) -> None:
    school, position = row["school"], row["position"]
    try:
        content = _content(tx, row, keys)
    except Fault as fault:
        state = "waiting" if fault.why is Why.VERSION else "quarantined"
        _set_state(tx, school, position, state)
        if state == "quarantined":
            _quarantine(tx, school, position, -1, fault.why, bytes(row["content"]))
        outgoing.receipt(tx, row, state, [], fault.why)
        return
    epoch = bytes(row["epoch"])
    knew = outgoing.known_at(tx, row["device"], content.base)
    now = Arrived(
        school, position, row["device"], epoch, row["seq"], row["lane"], knew, row["at"], content
    )
    _remember_epoch(tx, now)
    for index, op in enumerate(content.ops):
        _apply(tx, now, index, op)
    _set_state(tx, school, position, "applied")
    outgoing.receipt(tx, row, "accepted", now.exceptions)


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


def _set_state(tx: Tx, school: int, position: int, state: str) -> None:
    tx.run(
        "update envelopes set state = ? where school = ? and position = ?", state, school, position
    )


def _apply(tx: Tx, now: Arrived, index: int, op: Op) -> None:
    """One op; whatever is wrong with it stays its own matter."""
    try:
        kind = kinds.up().get(op.kind)
        if kind is not None:
            _check(kind, op)
        if op.kind >= speaking.FIRST:
            speaking.op(tx, now, op)
            return
        outcome = _record(tx, now, op)
    except _Parked:
        _quarantine(tx, now.school, now.position, index, "parked", _one(op), "parked")
        now.exceptions.append([index, "parked", ""])
        return
    except ValueError as error:
        _quarantine(tx, now.school, now.position, index, str(error), _one(op))
        now.exceptions.append([index, "quarantined", str(error)])
        return
    if outcome.clashes:
        now.exceptions.append([index, "conflict", [c.field for c in outcome.clashes]])


class _Parked(Exception):
    """The record is not here."""


def _check(kind: kinds.Kind, op: Op) -> None:
    """ValueError: a known field has a value that it cannot have."""
    for known in kind.fields:
        if known.number in op.fields:
            kinds.read(known, op.fields[known.number])


def _one(op: Op) -> bytes:
    return payload.packed(Content((op,), 0))


def _record(tx: Tx, now: Arrived, op: Op) -> Outcome:
    name = (now.device, now.epoch, op.no)
    found = records.find(tx, name)
    if found is None:
        found = _begun(tx, now, op)
    elif op.act == Act.NEW:
        raise ValueError("there already")
    record = records.load(tx, found)
    if record.kind != op.kind:
        raise ValueError("kind")
    outcome = merging.merge(record, op, now.device, now.position, now.knew)
    records.keep(tx, found, record, now.position)
    outgoing.tell_others(tx, now, found, outcome)
    clashes.keep(tx, now, found, outcome.clashes)
    return outcome


def _begun(tx: Tx, now: Arrived, op: Op) -> int:
    if op.act == Act.NEW:
        return records.make(tx, now.school, (now.device, now.epoch, op.no), op.kind, now.position)
    if op.act != Act.WHOLE:
        raise _Parked
    name = (now.device, now.epoch, op.no)
    old = _old(tx, now, op.fields.get(merging.EXISTENCE) or [])
    if old is None:
        return records.make(tx, now.school, name, op.kind, now.position)
    records.call(tx, name, old)
    return old


def _old(tx: Tx, now: Arrived, claims: Any) -> int | None:
    """The record by one of the names that the device says it had: device, epoch, number, digest of the
    envelope that gave it. An envelope that is not here gave no name; another school's are never found.
    """
    for claim in claims if isinstance(claims, list) else []:
        device, epoch, no, digest = _claim(claim)
        known = tx.value(
            "select 1 from envelopes where device = ? and epoch = ? and digest = ? and school = ?",
            device, epoch, digest, now.school,
        )  # fmt: skip
        found = records.find(tx, (device, epoch, no)) if known else None
        if found is not None:
            return found
    return None


def _claim(claim: Any) -> tuple[int, bytes, int, bytes]:
    """ValueError: no name of a record."""
    shape = [type(part) for part in claim] if isinstance(claim, list) else []
    if shape != [int, bytes, int, bytes]:
        raise ValueError("name")
    device, epoch, no, digest = claim
    return device, epoch, no, digest


def _quarantine(
    tx: Tx, school: int, position: int, op: int, reason: str, content: bytes, state: str = "open"
) -> None:
    tx.run(
        "insert into quarantine (school, position, op, reason, detail, content, state) "
        "values (?, ?, ?, ?, '', ?, ?)",
        school, position, op, reason, content, state,
    )  # fmt: skip


def sender_of(tx: Tx, device: int) -> streams.Sender:
    return streams.sender(tx, device)
