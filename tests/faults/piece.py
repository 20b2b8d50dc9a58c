"""What a piece of work is, and the school's people it picks from."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from dlschool.services.opening import Store

Fact = tuple[str, int, str]
"""What was asked (a key of `answers.ANSWERS`), of which record, the answer."""


class Piece(NamedTuple):
    """`prepare` leaves the store ready and says what `do` needs; `do` is the call under fire."""

    prepare: Callable[[Store, Random], Any]
    do: Callable[[Store, Any], Fact]


def place_of(db: Store) -> Path:
    return db.folder.root.parent
