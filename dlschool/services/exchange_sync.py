"""One conversation with the hub: what is due goes up from the byte where it stopped, what waits comes down.

A line that breaks at any byte costs nothing but the bytes that were on their way. After a failure the
first question is how much is there. The caller repeats for ever; nothing here sleeps.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from dlschool.errors import Refused
from dlschool.exchange import framing, keys
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.framing import Answer, Asking
from dlschool.i18n import N_
from dlschool.services import (
    epochs,
    exchange_inbox,
    exchange_keys,
    exchange_outbox,
    exchange_receipts,
    exchange_sealing,
)
from dlschool.services.exchange_keys import Paired
from dlschool.store import exchange
from dlschool.store.connection import Store

LEAST, FIRST, MOST = 1024, 8 * 1024, 128 * 1024
"""Bytes of one request: halved after a failure, doubled after a success."""
COMPARE_EVERY = timedelta(days=7)
"""How often both sides compare what they hold."""
PATH = "/x"
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


def sync(db: Store, way: Way, going_on: Callable[[], bool] = lambda: True) -> Done:
    """Seals, sends, fetches, applies. `going_on` is asked before each request: a pause ends it in peace.

    Refused: not paired, revoked. NoLine and other OSErrors of the way pass: what moved is kept.
    """
    done = Done()
    to = exchange_keys.need_paired(db)
    if to.revoked:
        raise Refused(REVOKED, reason=to.revoked)
    exchange_outbox.seal(db)
    for lane in LANES:
        _lane(db, way, to, lane, done, going_on)
    exchange_inbox.apply(db)
    if _compare_due(db):
        _lane(db, way, to, 0, done, going_on)
    with exchange.writing(db):
        exchange.put(db, "contact", db.now().isoformat(timespec="seconds").encode())
    return done


def _lane(
    db: Store, way: Way, to: Paired, lane: int, done: Done, going_on: Callable[[], bool]
) -> None:
    if lane and exchange.last_out(db, lane) is None:
        return
    first = True
    while going_on() and (first or _left(db, lane) or exchange.get(db, "more")):
        first = False
        _exchange(db, way, to, lane, done)


def _left(db: Store, lane: int) -> bool:
    last = exchange.last_out(db, lane)
    return last is not None and last.start + len(last.content) > exchange.number(db, f"up{lane}")


def _exchange(db: Store, way: Way, to: Paired, lane: int, done: Done) -> None:
    """One request. After one that failed: only the question where it stopped."""
    asks = exchange.get(db, "unsure") == b"1"
    up = exchange.number(db, f"up{lane}")
    size = exchange.number(db, "size") or FIRST
    content = b"" if asks else _bytes(db, lane, up, size)
    asking = Asking(
        to.device, exchange_keys.told_epoch(db).mark, up, exchange_inbox.offset(db), lane, asks
    )
    _remember(db, unsure=b"1")
    done.requests += 1
    try:
        heard = way.post(PATH, _packed(db, to, asking) + content)
        _hear(db, heard, asking, len(content), done)
    except Exception:
        _remember(db, size=str(max(LEAST, size // 2)).encode())
        raise
    grown = size if asks or len(content) < size else min(MOST, size * 2)
    _remember(db, unsure=b"0", size=str(grown).encode())


def _remember(db: Store, **values: bytes) -> None:
    with exchange.writing(db):
        for key, value in values.items():
            exchange.put(db, key, value)


def _packed(db: Store, to: Paired, asking: Asking) -> bytes:
    mine = exchange_keys.every_pair(db)[-1]
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


def _hear(db: Store, heard: Heard, asking: Asking, sent: int, done: Done) -> None:
    if heard.status == 204:
        _stored(db, asking, asking.up + sent, done)
        _remember(db, more=b"")
        return
    if heard.status == 403:
        _revoked(db, b"".join(heard.chunks()))
    answer, came = _read(db, heard, keep=heard.status == 200)
    if heard.status == 409 and answer.life is not None:
        exchange_inbox.begin_life(db, answer.life)
    _remember(db, more=b"1" if heard.status == 409 or came[1] else b"")
    done.came += came[0]
    _stored(db, asking, answer.up, done)
    if answer.trouble is not None:
        _begin_anew(db, answer.trouble)


def _read(db: Store, heard: Heard, *, keep: bool) -> tuple[Answer, tuple[int, int]]:
    """The answer's head; its bytes down are kept as they come: envelopes and bytes of them."""
    held, head, envelopes, length = b"", None, 0, 0
    for part in heard.chunks():
        held += part
        if head is None and (read := framing.read_answer_head(held)) is not None:
            head, at = read
            held = held[at:]
        if head is not None and held and keep:
            envelopes += exchange_inbox.receive(db, held)
            length += len(held)
            held = b""
    if head is None:
        raise Fault(Why.DAMAGED, "answer")
    return head, (envelopes, length)


def _stored(db: Store, asking: Asking, up: int, done: Done) -> None:
    """The department has everything before `up`. It may be less than before: it was restored."""
    last = exchange.last_out(db, asking.lane)
    length = last.start + len(last.content) if last else 0
    if up > length:
        _begin_anew(db, Why.FORK)
        return
    with exchange.writing(db):
        before = exchange.number(db, f"up{asking.lane}")
        exchange.put_number(db, f"up{asking.lane}", up)
        beyond = exchange.out_from(db, asking.lane, up)
        until = beyond[0].seq - 1 if beyond else (last.seq if last else 0)
        exchange.set_out(db, asking.lane, until, ("sealed",), "stored")
    done.sent += max(0, up - before)


def _begin_anew(db: Store, why: Why) -> None:
    """This store's numbers do not fit to what the department has: a copy of it spoke under its name, or
    the store came from elsewhere. All is told again under a new epoch.
    """
    epochs.begin(db)
    epochs.remember(db)
    with exchange.writing(db):
        exchange.put(db, "begun_anew", why.encode())
    exchange_outbox.seal(db)


def _revoked(db: Store, body: bytes) -> None:
    reason = body.decode("ascii", "replace")[:40]
    with exchange.writing(db):
        to = exchange_keys.need_paired(db)
        exchange_keys.keep_paired(db, msgspec.structs.replace(to, revoked=reason))
    raise Refused(REVOKED, reason=reason)


def _compare_due(db: Store) -> bool:
    """Everything is stored and applied: from time to time both sides compare what they hold."""
    said = exchange.get(db, "compared").decode()
    now = db.now()
    if said and abs(now - datetime.fromisoformat(said)) < COMPARE_EVERY:
        return False
    if exchange.counts(db).keys() - {"accepted", "quarantined"}:
        return False
    ops = exchange_receipts.digest_ops(db)
    with exchange.writing(db):
        exchange_sealing.append(db, ops)
        exchange.put(db, "compared", now.isoformat(timespec="seconds").encode())
    return bool(ops)
