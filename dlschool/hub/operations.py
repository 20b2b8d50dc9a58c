"""The operations of one envelope: first all records that it brings, then what it says of them.

Whatever is wrong with an operation stays its own matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dlschool.exchange import kinds
from dlschool.exchange.payload import Act, Op, Value
from dlschool.hub import clashes, merging, outgoing, quarantine, records, speaking
from dlschool.hub.arrived import Arrived
from dlschool.hub.claims import Claims
from dlschool.hub.database import Tx
from dlschool.hub.merging import EXISTENCE, Outcome
from dlschool.hub.records import Shelf
from dlschool.hub.speaking import SENSELESS
from dlschool.hub.twins import Twins


class Parked(Exception):
    """A record is not here; its number."""

    def __init__(self, no: int) -> None:
        super().__init__(no)
        self.no = no


@dataclass(frozen=True, slots=True)
class _Merged:
    index: int
    op: Op
    record: int
    outcome: Outcome


def apply(tx: Tx, now: Arrived, *, careful: bool) -> None:
    """All of them. `careful`: what the database itself refuses, each once more by itself; else whatever
    it refuses is raised, and nothing of this transaction may stand.
    """
    if not careful:
        _together(tx, now, list(enumerate(now.content.ops)))
        return
    try:
        with tx.part():
            _together(tx, now, list(enumerate(now.content.ops)))
        return
    except Exception as error:
        if not (isinstance(error, SENSELESS) or tx.senseless(error)):
            raise
    now.exceptions.clear()
    for index, op in enumerate(now.content.ops):
        _alone(tx, now, index, op)


def _alone(tx: Tx, now: Arrived, index: int, op: Op) -> None:
    before = len(now.exceptions)
    try:
        with tx.part():
            _together(tx, now, [(index, op)])
    except Exception as error:
        if not (isinstance(error, SENSELESS) or tx.senseless(error)):
            raise
        del now.exceptions[before:]
        _refuse(tx, now, index, op, "value")


def _refuse(tx: Tx, now: Arrived, index: int, op: Op, reason: str) -> None:
    quarantine.keep(tx, now, index, op, reason)
    now.exceptions.append([index, "quarantined", reason])


def _together(tx: Tx, now: Arrived, ops: Sequence[tuple[int, Op]]) -> None:
    """Records between two words about the exchange are read and written at once."""
    batch: list[tuple[int, Op]] = []
    for index, op in ops:
        if op.kind < speaking.FIRST:
            batch.append((index, op))
            continue
        _records(tx, now, batch)
        batch = []
        _said(tx, now, index, op)
    _records(tx, now, batch)


def _said(tx: Tx, now: Arrived, index: int, op: Op) -> None:
    try:
        _check(op)
        with tx.part():
            speaking.op(tx, now, index, op)
    except SENSELESS as error:
        _refuse(tx, now, index, op, _word(error))


def _word(error: Exception) -> str:
    """Why, in one word: only a ValueError of ours says it."""
    said = str(error) if isinstance(error, ValueError) else ""
    return said if said.isidentifier() and said.isascii() else "value"


def _check(op: Op) -> None:
    """ValueError: a known field has a value that it cannot have, or the act is of a newer program."""
    if op.act not in set(Act):
        raise ValueError("act")
    kind = kinds.up().get(op.kind)
    for known in kind.fields if kind is not None else ():
        if known.number in op.fields:
            try:
                kinds.read(known, op.fields[known.number])
            except SENSELESS:
                raise ValueError(known.key) from None


def _records(tx: Tx, now: Arrived, ops: Sequence[tuple[int, Op]]) -> None:
    if not ops:
        return
    shelf = Shelf(tx, now.school, now.device, now.epoch, now.position)
    shelf.fetch(_numbers(op for _, op in ops))
    good, born = _begun(tx, now, shelf, ops)
    merged = []
    for index, op in good:
        try:
            merged.append(_merged(now, shelf, index, op, now.knew))
        except Parked as parked:
            quarantine.park(tx, now, index, op, parked.no)
            now.exceptions.append([index, "parked", ""])
        except ValueError as error:
            _refuse(tx, now, index, op, _word(error))
    merged += _waited_for(tx, now, shelf, born)
    met = shelf.met(born)
    shelf.flush()
    for no in met:
        name = (now.device, now.epoch, no)
        clashes.tell_open(tx, now.school, now.position, name, shelf.ids[no])
    _tell(tx, now, merged)


def _numbers(ops: Any) -> set[int]:
    """Every number of this device that the ops speak of."""
    found = set()
    for op in ops:
        found.add(op.no)
        found.update(
            value
            for number in records.references(op.kind) & op.fields.keys()
            if type(value := op.fields[number]) is int and 0 <= value < 1 << 62
        )
    return found


def _begun(
    tx: Tx, now: Arrived, shelf: Shelf, ops: Sequence[tuple[int, Op]]
) -> tuple[list[tuple[int, Op]], list[int]]:
    """The ops that can be merged, when the records that they bring are there; and the new numbers."""
    good, born, twins = [], [], Twins(tx, now, shelf)
    names = Claims(tx, now.school)
    names.fetch(op.fields.get(EXISTENCE) for _, op in ops if op.act == Act.WHOLE)
    for index, op in ops:
        try:
            _check(op)
            if _begin(shelf, op, names, twins):
                born.append(op.no)
                op = _known_already(shelf, op)  # noqa: PLW2901
            elif op.act == Act.WHOLE:
                op = _mend(now, shelf, op)  # noqa: PLW2901
        except SENSELESS as error:
            _refuse(tx, now, index, op, _word(error))
            continue
        good.append((index, op))
    return good, born


def _begin(shelf: Shelf, op: Op, names: Claims, twins: Twins) -> bool:
    """Whether this op gives a number to a record. ValueError: the number is given already."""
    if op.no in shelf.ids:
        if op.act == Act.NEW:
            raise ValueError("known")
        return False
    if op.act not in (Act.NEW, Act.WHOLE):
        return False
    old = None
    if op.act == Act.WHOLE and (named := names.of(op.fields.get(EXISTENCE))) is not None:
        old, held = named
        if held.kind != op.kind:
            raise ValueError("kind")
        shelf.held.setdefault(old, held)
    old = twins.find(op) if old is None else old
    if old is None:
        shelf.make(op.no, op.kind)
    else:
        shelf.call(op.no, old)
    return True


def _known_already(shelf: Shelf, op: Op) -> Op:
    """What was told as new of a record that is here is said of it whole: nothing is overwritten."""
    here = shelf.held[shelf.ids[op.no]]
    return replace(op, act=Act.WHOLE) if op.act == Act.NEW and here.fields else op


def _mend(now: Arrived, shelf: Shelf, op: Op) -> Op:
    """All of a record that this device told before in this epoch: what it wrote and says no more is taken
    back.
    """
    here = shelf.held[shelf.ids[op.no]].fields
    own = {n: None for n, said in here.items() if n != EXISTENCE and said.source == now.device}
    return replace(op, act=Act.SET, fields={**own, **op.fields})


def _merged(now: Arrived, shelf: Shelf, index: int, op: Op, knew: int) -> _Merged:
    """ValueError: it makes no sense. Parked: it speaks of a record that is not here."""
    found = shelf.ids.get(op.no)
    if found is None:
        raise Parked(op.no)
    record = shelf.held[found]
    if record.kind != op.kind:
        raise ValueError("kind")
    inward = replace(op, fields=_inward(shelf, op))
    outcome = merging.merge(record, inward, now.device, now.position, knew)
    shelf.change(found)
    return _Merged(index, op, found, outcome)


def _inward(shelf: Shelf, op: Op) -> dict[int, Value]:
    fields = dict(op.fields)
    for number in records.references(op.kind) & fields.keys():
        value = fields[number]
        if type(value) is int:
            if value not in shelf.ids:
                raise Parked(value)
            fields[number] = shelf.ids[value]
    return fields


def _waited_for(tx: Tx, now: Arrived, shelf: Shelf, born: Sequence[int]) -> list[_Merged]:
    """Ops that were parked for a record that is here now. What a device tells whole says more than they."""
    merged: list[_Merged] = []
    if not born or not quarantine.any_parked(tx, now):
        return merged
    for no in born:
        for row, op in quarantine.parked(tx, now, no):
            if op.act == Act.GONE:
                continue
            shelf.fetch(_numbers([op]))
            op = _unsaid(shelf, op)  # noqa: PLW2901
            waited = replace(now, stored=row["position"])
            try:
                merged.append(_merged(now, shelf, row["op"], op, now.knew))
            except Parked as parked:
                quarantine.park(tx, waited, row["op"], op, parked.no)
            except ValueError as error:
                quarantine.keep(tx, waited, row["op"], op, _word(error))
    return merged


def _unsaid(shelf: Shelf, op: Op) -> Op:
    """Of an older op what nobody said since."""
    here = shelf.held[shelf.ids[op.no]].fields if op.no in shelf.ids else {}
    return replace(op, fields={n: value for n, value in op.fields.items() if n not in here})


def _tell(tx: Tx, now: Arrived, merged: Sequence[_Merged]) -> None:
    """Other computers hear what changed; both sides hear what clashed."""
    changed = [m.record for m in merged if m.outcome.changed or m.outcome.gone is not None]
    others = records.shared(tx, changed, now.device)
    for each in merged:
        if each.record in others:
            outgoing.tell_others(tx, now, each.record, each.outcome)
        clashes.keep(tx, now, each.record, each.outcome.clashes)
        if each.outcome.clashes:
            fields = [clash.field for clash in each.outcome.clashes]
            now.exceptions.append([each.index, "conflict", fields])
