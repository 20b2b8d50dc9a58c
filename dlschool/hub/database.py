"""One way to ask SQLite and PostgreSQL: `?` marks, rows as dicts, a transaction around all."""

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from dlschool.errors import Refused
from dlschool.i18n import N_

Row = dict[str, Any]
T = TypeVar("T")

TRIES = 6
"""So often work is begun anew that another process or a lost connection broke off."""
PAUSE = 0.05
"""Seconds before the second try; each further one waits up to twice as long."""


class Engine(Protocol):
    """What differs between the two."""

    words: Mapping[str, str]
    """What the schema's {blob}, {serial} and {big} stand for."""
    parts: bool
    """Whether a table can be kept in parts."""

    def connect(self) -> Any: ...

    def begin(self, conn: Any, writes: bool) -> None: ...

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any: ...

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None: ...

    def locks(self, conn: Any, school: int) -> None: ...

    def alone(self, conn: Any) -> None: ...

    def passes(self, error: Exception) -> bool:
        """Whether the same work may succeed when it is begun anew."""
        ...

    def senseless(self, error: Exception) -> bool:
        """Whether a value was refused by the database: the same work will always fail."""
        ...


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

    def alone(self) -> None:
        """Until the end of this transaction no other process changes the tables themselves."""
        self._engine.alone(self._conn)

    def senseless(self, error: Exception) -> bool:
        """Whether the database refused a value: nothing but the value is wrong."""
        return self._engine.senseless(error)

    @contextmanager
    def part(self) -> Iterator[None]:
        """All or nothing within a transaction that goes on."""
        self.run("savepoint part")
        try:
            yield
        except BaseException:
            self.run("rollback to savepoint part")
            raise
        finally:
            self.run("release savepoint part")


class Database:
    """A connection for each thread, made when it is first needed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._own = threading.local()
        self._every: dict[threading.Thread, Any] = {}
        self._guard = threading.Lock()

    @contextmanager
    def transaction(self, *, writes: bool = True) -> Iterator[Tx]:
        """All or nothing. A connection that broke is made anew for the next one. `writes=False`: only
        reads, and hinders nobody.
        """
        conn = self._connection()
        try:
            self.engine.begin(conn, writes)
            yield Tx(self.engine, conn)
            conn.commit()
        except BaseException:
            self._back(conn)
            raise

    def run(self, work: Callable[[Tx], T]) -> T:
        """`work` in a transaction; begun anew when another process or a lost connection broke it off: it
        must be the same when it is done twice.
        """
        for turn in range(TRIES):
            try:
                with self.transaction() as tx:
                    return work(tx)
            except Exception as error:
                if turn == TRIES - 1 or not self.engine.passes(error):
                    raise
            time.sleep(random.uniform(0.5, 1.0) * PAUSE * 2**turn)
        raise AssertionError

    def _connection(self) -> Any:
        conn = getattr(self._own, "conn", None)
        if conn is None:
            self._close_orphans()
            conn = self._own.conn = self.engine.connect()
            with self._guard:
                self._every[threading.current_thread()] = conn
        return conn

    def _close_orphans(self) -> None:
        """Connections of threads that ended."""
        with self._guard:
            for thread in [each for each in self._every if not each.is_alive()]:
                with suppress(Exception):
                    self._every.pop(thread).close()

    def _back(self, conn: Any) -> None:
        try:
            conn.rollback()
        except Exception:
            self._own.conn = None
            with self._guard:
                self._every.pop(threading.current_thread(), None)
            with suppress(Exception):
                conn.close()

    def close(self) -> None:
        with self._guard:
            for conn in self._every.values():
                conn.close()
            self._every.clear()
        self._own = threading.local()


class _Sqlite:
    words: Mapping[str, str] = {
        "blob": "blob",
        "serial": "integer primary key autoincrement",
        "big": "integer",
    }
    parts = False

    def __init__(self, path: str) -> None:
        self._path = path

    def connect(self) -> Any:
        conn = sqlite3.connect(
            self._path, timeout=30, isolation_level=None, check_same_thread=False
        )
        for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
            conn.execute(f"pragma {pragma}")
        return conn

    def begin(self, conn: Any, writes: bool) -> None:
        conn.execute("begin immediate" if writes else "begin")

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any:
        return conn.execute(sql, values)

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None:
        conn.executemany(sql, rows)

    def locks(self, conn: Any, school: int) -> None:
        """`begin immediate` locked the whole file already."""

    def alone(self, conn: Any) -> None:
        """The same."""

    def passes(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)

    def senseless(self, error: Exception) -> bool:
        return isinstance(error, (sqlite3.DataError, sqlite3.IntegrityError, OverflowError))


class _Postgres:
    words: Mapping[str, str] = {
        "blob": "bytea",
        "serial": "bigint generated always as identity primary key",
        "big": "bigint",
    }
    parts = True

    def __init__(self, url: str) -> None:
        self._url = url

    def connect(self) -> Any:
        import psycopg

        return psycopg.connect(self._url, autocommit=False)

    def begin(self, conn: Any, writes: bool) -> None:
        """psycopg begins by itself with the first question."""

    def query(self, conn: Any, sql: str, values: Sequence[object]) -> Any:
        return conn.execute(_marked(sql), values)

    def many(self, conn: Any, sql: str, rows: Sequence[Sequence[object]]) -> None:
        with conn.cursor() as cursor:
            cursor.executemany(_marked(sql), rows)

    def locks(self, conn: Any, school: int) -> None:
        conn.execute("select position from heads where school = %s for update", (school,))

    def alone(self, conn: Any) -> None:
        conn.execute("select pg_advisory_xact_lock(%s)", (_TABLES,))

    def passes(self, error: Exception) -> bool:
        import psycopg

        return isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError))

    def senseless(self, error: Exception) -> bool:
        import psycopg

        return isinstance(error, (psycopg.DataError, psycopg.IntegrityError))


_TABLES = 0x646C7363
"""Number of the lock under which the tables themselves are changed."""


@lru_cache(1000)
def _marked(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def on_server(url: str) -> bool:
    return urlsplit(url).scheme in ("postgresql", "postgres")


def file_of(url: str) -> str:
    """`sqlite:PATH`, or a bare path. Refused: another kind of address."""
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return url.removeprefix("sqlite:").removeprefix("//")
    if len(scheme) > 1:
        raise Refused(
            N_("{url} is no database: sqlite:FILE or postgresql://… is expected."), url=url
        )
    return url


def of(url: str) -> Database:
    """`postgresql://…`, `sqlite:PATH`, or a bare path of a file. Refused: another kind of address."""
    return Database(_Postgres(url) if on_server(url) else _Sqlite(file_of(url)))
