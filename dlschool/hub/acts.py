"""What the department does: written down once, at its place in a school's order, then applied."""

import json
from typing import Any

from dlschool.hub import streams
from dlschool.hub.database import Tx


def written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)


def write(
    tx: Tx,
    school: int,
    kind: str,
    content: dict[str, Any],
    *,
    at: str,
    who: str,
    source: str = "",
) -> int:
    """One act; returns its position. Call `applying.catch_up` afterwards. `source`: an act with the same
    one is written once.
    """
    tx.lock(school)
    position = streams.next_position(tx, school)
    tx.run(
        "insert into acts (school, position, at, who, kind, content, source) "
        "values (?, ?, ?, ?, ?, ?, ?)",
        school, position, at, who, kind, written(content), source,
    )  # fmt: skip
    return position
