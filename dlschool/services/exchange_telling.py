"""One row is told: what the department does not know of it becomes an operation.

A record is told as it is now, once in a sealing; records that it speaks of are told before it. What the
department was told is remembered beside the row, so that nothing is said twice.
"""

from dataclasses import dataclass, field

import msgspec

from dlschool.exchange.kinds import Level
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_sealing, exchange_told
from dlschool.services.exchange_sealing import Draft
from dlschool.services.exchange_told import Ref
from dlschool.store import exchange
from dlschool.store.connection import Store
from dlschool.store.exchange import Told


@dataclass(slots=True)
class Telling:
    """A sealing under way."""

    level: Level
    closed: frozenset[int]
    """Blocked pupils: nothing of them is said, nor taken back, until the blocking is lifted."""
    silent: dict[tuple[str, int], frozenset[str]]
    """Fields that stand open as a difference, by thing and row."""
    draft: Draft = field(default_factory=Draft)
    seq: int = 1
    """Of the envelope that the draft becomes."""
    done: set[tuple[str, int]] = field(default_factory=set)


def tell(db: Store, of: Telling, thing: str, row_id: int) -> int | None:
    """Adds what is to be said of a row; returns its record's number, None: it is not told."""
    told = exchange.told(db, thing, row_id)
    if (thing, row_id) not in of.done:
        of.done.add((thing, row_id))
        told = _told(db, of, thing, row_id, told)
    return told.no if told is not None and not told.gone else None


def _told(db: Store, of: Telling, thing: str, row_id: int, told: Told | None) -> Told | None:
    row = exchange_told.read(db, thing, row_id)
    if row is not None and exchange_told.pupil(db, thing, row_id, row) in of.closed:
        return told
    if row is None or not exchange_told.concerns(db, thing, row_id, row, of.level):
        return _take_back(db, of, told)
    said = _numbered(db, of, exchange_told.values(db, thing, row, of.level))
    changed = _changed(of, thing, row_id, told, said)
    if told is not None and not told.gone and not changed:
        return told
    before = unpacked(told) if told is not None else {}
    kept = {n: v for n, v in {**before, **changed}.items() if v is not None}
    kind = exchange_told.kind_of(thing).number
    packed = msgspec.msgpack.encode(kept)
    no = exchange.keep_told(db, thing, row_id, kind, packed, gone=False, born=of.seq)
    of.draft.ops[no] = Op(kind, Act.NEW if told is None else Act.SET, no, changed)
    return exchange.told_as(db, no)


def unpacked(told: Told) -> dict[int, Value]:
    return exchange_sealing.unpacked(told.fields)


def _take_back(db: Store, of: Telling, told: Told | None) -> Told | None:
    """The record is there no more, or is not the department's matter any more."""
    if told is None or told.gone:
        return told
    exchange.keep_told(db, told.thing, told.row, told.kind, told.fields, gone=True)
    of.draft.ops[told.no] = Op(told.kind, Act.GONE, told.no)
    if told.thing == "cases":
        _leave_pupil(db, of, told)
    return exchange.told_as(db, told.no)


def _leave_pupil(db: Store, of: Telling, case: Told) -> None:
    """A pupil was told for the sake of the case."""
    number = exchange_told.kind_of("cases").field("pupil").number
    no = unpacked(case).get(number)
    pupil = exchange.told_as(db, no) if isinstance(no, int) else None
    if pupil is not None:
        tell(db, of, pupil.thing, pupil.row)


def _numbered(db: Store, of: Telling, values: dict[int, Value | Ref]) -> dict[int, Value]:
    """Records by their numbers; one that was not told is told first."""
    found = {
        number: tell(db, of, value.thing, value.row) if isinstance(value, Ref) else value
        for number, value in values.items()
    }
    return {number: value for number, value in found.items() if value is not None}


def _changed(
    of: Telling, thing: str, row_id: int, told: Told | None, said: dict[int, Value]
) -> dict[int, Value]:
    """Fields that differ from what was told; None takes a value back. One that came back after it was
    taken away is said whole. What stands open as a difference is not said again until it is decided.
    """
    before = unpacked(told) if told is not None else {}
    open_fields = of.silent.get((thing, row_id), frozenset())
    kind = exchange_told.kind_of(thing)
    silent = {f.number for f in kind.fields if f.key in open_fields}
    back = told is not None and told.gone
    return {
        number: said.get(number)
        for number in sorted(before.keys() | said.keys())
        if (back or not same(before.get(number), said.get(number))) and number not in silent
    }


def same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other
