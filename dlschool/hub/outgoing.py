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


def tell(tx: Tx, device: int, position: int, key: str, /, **values: Value) -> None:
    """One message for one device."""
    kind = kinds.of(key)
    said = msgspec.msgpack.encode(kind.numbered(values))
    tx.run(
        "insert into pending (device, position, kind, content) values (?, ?, ?, ?)",
        device, position, kind.number, said,
    )  # fmt: skip


def receipt(
    tx: Tx, row: Row, state: str, exceptions: list[list[Any]], reason: str | None = None
) -> None:
    """For one envelope."""
    values: dict[str, Value] = {
        "epoch": bytes(row["epoch"]),
        "seq": row["seq"],
        "lane": row["lane"],
        "state": state,
    }
    if exceptions:
        values["exceptions"] = exceptions
    if reason:
        values["reason"] = str(reason)
    tell(tx, row["device"], row["position"], "receipt", **values)


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
        if device != source:
            tell(
                tx, device, position, "set",
                kind=kind, record=no, values=values, source=source, epoch=epoch,
            )  # fmt: skip


def known_at(tx: Tx, device: int, base: int) -> int:
    """The position up to which a device knew everything, when it had applied envelope `base` down. Where
    the hub had several lives, the earliest that it may be: rather a conflict too many than a loss.
    """
    found = tx.value("select min(until) from down where device = ? and seq = ?", device, base)
    return int(found or 0)


def seal(tx: Tx, to: Sender, mine: Private, life: bytes, at: str, minutes: int) -> bool:
    """What waits for the device becomes the next envelope of its stream down; whether there was any.
    Call within the school's lock.
    """
    waiting = tx.rows(
        "select id, position, kind, content from pending where device = ? order by position, id "
        "limit ?",
        to.no, MOST_OPS + 1,
    )  # fmt: skip
    if not waiting:
        return False
    sent = _whole_positions(tx, to.no, waiting)
    last = tx.row(
        "select seq, start, content from down where device = ? and life = ? order by seq desc limit 1",
        to.no, life,
    )  # fmt: skip
    seq = last["seq"] + 1 if last else 1
    start = last["start"] + len(last["content"]) if last else 0
    previous = wire.chained(bytes(last["content"])) if last else wire.FIRST
    ops = tuple(
        Op(row["kind"], Act.NEW, number, msgspec.msgpack.decode(bytes(row["content"]), strict=False,
           type=dict[int, Any]))
        for number, row in enumerate(_shortened(sent), 1)
    )  # fmt: skip
    content = payload.packed(Content(ops, minutes))
    header = wire.Header(to.no, life, seq, previous, to.keys.number, down=True)
    made = wire.make(header, content, to.mark, mine, to.keys)
    until = sent[-1]["position"]
    tx.run(
        "insert into down (device, life, seq, start, until, content, at) values (?, ?, ?, ?, ?, ?, ?)",
        to.no, life, seq, start, until, made, at,
    )  # fmt: skip
    tx.run("delete from pending where device = ? and position <= ?", to.no, until)
    return True


def _whole_positions(tx: Tx, device: int, waiting: list[Row]) -> list[Row]:
    """What one step said stays together, however much it is."""
    if len(waiting) <= MOST_OPS:
        return waiting
    last = waiting[-1]["position"]
    kept = [row for row in waiting if row["position"] != last]
    return kept or tx.rows(
        "select id, position, kind, content from pending where device = ? and position = ? "
        "order by id",
        device, last,
    )  # fmt: skip


def _shortened(rows: list[Row]) -> list[Row]:
    """Of receipts that only say "accepted" the newest of a stream speaks for those before it."""
    receipt_kind = kinds.of("receipt").number
    plain: dict[tuple[Any, Any], Row] = {}
    found: list[Row] = []
    for row in rows:
        said = msgspec.msgpack.decode(bytes(row["content"]), strict=False, type=dict[int, Any])
        if row["kind"] != receipt_kind or said.get(4) != "accepted" or 5 in said:
            found.append(row)
            continue
        plain[bytes(said[1]), said[3]] = row
    return [*plain.values(), *found]
