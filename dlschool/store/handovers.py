"""Rows of cases that go to another school or come from one."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dlschool.store import changes
from dlschool.store.connection import Row, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    id: int | None = None
    mark: str
    """16 bytes in hexadecimal: the same at both schools."""
    way: str
    """out, in."""
    school: str
    """BIN of the other school."""
    name: str
    case_id: int | None = None
    at: datetime
    """When it came to this state."""
    state: str = "asked"
    """asked, agreed, sent, taken, refused, back (taken back by the old school)."""
    agreed: dict[str, str]
    """Who agreed at this school: name, document, date."""
    content: str = ""
    """What came, as JSON; empty at the old school."""
    keys: list[list[Any]]
    """Of the receiving school: device, number, public key in hexadecimal."""
    note: str = ""


def save(store: Store, value: Handover) -> int:
    row: Row = {
        "mark": value.mark,
        "way": value.way,
        "school": value.school,
        "name": value.name,
        "case_id": value.case_id,
        "at": value.at.isoformat(timespec="minutes"),
        "state": value.state,
        "agreed": json.dumps(value.agreed, ensure_ascii=False),
        "content": value.content,
        "keys": json.dumps(value.keys),
        "note": value.note,
    }
    return changes.save(store, "handovers", value.id, row)


def get(store: Store, handover_id: int) -> Handover | None:
    row = store.row("select * from main.handovers where id = ?", (handover_id,))
    return _read(row) if row else None


def marked(store: Store, mark: str) -> Handover | None:
    row = store.row("select * from main.handovers where mark = ?", (mark,))
    return _read(row) if row else None


def every(store: Store) -> list[Handover]:
    """The newest first."""
    return [_read(r) for r in store.rows("select * from main.handovers order by id desc")]


def of_case(store: Store, case_id: int) -> Handover | None:
    """The newest of a case."""
    row = store.row(
        "select * from main.handovers where case_id = ? order by id desc limit 1", (case_id,)
    )
    return _read(row) if row else None


def _read(row: Row) -> Handover:
    return Handover(
        **{
            **row,
            "at": datetime.fromisoformat(row["at"]),
            "agreed": json.loads(row["agreed"]),
            "keys": json.loads(row["keys"]),
        }
    )
