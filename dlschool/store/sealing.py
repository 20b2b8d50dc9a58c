"""Restricted fields inside the encrypted store: sealed once more, open only to the roles that need them.

A sealed value is text, «sealed:medical:…». Whoever has the store may seal (the public keys lie in it);
to read takes the seal's private key. Who may not read and saves the record leaves the value as it is.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping

from dlschool.domain.access import CLOSED, SEALED_PAPERS, SEALED_TRACES, Seal
from dlschool.store import keys as crypto
from dlschool.store.keys import Keys

_MARK = "sealed:"

COLUMNS = {"pupils": "special_needs", "papers": "details", "traces": "text"}
"""The one column of a thing that may be sealed."""

NAMES = frozenset(COLUMNS.values())

CLOSED_VALUES = {
    "special_needs": CLOSED,
    "text": CLOSED,
    "details": json.dumps({"closed": CLOSED}, ensure_ascii=False),
}
"""What is read in place of a value that is closed to the reader; details are a JSON object."""

_EMPTY = frozenset(["", "{}"])


def is_sealed(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_MARK)


def opened(keys: Keys, column: str, value: str) -> str:
    """The text under the seal; what stands for it where the reader has not the seal's key."""
    _, name, text = value.split(":", 2)
    private = keys.seals.get(Seal(name))
    if private is None:
        return CLOSED_VALUES[column]
    return crypto.unsealed(b64decode(text), private).decode()


def sealed_row(
    thing: str,
    row: Mapping[str, object],
    before: Mapping[str, object] | None,
    keys: Keys,
    publics: Mapping[Seal, bytes],
) -> dict[str, object]:
    """The row as it is written: its restricted value sealed, or the sealed one that stays.

    `before` is the row as it lies in the store; a value that did not change keeps its text.
    """
    column = COLUMNS.get(thing)
    written = dict(row)
    if column is None or column not in row or is_sealed(row[column]):
        return written
    value = str(row[column])
    old = str(before[column]) if before else ""
    if is_sealed(old) and _stays(keys, column, old, value):
        written[column] = old
    elif value not in _EMPTY and (seal := _seal(thing, {**(before or {}), **row})):
        text = b64encode(crypto.sealed(value.encode(), publics[seal])).decode("ascii")
        written[column] = f"{_MARK}{seal}:{text}"
    return written


def _stays(keys: Keys, column: str, old: str, value: str) -> bool:
    """A closed value stays when nothing was typed in its place; an open one when it is the same."""
    known = opened(keys, column, old)
    if known == CLOSED_VALUES[column]:
        return value in _EMPTY or value == known
    return known == value


def _seal(thing: str, row: Mapping[str, object]) -> Seal | None:
    kinds = SEALED_TRACES if thing == "traces" else SEALED_PAPERS
    return Seal.MEDICAL if thing == "pupils" else kinds.get(str(row.get("kind")))
