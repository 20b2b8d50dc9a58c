"""Numbered steps of the schema, never edited once landed; the file is copied before they run."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from dlschool.errors import Refused
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


def bring_up_to_date(conn: Any, folder: DataFolder, now: datetime, *, fresh: bool) -> None:
    """Runs the steps that are due; refuses a database that a newer program made."""
    done = applied(conn)
    names = [name for name, _ in STEPS]
    if unknown := sorted(set(done) - set(names)):
        raise Refused(
            N_(
                "The store was made by a newer version of the program (step {step}). "
                "Install that version; nothing was changed."
            ),
            step=unknown[-1],
        )
    if len(done) == len(names):
        return
    if not fresh and done:
        copy_first(conn, folder.store, folder.copies, now)
    _apply(conn)


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
