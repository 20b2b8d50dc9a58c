"""What the department sends: bytes are kept as they come, whole envelopes are checked, then applied.

Each envelope is applied in a transaction of its own and never twice. One that this program is too old for
waits until the program was updated; everything after it waits as well.
"""

from dlschool.errors import Newer
from dlschool.exchange import payload, wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.keys import Private
from dlschool.exchange.payload import Content
from dlschool.exchange.wire import Envelope
from dlschool.i18n import N_
from dlschool.services import exchange_down, exchange_keys
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store

_TAIL, _LIFE, _LIVES = "tail", "life", "lives"
MOST_LIVES = 64
"""Of the department's computer, that are remembered."""

NEWER = N_("The department sends messages of a newer version. Update the program; they wait here.")


def offset(db: Store) -> int:
    """How many bytes of the stream down are here, the piece of an envelope included."""
    return exchange.number(db, "down") + len(exchange.get(db, _TAIL))


def life(db: Store) -> bytes:
    """Which life of the hub the stream belongs to; empty before the first answer."""
    return exchange.get(db, _LIFE)


def begin_life(db: Store, now: bytes) -> None:
    """The hub was restored: its stream is read anew from the beginning; what is here stays."""
    with exchange.writing(db):
        if life(db) == now:
            return
        exchange.put(db, _LIVES, (exchange.get(db, _LIVES) + life(db))[-MOST_LIVES * 4 :])
        exchange.put(db, _LIFE, now)
        exchange.put(db, _TAIL, b"")
        exchange.put_number(db, "down", 0)
        exchange.put_number(db, "applied", 0)
        exchange.forget_in(db)


def receive(db: Store, content: bytes, at: int | None = None) -> int:
    """Bytes of the stream from the offset `at` on (None: that follow those that are here); what is here
    already is passed over. Returns how many envelopes became whole.

    Fault: what came is no envelope of the department for this device; it is thrown away, nothing else.
    """
    to = exchange_keys.need_paired(db)
    with exchange.writing(db):
        known = 0 if at is None else offset(db) - at
        if known < 0 or known > len(content):
            return 0
        tail = exchange.get(db, _TAIL) + content[known:]
        done = exchange.number(db, "down")
        fault, place, count = _split(db, to, tail)
        newer = fault is not None and fault.why is Why.VERSION
        exchange.put(db, _TAIL, b"" if fault and not newer else tail[place:])
        exchange.put_number(db, "down", done + place)
    if fault is not None and not newer and not count:
        raise fault
    return count


def _split(db: Store, to: Paired, tail: bytes) -> tuple[Fault | None, int, int]:
    """Keeps the whole envelopes that the bytes begin with: why it ended, how many bytes, how many."""
    place, count = 0, 0
    try:
        while found := wire.first(memoryview(tail)[place:]):
            _keep(db, to, found)
            place += len(found.content)
            count += 1
    except Fault as fault:
        return fault, place, count
    return None, place, count


def newer(db: Store) -> bool:
    """Whether bytes wait here that only a newer program reads."""
    try:
        wire.first(exchange.get(db, _TAIL))
    except Fault as fault:
        return fault.why is Why.VERSION
    return False


def forget_piece(db: Store) -> None:
    """Fetches the piece of an envelope that is here once more: a person asked, it may be damaged."""
    with exchange.writing(db):
        exchange.put(db, _TAIL, b"")


def take(db: Store, found: Envelope) -> str:
    """An envelope from a stick: "stored", "known", or "early" when one before it is wanting.

    Fault: it is not the department's, or not for this device.
    """
    to = exchange_keys.need_paired(db)
    with exchange.writing(db):
        said = found.header
        if not said.down or said.device != to.device:
            raise Fault(Why.IDS, "stream")
        exchange_keys.verify(to, found, _addressed(db, found).public)
        if said.epoch != life(db) and not _new_life(db, found):
            return "known" if said.epoch in _lives(db) else "early"
        seq, _content = exchange.last_in(db)
        if said.seq <= seq:
            return "known"
        if said.seq > seq + 1:
            return "early"
        _keep(db, to, found)
        exchange.put(db, _TAIL, b"")
        exchange.put_number(db, "down", exchange.number(db, "down") + len(found.content))
    return "stored"


def _new_life(db: Store, found: Envelope) -> bool:
    """A first envelope of a life that was never heard of begins it: a hub that is reached by stick only
    was restored.
    """
    said = found.header
    if said.seq != 1 or said.epoch in _lives(db):
        return False
    begin_life(db, said.epoch)
    return True


def _lives(db: Store) -> list[bytes]:
    """Lives that are over."""
    content = exchange.get(db, _LIVES)
    return [content[at : at + 4] for at in range(0, len(content), 4)]


def _keep(db: Store, to: Paired, found: Envelope) -> None:
    """Fault: not the next one, not signed by the department, for another device."""
    said, (seq, last) = found.header, exchange.last_in(db)
    if not said.down or said.device != to.device or said.epoch != life(db):
        raise Fault(Why.IDS, "stream")
    if said.seq != seq + 1 or said.previous != (wire.chained(last) if last else wire.FIRST):
        raise Fault(Why.CHAIN)
    exchange_keys.verify(to, found, _addressed(db, found).public)
    exchange_keys.heard_under(db, said.key)
    at = db.now().isoformat(timespec="seconds")
    exchange.add_in(db, said.seq, found.content, at)


def _addressed(db: Store, found: Envelope) -> Private:
    """The pair of this device that the envelope is sealed for. Fault: none of them."""
    for pair in exchange_keys.every_pair(db):
        if pair.number == found.header.key:
            return pair
    raise Fault(Why.SEAL)


def apply(db: Store) -> int:
    """Applies what has come, in order; returns how many envelopes. Refused: what waits is newer than this
    program; what came before it is applied. One that cannot be read at all is put aside.
    """
    done = 0
    for seq, content in exchange.unapplied(db):
        try:
            said = _content(db, content)
        except Fault as fault:
            if fault.why is Why.VERSION:
                raise Newer(NEWER) from fault
            _put_aside(db, seq)
            continue
        exchange_down.apply(db, seq, said)
        done += 1
    return done


def _put_aside(db: Store, seq: int) -> None:
    with exchange.writing(db):
        exchange.put_aside(db, seq)
        exchange.put_number(db, "applied", seq)


def _content(db: Store, content: bytes) -> Content:
    """Fault: it cannot be read; VERSION: a newer program can."""
    found = wire.first(content)
    if found is None:
        raise Fault(Why.DAMAGED)
    to = exchange_keys.need_paired(db)
    said = payload.unpacked(wire.opened(found, to.school, _addressed(db, found)))
    if said.schema > payload.SCHEMA:
        raise Fault(Why.VERSION, "schema")
    return said
