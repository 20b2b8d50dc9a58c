"""Values that others wrote: taken over where this school did not write itself; else a difference to decide.

Only `both` fields of the policy come here. Every value that does not stand is kept in the list of
differences and can be put back.
"""

import json
from datetime import date
from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.kinds import Field, Kind
from dlschool.services import exchange_keys, exchange_sealing
from dlschool.store import changes, differences, exchange, exchange_rows
from dlschool.store.connection import Store
from dlschool.store.exchange import Told


def _record(db: Store, said: dict[str, Any]) -> Told | None:
    """The row that is spoken of; None: of another epoch, or told no more."""
    if said.get("epoch") not in (None, exchange_keys.told_epoch(db).mark):
        return None
    return exchange.told_as(db, said["record"])


def changed(db: Store, said: dict[str, Any]) -> None:
    """New values from the department or from another computer of the school."""
    told = _record(db, said)
    if told is None:
        return
    kind = kinds.up()[told.kind]
    for number, value in said["values"].items():
        field = next((f for f in kind.fields if f.number == number), None)
        if field is not None:
            _take_over(db, told, field, value)


def _take_over(db: Store, told: Told, field: Field, value: Any) -> None:
    """What this school wrote meanwhile stays in its row: the department will say that they differ."""
    row = exchange_rows.raw(db, told.thing, told.row)
    before = exchange_sealing.unpacked(told.fields)
    if row is None or field.key not in row:
        return
    here = kinds.told(field, typed(field, row[field.key]))
    if here in (before.get(field.number), None, ""):
        write(db, told.thing, told.row, field, kinds.read(field, value))
    _shadow(db, told.no, field.number, value)


def typed(field: Field, value: Any) -> Any:
    """A value of the store or of a difference as the program's own: days as dates."""
    return date.fromisoformat(value) if field.type == "date" and value else value


def write(db: Store, thing: str, row: int, field: Field, value: Any) -> None:
    """Into the row, as the store keeps it. Call within an action."""
    kept = value.isoformat() if hasattr(value, "isoformat") else value
    if isinstance(kept, bool):
        kept = int(kept)
    changes.update(db, thing, row, {field.key: "" if kept is None else kept})


def _shadow(db: Store, no: int, number: int, value: Any) -> None:
    """What the department holds now."""
    told = exchange.told_as(db, no)
    if told is None:
        return
    fields = exchange_sealing.unpacked(told.fields)
    fields[number] = value
    kept = msgspec.msgpack.encode({n: v for n, v in fields.items() if v is not None})
    exchange.keep_told(db, told.thing, told.row, told.kind, kept, gone=told.gone)


def conflict(db: Store, said: dict[str, Any]) -> None:
    """Two wrote the same field: `current` stands at the department, `other` does not. Once for a number;
    one that was decided here is open again if the department says so: it never heard of the decision.
    """
    known = differences.numbered(db, said["conflict"])
    if known is not None:
        differences.reopen(db, known)
        return
    told = _record(db, said)
    kind = kinds.up().get(said["kind"])
    if kind is None:
        return
    row = _row(db, said, kind, told)
    differences.supersede(db, row)
    differences.add(db, row)
    if told is not None and said["field"]:
        _shadow(db, told.no, said["field"], said["current"])


def _row(db: Store, said: dict[str, Any], kind: Kind, told: Told | None) -> dict[str, Any]:
    return {
        "number": said["conflict"],
        "kind": said["kind"],
        "thing": told.thing if told else "",
        "row": told.row if told else None,
        "field": _key(kind, said["field"]),
        "current": json.dumps(_plain(kind, said["field"], said["current"]), ensure_ascii=False),
        "other": json.dumps(_plain(kind, said["field"], said["other"]), ensure_ascii=False),
        "current_source": said["current_source"],
        "other_source": said["other_source"],
        "at": db.now().isoformat(timespec="seconds"),
    }


def _key(kind: Kind, number: int) -> str:
    """ "" stands for the record itself: one side took it away, the other changed it."""
    return next((f.key for f in kind.fields if f.number == number), "") if number else ""


def _plain(kind: Kind, number: int, value: Any) -> Any:
    """As it is shown and kept: days as ISO dates."""
    field = next((f for f in kind.fields if f.number == number), None)
    read = kinds.read(field, value) if field is not None else value
    return read.isoformat() if hasattr(read, "isoformat") else read


def resolved(db: Store, said: dict[str, Any]) -> None:
    """The value that stands from now on is written into the row; the other stays in the list."""
    found = differences.numbered(db, said["conflict"])
    if found is None or not found.open:
        return
    kind = kinds.up()[found.kind]
    value = said.get("value")
    differences.resolve(db, found.id, _plain(kind, number_of(kind, found.field), value))
    told = exchange.told(db, found.thing, found.row) if found.row else None
    if told is None or not found.field:
        return
    field = kind.field(found.field)
    write(db, found.thing, told.row, field, kinds.read(field, value))
    _shadow(db, told.no, field.number, value)


def number_of(kind: Kind, key: str) -> int:
    return kind.field(key).number if key else 0
