"""One way to ask SQLite and PostgreSQL: `?` marks, rows as dicts, a transaction around all."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

from dlschool.errors import Refused
from dlschool.i18n import N_

Row = dict[str, Any]


class Engine(Protocol):
    """What differs between the two."""

    words: Mapping[str, str]
    """What the schema's {blob}, {serial}, {big} and {part} stand for."""

    def connect(self) -> Any: ...

    def begin(self, conn: Any) -> None: ...

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any: ...

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None: ...

    def locks(self, conn: Any, school: int) -> None: ...


class Tx:
    """A transaction that runs."""

    def __init__(self, engine: Engine, conn: Any) -> None:
        self._engine = engine
        self._conn = conn

    def rows(self, sql: str, *values: object) -> list[Row]:
        cursor = self._engine.query(self._conn, sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, *values: object) -> Row | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row; None when there is no row."""
        found = self._engine.query(self._conn, sql, values).fetchone()
        return found[0] if found else None

    def run(self, sql: str, *values: object) -> int:
        """How many rows it touched."""
        return int(self._engine.query(self._conn, sql, values).rowcount)

    def many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        if rows:
            self._engine.many(self._conn, sql, rows)

    def lock(self, school: int) -> None:
        """Until the end of this transaction nobody else numbers anything of this school."""
        self._engine.locks(self._conn, school)


class Database:
    """A connection for each thread, made when it is first needed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._own = threading.local()
        self._every: list[Any] = []

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """All or nothing. A connection that broke is made anew for the next one."""
        conn = self._connection()
        try:
            self.engine.begin(conn)
            yield Tx(self.engine, conn)
            conn.commit()
        except BaseException:
            self._back(conn)
            raise

    def _connection(self) -> Any:
        conn = getattr(self._own, "conn", None)
        if conn is None:
            conn = self._own.conn = self.engine.connect()
            self._every.append(conn)
        return conn

    def _back(self, conn: Any) -> None:
        try:
            conn.rollback()
        except Exception:
            self._own.conn = None

    def close(self) -> None:
        for conn in self._every:
            conn.close()
        self._every.clear()
        self._own = threading.local()


class _Sqlite:
    words: Mapping[str, str] = {
        "blob": "blob",
        "serial": "integer primary key autoincrement",
        "big": "integer",
        "part": "",
    }

    def __init__(self, path: str) -> None:
        self._path = path

    def connect(self) -> Any:
        conn = sqlite3.connect(
            self._path, timeout=30, isolation_level=None, check_same_thread=False
        )
        for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
            conn.execute(f"pragma {pragma}")
        return conn

    def begin(self, conn: Any) -> None:
        conn.execute("begin immediate")

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any:
        return conn.execute(sql, values)

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None:
        conn.executemany(sql, rows)

    def locks(self, conn: Any, school: int) -> None:
        """`begin immediate` locked the whole file already."""


class _Postgres:
    words: Mapping[str, str] = {
        "blob": "bytea",
        "serial": "bigint generated always as identity primary key",
        "big": "bigint",
        "part": "",
    }

    def __init__(self, url: str) -> None:
        self._url = url

    def connect(self) -> Any:
        import psycopg

        return psycopg.connect(self._url, autocommit=False)

    def begin(self, conn: Any) -> None:
        """psycopg begins by itself with the first question."""

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any:
        return conn.execute(sql.replace("%", "%%").replace("?", "%s"), values)

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None:
        with conn.cursor() as cursor:
            cursor.executemany(sql.replace("%", "%%").replace("?", "%s"), rows)

    def locks(self, conn: Any, school: int) -> None:
        conn.execute("select position from heads where school = %s for update", (school,))


def of(url: str) -> Database:
    """`postgresql://…` or `sqlite:PATH`, or a bare path of a file. Refused: another kind of address."""
    scheme = urlsplit(url).scheme
    if scheme in ("postgresql", "postgres"):
        return Database(_Postgres(url))
    if scheme == "sqlite":
        return Database(_Sqlite(url.removeprefix("sqlite:").removeprefix("//")))
    if len(scheme) > 1:
        raise Refused(
            N_("{url} is no database: sqlite:FILE or postgresql://… is expected."), url=url
        )
    return Database(_Sqlite(url))
