"""Rows of cases and of what lies in them: papers, scans, orders, issued, postponed, told."""

from dataclasses import dataclass, fields
from typing import Any, cast

from dlschool.domain.record import (
    Case,
    Decision,
    Issued,
    Item,
    Meeting,
    Order,
    Paper,
    Postponed,
    Scan,
    Told,
)
from dlschool.store import changes
from dlschool.store.connection import Store
from dlschool.store.rows import Thing, from_row, to_row

TABLES: dict[type, str] = {
    Case: "cases",
    Paper: "papers",
    Scan: "scans",
    Meeting: "meetings",
    Item: "items",
    Decision: "decisions",
    Order: "orders",
    Issued: "issued",
    Postponed: "postponed",
    Told: "told",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list: with what the list shows and sorts by."""

    case: Case
    pupil: str
    class_name: str


def save(store: Store, value: object, row_id: int | None = None) -> int:
    """Writes a record of a case; returns its id."""
    row = to_row(value)
    if isinstance(value, Order):
        row["year"] = value.date.year
    return changes.save(store, TABLES[type(value)], row_id, row)


def remove(store: Store, kind: type, row_id: int) -> None:
    changes.delete(store, TABLES[kind], row_id)


def get(store: Store, kind: type[Thing], row_id: int) -> Thing | None:
    row = store.row(f"select * from {TABLES[kind]} where id = ?", (row_id,))
    return from_row(kind, row) if row else None


def of_case(store: Store, kind: type[Thing], case_id: int) -> tuple[Thing, ...]:
    """Records of a case in order of entry."""
    rows = store.rows(f"select * from {TABLES[kind]} where case_id = ? order by id", (case_id,))
    return tuple(from_row(kind, row) for row in rows)


def ids_of_case(store: Store, kind: type, case_id: int) -> list[int]:
    return store.values(f"select id from {TABLES[kind]} where case_id = ?", (case_id,))


def of_cases(
    store: Store, kind: type[Thing], leave: frozenset[str] = frozenset()
) -> dict[int, list[Thing]]:
    """Records of all cases at once, by case: for lists that assess many; `leave`: what is not read."""
    columns = ", ".join(f.name for f in fields(cast(Any, kind)) if f.name not in leave)
    found: dict[int, list[Thing]] = {}
    for row in store.rows(f"select {columns} from {TABLES[kind]} order by id"):
        found.setdefault(row["case_id"], []).append(from_row(kind, row))
    return found


def where(
    store: Store, kind: type[Thing], condition: str, values: tuple[object, ...]
) -> list[Thing]:
    """Records that meet a condition on their own columns, in order of entry."""
    sql = f"select * from {TABLES[kind]} where {condition} order by id"
    return [from_row(kind, row) for row in store.rows(sql, values)]
