"""Rows of values that school and department wrote differently: both are kept for ever."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dlschool.store import changes
from dlschool.store.connection import Row, Store


@dataclass(frozen=True, slots=True)
class Difference:
    """`current` stands at the department, `other` does not. Values: days as ISO text."""

    id: int
    number: int
    kind: int
    thing: str
    row: int | None
    """None: the record is not known in this base any more."""
    field: str
    """Key of the policy; "" stands for the record itself."""
    current: Any
    other: Any
    current_source: int
    """0: the department; else the number of the computer that wrote it."""
    other_source: int
    at: datetime
    state: str
    """open, resolved."""
    chosen: Any

    @property
    def open(self) -> bool:
        return self.state == "open"


def add(store: Store, row: Row) -> int:
    """An open one; `current` and `other` as JSON."""
    return changes.insert(store, "differences", {**row, "state": "open", "chosen": ""})


def every(store: Store) -> list[Difference]:
    """Open ones first, then the newest."""
    rows = store.rows("select * from main.differences order by state = 'resolved', id desc")
    return [_read(row) for row in rows]


def numbered(store: Store, number: int) -> Difference | None:
    row = store.row("select * from main.differences where number = ?", (number,))
    return _read(row) if row else None


def supersede(store: Store, row: Row) -> None:
    """An open one that says the same as `row` under an older number is closed: the department came back
    from a copy and gave it another number.
    """
    ids = store.values(
        "select id from main.differences where state = 'open' and thing = ? and row = ? "
        "and field = ? and other = ? and other_source = ? and thing <> ''",
        (row["thing"], row["row"], row["field"], row["other"], row["other_source"]),
    )
    for old in ids:
        changes.update(store, "differences", old, {"state": "resolved"})


def reopen(store: Store, found: Difference) -> None:
    if not found.open:
        changes.update(store, "differences", found.id, {"state": "open", "chosen": ""})


def resolve(store: Store, difference_id: int, chosen: Any) -> None:
    row: Row = {"state": "resolved", "chosen": json.dumps(chosen, ensure_ascii=False)}
    changes.update(store, "differences", difference_id, row)


def leave(store: Store) -> None:
    """The department is another one from now on: what the former one numbered stays to be read, nothing of
    it stands open, and its numbers are free.
    """
    for old in store.values("select id from main.differences where number > 0"):
        changes.update(store, "differences", old, {"number": -old, "state": "resolved"})


def open_about(store: Store, rows: list[tuple[str, int]]) -> int | None:
    """The number of an open difference of one of these rows."""
    found = store.rows("select number, thing, row from main.differences where state = 'open'")
    wanted = set(rows)
    return next((r["number"] for r in found if (r["thing"], r["row"]) in wanted), None)


def rows_of_case(store: Store, case_id: int) -> list[tuple[str, int]]:
    """A case and what belongs to it, its pupil too."""
    found = [("cases", case_id)]
    pupil = store.value("select pupil_id from main.cases where id = ?", (case_id,))
    if pupil is not None:
        found.append(("pupils", int(pupil)))
    for thing in ("decisions", "orders", "issued", "sittings"):
        ids = store.values(f"select id from main.{thing} where case_id = ?", (case_id,))
        found += [(thing, row_id) for row_id in ids]
    return found


def _read(row: Row) -> Difference:
    return Difference(
        row["id"],
        row["number"],
        row["kind"],
        row["thing"],
        row["row"],
        row["field"],
        json.loads(row["current"]),
        json.loads(row["other"]),
        row["current_source"],
        row["other_source"],
        datetime.fromisoformat(row["at"]),
        row["state"],
        json.loads(row["chosen"]) if row["chosen"] else None,
    )
