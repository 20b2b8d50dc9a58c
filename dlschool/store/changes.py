"""The journal: history, audit trail, undo list and source of what is sent. There is no second one.

An action is one service call: a sentence with values, when, who. Its changes are rows before and
after. Each change carries the hash of itself and of the change before it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import mark
from dlschool.store.actions import (
    QUIET,
    Action,
    Kind,
    action_of,
    changes_of,
    history,
    history_of,
    one,
    said,
)
from dlschool.store.blocking import refuse_write as refuse_blocked_write
from dlschool.store.connection import IntegrityError, Row, Store, Writing
from dlschool.store.guard import refuse_unsafe
from dlschool.store.handed_over import refuse_write as refuse_handed_over
from dlschool.store.paired_bin import refuse_write as refuse_other_bin
from dlschool.store.rights import refuse_write
from dlschool.store.sealing import sealed_row

__all__ = [
    "Action",
    "Kind",
    "QUIET",
    "action_of",
    "changes_of",
    "history",
    "history_of",
    "one",
    "said",
]
"""Reading has its own module; those who write find it here too."""

THINGS = frozenset(
    [
        "settings",
        "school",
        "staff",
        "members",
        "pupils",
        "guardians",
        "cases",
        "papers",
        "scans",
        "meetings",
        "items",
        "decisions",
        "orders",
        "issued",
        "postponed",
        "told",
        "prints",
        "users",
        "viewings",
        "consents",
        "requests",
        "breaches",
        "calendars",
        "subjects",
        "hours",
        "teachings",
        "rooms",
        "teacher_hours",
        "materials",
        "plan_lines",
        "loans",
        "assessments",
        "sittings",
        "results",
        "formative",
        "grades",
        "traces",
        "years",
        "directives",
        "differences",
        "handovers",
        "reports",
        "registers",
        "readiness",
        "proofs",
        "means",
        "equipment",
        "certificates",
    ]
)
"""Tables whose every change is journalled."""


class Taken(Refused):
    """A number or name that may be there once is there already."""


@contextmanager
def action(
    store: Store,
    message: str,
    /,
    *,
    kind: Kind = "work",
    undoes: int | None = None,
    **values: object,
) -> Iterator[None]:
    """A transaction that writes one action; within another action it is part of that one.

    All or nothing: an exception leaves no row and no line; an action that changed nothing leaves
    no line either.
    """
    if store.writing is not None:
        yield
        return
    refuse_unsafe(store)
    store.execute("begin immediate")
    try:
        store.writing = _begin(store, message, kind, undoes, values)
        yield
        if store.writing.changes:
            _keep_head(store, store.writing.head)
            done = mark.told(store, store.writing.id, store.writing.head)
            store.execute("commit")
            mark.write(store, done)
        else:
            store.give_up()
    except BaseException:
        store.give_up()
        raise
    finally:
        store.writing = None


def _begin(
    store: Store, message: str, kind: Kind, undoes: int | None, values: Mapping[str, object]
) -> Writing:
    details = json.dumps({k: _kept(v) for k, v in values.items()}, ensure_ascii=False)
    at = store.now().isoformat(timespec="seconds")
    made = store.execute(
        "insert into main.actions (message, details, at, who, kind, undoes) values (?, ?, ?, ?, ?, ?)",
        (message, details, at, store.who, kind, undoes),
    ).lastrowid
    return Writing(made, action_line(store, made), head(store))


def _kept(value: object) -> object:
    return value.json() if isinstance(value, Text) else str(value)


def insert(store: Store, thing: str, row: Row) -> int:
    """A new row of a journalled table; returns its id. Refused: the user's role may not write it."""
    _refuse_write(store, thing, None, row)
    written = sealed_row(thing, row, None, store.keys, store.publics)
    columns = ", ".join(written)
    marks = ", ".join("?" * len(written))
    sql = f"insert into main.{_thing(thing)} ({columns}) values ({marks})"
    cursor = _written(store, sql, [*written.values()])
    made = int(row.get("id") or cursor.lastrowid)
    _record(store, thing, made, None, _read(store, thing, made))
    return made


def update(store: Store, thing: str, row_id: int, row: Row) -> bool:
    """Changes the named columns; says whether anything differed. Refused as `insert`, or it is gone."""
    before = _read(store, thing, row_id)
    if before is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    written = sealed_row(thing, row, before, store.keys, store.publics)
    if all(before[column] == value for column, value in written.items()):
        return False
    _refuse_write(store, thing, before, {**before, **written})
    columns = ", ".join(f"{column} = ?" for column in written)
    sql = f"update main.{_thing(thing)} set {columns} where id = ?"
    _written(store, sql, [*written.values(), row_id])
    _record(store, thing, row_id, before, _read(store, thing, row_id))
    return True


def _written(store: Store, sql: str, values: list[object]) -> Any:
    """Taken: between the service's look and its writing another window took the same number."""
    try:
        return store.execute(sql, values)
    except IntegrityError as error:
        if "UNIQUE" not in str(error):
            raise
        raise Taken(
            N_("Somebody else wrote the same number or name a moment ago. Do this once more.")
        ) from error


def delete(store: Store, thing: str, row_id: int) -> None:
    before = _read(store, thing, row_id)
    if before is not None:
        _refuse_write(store, thing, before, None)
        store.execute(f"delete from main.{_thing(thing)} where id = ?", (row_id,))
        _record(store, thing, row_id, before, None)


def _refuse_write(store: Store, thing: str, before: Row | None, after: Row | None) -> None:
    """A scan goes by the kind of its paper."""
    if thing == "scans":
        row: Row = after or before or {}
        kind = store.value("select kind from main.papers where id = ?", (row.get("paper_id"),))
        before, after = before and {**before, "kind": kind}, after and {**after, "kind": kind}
    if not store.outside:
        refuse_write(store.user, _thing(thing), before, after)
    refuse_blocked_write(store, thing, before, after)
    refuse_handed_over(store, thing, before, after)
    refuse_other_bin(store, thing, before, after)


def save(store: Store, thing: str, row_id: int | None, row: Row) -> int:
    """Inserts without an id, updates with one."""
    if row_id is None:
        return insert(store, thing, row)
    update(store, thing, row_id, row)
    return row_id


def _thing(thing: str) -> str:
    if thing not in THINGS:
        raise ValueError(thing)
    return thing


def _read(store: Store, thing: str, row_id: int) -> Row | None:
    found = store.stored(f"select * from main.{_thing(thing)} where id = ?", (row_id,))
    return found[0] if found else None


def _record(store: Store, thing: str, row: int, before: Row | None, after: Row | None) -> None:
    writing = store.writing
    if writing is None:
        raise RuntimeError("a change outside of an action")
    parts = (writing.id, thing, row, as_text(before), as_text(after))
    writing.head = digest(writing.head, writing.line, parts)
    writing.changes += 1
    store.execute(
        "insert into main.changes (action, thing, row, before, after, hash) values (?, ?, ?, ?, ?, ?)",
        (*parts, writing.head),
    )


def _keep_head(store: Store, head: str) -> None:
    store.execute(
        "insert into meta (key, value) values ('journal', ?) "
        "on conflict (key) do update set value = excluded.value",
        (head,),
    )


def head(store: Store) -> str:
    """The hash of the newest change, kept apart so that a dropped last row is missed."""
    return str(store.value("select value from meta where key = 'journal'") or "")


def as_text(row: Row | None) -> str | None:
    if row is None:
        return None
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


HASHED = ("id", "message", "details", "at", "who", "kind", "undoes")
"""What of an action goes into the hashes: a column of a later step breaks no older line."""


def action_line(store: Store, action_id: int) -> str:
    """The action as it is hashed; empty for one that is gone."""
    row = store.row("select * from main.actions where id = ?", (action_id,))
    return action_text(row) if row else ""


def action_text(row: Row) -> str:
    return as_text({name: row[name] for name in HASHED}) or ""


def digest(previous: str, action_line: str, parts: tuple[object, ...]) -> str:
    """SHA-256 over the previous hash, the action and the change, as canonical JSON."""
    text = json.dumps([previous, action_line, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def stored_row(store: Store, thing: str, row_id: int) -> Row | None:
    """The row as it lies in the store; sealed values stay sealed."""
    return _read(store, thing, row_id)
