"""What a device has to hear: kept as single messages, sealed into one envelope when it asks.

`down` is raw: what went out stays as it went. Each of its envelopes says up to which position of the
school's order the device knows everything from then on.
"""

from typing import Any

import msgspec

from dlschool.exchange import kinds, payload, wire
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Act, Content, Op, Value
from dlschool.hub import records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx
from dlschool.hub.merging import EXISTENCE, Outcome
from dlschool.hub.streams import Sender

MOST_OPS = 2000
"""Messages in one envelope down; the rest go into the next."""
MOST_BYTES = 128 * 1024
"""Bytes of their content, unpacked."""


def tell(tx: Tx, device: int, position: int, key: str, /, **values: Value) -> None:
    """One message for one device."""
    kind = kinds.of(key)
    said = msgspec.msgpack.encode(kind.numbered(values))
    tx.run(
        "insert into pending (device, position, kind, content) values (?, ?, ?, ?)",
        device, position, kind.number, said,
    )  # fmt: skip


def receipt(
    tx: Tx,
    row: Row,
    position: int,
    state: str,
    exceptions: list[list[Any]],
    reason: str | None = None,
) -> None:
    """For one envelope, said at this position."""
    values: dict[str, Value] = {
        "epoch": bytes(row["epoch"]),
        "seq": row["seq"],
        "lane": row["lane"],
        "state": state,
        "digest": bytes(row["digest"])[:4],
    }
    if exceptions:
        values["exceptions"] = exceptions
    if reason:
        values["reason"] = str(reason)
    tell(tx, row["device"], position, "receipt", **values)


def tell_others(tx: Tx, now: Arrived, record: int, outcome: Outcome) -> None:
    """Other computers that know the record hear of its new values."""
    if not outcome.changed and outcome.gone is None:
        return
    said: dict[Any, Value] = dict(outcome.changed)
    if outcome.gone is not None:
        said[EXISTENCE] = not outcome.gone
    tell_holders(tx, now.position, record, said, now.device)


def tell_holders(tx: Tx, position: int, record: int, values: dict[Any, Value], source: int) -> None:
    kind = tx.value("select kind from records where id = ?", record)
    for device, (epoch, no) in records.holders(tx, record).items():
        if device == source:
            continue
        own: dict[Any, Value] = records.outward(tx, kind, values, device, epoch)
        if own:
            tell(
                tx, device, position, "set",
                kind=kind, record=no, values=own, source=source, epoch=epoch,
            )  # fmt: skip


def known_at(tx: Tx, device: int, base: int, position: int) -> int:
    """The position up to which a device knew everything, when it had applied envelope `base` down and its
    word was stored at `position`. Where the hub had several lives, the earliest that it may be: rather a
    conflict too many than a loss.
    """
    found = tx.value(
        "select min(until) from down where device = ? and seq = ? and position < ?",
        device, base, position,
    )  # fmt: skip
    return int(found or 0)


def seal(tx: Tx, to: Sender, mine: Private, life: bytes, at: str, minutes: int) -> bool:
    """What waits for the device becomes the next envelope of its stream down; whether there was any.
    Call within the school's lock.
    """
    waiting = _waiting(tx, to.no)
    if waiting and waiting[0]["position"] <= waiting[0]["told"]:
        forget_said(tx, to.no)
        waiting = _waiting(tx, to.no)
    if not waiting:
        return False
    sent = _fitting(waiting)
    cut = len(sent) < len(waiting) or len(waiting) == MOST_OPS
    until, more = _said_until(tx, to.no, sent) if cut else (sent[-1]["position"], 0)
    last = _last(tx, to.no, life)
    content = payload.packed(Content(_ops(sent), minutes))
    header = wire.Header(to.no, life, *_following(last), to.keys.number, down=True)
    made = wire.make(header, content, to.mark, mine, to.keys)
    start = last["start"] + len(last["content"]) if last else 0
    tx.run(
        "insert into down (device, life, seq, start, until, position, content, at) "
        "values (?, ?, ?, ?, ?, (select position from heads where school = ?), ?, ?)",
        to.no, life, header.seq, start, until, to.school, made, at,
    )  # fmt: skip
    tx.run("update devices set told = ?, told_more = ? where no = ?", until, more, to.no)
    tx.many("delete from pending where id = ?", [(row["id"],) for row in sent])
    return True


def _waiting(tx: Tx, device: int) -> list[Row]:
    return tx.rows(
        "select p.id, p.position, p.kind, p.content, d.told from pending p "
        "join devices d on d.no = p.device where p.device = ? order by p.position, p.id limit ?",
        device, MOST_OPS,
    )  # fmt: skip


def forget_said(tx: Tx, device: int) -> None:
    """After a replay: what went down already is not said again."""
    said = tx.row("select told, told_more from devices where no = ?", device)
    if said is None or not said["told"] + said["told_more"]:
        return
    tx.run("delete from pending where device = ? and position <= ?", device, said["told"])


def forget_begun(tx: Tx, school: int) -> None:
    """The same for all devices of a school, with the messages of a position that were sent in part. Call
    once, when everything was applied anew.
    """
    for row in tx.rows("select no, told, told_more from devices where school = ?", school):
        forget_said(tx, row["no"])
        if row["told_more"]:
            tx.run(
                "delete from pending where id in (select id from pending where device = ? "
                "and position = ? order by id limit ?)",
                row["no"], row["told"] + 1, row["told_more"],
            )  # fmt: skip


def _last(tx: Tx, device: int, life: bytes) -> Row | None:
    return tx.row(
        "select seq, start, content from down where device = ? and life = ? order by seq desc limit 1",
        device, life,
    )  # fmt: skip


def _following(last: Row | None) -> tuple[int, bytes]:
    """Seq and chain of the next envelope."""
    return (last["seq"] + 1, wire.chained(bytes(last["content"]))) if last else (1, wire.FIRST)


def _fitting(waiting: list[Row]) -> list[Row]:
    """As many as one envelope holds; a single one however long it is."""
    sent: list[Row] = []
    size = 0
    for row in waiting:
        size += len(row["content"])
        if sent and size > MOST_BYTES:
            break
        sent.append(row)
    return sent


def _said_until(tx: Tx, device: int, sent: list[Row]) -> tuple[int, int]:
    """The position up to which all is said with these messages, and how many of the next position's."""
    last = sent[-1]["position"]
    left = tx.value(
        "select count(*) from pending where device = ? and position = ? and id > ?",
        device, last, sent[-1]["id"],
    )  # fmt: skip
    if not left:
        return last, 0
    here = sum(row["position"] == last for row in sent)
    before = tx.row("select told, told_more from devices where no = ?", device)
    assert before is not None
    return last - 1, here + (before["told_more"] if before["told"] == last - 1 else 0)


def _ops(sent: list[Row]) -> tuple[Op, ...]:
    return tuple(
        Op(row["kind"], Act.NEW, number, _read(row))
        for number, row in enumerate(_shortened(sent), 1)
    )


def _read(row: Row) -> dict[int, Any]:
    return msgspec.msgpack.decode(bytes(row["content"]), strict=False, type=dict[int, Any])


def _shortened(rows: list[Row]) -> list[Row]:
    """Of receipts that only say "accepted" the newest of a stream speaks for those before it."""
    receipt_kind = kinds.of("receipt").number
    plain: dict[tuple[Any, Any], Row] = {}
    found: list[Row] = []
    for row in rows:
        said = _read(row) if row["kind"] == receipt_kind else {}
        if said.get(4) != "accepted" or 5 in said:
            found.append(row)
            continue
        plain[bytes(said[1]), said[3]] = row
    return [*plain.values(), *found]
