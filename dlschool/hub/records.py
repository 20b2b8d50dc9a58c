"""Records as the hub keeps them, found by what a device calls them.

A field that names another record holds that record's id here; each device hears and says its own number.
Ids are the same on every replay: the school's number and a running number.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dlschool.exchange import kinds
from dlschool.exchange.payload import Value
from dlschool.hub import merging
from dlschool.hub.database import Row, Tx
from dlschool.hub.merging import Record

Name = tuple[int, bytes, int]
"""Device, epoch, number."""

AT_ONCE = 400
"""Marks in one question."""


@cache
def references(kind: int) -> frozenset[int]:
    """The numbers of the fields that name other records."""
    known = kinds.up().get(kind)
    return frozenset(f.number for f in known.fields if f.type == "record") if known else frozenset()


@dataclass(slots=True)
class Shelf:
    """The records that one envelope touches: read at once, written back at once."""

    tx: Tx
    school: int
    device: int
    epoch: bytes
    position: int
    ids: dict[int, int] = field(default_factory=dict)
    """By the device's numbers."""
    held: dict[int, Record] = field(default_factory=dict)
    """By id."""
    _next: int = 0
    _new: dict[int, None] = field(default_factory=dict)
    _called: list[tuple[int, int]] = field(default_factory=list)
    _changed: dict[int, None] = field(default_factory=dict)

    def fetch(self, numbers: Iterable[int]) -> None:
        """Reads what the device calls by these numbers."""
        wanted = sorted(set(numbers) - self.ids.keys())
        for no, (record, held) in called(self.tx, self.device, self.epoch, wanted).items():
            self.ids[no] = record
            self.held.setdefault(record, held)

    def make(self, no: int, kind: int) -> int:
        """An empty record; returns its id."""
        record = self._next or _newest(self.tx, self.school) + 1
        self._next = record + 1
        self.held[record] = Record(kind)
        self._new[record] = None
        self.call(no, record)
        return record

    def call(self, no: int, record: int) -> None:
        """A record gets a name of this device and epoch."""
        self.ids[no] = record
        self._called.append((no, record))
        if record not in self.held:
            self.held[record] = load(self.tx, record)

    def change(self, record: int) -> None:
        self._changed[record] = None

    def met(self, numbers: Iterable[int]) -> list[int]:
        """Those of the numbers that were given to records which were here before this envelope."""
        return [no for no in numbers if self.ids[no] not in self._new]

    def flush(self) -> None:
        """Writes what is new and what changed."""
        new = [
            (r, self.school, self.held[r].kind, *self._written(r), self.position, self.device)
            for r in self._new
        ]
        self.tx.many(
            "insert into records (id, school, kind, fields, gone, changed, device) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            new,
        )
        self.tx.many(
            "update records set fields = ?, gone = ?, changed = ? where id = ?",
            [(*self._written(r), self.position, r) for r in self._changed if r not in self._new],
        )
        self.tx.many(
            "insert into names (device, epoch, no, record, position) values (?, ?, ?, ?, ?)",
            [(self.device, self.epoch, no, r, self.position) for no, r in self._called],
        )
        self._new.clear()
        self._changed.clear()
        self._called.clear()

    def _written(self, record: int) -> tuple[bytes, int]:
        return merging.packed(self.held[record]), int(self.held[record].gone)


def called(
    tx: Tx, device: int, epoch: bytes, numbers: Sequence[int]
) -> dict[int, tuple[int, Record]]:
    """Id and content of what the device calls by these numbers in this epoch."""
    found: dict[int, tuple[int, Record]] = {}
    for some in _parts(numbers):
        rows = tx.rows(
            "select n.no, r.id, r.kind, r.fields, r.gone from names n join records r "
            f"on r.id = n.record where n.device = ? and n.epoch = ? and n.no in ({_marks(some)})",
            device, epoch, *some,
        )  # fmt: skip
        found |= {row["no"]: (int(row["id"]), _read(row)) for row in rows}
    return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for begin in range(0, len(numbers), AT_ONCE):
        yield numbers[begin : begin + AT_ONCE]


def _marks(some: Sequence[int]) -> str:
    return ", ".join("?" * len(some))


def _read(row: Row) -> Record:
    return merging.unpacked(row["kind"], bytes(row["fields"]), bool(row["gone"]))


def _newest(tx: Tx, school: int) -> int:
    """The id of the school's newest record."""
    least = school << 32
    found = tx.value(
        "select max(id) from records where id between ? and ?", least, least | 0xFFFFFFFF
    )
    return int(found or least)


def find(tx: Tx, name: Name) -> int | None:
    """The record's id."""
    found = tx.value("select record from names where device = ? and epoch = ? and no = ?", *name)
    return None if found is None else int(found)


def load(tx: Tx, record: int) -> Record:
    row = tx.row("select kind, fields, gone from records where id = ?", record)
    assert row is not None
    return _read(row)


def keep(tx: Tx, record_id: int, record: Record, position: int) -> None:
    tx.run(
        "update records set fields = ?, gone = ?, changed = ? where id = ?",
        merging.packed(record), int(record.gone), position, record_id,
    )  # fmt: skip


def holders(tx: Tx, record: int) -> dict[int, tuple[bytes, int]]:
    """Device → (epoch, number) of each device that knows the record, by its newest name."""
    rows = tx.rows(
        "select n.device, n.epoch, n.no from names n join epochs e "
        "on e.device = n.device and e.epoch = n.epoch where n.record = ? order by e.position, n.no",
        record,
    )
    return {row["device"]: (bytes(row["epoch"]), row["no"]) for row in rows}


def shared(tx: Tx, records: Sequence[int], device: int) -> set[int]:
    """Those of the records that another device than this one knows as well."""
    found: set[int] = set()
    for some in _parts(records):
        rows = tx.rows(
            f"select distinct record from names where record in ({_marks(some)}) and device <> ?",
            *some, device,
        )  # fmt: skip
        found.update(row["record"] for row in rows)
    return found


def outward(
    tx: Tx, kind: int, values: dict[int, Value], device: int, epoch: bytes
) -> dict[int, Value]:
    """Values as the device says them: other records by its own numbers; one that it does not know is
    left out.
    """
    found = dict(values)
    for number in references(kind) & values.keys():
        if values[number] is None:
            continue
        no = tx.value(
            "select max(no) from names where record = ? and device = ? and epoch = ?",
            values[number], device, epoch,
        )  # fmt: skip
        if no is None:
            del found[number]
        else:
            found[number] = int(no)
    return found


def inward(tx: Tx, kind: int, number: int, value: Any, device: int) -> Value:
    """A value of a device, in its newest epoch, as the hub keeps it. ValueError: no such record, or not a
    value of this field.
    """
    known = kinds.up().get(kind)
    for one in known.fields if known else ():
        if one.number == number:
            kinds.read(one, value)
    if value is None or number not in references(kind):
        return value  # type: ignore[no-any-return]
    epoch = tx.value(
        "select epoch from epochs where device = ? order by position desc limit 1", device
    )
    found = find(tx, (device, bytes(epoch or b""), value))
    if found is None:
        raise ValueError("record")
    return found


def values(tx: Tx, school: int, kind: int) -> list[tuple[int, dict[int, Value]]]:
    """Records of a kind that are there: id and values by field; other records by their ids."""
    rows = tx.rows(
        "select id, kind, fields, gone from records where school = ? and kind = ? and gone = 0 "
        "order by id",
        school, kind,
    )  # fmt: skip
    return [(row["id"], _read(row).values()) for row in rows]
