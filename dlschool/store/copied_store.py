"""The base of a backup: copied while nobody writes, opened again without leaving a trace beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from dlschool.domain.names import sort_key
from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.store import backup_files as files
from dlschool.store import migrations
from dlschool.store.backup_files import Step, Written
from dlschool.store.cipher import connected
from dlschool.store.connection import Store, told
from dlschool.store.keys import Keys


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a base is: hash of the newest change and its id, id of the newest action, epoch."""

    head: str
    change: int
    action: int
    epoch: str = ""


@told
def mark(store: Store) -> Mark:
    """How far the opened store is."""
    return _mark(store.conn)


def _mark(conn: Any) -> Mark:
    """One question: between two of them another window may go on."""
    head, change, action, epoch = conn.execute(
        """select (select value from main.meta where key = 'journal'),
                  (select max(id) from main.changes), (select max(id) from main.actions),
                  (select value from main.meta where key = 'epoch')"""
    ).fetchone()
    return Mark(head or "", change or 0, action or 0, epoch or "")


def copy(store: Store, target: Path, step: Step) -> tuple[Written, Mark]:
    """The base as it is now, in `target`; writers wait meanwhile. Refused: somebody is writing."""
    busy = store.value("pragma wal_checkpoint(truncate)")
    store.execute("begin immediate")
    try:
        if busy or _waiting(store):
            raise Refused(N_("The store is busy. Try again in a moment."))
        found = mark(store)
        return files.copy(store.folder.store, target, step), found
    finally:
        store.give_up()


def _waiting(store: Store) -> bool:
    """Whether pages still wait beside the file: written after the checkpoint, before the lock."""
    beside = Path(f"{store.folder.store}-wal")
    return beside.exists() and beside.stat().st_size > 0


@contextmanager
def opened(path: Path, keys: Keys) -> Iterator[Any]:
    """A connection that reads a copied base as it lies there: no lock, no file beside it.

    Refused: another key, damaged, or gone; whatever goes wrong while it is read, too.
    """
    conn = None
    try:
        conn = connected(f"{_address(path)}?mode=ro&immutable=1", keys.store, uri=True)
        conn.execute("select count(*) from sqlite_master").fetchone()
        conn.create_collation("kazakh", _compare)
        yield conn
    except dbapi2.DatabaseError as error:
        raise Refused(N_("The copy cannot be read back: {reason}"), reason=error) from error
    finally:
        if conn is not None:
            conn.close()


def refuse_newer(conn: Any, path: Path) -> None:
    """Newer: the copied base knows steps that this program does not."""
    done = migrations.applied(conn)
    if set(done) - set(migrations.known()):
        raise Newer(
            N_(
                "The backup {file} was made by a newer version of the program. Start that version, or "
                "install it, and restore the backup there."
            ),
            done,
            file=path.parent.name,
        )


def _compare(one: str, other: str) -> int:
    a, b = sort_key(one), sort_key(other)
    return (a > b) - (a < b)


def _address(path: Path) -> str:
    """The file's URI as SQLite reads it; a share (//server/…) keeps its two strokes."""
    plain = quote(path.absolute().as_posix())
    return f"file://{'' if plain.startswith('/') else '/'}{plain}"


def look(path: Path, keys: Keys) -> Mark:
    """How far a copied base is, after a quick check. Refused: it is not whole; Newer: a newer program
    made it, and what it holds is not for this one to judge.
    """
    return _checked(path, keys, ("pragma quick_check(1)",))


def look_closely(path: Path, keys: Keys) -> Mark:
    """The same after every page and every index was read."""
    return _checked(path, keys, ("pragma cipher_integrity_check", "pragma integrity_check(1)"))


def _checked(path: Path, keys: Keys, questions: tuple[str, ...]) -> Mark:
    with opened(path, keys) as conn:
        refuse_newer(conn, path)
        for question in questions:
            wrong = [row[0] for row in conn.execute(question) if row[0] != "ok"]
            if wrong:
                raise Refused(N_("The copy cannot be read back: {reason}"), reason=wrong[0])
        return _mark(conn)
