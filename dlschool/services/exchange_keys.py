"""This device and its department: keys, the agreed level, offsets. All lies in the encrypted store."""

from dataclasses import dataclass
from typing import Any

import msgspec

from dlschool.errors import Refused
from dlschool.exchange import keys, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private, Public
from dlschool.exchange.kinds import Level
from dlschool.exchange.wire import Envelope
from dlschool.i18n import N_
from dlschool.store import exchange, meta
from dlschool.store.connection import Store

_MINE, _ACTIVE, _PAIRED, _LEVEL = "keys", "active", "paired", "level"
ASKED = "asked"
"""Where the request stands that waits for its certificate (`exchange_pairing`)."""

NOT_PAIRED = N_(
    "This computer is not connected with the department yet. "
    "Open the department's enrolment file on the screen of the exchange."
)


class Paired(msgspec.Struct, frozen=True):
    """What the department gave this device when it was enrolled."""

    device: int
    school: bytes
    """The 16 bytes that name the school in envelopes."""
    sign: bytes
    """The department's public keys, and their number."""
    seal: bytes
    key: int
    address: str = ""
    """Where the hub is; empty: only by stick."""
    pins: tuple[bytes, ...] = ()
    """SHA-256 of the hub's certificate, the present one and the next."""
    name_kk: str = ""
    """The department's name."""
    name_ru: str = ""
    revoked: str = ""
    """Why the department hears this device no more."""
    former: int = 0
    """The number of this device under which it told its records, until it tells them anew."""
    older: tuple[tuple[bytes, bytes, int], ...] = ()
    """The department's former pairs: what lay on a stick for weeks is signed by one of them."""

    @property
    def department(self) -> Public:
        return Public(self.sign, self.seal, self.key)


def paired(db: Store) -> Paired | None:
    content = exchange.get(db, _PAIRED)
    return msgspec.msgpack.decode(content, type=Paired) if content else None


def in_touch(db: Store) -> bool:
    """Whether the department is known here, or was asked to take this computer."""
    return paired(db) is not None or bool(exchange.get(db, ASKED))


def need_paired(db: Store) -> Paired:
    """Refused: the department is not known yet."""
    found = paired(db)
    if found is None:
        raise Refused(NOT_PAIRED)
    return found


def keep_paired(db: Store, value: Paired) -> None:
    exchange.put(db, _PAIRED, msgspec.msgpack.encode(value))


def verify(to: Paired, found: Envelope, mine: Public) -> None:
    """Fault: the department signed it with none of its pairs for this pair of ours."""
    for pair in (to.department, *(Public(*each) for each in to.older)):
        try:
            wire.verify(found, pair, mine)
        except Fault:
            continue
        return
    raise Fault(Why.SIGNATURE)


def mine(db: Store) -> Private:
    """The pair that this device signs with: the newest that the department has heard of. Made when it is
    asked for first; call within `exchange.writing`.
    """
    found = every_pair(db)
    if not found:
        begin_with(db, keys.new())
        found = every_pair(db)
    active = exchange.number(db, _ACTIVE)
    return next((pair for pair in found if pair.number == active), found[-1])


def begin_with(db: Store, value: Private) -> None:
    """The first and only pair: this device was enrolled anew."""
    exchange.put(db, _MINE, b"")
    keep_pair(db, value)
    exchange.put_number(db, _ACTIVE, value.number)


def heard_under(db: Store, number: int) -> None:
    """The department sealed something for this pair of ours: from now on it signs."""
    if number > exchange.number(db, _ACTIVE):
        exchange.put_number(db, _ACTIVE, number)


def every_pair(db: Store) -> list[Private]:
    """Older pairs are kept: an envelope on a stick may be sealed for one of them."""
    content = exchange.get(db, _MINE)
    said: list[list[Any]] = msgspec.msgpack.decode(content) if content else []
    return [Private(sign, seal, number) for sign, seal, number in said]


def keep_pair(db: Store, value: Private) -> None:
    said = [[p.sign, p.seal, p.number] for p in (*every_pair(db), value)]
    exchange.put(db, _MINE, msgspec.msgpack.encode(said))


def level(db: Store) -> Level:
    """How much is told; totals before anything was agreed."""
    return Level(exchange.get(db, _LEVEL).decode() or Level.TOTALS)


def keep_level(db: Store, value: Level) -> None:
    exchange.put(db, _LEVEL, value.value.encode())


@dataclass(frozen=True, slots=True)
class Epoch:
    """The life of the base that the envelopes are numbered in."""

    text: str

    @property
    def mark(self) -> bytes:
        return wire.epoch_mark(self.text)


def base_epoch(db: Store) -> str:
    """The base's present epoch; begun when the base was opened."""
    return meta.value(db, "epoch")


def told_epoch(db: Store) -> Epoch:
    """The epoch in which envelopes were numbered last; empty before the first."""
    return Epoch(exchange.get(db, "epoch").decode())
