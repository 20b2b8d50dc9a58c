"""Opening the store: the one place. Key, pragmas, migrations."""

import contextlib
import os
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlcipher3 import dbapi2

from dlschool.domain.names import sort_key
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import migrations

Row = dict[str, Any]

IntegrityError: type[Exception] = dbapi2.IntegrityError
DatabaseError: type[Exception] = dbapi2.DatabaseError

Args = ParamSpec("Args")
Found = TypeVar("Found")

_FAULTS = (
    (
        re.compile("is locked"),
        N_("Another program is writing to the store {file}. Try again in a moment."),
    ),
    (
        re.compile("image is malformed|not a database|disk I/O"),
        N_("The store {file} is damaged: run “check”, restore a copy. ({reason})"),
    ),
    (
        re.compile("disk is full|readonly database|unable to open database"),
        N_("The store {file} cannot be written: {reason}"),
    ),
)
"""What SQLite says of the file or the disk, not of a statement: a person can do something."""


def told(
    work: Callable[Concatenate["Store", Args], Found],
) -> Callable[Concatenate["Store", Args], Found]:
    """`work` on the store with a locked, damaged, full or read-only file told as `Refused`."""

    @wraps(work)
    def telling(store: "Store", /, *args: Args.args, **more: Args.kwargs) -> Found:
        try:
            return work(store, *args, **more)
        except dbapi2.DatabaseError as error:
            if refusal := _of_the_file(error, store.folder.store):
                raise refusal from error
            raise

    return telling


def _of_the_file(error: Exception, path: Path) -> Refused | None:
    """What a person can do about the file or the disk; None where a statement is at fault."""
    found = (message for pattern, message in _FAULTS if pattern.search(str(error)))
    message = next(found, None)
    return Refused(message, file=path, reason=error) if message else None


@dataclass(slots=True)
class Writing:
    """An action under way: its id, its line as hashed, the newest hash, how many changes so far."""

    id: int
    line: str
    head: str
    changes: int = 0


@dataclass(slots=True)
class Store:
    """The opened database of one school. `clock` is handed in: nothing below reads the time itself."""

    conn: Any
    folder: DataFolder
    clock: Callable[[], datetime]
    who: str = ""
    writing: Writing | None = None
    """The action that is being written, while a transaction runs."""

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    @told
    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        cursor = self.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Row | None:
        found = self.rows(sql, values)
        return found[0] if found else None

    @told
    def values(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.conn.execute(sql, values)]

    @told
    def value(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        found = self.conn.execute(sql, values).fetchone()
        return found[0] if found else None

    @told
    def execute(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        return self.conn.execute(sql, values)

    def close(self) -> None:
        self.conn.close()


def open_store(folder: DataFolder, clock: Callable[[], datetime], who: str = "") -> Store:
    """The school's store, made if it is not there yet; older schemas are copied, then migrated.

    Refused: the folder cannot be written, the store is lost, the key does not open the file, the
    database is newer than the program.
    """
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
        for part in (folder.scans, folder.copies, folder.printed):
            part.mkdir(exist_ok=True)
        fresh = not folder.store.exists()
        _refuse_lost(folder)
        key = _key(folder.key, fresh)
    except OSError as error:
        raise Refused(
            N_("The data folder {folder} cannot be used: {reason}"),
            folder=folder.root,
            reason=error.strerror or error,
        ) from error
    store = Store(_connect(folder.store, key), folder, clock, who)
    try:
        _up_to_date(store, fresh)
    except BaseException:
        store.close()
        raise
    return store


def _refuse_lost(folder: DataFolder) -> None:
    """A school whose store is gone or empty while its scans or copies are here is not a new one."""
    empty = not folder.store.exists() or folder.store.stat().st_size == 0
    left = any(folder.scans.iterdir()) or any(folder.copies.glob("*.db"))
    if empty and left and folder.key.exists():
        raise Refused(
            N_("The store {file} is gone, its scans and copies are here. Put back a copy of it."),
            file=folder.store,
        )


@told
def _up_to_date(store: Store, fresh: bool) -> None:
    migrations.bring_up_to_date(store.conn, store.folder, store.now(), fresh=fresh)


def reopened(store: Store) -> Store:
    """A second connection to the same store, for another thread."""
    return Store(
        _connect(store.folder.store, _key(store.folder.key, False)),
        store.folder,
        store.clock,
        store.who,
    )


def exists(folder: DataFolder) -> bool:
    return folder.store.exists()


def _connect(path: Path, key: bytes) -> Any:
    try:
        conn = dbapi2.connect(str(path), isolation_level=None, timeout=10)
        conn.execute(f"pragma key = \"x'{key.hex()}'\"")
        conn.execute("select count(*) from sqlite_master").fetchone()
        conn.execute("pragma journal_mode = wal")
        conn.execute("pragma synchronous = full")
        conn.execute("pragma foreign_keys = on")
        conn.execute("pragma temp_store = memory")
        conn.execute("pragma cache_size = -65536")
    except dbapi2.DatabaseError as error:
        wrong_key = Refused(
            N_(
                "The store {file} cannot be opened with the key beside it. "
                "Put back the school.key file that belongs to it, or restore a copy. ({reason})"
            ),
            file=path,
            reason=error,
        )
        opens = "not a database" not in str(error)
        raise (opens and _of_the_file(error, path)) or wrong_key from error
    conn.create_collation("kazakh", _compare)
    return conn


def _compare(one: str, other: str) -> int:
    a, b = sort_key(one), sort_key(other)
    return (a > b) - (a < b)


def _keep_to_owner(path: Path) -> None:
    """A key that came back from a stick or a copy may be open to others; Windows goes by folders."""
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):
            path.chmod(0o600)


def _key(path: Path, fresh: bool) -> bytes:
    """The store's 32-byte key, kept in a file that only the owner can read."""
    if path.exists():
        text = path.read_bytes().decode("ascii", "replace").strip()
        if len(text) == 64 and all(c in "0123456789abcdef" for c in text):
            _keep_to_owner(path)
            return bytes.fromhex(text)
        raise Refused(N_("The key file {file} is damaged. Put it back from a copy."), file=path)
    if not fresh:
        raise Refused(
            N_("The key file {file} is gone; without it the store cannot be read. Put it back."),
            file=path,
        )
    key = secrets.token_bytes(32)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key
