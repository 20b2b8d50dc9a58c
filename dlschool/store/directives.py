"""Rows of what the department asks: kept as they came, each with what became of it here."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dlschool.store import changes
from dlschool.store.connection import Row, Store


@dataclass(frozen=True, slots=True)
class Directive:
    """`content`: values by the keys of `down.toml` (bytes as hexadecimal, days as ISO text); of a kind that
    this program does not know, by bare numbers.
    """

    id: int
    kind: str
    number: int
    at: datetime
    """When the department said it, UTC by its clock."""
    content: dict[str, Any]
    state: str
    """new, seen, used, refused."""
    note: str
    """Why it was refused; what a person wrote."""
    made: tuple[str, int] | None
    """What was made of it: ("cases", 7)."""

    @property
    def waits(self) -> bool:
        return self.state in ("new", "seen")


def add(store: Store, kind: str, number: int, at: str, content: str) -> int:
    """A new one. `content` is JSON."""
    row: Row = {"kind": kind, "number": number, "at": at, "content": content}
    return changes.insert(store, "directives", {**row, "state": "new", "note": ""})


def number_of(store: Store, kind: str, content: str) -> int | None:
    """The number of one that says exactly this."""
    found = store.value(
        "select number from main.directives where kind = ? and content = ?", (kind, content)
    )
    return None if found is None else int(found)


def known(store: Store, kind: str, number: int) -> bool:
    sql = "select 1 from main.directives where kind = ? and number = ?"
    return bool(store.value(sql, (kind, number)))


def newest_number(store: Store, kind: str) -> int:
    """0 before the first."""
    return int(store.value("select max(number) from main.directives where kind = ?", (kind,)) or 0)


def leave(store: Store) -> None:
    """The department is another one from now on: what the former one asked stays to be read, nobody waits
    for it, and its numbers are free.
    """
    for row in store.rows("select id, state from main.directives where number > 0"):
        state = "refused" if row["state"] in ("new", "seen") else row["state"]
        changes.update(store, "directives", row["id"], {"number": -row["id"], "state": state})


def every(store: Store, kind: str = "") -> list[Directive]:
    """The newest first; of one kind, or of all."""
    rows = store.rows(
        "select * from main.directives where ? in ('', kind) order by at desc, id desc", (kind,)
    )
    return [_read(row) for row in rows]


def get(store: Store, directive_id: int) -> Directive | None:
    row = store.row("select * from main.directives where id = ?", (directive_id,))
    return _read(row) if row else None


def made_into(store: Store, thing: str, row_id: int) -> Directive | None:
    """The one that this row was made of."""
    row = store.row(
        "select * from main.directives where made_thing = ? and made_row = ? order by id",
        (thing, row_id),
    )
    return _read(row) if row else None


def put(
    store: Store,
    directive_id: int,
    state: str,
    note: str = "",
    made: tuple[str, int] | None = None,
) -> None:
    """Its state and what was made of it."""
    row: Row = {"state": state, "note": note}
    if made is not None:
        row |= {"made_thing": made[0], "made_row": made[1]}
    changes.update(store, "directives", directive_id, row)


def _read(row: Row) -> Directive:
    return Directive(
        id=row["id"],
        kind=row["kind"],
        number=row["number"],
        at=datetime.fromisoformat(row["at"]),
        content=json.loads(row["content"]),
        state=row["state"],
        note=row["note"],
        made=(row["made_thing"], row["made_row"]) if row["made_thing"] else None,
    )
