"""Both sides compare what they hold: count and sum of digests for each kind; what differs is told again.

Never «choose which side to destroy»: only the records of the parts that differ travel.
"""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op
from dlschool.services import exchange_sealing
from dlschool.store import exchange
from dlschool.store.connection import Store

PARTS = 16
EVERY = timedelta(days=7)
"""How often both sides compare."""


def due(db: Store) -> bool:
    """Everything is stored and applied, and the last comparison is a week old. A clock that went back
    by years does not put it off.
    """
    said = exchange.get(db, "compared").decode()
    if said and abs(db.now() - datetime.fromisoformat(said)) < EVERY:
        return False
    return not exchange.counts(db).keys() - {"accepted", "quarantined"}


def begin(db: Store) -> None:
    """Says the sums; the answer comes down."""
    ops = digest_ops(db)
    with exchange.writing(db):
        exchange_sealing.append(db, ops)
        exchange.put(db, "compared", db.now().isoformat(timespec="seconds").encode())


def digest_ops(db: Store) -> list[Op]:
    """Count and sum of digests for each kind: said when nothing is under way on either side."""
    kind = kinds.of("digest")
    return [
        Op(
            kind.number,
            Act.NEW,
            number,
            kind.numbered({"kind": number, "count": count, "sum": total}),
        )
        for number, (count, total) in _whole_sums(db).items()
    ]


def _whole_sums(db: Store) -> dict[int, tuple[int, bytes]]:
    found = {}
    for number, parts in _sums(db).items():
        total = sum(each for _, each in parts) % (1 << 64)
        found[number] = (sum(count for count, _ in parts), total.to_bytes(8, "big"))
    return found


def _sums(db: Store) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for each in exchange.everything_told(db):
        if each.gone:
            continue
        parts = found.setdefault(each.kind, [(0, 0)] * PARTS)
        count, total = parts[each.no % PARTS]
        values = exchange_sealing.unpacked(each.fields)
        parts[each.no % PARTS] = (count + 1, total + digest(each.kind, each.no, values))
    return found


def digest(kind: int, no: int, values: dict[int, Any]) -> int:
    """8 bytes as a number, the same as the hub's."""
    said = msgspec.msgpack.encode([kind, no, sorted(values.items())])
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big")


def differs(db: Store, said: dict[str, Any]) -> None:
    """Sums of the parts; or, where the parts are named, their records again as a whole."""
    number, wanted = said["kind"], said.get("buckets")
    if wanted is None:
        kind = kinds.of("digest")
        parts = _sums(db).get(number, [(0, 0)] * PARTS)
        buckets: list[Any] = [(total % (1 << 64)).to_bytes(8, "big") for _, total in parts]
        whole = sum(count for count, _ in parts)
        values = kind.numbered({"kind": number, "count": whole, "sum": b"", "buckets": buckets})
        exchange_sealing.append(db, [Op(kind.number, Act.NEW, 1, values)])
        return
    exchange_sealing.append(
        db,
        [
            Op(each.kind, Act.WHOLE, each.no, exchange_sealing.unpacked(each.fields))
            for each in exchange.everything_told(db)
            if each.kind == number and not each.gone and each.no % PARTS in wanted
        ],
    )
