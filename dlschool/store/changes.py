"""The journal: history, audit trail, undo list and source of what is sent. There is no second one.

An action is one service call: a sentence with values, when, who. Its changes are rows before and
after. Each change carries the hash of itself and of the change before it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import IntegrityError, Row, Store, Writing
from dlschool.store.frozen import refuse_frozen

Kind = Literal["work", "record", "undo"]
"""work: can be taken back; record: a fact that stays (printed, exported); undo: took one back."""

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
    ]
)
"""Tables whose every change is journalled."""


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the history."""

    id: int
    message: str
    values: Mapping[str, str | Text]
    at: datetime
    who: str
    kind: Kind
    undone: bool = False


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
    store.execute("begin immediate")
    try:
        store.writing = _begin(store, message, kind, undoes, values)
        yield
        if store.writing.changes:
            _keep_head(store, store.writing.head)
            store.execute("commit")
        else:
            store.execute("rollback")
    except BaseException:
        store.execute("rollback")
        raise
    finally:
        store.writing = None


def _begin(
    store: Store, message: str, kind: Kind, undoes: int | None, values: Mapping[str, object]
) -> Writing:
    details = json.dumps({k: _kept(v) for k, v in values.items()}, ensure_ascii=False)
    at = store.now().isoformat(timespec="seconds")
    made = store.execute(
        "insert into actions (message, details, at, who, kind, undoes) values (?, ?, ?, ?, ?, ?)",
        (message, details, at, store.who, kind, undoes),
    ).lastrowid
    return Writing(made, _action_line(store, made), head(store))


def _kept(value: object) -> object:
    return value.json() if isinstance(value, Text) else str(value)


def insert(store: Store, thing: str, row: Row) -> int:
    """A new row of a journalled table; returns its id."""
    columns = ", ".join(row)
    marks = ", ".join("?" * len(row))
    cursor = store.execute(
        f"insert into {_thing(thing)} ({columns}) values ({marks})", [*row.values()]
    )
    made = int(row.get("id") or cursor.lastrowid)
    _record(store, thing, made, None, _read(store, thing, made))
    return made


def update(store: Store, thing: str, row_id: int, row: Row) -> bool:
    """Changes the named columns; says whether anything differed."""
    before = _read(store, thing, row_id)
    if before is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    if all(before[column] == value for column, value in row.items()):
        return False
    columns = ", ".join(f"{column} = ?" for column in row)
    store.execute(f"update {_thing(thing)} set {columns} where id = ?", [*row.values(), row_id])
    _record(store, thing, row_id, before, _read(store, thing, row_id))
    return True


def delete(store: Store, thing: str, row_id: int) -> None:
    before = _read(store, thing, row_id)
    if before is not None:
        store.execute(f"delete from {_thing(thing)} where id = ?", (row_id,))
        _record(store, thing, row_id, before, None)


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
    return store.row(f"select * from {_thing(thing)} where id = ?", (row_id,))


def _record(store: Store, thing: str, row: int, before: Row | None, after: Row | None) -> None:
    writing = store.writing
    if writing is None:
        raise RuntimeError("a change outside of an action")
    parts = (writing.id, thing, row, as_text(before), as_text(after))
    writing.head = digest(writing.head, writing.line, parts)
    writing.changes += 1
    store.execute(
        "insert into changes (action, thing, row, before, after, hash) values (?, ?, ?, ?, ?, ?)",
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


def _action_line(store: Store, action_id: int) -> str:
    line = store.row("select * from actions where id = ?", (action_id,))
    return as_text(line) or ""


def digest(previous: str, action_line: str, parts: tuple[object, ...]) -> str:
    """SHA-256 over the previous hash, the action and the change, as canonical JSON."""
    text = json.dumps([previous, action_line, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def history(store: Store, *, limit: int = 50, undoable: bool = False) -> list[Action]:
    """Actions, newest first; `undoable` leaves out records, undos and what was taken back."""
    wanted = "where a.kind = 'work' and u.id is null" if undoable else ""
    rows = store.rows(
        f"""select a.*, u.id is not null as undone from actions a
            left join actions u on u.undoes = a.id {wanted} order by a.id desc limit ?""",
        (limit,),
    )
    return [_action(row) for row in rows]


def history_of(store: Store, thing: str, row_ids: list[int], limit: int = 50) -> list[Action]:
    """Actions that touched any of these rows, newest first."""
    marks = ", ".join("?" * len(row_ids))
    rows = store.rows(
        f"""select distinct a.*, u.id is not null as undone from changes c
            join actions a on a.id = c.action left join actions u on u.undoes = a.id
            where c.thing = ? and c.row in ({marks}) order by a.id desc limit ?""",
        [thing, *row_ids, limit],
    )
    return [_action(row) for row in rows]


def _action(row: Row) -> Action:
    return Action(
        row["id"],
        row["message"],
        {k: Text(**v) if isinstance(v, dict) else v for k, v in json.loads(row["details"]).items()},
        datetime.fromisoformat(row["at"]),
        row["who"],
        row["kind"],
        bool(row["undone"]),
    )


def changes_of(store: Store, action_id: int) -> list[Row]:
    return store.rows("select * from changes where action = ? order by id", (action_id,))


def undo(store: Store, done: Action) -> None:
    """Takes one action back, as an action of its own; Refused when later work stands on it."""
    with action(store, N_("Taken back: {what}"), kind="undo", undoes=done.id, what=_words(done)):
        for change in reversed(changes_of(store, done.id)):
            _revert(store, change, done)


def _revert(store: Store, change: Row, done: Action) -> None:
    thing, row_id = change["thing"], change["row"]
    before = json.loads(change["before"]) if change["before"] else None
    now = _read(store, thing, row_id)
    refuse_frozen(thing, now, before)
    if as_text(now) != change["after"]:
        later = _later(store, change)
        raise Refused(
            N_("“{what}” cannot be taken back: later work stands on it: {later}"),
            what=_words(done),
            later=_words(later) if later else thing,
        )
    try:
        if before is None:
            delete(store, thing, row_id)
        elif now is None:
            insert(store, thing, before)
        else:
            update(store, thing, row_id, before)
    except IntegrityError as error:
        raise Refused(
            N_("“{what}” cannot be taken back: other records stand on it."), what=_words(done)
        ) from error


def _later(store: Store, change: Row) -> Action | None:
    row = store.row(
        """select a.*, 0 as undone from changes c join actions a on a.id = c.action
           where c.thing = ? and c.row = ? and c.id > ? order by c.id desc limit 1""",
        (change["thing"], change["row"], change["id"]),
    )
    return _action(row) if row else None


def _words(done: Action) -> Text:
    return Text(said(done, "kk"), said(done, "ru"))


def said(done: Action, language: str | None = None) -> str:
    """The action in words: its message in the language, filled with its values."""
    return Refused(done.message, **done.values).text(language)
