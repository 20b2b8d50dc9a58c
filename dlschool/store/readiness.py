"""Rows of readiness: judgements, papers that prove, means, equipment, certificates of teachers."""

from typing import Any

from dlschool.domain.readiness import Certificate, Equipment, Judgement, Means, Proof
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.rows import Thing, from_row, to_row

TABLES: dict[type, str] = {
    Judgement: "readiness",
    Proof: "proofs",
    Means: "means",
    Equipment: "equipment",
    Certificate: "certificates",
}


def save(store: Store, value: Any) -> int:
    """Writes a record: a new one without an id, else the changed one; returns its id."""
    return changes.save(store, TABLES[type(value)], value.id, to_row(value))


def remove(store: Store, kind: type, row_id: int) -> None:
    changes.delete(store, TABLES[kind], row_id)


def get(store: Store, kind: type[Thing], row_id: int) -> Thing | None:
    row = store.row(f"select * from {TABLES[kind]} where id = ?", (row_id,))
    return from_row(kind, row) if row else None


def every(store: Store, kind: type[Thing]) -> list[Thing]:
    """All records of the kind, in order of entry."""
    return [from_row(kind, row) for row in store.rows(f"select * from {TABLES[kind]} order by id")]


def teaching_staff(store: Store, year: str) -> set[int]:
    """Who of the staff teaches a class in the year."""
    sql = "select distinct staff_id from teachings where year = ? and staff_id is not null"
    return set(store.values(sql, (year,)))
