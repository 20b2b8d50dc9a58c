"""A record that is told as new and is here already: its name was lost when a base came back from a backup
or went on as a copy, before it could remember that it had told.

Found by what it says, among records that this device has no number for in this epoch: by few fields
where this device told them before; by more where another computer of the school did.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dlschool.exchange import kinds
from dlschool.exchange.payload import Op, Value
from dlschool.hub import merging, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Tx
from dlschool.hub.records import Shelf

_PROOF = {
    "school": "",
    "case": "number pupil ground opened_on",
    "report": "period start until version",
    "readiness": "requirement",
}
"""Fields that tell one record of a base from another; of other kinds all fields have to be equal."""
_SAME = {"case": "number pupil ground opened_on classes"}
"""Fields that tell that another computer's record is this one; of other kinds all have to be equal."""
_ONE = ("school", "readiness")
"""A school has one of each, whichever computer tells it."""
_NAMED = {"pupil": "last"}
"""Without this field two of another computer may look alike and be two."""

Key = tuple[Any, ...]


@dataclass(slots=True)
class Twins:
    """For one envelope."""

    tx: Tx
    now: Arrived
    shelf: Shelf
    _known: dict[int, dict[Key, list[int]]] = field(default_factory=dict)
    _alone: bool | None = None

    def find(self, op: Op) -> int | None:
        """The record that this op is about to make a second time."""
        if self._alone is None:
            self._alone = self._first()
        if self._alone:
            return None
        said = _inward(self.shelf, op)
        if said is None:
            return None
        if op.kind not in self._known:
            self._known[op.kind] = self._candidates(op.kind)
        there = self._known[op.kind]
        for key in _keys(op.kind, said):
            while there.get(key):
                record = there[key].pop(0)
                if record not in self.shelf.ids.values():
                    return record
        return None

    def _first(self) -> bool:
        """Whether nobody of the school spoke in another epoch before: then there is nothing to look for."""
        count = self.tx.value(
            "select count(*) from epochs e join devices d on d.no = e.device where d.school = ?",
            self.now.school,
        )
        return int(count) < 2

    def _candidates(self, kind: int) -> dict[Key, list[int]]:
        """Records of the kind that this device has no number for in this epoch, by what may find them."""
        rows = self.tx.rows(
            "select r.id, r.kind, r.fields, (select min(case when n.device = ? then 0 else 1 end) "
            "from names n where n.record = r.id) as strange from records r "
            "where r.school = ? and r.kind = ? and not exists "
            "(select 1 from names m where m.record = r.id and m.device = ? and m.epoch = ?) "
            "order by r.gone, r.id",
            self.now.device, self.now.school, kind, self.now.device, self.now.epoch,
        )  # fmt: skip
        found: dict[Key, list[int]] = {}
        for row in rows:
            values = merging.unpacked(kind, bytes(row["fields"]), False).values()
            same, proof = _keys(kind, values)
            if not row["strange"] or _is_one(kind):
                found.setdefault(proof, []).append(row["id"])
            elif _told_apart(kind, values):
                found.setdefault(same, []).append(row["id"])
        return found


def _is_one(kind: int) -> bool:
    known = kinds.up().get(kind)
    return known is not None and known.key in _ONE


def _told_apart(kind: int, values: Mapping[int, Value]) -> bool:
    """Whether one that another computer told, and that looks the same, is this one."""
    known = kinds.up().get(kind)
    needed = _NAMED.get(known.key) if known is not None else None
    return known is not None and (not needed or known.field(needed).number in values)


def _keys(kind: int, values: Mapping[int, Value]) -> tuple[Key, Key]:
    """What tells that another computer's record is this one; what tells it of one of our own."""
    return _key("same", _SAME, kind, values), _key("proof", _PROOF, kind, values)


def _key(tag: str, telling: Mapping[str, str], kind: int, values: Mapping[int, Value]) -> Key:
    known = kinds.up().get(kind)
    if known is None or known.key not in telling:
        return (tag, *((n, repr(v)) for n, v in sorted(values.items())))
    numbers = [known.field(key).number for key in telling[known.key].split()]
    return (tag, *(repr(values.get(number)) for number in numbers))


def _inward(shelf: Shelf, op: Op) -> dict[int, Value] | None:
    """Fields as the hub keeps them; None: they speak of a record that is not here."""
    said: dict[int, Value] = {
        n: v for n, v in op.fields.items() if v is not None and n != merging.EXISTENCE
    }
    for number in records.references(op.kind) & said.keys():
        value = said[number]
        if type(value) is not int or value not in shelf.ids:
            return None
        said[number] = shelf.ids[value]
    return said
