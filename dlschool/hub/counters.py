"""Numbers that a school's records need: the same on every replay."""

from dlschool.hub.database import Tx


def following(tx: Tx, school: int, name: str) -> int:
    """1, 2, 3 … for each name within a school; call within its lock."""
    tx.run(
        "insert into counters (school, name, value) values (?, ?, 1) "
        "on conflict (school, name) do update set value = counters.value + 1",
        school, name,
    )  # fmt: skip
    return int(tx.value("select value from counters where school = ? and name = ?", school, name))
