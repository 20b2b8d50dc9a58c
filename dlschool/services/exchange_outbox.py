"""What the department has not been told yet becomes envelopes: derived from the journal, action by action.

Sealed when a way to the department is about to be used. Envelopes, what they told of each record and how
far the journal was read are one transaction: a power cut leaves all of it or nothing.
"""

import json
from collections.abc import Iterable, Iterator

import msgspec

from dlschool.exchange.kinds import Level
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_epoch, exchange_keys, exchange_sealing, exchange_told
from dlschool.services.exchange_sealing import Draft
from dlschool.services.exchange_told import Ref
from dlschool.store import blocking, exchange
from dlschool.store.connection import Row, Store

MOST_OPS = 512
"""Operations of one envelope, unless one action has more."""

Touched = tuple[str, int, Row | None]
"""Thing, row id, the row after it (None: taken away)."""


def seal(db: Store) -> int:
    """Everything that is due goes into envelopes; returns how many were made. Refused: not paired."""
    exchange_keys.need_paired(db)
    with exchange.writing(db):
        exchange_epoch.settle(db)
        return sum(exchange_sealing.made(db, draft) for draft in _drafts(db))


def waiting(db: Store) -> bool:
    """Whether the journal has actions that were not looked at for the department yet."""
    newest = db.value("select max(id) from main.actions") or 0
    return bool(newest > exchange.number(db, "told"))


def _drafts(db: Store) -> Iterator[Draft]:
    """Everything anew when what may be told has changed; else what the journal says."""
    level = exchange_keys.level(db)
    newest = int(db.value("select max(id) from main.actions") or 0)
    if exchange.get(db, "told_level").decode() != level.value:
        yield from _anew(db, level)
        exchange.put(db, "told_level", level.value.encode())
        exchange.put_number(db, "told", newest)
        return
    yield from _since(db, exchange.number(db, "told"), newest, level)
    exchange.put_number(db, "told", newest)


def _since(db: Store, told: int, newest: int, level: Level) -> Iterator[Draft]:
    draft = Draft(told + 1)
    while told < newest:
        for action in exchange.actions_after(db, told, 1000):
            _tell(db, draft, _touched(db, action), level)
            draft.last = told = action
            if len(draft.ops) >= MOST_OPS:
                yield draft
                draft = Draft(told + 1)
    if draft.ops:
        yield draft


def _touched(db: Store, action: int) -> list[Touched]:
    """The last state of each row that the action touched."""
    found: dict[tuple[str, int], Row | None] = {}
    for row in exchange.touched(db, action, exchange_told.THINGS):
        found[row["thing"], row["row"]] = json.loads(row["after"]) if row["after"] else None
    return [(thing, row_id, row) for (thing, row_id), row in found.items()]


def _anew(db: Store, level: Level) -> Iterator[Draft]:
    """All rows as they are now: what may not be told any more is taken back."""
    draft = Draft()
    for thing in exchange_told.IN_ORDER:
        if thing == "pupils":
            known = [told.row for told in exchange.everything_told(db) if told.thing == "pupils"]
        else:
            known = exchange.ids(db, thing)
        for row_id in known:
            _tell(db, draft, [(thing, row_id, exchange.raw(db, thing, row_id))], level)
            if len(draft.ops) >= MOST_OPS:
                yield draft
                draft = Draft()
    if draft.ops:
        yield draft


def _tell(db: Store, draft: Draft, rows: Iterable[Touched], level: Level) -> None:
    closed = blocking.blocked(db)
    for thing, row_id, row in rows:
        if thing == "pupils" and (row_id in closed or exchange.told(db, thing, row_id) is None):
            continue
        _tell_row(db, draft, thing, row_id, row, level)


def _tell_row(
    db: Store, draft: Draft, thing: str, row_id: int, row: Row | None, level: Level
) -> int | None:
    """Adds what the department does not know of the row; returns the record's number."""
    told = exchange.told(db, thing, row_id)
    kind = exchange_told.kind_of(thing).number
    if row is None or not exchange_told.concerns(thing, row, level):
        if told is not None and not told.gone:
            exchange.keep_told(db, thing, row_id, kind, msgspec.msgpack.encode({}), gone=True)
            draft.add(Op(kind, Act.GONE, told.no))
        return told.no if told else None
    said = _numbered(db, draft, exchange_told.values(db, thing, row, level), level)
    before = exchange_sealing.unpacked(told.fields) if told is not None and not told.gone else {}
    changed = _changed(db, thing, row_id, before, said)
    if told is None or told.gone or changed:
        kept = {n: v for n, v in {**before, **changed}.items() if v is not None}
        no = exchange.keep_told(db, thing, row_id, kind, msgspec.msgpack.encode(kept), gone=False)
        draft.add(Op(kind, Act.NEW if told is None else Act.SET, no, changed))
        return no
    return told.no


def _numbered(
    db: Store, draft: Draft, values: dict[int, Value | Ref], level: Level
) -> dict[int, Value]:
    """Records by their numbers; one that was never told is told first."""
    found: dict[int, Value] = {}
    for number, value in values.items():
        if isinstance(value, Ref):
            known = exchange.told(db, value.thing, value.row)
            row = exchange.raw(db, value.thing, value.row) if known is None else None
            made = _tell_row(db, draft, value.thing, value.row, row, level) if row else None
            found[number] = known.no if known else made
        else:
            found[number] = value
    return {number: value for number, value in found.items() if value is not None}


def _changed(
    db: Store, thing: str, row_id: int, before: dict[int, Value], said: dict[int, Value]
) -> dict[int, Value]:
    """Fields that differ from what was told; None takes a value back. What stands open as a difference
    is not said again until it is resolved.
    """
    open_fields = set(
        db.values(
            "select field from main.differences where thing = ? and row = ? and state = 'open'",
            (thing, row_id),
        )
    )
    kind = exchange_told.kind_of(thing)
    silent = {f.number for f in kind.fields if f.key in open_fields}
    return {
        number: said.get(number)
        for number in sorted(before.keys() | said.keys())
        if before.get(number) != said.get(number) and number not in silent
    }
