"""One conversation with the hub: what is due goes up from the byte where it stopped, what waits comes down.

A line that breaks at any byte costs nothing but the bytes that were on their way. After a failure the
first question is how much is there. The caller repeats for ever; nothing here sleeps.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from dlschool.domain.access import Right
from dlschool.errors import Refused
from dlschool.exchange import framing, keys
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.framing import Answer, Asking
from dlschool.i18n import N_
from dlschool.services import (
    epochs,
    exchange_compare,
    exchange_inbox,
    exchange_keys,
    exchange_outbox,
    exchange_renewal,
)
from dlschool.services.access import need
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store

LEAST, FIRST, MOST = 1024, 8 * 1024, 128 * 1024
"""Bytes of one request: halved after a failure, doubled after a success."""
FULL = 8 * 1024
"""Bytes down in one answer: after so many there may be more."""
PATH = "/x"
NOTHING_MORE, GONE, STRANGE = 204, 403, 409
MOST_STRANGE = 3
"""So often in a row the department may say that it does not know us."""
LANES = (0, 1)

REVOKED = N_(
    "The department does not accept this computer any more: {reason}. "
    "Ask the department for a new enrolment file."
)


class Heard(Protocol):
    status: int

    def chunks(self) -> Iterator[bytes]: ...


class Way(Protocol):
    """`exchange.https.Line`, or what a test puts in its place."""

    def post(self, path: str, body: bytes) -> Heard: ...


@dataclass(slots=True)
class Done:
    """What one conversation moved."""

    sent: int = 0
    """Bytes of envelopes that are stored at the department now and were not before."""
    came: int = 0
    """Envelopes from the department."""
    requests: int = 0


def sync(
    db: Store, way: Way, going_on: Callable[[], bool] = lambda: True, *, compare: bool = False
) -> Done:
    """Seals, sends, fetches, applies. `going_on` is asked before each request: a pause ends it in peace.
    `compare`: now, not once a week.

    Refused: not paired, revoked, the user's role. NoLine, Fault: what moved is kept.
    """
    refuse_unable(db)
    to = exchange_keys.need_paired(db)
    refuse_revoked(to)
    talk = Talk(db, way, to, going_on)
    exchange_inbox.receive(db, b"")
    exchange_outbox.seal(db)
    for lane in LANES:
        _lane(talk, lane)
    apply(db)
    if compare or exchange_compare.due(db):
        exchange_compare.begin(db)
    if exchange_outbox.forked(db):
        exchange_outbox.seal(db)
    if _left(db, 0):
        _lane(talk, 0)
        apply(db)
    with exchange.writing(db):
        exchange.put(db, "contact", db.now().isoformat(timespec="seconds").encode())
    return talk.done


def apply(db: Store) -> int:
    """Applies what has come. What was written here meanwhile is sealed before: its writer did not know."""
    if exchange.unapplied(db):
        exchange_outbox.seal(db)
    return exchange_inbox.apply(db)


def refuse_unable(db: Store) -> None:
    """Refused: the user's role; this window only looks, and the exchange has to remember what it did; the
    base moved here, is one of two or an old copy, and nobody decided yet that it goes on.
    """
    need(db, Right.EXCHANGE)
    if db.refuses is not None:
        raise db.refuses
    strange = epochs.look(db).sentence
    if strange is not None:
        raise strange


def refuse_revoked(to: Paired) -> None:
    if to.revoked:
        raise Refused(REVOKED, reason=to.revoked)


@dataclass(slots=True)
class Talk:
    """One conversation under way."""

    db: Store
    way: Way
    to: Paired
    going_on: Callable[[], bool]
    done: Done = field(default_factory=Done)
    strange: int = 0
    """How often in a row the department did not know who speaks."""
    begun_anew: bool = False
    more: bool = False
    """Something came down with the last answer: more may wait."""


def _lane(talk: Talk, lane: int) -> None:
    if lane and exchange.last_out(talk.db, lane) is None:
        return
    first = True
    while talk.going_on() and (first or _left(talk.db, lane) or talk.more):
        first = False
        _exchange(talk, lane)


def _left(db: Store, lane: int) -> bool:
    last = exchange.last_out(db, lane)
    return last is not None and last.start + len(last.content) > exchange.number(db, f"up{lane}")


def _exchange(talk: Talk, lane: int) -> None:
    """One request. After one that failed, and before the department's first word: only the question how
    much is there.
    """
    db = talk.db
    asks = exchange.get(db, "unsure") == b"1" or not exchange_inbox.life(db)
    up = exchange.number(db, f"up{lane}")
    size = exchange.number(db, "size") or FIRST
    content = b"" if asks else _bytes(db, lane, up, size)
    asking = Asking(
        talk.to.device, exchange_keys.told_epoch(db).mark, up, exchange_inbox.offset(db), lane, asks
    )
    if content:
        _remember(db, unsure=b"1")
    talk.done.requests += 1
    try:
        heard = talk.way.post(PATH, _packed(db, talk.to, asking) + content)
        unsure = _hear(talk, heard, asking, len(content))
    except Exception:
        _remember(db, size=str(max(LEAST, size // 2)).encode())
        raise
    grown = size if asks or len(content) < size else min(MOST, size * 2)
    if unsure or grown != size or exchange.get(db, "unsure") == b"1":
        _remember(db, unsure=b"1" if unsure else b"0", size=str(grown).encode())


def _remember(db: Store, **values: bytes) -> None:
    with exchange.writing(db):
        for key, value in values.items():
            exchange.put(db, key, value)


def _packed(db: Store, to: Paired, asking: Asking) -> bytes:
    mine = exchange_keys.mine(db)
    life = exchange_inbox.life(db) or framing.NO_LIFE
    return asking.packed(keys.shared(mine, to.department), life)


def _bytes(db: Store, lane: int, up: int, size: int) -> bytes:
    """At most `size` bytes of the stream from `up` on."""
    joined = bytearray()
    for out in exchange.out_from(db, lane, up):
        joined += out.content[max(0, up - out.start) :]
        if len(joined) >= size:
            break
    return bytes(joined[:size])


def _hear(talk: Talk, heard: Heard, asking: Asking, sent: int) -> bool:
    """Whether it is still to be asked how much is stored."""
    talk.more = False
    if heard.status == NOTHING_MORE:
        _stored(talk, asking, asking.up + sent)
        return False
    if heard.status == GONE:
        _revoked(talk.db, b"".join(heard.chunks()))
    if heard.status not in (200, STRANGE):
        raise Fault(Why.DAMAGED, f"HTTP {heard.status}")
    answer = _read(talk, heard, asking)
    if heard.status == STRANGE:
        return _introduced(talk, answer, asking)
    talk.strange = 0
    _stored(talk, asking, answer.up)
    if answer.trouble is not None:
        _begin_anew(talk, answer.trouble)
    return False


def _introduced(talk: Talk, answer: Answer, asking: Asking) -> bool:
    """The department names the present life of its stream. What it says of the bytes up is sure only if
    it knew who asked: then this device named no life, or the same. Fault: it does not know us at all.
    """
    talk.strange += 1
    if talk.strange >= MOST_STRANGE or answer.life in (None, framing.NO_LIFE):
        raise Fault(Why.SIGNATURE, "proof")
    first = not exchange_inbox.life(talk.db)
    exchange_inbox.begin_life(talk.db, answer.life or b"")
    talk.more = True
    if first:
        _stored(talk, asking, answer.up)
    return not first


def _read(talk: Talk, heard: Heard, asking: Asking) -> Answer:
    """The answer's head; its bytes down are kept as they come."""
    held, head, at = b"", None, asking.down
    for part in heard.chunks():
        held += part
        if head is None and (read := framing.read_answer_head(held)) is not None:
            head, begins = read
            held = held[begins:]
        if head is not None and held and heard.status != STRANGE:
            talk.done.came += exchange_inbox.receive(talk.db, held, at)
            at += len(held)
            talk.more = at - asking.down >= FULL
            held = b""
    if head is None:
        raise Fault(Why.DAMAGED, "answer")
    return head


def _stored(talk: Talk, asking: Asking, up: int) -> None:
    """The department has everything before `up`. It may be less than before: it was restored."""
    db, lane = talk.db, asking.lane
    last = exchange.last_out(db, lane)
    if up > (last.start + len(last.content) if last else 0):
        _begin_anew(talk, Why.FORK)
        return
    with exchange.writing(db):
        before = exchange.number(db, f"up{lane}")
        if up < asking.up:
            exchange.unstore(db, lane, up)
        elif up <= before:
            return
        exchange.put_number(db, f"up{lane}", up)
        beyond = exchange.out_from(db, lane, up)
        until = beyond[0].seq - 1 if beyond else (last.seq if last else 0)
        exchange.set_out(db, lane, until, ("sealed", "sent"), "stored")
    talk.done.sent += max(0, up - before)


def _begin_anew(talk: Talk, why: Why) -> None:
    """This store's numbers do not fit to what the department has: a copy of it spoke under its name, or
    the store came from elsewhere. All is told again under a new epoch. Fault: for the second time.
    """
    if talk.begun_anew:
        raise Fault(why, "again")
    talk.begun_anew = True
    epochs.begin(talk.db)
    epochs.remember(talk.db)
    with exchange.writing(talk.db):
        exchange.put(talk.db, "begun_anew", why.encode())
    exchange_outbox.seal(talk.db)


def _revoked(db: Store, body: bytes) -> None:
    """Refused: the department said goodbye and signed it. Fault: it does not know this computer, for now:
    its own base may have come back from an old backup.
    """
    reason = exchange_renewal.farewell(db, body)
    if reason is None:
        raise Fault(Why.UNKNOWN, body[:40].decode("ascii", "replace"))
    raise Refused(REVOKED, reason=reason)
