"""Numbers that a school's records need: the same on every replay."""

from typing import Any

from dlschool.hub.database import Row, Tx


def following(tx: Tx, school: int, name: str) -> int:
    """1, 2, 3 … for each name within a school; call within its lock."""
    tx.run(
        "insert into counters (school, name, value) values (?, ?, 1) "
        "on conflict (school, name) do update set value = counters.value + 1",
        school, name,
    )  # fmt: skip
    return int(tx.value("select value from counters where school = ? and name = ?", school, name))


BEYOND = 1000
"""More numbers than a school is given between two copies of the hub."""


def came_back(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The hub was put back from a copy: from here on numbers are given beyond those that may have been
    given after the copy, and that schools know.
    """
    for name in ("conflict", "directive"):
        tx.run(
            "insert into counters (school, name, value) values (?, ?, ?) "
            "on conflict (school, name) do update set value = counters.value + excluded.value",
            act["school"], name, BEYOND,
        )  # fmt: skip
