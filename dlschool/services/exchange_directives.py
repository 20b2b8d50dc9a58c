"""What the department asks of the school: kept as it came, shown, then used or refused by a person."""

import json
from datetime import UTC, datetime
from typing import Any

from dlschool.exchange.kinds import Kind, read
from dlschool.exchange.payload import Op
from dlschool.services import exchange_keys, handovers_arrived
from dlschool.store import directives, exchange
from dlschool.store.connection import Store

UNKNOWN = "unknown"
HANDOVER = "handover-offer"


def arrived(db: Store, kind: Kind | None, op: Op, at: int) -> None:
    """Once for a kind and number. A message of a kind not known yet is kept under its bare numbers.

    `at`: minutes since 1970 (UTC). ValueError: a value that its field cannot have.
    """
    key = kind.key if kind is not None else UNKNOWN
    said = _readable(db, kind, op) if kind is not None else _bare(op)
    when = _time(at)
    if key == HANDOVER:
        handovers_arrived.told(db, said, when)
        return
    number = int(said.get("directive") or _next_own(db, key, said))
    if not directives.known(db, key, number):
        directives.add(db, key, number, when, _packed(said))


def _time(at: int) -> str:
    """A clock that cannot be right does not hold the message up."""
    try:
        return datetime.fromtimestamp(at * 60, UTC).isoformat(timespec="minutes")
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0, UTC).isoformat(timespec="minutes")


def _packed(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _next_own(db: Store, key: str, said: dict[str, Any]) -> int:
    """A number for what has none: the same content does not come twice."""
    known = directives.number_of(db, key, _packed(said))
    return known if known is not None else directives.newest_number(db, key) + 1


def _readable(db: Store, kind: Kind, op: Op) -> dict[str, Any]:
    """Values as text and numbers; a record of ours by its table and row."""
    found: dict[str, Any] = {}
    for field in kind.fields:
        if field.number in op.fields:
            found[field.key] = _plain(read(field, op.fields[field.number]))
    _name_record(db, found)
    return found


def _name_record(db: Store, said: dict[str, Any]) -> None:
    ours = said.get("epoch") in (None, exchange_keys.told_epoch(db).mark.hex())
    told = exchange.told_as(db, said["record"]) if ours and "record" in said else None
    if told is not None:
        said["thing"], said["row"] = told.thing, told.row


def _bare(op: Op) -> dict[str, Any]:
    return {"kind": op.kind, **{str(n): _plain(v) for n, v in op.fields.items()}}


def _plain(value: Any) -> Any:
    """What JSON can hold: bytes in hexadecimal, dates as ISO text."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
