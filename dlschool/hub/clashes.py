"""Conflicts: both values are kept, both sides see them, a person decides, the decision goes to all."""

from collections.abc import Sequence

import msgspec

from dlschool.exchange.payload import Value
from dlschool.hub import counters, merging, outgoing, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx
from dlschool.hub.merging import EXISTENCE, Clash, Said
from dlschool.hub.records import Name


def keep(tx: Tx, now: Arrived, record: int, found: Sequence[Clash]) -> None:
    """Each clash is an item of its own; one that stands open already is not told twice."""
    for clash in found:
        source = now.device if clash.other_source is None else clash.other_source
        if _known(tx, now, record, clash, source):
            continue
        number = counters.following(tx, now.school, "conflict")
        tx.run(
            "insert into conflicts (school, number, record, field, current, other, current_source, "
            "other_source, at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
            now.school, number, record, clash.field, _packed(clash.current), _packed(clash.other),
            clash.current_source, source, now.at,
        )  # fmt: skip
        _tell(tx, now, record, number, clash, source)


def _known(tx: Tx, now: Arrived, record: int, clash: Clash, source: int) -> bool:
    found = tx.value(
        "select number from conflicts where school = ? and record = ? and field = ? and other = ? "
        "and other_source = ? and state = 'open'",
        now.school, record, clash.field, _packed(clash.other), source,
    )  # fmt: skip
    return found is not None


def _tell(tx: Tx, now: Arrived, record: int, number: int, clash: Clash, source: int) -> None:
    kind = tx.value("select kind from records where id = ?", record)
    for device, (epoch, no) in records.holders(tx, record).items():
        mine = _said(tx, kind, clash.field, clash.current, device, epoch)
        other = _said(tx, kind, clash.field, clash.other, device, epoch)
        outgoing.tell(
            tx, device, now.position, "conflict",
            conflict=number, kind=kind, record=no, field=clash.field, current=mine, other=other,
            current_source=clash.current_source, other_source=source, epoch=epoch,
        )  # fmt: skip


def tell_open(tx: Tx, school: int, position: int, name: Name, record: int) -> None:
    """What stands open about a record, to the device that calls it by this name."""
    device, epoch, no = name
    rows = tx.rows(
        "select c.*, r.kind from conflicts c join records r on r.id = c.record "
        "where c.school = ? and c.record = ? and c.state = 'open' order by c.number",
        school, record,
    )  # fmt: skip
    for row in rows:
        current, other = (
            _said(
                tx,
                row["kind"],
                row["field"],
                msgspec.msgpack.decode(bytes(row[side])),
                device,
                epoch,
            )
            for side in ("current", "other")
        )
        outgoing.tell(
            tx, device, position, "conflict",
            conflict=row["number"], kind=row["kind"], record=no, field=row["field"],
            current=current, other=other, current_source=row["current_source"],
            other_source=row["other_source"], epoch=epoch,
        )  # fmt: skip


def _said(tx: Tx, kind: int, field: int, value: Value, device: int, epoch: bytes) -> Value:
    """A value as the device says it; None: a record that it does not know."""
    return records.outward(tx, kind, {field: value}, device, epoch).get(field)


def resolve(
    tx: Tx, school: int, position: int, number: int, value: Value, source: int, who: str = ""
) -> None:
    """The value, as the hub keeps it, stands from now on. ValueError: no open conflict has this number."""
    item = tx.row("select * from conflicts where school = ? and number = ?", school, number)
    if item is None or item["state"] != "open":
        raise ValueError("conflict")
    tx.run(
        "update conflicts set state = 'resolved', chosen = ?, who = ? where school = ? and number = ?",
        _packed(value), who, school, number,
    )  # fmt: skip
    _stand(tx, item, position, value, source)
    kind = tx.value("select kind from records where id = ?", item["record"])
    for device, (epoch, _) in records.holders(tx, item["record"]).items():
        said = _said(tx, kind, item["field"], value, device, epoch)
        outgoing.tell(tx, device, position, "resolved", conflict=number, value=said, source=source)


def resolved_by(tx: Tx, now: Arrived, number: int, value: Value) -> None:
    """A device decides. ValueError: no such conflict, or not a value of its field."""
    item = tx.row(
        "select c.field, r.kind from conflicts c join records r on r.id = c.record "
        "where c.school = ? and c.number = ?",
        now.school, number,
    )  # fmt: skip
    if item is None:
        raise ValueError("conflict")
    kept = bool(value) if item["field"] == EXISTENCE else value
    inward = records.inward(tx, item["kind"], item["field"], kept, now.device)
    resolve(tx, now.school, now.position, number, inward, now.device)


def _stand(tx: Tx, item: Row, position: int, value: Value, source: int) -> None:
    """A record that was taken away since is not brought back by a word about the time before: its school
    has it no more.
    """
    record = records.load(tx, item["record"])
    if item["field"] == EXISTENCE:
        if record.gone:
            return
        record.gone = not value
        record.fields[EXISTENCE] = Said(bool(value), source, position)
    else:
        record.fields[item["field"]] = Said(value, source, position)
    records.keep(tx, item["record"], record, position)
    said = {item["field"]: value}
    outgoing.tell_holders(tx, position, item["record"], said, merging.DEPARTMENT - 1)


def _packed(value: Value) -> bytes:
    return msgspec.msgpack.encode(value)
