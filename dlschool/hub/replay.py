"""Everything but the raw rows made anew from them: the proof that nothing else is needed.

School by school, in small transactions: the hub may go on serving meanwhile.
"""

from dlschool.exchange import payload
from dlschool.hub import acts, applying, outgoing, schema
from dlschool.hub.applying import Keys
from dlschool.hub.database import Database, Tx
from dlschool.hub.schema import OF_DEVICE, OF_SCHOOL

_SCHEMA = "payload"
"""Under this word the hub keeps the newest schema of envelopes that it has read."""


def replay(db: Database, keys: Keys) -> int:
    """Of every school; returns how many steps. What went down already is not said again."""
    return sum(replay_school(db, school, keys) for school in schools(db))


def schools(db: Database) -> list[int]:
    with db.transaction(writes=False) as tx:
        return [row["id"] for row in tx.rows("select id from schools order by id")]


def replay_school(db: Database, school: int, keys: Keys) -> int:
    db.run(lambda tx: _emptied(tx, school))
    done = applying.catch_up(db, school, keys)
    db.run(lambda tx: outgoing.forget_begun(tx, school))
    return done


def _emptied(tx: Tx, school: int) -> None:
    tx.lock(school)
    mine = "(select no from devices where school = ?)"
    for table in OF_SCHOOL:
        tx.run(f"delete from {table} where school = ?", school)
    for table in OF_DEVICE:
        tx.run(f"delete from {table} where device in {mine}", school)
    tx.run("update devices set revoked = null where school = ?", school)
    tx.run("update schools set told_level = 'totals' where id = ?", school)
    tx.run("update envelopes set state = 'stored' where school = ?", school)
    tx.run("update heads set applied = 0 where school = ?", school)


def after_upgrade(db: Database, keys: Keys, at: str) -> int:
    """Envelopes that waited for this version are applied, once, at a new place of their school's order.
    Returns in how many schools.
    """
    found = db.run(lambda tx: _ask_to_reread(tx, at))
    for school in found:
        applying.catch_up(db, school, keys)
    return len(found)


def _ask_to_reread(tx: Tx, at: str) -> list[int]:
    tx.alone()
    if int(schema.meta(tx, _SCHEMA) or 0) >= payload.SCHEMA:
        return []
    schema.keep(tx, _SCHEMA, str(payload.SCHEMA))
    waiting = tx.rows(
        "select distinct school from envelopes where state = 'waiting' order by school"
    )
    found = [row["school"] for row in waiting]
    for school in found:
        acts.write(tx, school, "reread", {"schema": payload.SCHEMA}, at=at, who="")
    return found
