"""An envelope is made: operations collected, packed, sealed for the department, signed, put in its row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from dlschool.exchange import payload, wire
from dlschool.exchange.payload import Content, Op, Value
from dlschool.services import exchange_keys
from dlschool.store import exchange
from dlschool.store.connection import Store
from dlschool.store.exchange import Out


@dataclass(slots=True)
class Draft:
    """An envelope that is being filled; by record number, each once."""

    first: int = 0
    last: int = 0
    ops: dict[int, Op] = field(default_factory=dict)


def append(db: Store, ops: Iterable[Op], lane: int = 0) -> None:
    """An envelope of its own for what is said about the exchange. Call within `exchange.writing`."""
    draft = Draft()
    for number, op in enumerate(ops, 1):
        draft.ops[-number] = op
    made(db, draft, lane)


def unpacked(content: bytes) -> dict[int, Value]:
    """Values by field numbers."""
    found: dict[int, Value] = msgspec.msgpack.decode(content, strict=False, type=dict[int, Any])
    return found


def made(db: Store, draft: Draft, lane: int = 0) -> int:
    """One more envelope of this lane, if there is anything to say; returns how many. Call within
    `exchange.writing`.
    """
    if not draft.ops:
        return 0
    to = exchange_keys.need_paired(db)
    last = exchange.last_out(db, lane)
    seq, start = (last.seq + 1, last.start + len(last.content)) if last else (1, 0)
    base = exchange.number(db, "applied")
    content = payload.packed(
        Content(
            payload.arranged(draft.ops.values()), minutes(db.now()), base, draft.first, draft.last
        )
    )
    header = wire.Header(
        to.device, exchange_keys.told_epoch(db).mark, seq, last.digest if last else wire.FIRST,
        to.key, lane=lane,
    )  # fmt: skip
    made = wire.make(header, content, to.school, exchange_keys.mine(db), to.department)
    at = db.now().isoformat(timespec="seconds")
    out = Out(
        lane, seq, start, made, wire.chained(made), draft.first, draft.last, len(draft.ops), at,
        "sealed",
    )  # fmt: skip
    exchange.add_out(db, out)
    return 1


def minutes(now: datetime) -> int:
    """Since 1970; a clock before that says 0."""
    return max(0, int(now.timestamp() // 60))
