"""A fresh base from what could be read, with what the journal still knows of the rest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from dlschool.store import changes
from dlschool.store.connection import IntegrityError
from dlschool.store.repair_reading import Source, Table, schema, sequences, table
from dlschool.store.school_file import connect

JOURNAL = ("changes", "actions")
_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")
"""Tables that belong to a search table and are built again with it."""


@dataclass(slots=True)
class Saved:
    """What was saved: how many rows, and ids by table of what was brought back or lost."""

    rows: int = 0
    brought: dict[str, list[int]] = field(default_factory=dict)
    """Not readable in its table, taken from the journal: as it was at its last written change."""
    older: dict[str, list[int]] = field(default_factory=dict)
    """Brought back, while a later line of the journal is lost: it may have changed since."""
    lost: dict[str, list[int]] = field(default_factory=dict)
    """Written once, and nothing of it is left; in the journal: lines and actions."""
    perhaps: dict[str, list[int]] = field(default_factory=dict)
    """Could not be read; whether these numbers were ever used, the journal cannot tell any more."""


def read(source: Source) -> dict[str, Table]:
    """Every table of the damaged base. Raises DatabaseError where the schema cannot be read."""
    return {name: table(source, name) for name in read_names(source)}


def read_names(source: Source) -> list[str]:
    """Tables that hold records. Raises DatabaseError where the schema cannot be read."""
    return _tables(schema(source))


def complete(tables: dict[str, Table], used: Mapping[str, int]) -> Saved:
    """Fills holes from the journal; says what was brought back and what is lost.

    `used`: the highest id ever given in each table.
    """
    saved = Saved()
    journal = tables["changes"]
    _note_end(tables, saved)
    whole = not journal.unread and not tables["actions"].unread
    states = _states(journal)
    for name, found in tables.items():
        if name in changes.THINGS:
            newest = used.get(name, 0)
            _complete_thing(found, states.get(name, {}), saved, _last_hole(journal), newest)
            if not whole and name in saved.perhaps:
                continue
            saved.perhaps.pop(name, None)
        elif found.unread:
            _note_rest(tables, found, saved)
    saved.rows = sum(len(found.rows) for found in tables.values())
    return saved


def _note_end(tables: dict[str, Table], saved: Saved) -> None:
    """The newest hash is kept apart: another one at the end tells that lines after it are lost."""
    journal = tables["changes"]
    newest, head = max(journal.rows, default=0), known_keys(tables["meta"]).get("journal")
    hashes = journal.columns.index("hash")
    if head and (not newest or journal.rows[newest][hashes] != head):
        saved.lost["changes"] = [newest + 1]


def _note_rest(tables: dict[str, Table], found: Table, saved: Saved) -> None:
    """Holes in the journal itself and in what is not journalled; ids beyond the last are no loss."""
    last = max(found.rows, default=0)
    if found.name == "actions":
        place = tables["changes"].columns.index("action")
        last = max([last, *(row[place] for row in tables["changes"].rows.values())])
    inside = [id_ for id_ in found.unread if id_ <= last]
    beyond = [id_ for id_ in found.unread if id_ > last]
    if inside:
        saved.lost[found.name] = [*inside, *saved.lost.get(found.name, [])]
    ends = "journal" in known_keys(tables["meta"]) and "changes" not in saved.lost
    if beyond and (found.name not in JOURNAL or not ends):
        saved.perhaps[found.name] = beyond


def _states(journal: Table) -> dict[str, dict[int, tuple[int, dict[str, Any] | None]]]:
    """For every record of the journal its newest line and what that left: None, removed."""
    at = {name: journal.columns.index(name) for name in ("thing", "row", "after")}
    found: dict[str, dict[int, tuple[int, dict[str, Any] | None]]] = {}
    for line, row in sorted(journal.rows.items()):
        after = json.loads(row[at["after"]]) if row[at["after"]] else None
        found.setdefault(row[at["thing"]], {})[row[at["row"]]] = (line, after)
    return found


def _last_hole(journal: Table) -> int:
    """The newest line of the journal that is known to be lost; 0: none."""
    newest = max(journal.rows, default=0)
    return max((id_ for id_ in journal.unread if id_ < newest), default=0)


def _complete_thing(
    found: Table,
    states: Mapping[int, tuple[int, dict[str, Any] | None]],
    saved: Saved,
    hole: int,
    newest: int,
) -> None:
    """Records that the journal knows and the table has no more, whether or not a page is to blame."""
    for row_id, (line, after) in states.items():
        if row_id in found.rows or after is None:
            continue
        found.rows[row_id] = tuple(after.get(column) for column in found.columns)
        saved.brought.setdefault(found.name, []).append(row_id)
        if line < hole:
            saved.older.setdefault(found.name, []).append(row_id)
    unknown = [id_ for id_ in found.unread if id_ not in found.rows and id_ not in states]
    if rest := [id_ for id_ in unknown if not newest or id_ <= newest]:
        saved.perhaps[found.name] = rest


def build(source: Source, target: Path, tables: dict[str, Table], saved: Saved) -> None:
    """Writes the fresh base: the same schema, the same key. Raises DatabaseError (a full disk).

    A row that the schema does not take is named as lost.
    """
    statements = schema(source)
    conn = connect(target, source.key)
    try:
        conn.execute("pragma foreign_keys = off")
        conn.execute("begin immediate")
        for kind in ("table", "index"):
            _make(conn, statements, kind)
        for found in tables.values():
            _fill(conn, found, saved)
        _number_on(conn, tables, sequences(source))
        for name in [n for k, n, sql in statements if _is_search(k, sql)]:
            conn.execute(f"insert into {name} ({name}) values ('rebuild')")
        _make(conn, statements, "trigger")
        conn.execute("commit")
        _check(conn)
        conn.execute("pragma wal_checkpoint(truncate)")
        conn.execute("pragma journal_mode = delete")
    finally:
        conn.close()


def _check(conn: Any) -> None:
    found = conn.execute("pragma integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise dbapi2.DatabaseError(found)


def _tables(statements: list[tuple[str, str, str]]) -> list[str]:
    searches = [name for kind, name, sql in statements if _is_search(kind, sql)]
    shadows = {f"{name}{end}" for name in searches for end in _SHADOWS}
    return [
        name
        for kind, name, sql in statements
        if kind == "table" and name not in {*shadows, *searches} and not name.startswith("sqlite_")
    ]


def _is_search(kind: str, sql: str) -> bool:
    return kind == "table" and sql.lower().startswith("create virtual")


def _make(conn: Any, statements: list[tuple[str, str, str]], kind: str) -> None:
    known = _tables(statements)
    for what, name, sql in statements:
        if what == kind and (kind != "table" or name in known or _is_search(what, sql)):
            conn.execute(sql)


def _fill(conn: Any, found: Table, saved: Saved) -> None:
    columns = ", ".join(["rowid", *(f'"{column}"' for column in found.columns)])
    marks = ", ".join("?" * (len(found.columns) + 1))
    statement = f'insert into "{found.name}" ({columns}) values ({marks})'
    for row_id, row in sorted(found.rows.items()):
        try:
            conn.execute(statement, (row_id, *row))
        except (IntegrityError, dbapi2.DataError):
            saved.lost.setdefault(found.name, []).append(row_id)
            saved.brought.get(found.name, [row_id]).remove(row_id)


def _number_on(conn: Any, tables: dict[str, Table], known: Mapping[str, int]) -> None:
    """A number once given is never given again: the journal speaks of it."""
    journal = tables["changes"]
    thing, row = journal.columns.index("thing"), journal.columns.index("row")
    newest = dict(known)
    for line in journal.rows.values():
        newest[line[thing]] = max(newest.get(line[thing], 0), line[row])
    numbered = {name for (name,) in conn.execute("select name from sqlite_sequence")}
    for name, id_ in newest.items():
        if name in numbered:
            conn.execute("update sqlite_sequence set seq = max(seq, ?) where name = ?", (id_, name))
        elif name in tables and _counts(conn, name):
            conn.execute("insert into sqlite_sequence (name, seq) values (?, ?)", (name, id_))


def _counts(conn: Any, name: str) -> bool:
    sql = conn.execute("select sql from sqlite_master where name = ?", (name,)).fetchone()[0]
    return "autoincrement" in sql.lower()


def known_keys(found: Table) -> dict[str, str]:
    """The table of names and values (`meta`)."""
    return {row[0]: row[1] for row in found.rows.values()}
