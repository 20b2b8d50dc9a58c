"""The department's bookkeeping: what became of envelopes, keys, revocations, the list of schools."""

from typing import Any

import msgspec

from dlschool.services import exchange_keys
from dlschool.store import exchange
from dlschool.store.connection import Store

FORKED = "forked"
"""Under this word it is remembered until the next sealing."""
_OPEN = ("sealed", "sent", "stored", "waiting")


def receipt(db: Store, said: dict[str, Any]) -> None:
    """«accepted» speaks for every envelope up to this one that nothing else was said of. An envelope that
    is not ours under our number was made by a copy of this base: all is told anew, under a new epoch.
    """
    if said["epoch"] != exchange_keys.told_epoch(db).mark:
        return
    lane, seq, state = said.get("lane", 0), said["seq"], said["state"]
    if said.get("digest") and said["digest"] != exchange.digest(db, lane, seq)[:4]:
        exchange.put(db, FORKED, b"1")
        return
    if state == "accepted" and not said.get("exceptions"):
        exchange.set_out(db, lane, seq, _OPEN, "accepted")
        return
    kept = msgspec.msgpack.encode([said.get("exceptions") or [], said.get("reason") or ""])
    exchange.keep_receipt(db, lane, seq, state, kept)


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
