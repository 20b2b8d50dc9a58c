"""Scans that the owner let leave, in pieces on a lane of their own; known until the department has them.

Of an epoch that is over the envelopes go no more: a scan that the department did not acknowledge by then
goes once more, whole, under the new one (the department knows a piece that it has). The owner's word was
given on the request and still holds; blocked, sealed or unreadable in the meantime, it waits.
"""

import hashlib
from typing import Any

import msgspec

from dlschool.errors import Refused
from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op
from dlschool.services import cases, exchange_keys, exchange_sealing
from dlschool.store import blobs, blocking, directives, exchange
from dlschool.store.connection import Store
from dlschool.store.directives import Directive

LANE = 1
PIECE = 32 * 2**10
"""Bytes in one envelope."""
_SENT = "scans_sent"
_UNDER_WAY = ("sealed", "sent", "stored", "waiting")
Sent = tuple[str, int, int, int]
"""Epoch; seq of the first and of the last envelope; id of the directive."""


def send(db: Store, found: Directive, content: bytes, mime: str) -> int:
    """Seals a scan that this request asks for; returns how many pieces. A piece is an envelope of its own:
    a line that drops does not lose the ones before it. Call within `exchange.writing`, after the epoch
    is settled.
    """
    kind = kinds.of("scan")
    pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
    digest = hashlib.sha256(content).digest()
    first = _newest(db) + 1
    for part, piece in enumerate(pieces, 1):
        values = kind.numbered(
            {
                "request": found.number,
                "paper": str(found.content.get("paper", "")).strip(),
                "mime": mime,
                "digest": digest,
                "part": part,
                "parts": len(pieces),
                "content": piece,
            }
        )
        exchange_sealing.append(db, [Op(kind.number, Act.NEW, 1, values)], LANE)
    epoch = exchange_keys.told_epoch(db).text
    _put(db, [*_kept(db), (epoch, first, _newest(db), found.id)])
    return len(pieces)


def again(db: Store) -> int:
    """Envelopes of scans that went in an epoch that is over and did not arrive; returns how many were made.
    Call within `exchange.writing`, after the epoch is settled.
    """
    known = _kept(db)
    if not known:
        return 0
    now = exchange_keys.told_epoch(db).text
    open_ = [each for each in known if _under_way(db, each, now)]
    lost = [(each, _content(db, each)) for each in open_ if each[0] != now]
    waiting = [each for each, found in lost if found is None]
    left = [each for each in open_ if each[0] == now or each in waiting]
    if left != known:
        _put(db, left)
    return sum(send(db, *found) for _each, found in lost if found is not None)


def _under_way(db: Store, sent: Sent, now: str) -> bool:
    """Whether the department still waits for it: a piece did not arrive, and it is the one that asked."""
    epoch, first, last, directive_id = sent
    found = directives.get(db, directive_id)
    if found is None or found.number <= 0:
        return False
    if epoch == now:
        seqs = {out.seq for out in exchange.out_in(db, LANE, _UNDER_WAY)}
    else:
        old = exchange.old_in(db, epoch, LANE)
        seqs = {seq for seq, state in old.items() if state in _UNDER_WAY}
    return any(first <= seq <= last for seq in seqs)


def _content(db: Store, sent: Sent) -> tuple[Directive, bytes, str] | None:
    """The scan as it lies here; None: it may not, or cannot, leave now."""
    from dlschool.services import scans

    found = directives.get(db, sent[3])
    if found is None or found.made is None:
        return None
    try:
        case = cases.records(db, int(found.content["row"])).case
        if case.pupil_id is not None:
            blocking.refuse_blocked(db, case.pupil_id)
        if blobs.seal_of(db, scans.scan(db, found.made[1]).digest) is not None:
            return None
        return (found, *scans.scan_content(db, found.made[1]))
    except Refused:
        return None


def _newest(db: Store) -> int:
    last = exchange.last_out(db, LANE)
    return last.seq if last else 0


def _kept(db: Store) -> list[Sent]:
    content: Any = exchange.get(db, _SENT)
    return msgspec.msgpack.decode(content, type=list[Sent]) if content else []


def _put(db: Store, sent: list[Sent]) -> None:
    exchange.put(db, _SENT, msgspec.msgpack.encode(sent) if sent else b"")
