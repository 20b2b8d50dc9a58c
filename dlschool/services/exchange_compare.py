"""Both sides compare what they hold: count and sum of digests for each kind; what differs is told again.

Never «choose which side to destroy»: only the records of the parts that differ travel.
"""

from datetime import datetime, timedelta
from typing import Any

from dlschool.exchange import digests, kinds
from dlschool.exchange.digests import Part
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_sealing
from dlschool.store import exchange
from dlschool.store.connection import Store

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
    found = []
    for number, parts in _parts(db).items():
        count, total = digests.whole(parts)
        said = kind.numbered({"kind": number, "count": count, "sum": total})
        found.append(Op(kind.number, Act.NEW, number, said))
    return found


def _parts(db: Store) -> dict[int, list[Part]]:
    """The parts of each kind of which something was told."""
    held: dict[int, list[tuple[int, dict[int, Value]]]] = {}
    for each in exchange.everything_told(db):
        if not each.gone:
            values = exchange_sealing.unpacked(each.fields)
            held.setdefault(each.kind, []).append((each.no, values))
    return {kind: digests.parts(kind, records) for kind, records in held.items()}


def differs(db: Store, said: dict[str, Any]) -> None:
    """Sums of the parts; or, where the parts are named, their records again as a whole."""
    number, wanted = said["kind"], said.get("buckets")
    if wanted is None:
        kind = kinds.of("digest")
        parts = _parts(db).get(number) or digests.parts(number, ())
        count, _total = digests.whole(parts)
        buckets: list[Any] = [*digests.sums(parts)]
        values = kind.numbered({"kind": number, "count": count, "sum": b"", "buckets": buckets})
        exchange_sealing.append(db, [Op(kind.number, Act.NEW, 1, values)])
        return
    exchange_sealing.append(
        db,
        [
            Op(each.kind, Act.WHOLE, each.no, exchange_sealing.unpacked(each.fields))
            for each in exchange.everything_told(db)
            if each.kind == number and not each.gone and each.no % digests.PARTS in wanted
        ],
    )
