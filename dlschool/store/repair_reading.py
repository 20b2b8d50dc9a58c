"""Rows of a damaged store, read around the pages that cannot be read."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dlschool.store.cipher import connected
from dlschool.store.connection import DatabaseError

_TRIES = 20_000
"""Ids asked for one by one before the rest of a hole is given up."""
_BETWEEN = "where rowid between ? and ? order by rowid"
_BEYOND = 200
"""Ids looked at after the last known one where nothing tells how many there were."""


@dataclass(slots=True)
class Source:
    """A damaged base under its key. A file that is shorter than its head says is read as it is.

    A connection that met a broken page answers nothing any more and is opened anew.
    """

    path: Path
    key: bytes = field(repr=False)
    conn: Any = None

    def asked(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows until one cannot be read; raises DatabaseError then."""
        if self.conn is None:
            self.conn = connected(self.path, self.key)
            self.conn.execute("pragma writable_schema = on")
            self.conn.execute("pragma cell_size_check = on")
            self.conn.execute("pragma temp_store = memory")
        try:
            yield from self.conn.execute(sql, values)
        except DatabaseError:
            self.close()
            raise

    def close(self) -> None:
        if self.conn is not None:
            with contextlib.suppress(DatabaseError):
                self.conn.close()
            self.conn = None


@dataclass(slots=True)
class Table:
    """What could be read of a table: rows by their rowid, and the ids that could not be read."""

    name: str
    columns: tuple[str, ...]
    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    unread: list[int] = field(default_factory=list)
    """A number that never belonged to a record may be among them."""


def schema(source: Source) -> list[tuple[str, str, str]]:
    """(kind, name, statement) of everything in the base. Raises DatabaseError."""
    rows = source.asked("select type, name, sql from sqlite_master where sql is not null")
    return [(str(kind), str(name), str(sql)) for kind, name, sql in rows]


def schema_reads(path: Path, key: bytes) -> bool:
    source = Source(path, key)
    try:
        return bool(schema(source))
    except DatabaseError:
        return False
    finally:
        source.close()


def table(source: Source, name: str) -> Table:
    """Every row that can be read. Raises DatabaseError only where the schema cannot be read."""
    columns = tuple(row[1] for row in source.asked(f'pragma table_info("{name}")'))
    found = Table(name, columns)
    if _read(source, found, "order by rowid"):
        return found
    low = max(found.rows, default=0) + 1
    before = set(found.rows)
    _read(source, found, "order by rowid desc")
    after = found.rows.keys() - before
    high = min(after) - 1 if after else _newest(source, name) or low + _BEYOND
    _hole(source, found, low, high)
    return found


def sequences(source: Source) -> dict[str, int]:
    """Highest id ever given in each table; what cannot be read is left out."""
    found: dict[str, int] = {}
    with contextlib.suppress(DatabaseError):
        for name, newest in source.asked("select name, seq from sqlite_sequence"):
            found[str(name)] = int(newest)
    return found


def _read(source: Source, found: Table, how: str, values: tuple[object, ...] = ()) -> bool:
    """Adds what comes before the first error; False when there was one.

    Without `values` it ends where it meets what was read before, from the other side.
    """
    columns = ", ".join(f'"{column}"' for column in found.columns)
    try:
        for rowid, *row in source.asked(
            f'select rowid, {columns} from "{found.name}" {how}', values
        ):
            if rowid in found.rows and not values:
                break
            found.rows[rowid] = tuple(row)
    except DatabaseError:
        return False
    return True


def _hole(source: Source, found: Table, low: int, high: int) -> None:
    """Halves the hole until only single ids are left that cannot be read."""
    left, tries = [(low, high)], 0
    while left:
        low, high = left.pop()
        tries += 1
        if low > high or (tries < _TRIES and _read(source, found, _BETWEEN, (low, high))):
            continue
        if low == high or tries >= _TRIES:
            found.unread += [id_ for id_ in range(low, high + 1) if id_ not in found.rows]
            continue
        middle = (low + high) // 2
        left += [(middle + 1, high), (low, middle)]


def _newest(source: Source, name: str) -> int:
    return sequences(source).get(name, 0)
