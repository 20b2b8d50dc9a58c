"""What a piece of work is, and the school's people it picks from."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from dlschool.services.opening import Store
from dlschool.store import changes

Fact = tuple[str, int, str]
"""What was asked (a key of `answers.ANSWERS`), of which record, the answer."""


class Piece(NamedTuple):
    """`prepare` leaves the store ready and says what `do` needs; `do` is the call under fire."""

    prepare: Callable[[Store, Random], Any]
    do: Callable[[Store, Any], Fact]


def place_of(db: Store) -> Path:
    return db.folder.root.parent


def calling(prepare: Callable[[Store, Random], tuple[Any, ...]], service: Any) -> Piece:
    """A service called with what was prepared; its fact: the rows that it wrote, as they lie."""

    def do(db: Store, wanted: tuple[Any, ...]) -> Fact:
        service(db, *wanted)
        newest = int(db.value("select max(id) from main.actions"))
        return "rows", newest, rows_of(db, newest)

    return Piece(prepare, do)


def rows_of(db: Store, action: int) -> str:
    """A digest of all rows that the action touched, as the store has them now."""
    touched = db.stored("select thing, row from main.changes where action = ?", (action,))
    found = [[r["thing"], r["row"], changes.stored_row(db, r["thing"], r["row"])] for r in touched]
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
