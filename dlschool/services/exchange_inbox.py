"""What the department sends: bytes are kept as they come, whole envelopes are checked, then applied.

Each envelope is applied in a transaction of its own and never twice. One that this program is too old for
waits until the program was updated; everything after it waits as well.
"""

from dlschool.errors import Refused
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

_TAIL, _LIFE = "tail", "life"

MADE_ANEW = N_(
    "The department's answers do not follow each other: its computer was set up anew or restored. "
    "They are fetched again from the beginning."
)


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
        exchange.put(db, _LIFE, now)
        exchange.put(db, _TAIL, b"")
        exchange.put_number(db, "down", 0)
        exchange.put_number(db, "applied", 0)
        db.execute("delete from main.exchange_in")


def receive(db: Store, content: bytes) -> int:
    """Bytes of the stream that follow those that are here; returns how many envelopes became whole.

    Fault: what came is no envelope of the department for this device; it is thrown away, nothing else.
    """
    to = exchange_keys.need_paired(db)
    with exchange.writing(db):
        tail = exchange.get(db, _TAIL) + content
        done = exchange.number(db, "down")
        place, count = 0, 0
        try:
            while found := wire.first(memoryview(tail)[place:]):
                _keep(db, to, found)
                place += len(found.content)
                count += 1
        except Fault:
            exchange.put(db, _TAIL, b"")
            exchange.put_number(db, "down", done + place)
            if not count:
                raise
            return count
        exchange.put(db, _TAIL, tail[place:])
        exchange.put_number(db, "down", done + place)
    return count


def take(db: Store, found: Envelope) -> str:
    """An envelope from a stick: "stored", "known", or "early" when one before it is wanting.

    Fault: it is not the department's, or not for this device.
    """
    to = exchange_keys.need_paired(db)
    with exchange.writing(db):
        if not life(db):
            exchange.put(db, _LIFE, found.header.epoch)
        seq, _content = exchange.last_in(db)
        wire.verify(found, to.department, _addressed(db, found).public)
        if found.header.epoch == life(db) and found.header.seq <= seq:
            return "known"
        if found.header.seq > seq + 1:
            return "early"
        _keep(db, to, found)
        exchange.put(db, _TAIL, b"")
        exchange.put_number(db, "down", exchange.number(db, "down") + len(found.content))
    return "stored"


def _keep(db: Store, to: Paired, found: Envelope) -> None:
    """Fault: not the next one, not signed by the department, for another device."""
    said, (seq, last) = found.header, exchange.last_in(db)
    if not said.down or said.device != to.device or said.epoch != life(db):
        raise Fault(Why.IDS, "stream")
    if said.seq != seq + 1 or said.previous != (wire.chained(last) if last else wire.FIRST):
        raise Fault(Why.CHAIN)
    wire.verify(found, to.department, _addressed(db, found).public)
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
    program; what came before it is applied.
    """
    done = 0
    for seq, content in exchange.unapplied(db):
        said = _content(db, content)
        exchange_down.apply(db, seq, said)
        done += 1
    return done


def _content(db: Store, content: bytes) -> Content:
    found = wire.first(content)
    if found is None:
        raise Fault(Why.DAMAGED)
    to = exchange_keys.need_paired(db)
    said = payload.unpacked(wire.opened(found, to.school, _addressed(db, found)))
    if said.schema > payload.SCHEMA:
        raise Refused(
            N_(
                "The department sends messages of a newer version. Update the program; they wait here."
            )
        )
    return said
