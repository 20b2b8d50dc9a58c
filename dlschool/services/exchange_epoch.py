"""A base that came back from a backup, moved or goes on as a copy begins its numbers anew.

The department is told every record as this base remembers having told it, by its old name; it answers
with what it has beyond that.
"""

import msgspec

from dlschool.exchange import kinds, wire
from dlschool.exchange.kinds import Level
from dlschool.exchange.payload import Act, Op, Value
from dlschool.services import exchange_keys, exchange_sealing
from dlschool.store import exchange
from dlschool.store.connection import Store
from dlschool.store.exchange import Told

WITHDRAWN = "withdrawn"
"""Under this word it is remembered that the numbering ends because what it said may not go."""
MOST_NAMES = 4
"""Names of a record that are remembered: of restored bases that never reached the department."""


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
    digests = exchange.digests(db, 0)
    names = {
        each.no: _names(each, to.former or to.device, mark, digests)
        for each in exchange.everything_told(db)
    }
    exchange_keys.keep_paired(db, msgspec.structs.replace(to, former=0))
    exchange.put_away(db, told)
    exchange.number_anew(db, names, born=1)
    exchange.put(db, "epoch", now.encode())
    for lane in (0, 1):
        exchange.put_number(db, f"up{lane}", 0)
    _tell_whole(db, mark)


def _names(each: Told, device: int, mark: bytes, digests: dict[int, bytes]) -> bytes:
    """What the record was called, the newest name first. Whether the department heard of a name is known
    by the digest of the envelope that gave it: a copy of this base may have given the number to another.
    """
    before = msgspec.msgpack.decode(each.was) if each.was else []
    now = [[device, mark, each.no, digests[each.born]]] if each.born in digests else []
    return msgspec.msgpack.encode([*now, *before][:MOST_NAMES])


def _tell_whole(db: Store, was: bytes) -> None:
    """First the old names of everything, then what was taken away: the department may not know it yet."""
    known = exchange.everything_told(db)
    level = exchange_keys.level(db)
    ops = [_whole(each, level) for each in known]
    values = _apart(ops) if exchange.get(db, WITHDRAWN) else []
    exchange.put(db, WITHDRAWN, b"")
    whole = kinds.of("whole")
    end = whole.numbered({"state": "end", "count": len(ops), "was": was})
    exchange_sealing.append(db, [*ops, Op(whole.number, Act.NEW, 1, end)])
    exchange_sealing.append(db, values)
    gone = [Op(each.kind, Act.GONE, each.no) for each in known if each.gone]
    exchange_sealing.append(db, gone)


def _apart(ops: list[Op]) -> list[Op]:
    """Of a base that remembers all that it said: only names are left in `ops`; the values follow, and are
    no differences.
    """
    values = [Op(op.kind, Act.SET, op.no, {n: v for n, v in op.fields.items() if n}) for op in ops]
    ops[:] = [Op(op.kind, op.act, op.no, {0: op.fields[0]}) for op in ops]
    return [op for op in values if op.fields]


def _whole(each: Told, level: Level) -> Op:
    """Nothing that the level does not allow any more is said again: it is taken back after this."""
    allowed = {field.number for field in kinds.up()[each.kind].at(level)}
    fields = {} if each.gone else exchange_sealing.unpacked(each.fields)
    said: dict[int, Value] = {n: value for n, value in fields.items() if n in allowed}
    names = msgspec.msgpack.decode(each.was or b"\x90")
    return Op(each.kind, Act.WHOLE, each.no, {0: names, **said})
