"""A department's keys on one side, a real store on the other: what a school says, opened and read."""

from typing import Any

from dlschool.exchange import keys, payload, wire
from dlschool.exchange.keys import Private
from dlschool.exchange.kinds import Level, down, up
from dlschool.exchange.payload import Act, Content, Op
from dlschool.services import epochs, exchange_inbox, exchange_keys
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store

SCHOOL = bytes(range(16))
DEVICE = 7
LIFE = b"life"
DEPARTMENT = Private(b"s" * 32, b"e" * 32)
"""Fixed keys: no secret of anybody."""


def pair(db: Store, level: Level = Level.CASES, department: Private = DEPARTMENT) -> None:
    """The store is enrolled at the department, at this level."""
    public = department.public
    epochs.settle(db)
    with exchange.writing(db):
        exchange_keys.mine(db)
        exchange_keys.keep_paired(
            db,
            Paired(DEVICE, SCHOOL, public.sign, public.seal, public.number, "https://hub.example"),
        )
        exchange_keys.keep_level(db, level)


def sent(db: Store, after: int = 0, lane: int = 0) -> list[Content]:
    """What stands in the store's envelopes beyond this seq, each checked as the hub would."""
    mine = exchange_keys.every_pair(db)[-1].public
    found = []
    for out in exchange.out_from(db, lane, 0):
        if out.seq > after:
            envelope = wire.first(out.content)
            assert envelope is not None
            wire.verify(envelope, mine, DEPARTMENT.public)
            found.append(payload.unpacked(wire.opened(envelope, SCHOOL, DEPARTMENT)))
    return found


def said(db: Store, after: int = 0) -> list[tuple[str, str, int, dict[str, Any]]]:
    """Act, kind, number and named fields of every operation."""
    return [
        (Act(op.act).name, up()[op.kind].key, op.no, up()[op.kind].named(op.fields))
        for content in sent(db, after)
        for op in content.ops
    ]


def newest(db: Store) -> int:
    last = exchange.last_out(db, 0)
    return last.seq if last else 0


def letter(
    db: Store, previous: bytes, seq: int, *messages: tuple[str, dict[str, Any]], life: bytes = LIFE
) -> bytes:
    """An envelope of the department for this device: kind and fields by key."""
    kinds = {kind.key: kind for kind in down().values()}
    ops = tuple(
        Op(kinds[key].number, Act.NEW, number, kinds[key].numbered(values))
        for number, (key, values) in enumerate(messages, 1)
    )
    return sealed_letter(db, previous, seq, Content(ops, 29_000_000), life)


def sealed_letter(
    db: Store, previous: bytes, seq: int, content: Content, life: bytes = LIFE
) -> bytes:
    mine = exchange_keys.every_pair(db)[-1].public
    chained = wire.chained(previous) if previous else wire.FIRST
    header = wire.Header(DEVICE, life, seq, chained, mine.number, down=True)
    return wire.make(header, payload.packed(content), SCHOOL, DEPARTMENT, mine)


def heard(db: Store, content: bytes) -> int:
    """Bytes of the stream down arrive and are applied; how many envelopes were."""
    if not exchange_inbox.life(db):
        exchange_inbox.begin_life(db, LIFE)
    exchange_inbox.receive(db, content)
    return exchange_inbox.apply(db)


def other_keys() -> Private:
    return keys.new()
