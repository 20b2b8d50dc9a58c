"""What one school's order has to tell another school: carried over as an act, each exactly once.

Only one school is locked at a time: two schools that write to each other never wait for each other.
"""

import json
from typing import Any

from dlschool.hub import acts
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Database, Row, Tx

AT_ONCE = 100


def leave(tx: Tx, now: Arrived, index: int, other: int, content: dict[str, Any]) -> None:
    """To be carried to the school `other` after this transaction."""
    tx.run(
        "insert into errands (school, position, op, other, at, content) values (?, ?, ?, ?, ?, ?)",
        now.school, now.stored, index, other, now.at, json.dumps(content, ensure_ascii=False),
    )  # fmt: skip


def carried(tx: Tx, now: Arrived, index: int) -> int | None:
    """The school to which this was carried before a replay."""
    found = tx.value("select school from acts where source = ?", _source(now, index))
    return None if found is None else int(found)


def _source(now: Arrived, index: int) -> str:
    return f"{now.school}/{now.stored}/{index}"


def any_left(tx: Tx, school: int) -> bool:
    found = tx.value("select 1 from errands where school = ? limit 1", school)
    return found is not None


def deliver(db: Database, school: int) -> None:
    """Carries what the school left. A crash between two steps carries nothing twice."""
    while rows := db.run(lambda tx: _left(tx, school)):
        for row in rows:
            _carry(db, row)


def _left(tx: Tx, school: int) -> list[Row]:
    return tx.rows(
        "select * from errands where school = ? order by position, op limit ?", school, AT_ONCE
    )


def _carry(db: Database, row: Row) -> None:
    def work(tx: Tx) -> None:
        source = f"{row['school']}/{row['position']}/{row['op']}"
        tx.lock(row["other"])
        if not tx.value("select 1 from acts where source = ?", source):
            content = {**json.loads(row["content"]), "keys": _keys(tx, row["school"])}
            acts.write(tx, row["other"], "handover", content, at=row["at"], who="", source=source)
        tx.run(
            "delete from errands where school = ? and position = ? and op = ?",
            row["school"], row["position"], row["op"],
        )  # fmt: skip

    db.run(work)


def _keys(tx: Tx, school: int) -> list[list[Any]]:
    """Device, public keys in hexadecimal and their number, of each active device of the school."""
    rows = tx.rows(
        "select d.no, k.sign, k.seal, k.number from devices d join device_keys k on k.device = d.no "
        "where d.school = ? and d.state = 'active' and k.number = "
        "(select max(number) from device_keys where device = d.no) order by d.no",
        school,
    )
    return [[r["no"], bytes(r["sign"]).hex(), bytes(r["seal"]).hex(), r["number"]] for r in rows]
