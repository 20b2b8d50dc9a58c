"""The file of the base: opened with its key, set up for the work, let go of when it cannot be read."""

import contextlib
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from dlschool.domain.names import sort_key
from dlschool.errors import Refused
from dlschool.files import write_whole
from dlschool.i18n import N_
from dlschool.store.cipher import connected
from dlschool.store.disk_faults import of_the_file


def connect(path: Path, key: bytes) -> Any:
    """A connection ready for the work. Refused: damaged, another key, the disk; then the file is let go."""
    conn = None
    try:
        conn = connected(path, key, timeout=10)
        _set_up(conn)
    except dbapi2.DatabaseError as error:
        if conn is not None:
            _let_go_whole(conn, path)
        wrong_key = Refused(
            N_(
                "The store {file} does not belong to the keys beside it, or is damaged. "
                "Put back the keys.json file that belongs to it, or restore a copy. ({reason})"
            ),
            file=path,
            reason=error,
        )
        opens = "not a database" not in str(error)
        raise (opens and of_the_file(error, path)) or wrong_key from error
    return conn


def _set_up(conn: Any) -> None:
    conn.execute("select count(*) from sqlite_master").fetchone()
    for how in ("journal_mode = wal", "synchronous = full", "foreign_keys = on"):
        conn.execute(f"pragma {how}")
    conn.execute("pragma temp_store = memory")
    conn.execute("pragma cache_size = -65536")
    conn.create_collation("kazakh", _compare)


def let_go(conn: Any) -> None:
    """Closes a base that cannot be worked with: Windows lets nobody move a file that is open."""
    with contextlib.suppress(dbapi2.DatabaseError):
        conn.close()


def _let_go_whole(conn: Any, path: Path) -> None:
    """The log of changes stays beside a base that could not be read: SQLite takes it away on closing."""
    log = path.with_name(f"{path.name}-wal")
    kept = None
    with contextlib.suppress(OSError):
        kept = log.read_bytes()
    let_go(conn)
    if kept is not None and not log.exists():
        with contextlib.suppress(OSError):
            write_whole(log, kept)


def _compare(one: str, other: str) -> int:
    a, b = sort_key(one), sort_key(other)
    return (a > b) - (a < b)
