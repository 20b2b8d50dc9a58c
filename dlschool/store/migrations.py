"""Numbered steps of the schema, never edited once landed; the file is copied before they run."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.store import (
    backup_files,
    schema,
    schema_annex,
    schema_exchange,
    schema_learning,
    schema_readiness,
    schema_reports,
    schema_rooms,
    schema_trust,
)

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
"""sqlite-utils takes the library that it finds under this name."""

STEPS: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("0001_first_school", schema.first_school),
    ("0002_trust", schema_trust.trust),
    ("0003_learning", schema_learning.learning),
    ("0004_annex", schema_annex.annex),
    ("0004_rooms", schema_rooms.rooms),
    ("0005_reports", schema_reports.reports),
    ("0006_readiness", schema_readiness.readiness),
    ("0007_exchange", schema_exchange.exchange),
)
"""Name and function of each step; a step gets a sqlite-utils database inside a transaction."""

SET = "dlschool"


def applied(conn: Any) -> list[str]:
    """Names of the steps that the database has been through."""
    known = conn.execute(
        "select 1 from sqlite_master where type = 'table' and name = '_sqlite_migrations'"
    ).fetchone()
    if not known:
        return []
    rows = conn.execute("select name from _sqlite_migrations where migration_set = ?", (SET,))
    return [row[0] for row in rows]


def known() -> tuple[str, ...]:
    """Names of the steps that this program knows."""
    return tuple(name for name, _ in STEPS)


def refuse_newer(done: Sequence[str]) -> None:
    """Newer: a database has been through a step that this program does not know."""
    if unknown := sorted(set(done) - set(known())):
        raise Newer(
            N_(
                "The school's data were made by a newer version of the program (step {step}). This "
                "version does not open them, so that nothing is spoilt. Start the newer version, or "
                "install it; nothing was changed."
            ),
            done,
            step=unknown[-1],
        )


def bring_up_to_date(conn: Any, folder: DataFolder, now: datetime, *, fresh: bool) -> None:
    """Runs the steps that are due; refuses a database that a newer program made.

    Refused: another window or command works with the data, which an older program might be.
    """
    done = applied(conn)
    refuse_newer(done)
    if len(done) == len(STEPS):
        return
    if not fresh and done:
        _refuse_shared(conn)
        copy_first(conn, folder.store, folder.copies, now)
    _apply(conn)


def _refuse_shared(conn: Any) -> None:
    """SQLite leaves its log only for who is alone with the file; then it is begun anew."""
    try:
        alone = conn.execute("pragma journal_mode = delete").fetchone()[0] == "delete"
    except dbapi2.OperationalError as error:
        if "locked" not in str(error):
            raise
        alone = False
    if not alone:
        raise Refused(
            N_(
                "The data have to be brought to the new version of the program, and another window or "
                "command still works with them. Close it and try again."
            )
        )
    conn.execute("pragma journal_mode = wal")


def copy_first(conn: Any, store: Path, copies: Path, now: datetime) -> Path:
    """A whole copy of the store as it is, under a name that says when and why."""
    target = copies / f"before-upgrade-{now:%Y%m%d-%H%M%S}.db"
    conn.execute("pragma wal_checkpoint(truncate)")
    try:
        with _transaction(conn):
            backup_files.copy(store, target)
    except OSError as error:
        raise Refused(
            N_("The copy cannot be written to {folder}: {reason}"),
            folder=copies,
            reason=error.strerror or error,
        ) from error
    return target


@contextlib.contextmanager
def _transaction(conn: Any) -> Iterator[None]:
    """All or nothing; a disk that failed may have ended the transaction already."""
    conn.execute("begin immediate")
    try:
        yield
        conn.execute("commit")
    except BaseException:
        with contextlib.suppress(dbapi2.DatabaseError):
            if conn.in_transaction:
                conn.execute("rollback")
        raise


def _apply(conn: Any) -> None:
    from sqlite_utils import Database, Migrations

    steps = Migrations(SET)
    for name, step in STEPS:
        steps(name=name)(step)
    with _transaction(conn):
        steps.apply(Database(conn))
