"""The department's bookkeeping: what became of envelopes, keys, revocations, the list of schools."""

from hashlib import blake2b
from typing import Any

import msgspec

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op
from dlschool.services import exchange_keys, exchange_sealing
from dlschool.store import exchange
from dlschool.store.connection import Store

PARTS = 16
_OPEN = ("sealed", "stored", "waiting")


def receipt(db: Store, said: dict[str, Any]) -> None:
    """«accepted» speaks for every envelope up to this one that nothing else was said of."""
    if said["epoch"] != exchange_keys.told_epoch(db).mark:
        return
    lane, seq, state = said.get("lane", 0), said["seq"], said["state"]
    if state == "accepted" and not said.get("exceptions"):
        exchange.set_out(db, lane, seq, _OPEN, "accepted")
        return
    kept = msgspec.msgpack.encode([said.get("exceptions") or [], said.get("reason") or ""])
    exchange.keep_receipt(db, lane, seq, state, kept)


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


def department_keys(db: Store, said: dict[str, Any]) -> None:
    """The department's next pair and certificate: said under the pair before it."""
    known = exchange_keys.need_paired(db)
    if said["number"] <= known.key:
        return
    pins = tuple(said.get("pins") or known.pins)
    address = said.get("address") or known.address
    exchange_keys.keep_paired(
        db,
        replace_paired(
            known,
            sign=said["sign"],
            seal=said["seal"],
            key=said["number"],
            pins=pins,
            address=address,
        ),
    )


def replace_paired(known: exchange_keys.Paired, **values: Any) -> exchange_keys.Paired:
    return msgspec.structs.replace(known, **values)


def revocation(db: Store, said: dict[str, Any]) -> None:
    """Of this device, or of another one of this school (then it is only remembered)."""
    known = exchange_keys.need_paired(db)
    if said["device"] == known.device:
        exchange_keys.keep_paired(db, replace_paired(known, revoked=said.get("reason") or "—"))


def schools(db: Store, said: dict[str, Any]) -> None:
    """To whom a case can be handed over."""
    exchange.put(db, "schools", msgspec.msgpack.encode(said["schools"]))
