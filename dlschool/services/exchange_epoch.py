"""A base that came back from a backup, moved or goes on as a copy begins its numbers anew.

The department is told every record as this base remembers having told it, by its old name; it answers
with what it has beyond that. What was sealed and not stored there is derived again.
"""

import msgspec

from dlschool.exchange import kinds, wire
from dlschool.exchange.payload import Act, Op
from dlschool.services import exchange_keys, exchange_sealing
from dlschool.store import exchange
from dlschool.store.connection import Store


def settle(db: Store) -> bool:
    """Begins a new numbering if the base is in another epoch than its envelopes; says whether it did.
    Call within `exchange.writing`.
    """
    told, now = exchange_keys.told_epoch(db).text, exchange_keys.base_epoch(db)
    if told == now:
        return False
    if not told:
        exchange.put(db, "epoch", now.encode())
        return False
    _begin(db, told, now)
    return True


def _begin(db: Store, told: str, now: str) -> None:
    to = exchange_keys.need_paired(db)
    mark = wire.epoch_mark(told)
    names = {
        each.no: msgspec.msgpack.encode([to.device, mark, each.no])
        for each in exchange.everything_told(db)
    }
    exchange.put_away(db, told)
    exchange.number_anew(db, names)
    exchange.put(db, "epoch", now.encode())
    for lane in (0, 1):
        exchange.put_number(db, f"up{lane}", 0)
    _tell_whole(db, mark)


def _tell_whole(db: Store, was: bytes) -> None:
    whole = kinds.of("whole")
    ops = [
        Op(
            each.kind,
            Act.WHOLE,
            each.no,
            {0: msgspec.msgpack.decode(each.was or b"\xc0"), **fields},
        )
        for each in exchange.everything_told(db)
        if not each.gone and (fields := exchange_sealing.unpacked(each.fields)) is not None
    ]
    end = whole.numbered({"state": "end", "count": len(ops), "was": was})
    exchange_sealing.append(db, [*ops, Op(whole.number, Act.NEW, 1, end)])
