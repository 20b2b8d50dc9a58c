"""A hub that was put back from a copy does not remember all that it said: every computer hears it anew.

Numbers of conflicts and directives that it gave after the copy are known to schools: it goes on beyond
them.
"""

import secrets

from dlschool.hub import acts, applying
from dlschool.hub.database import Tx
from dlschool.hub.office import Office

STEP, STEPS = 1000, 900
"""Conflicts and directives go on by so many numbers, times chance, higher: a copy may be put back twice."""


def restored(office: Office) -> int:
    """Begins the stream down of every computer anew, before any asks; returns of how many. What schools
    sent since the copy they send again: they keep it until it is accepted.
    """
    with office.db.transaction() as tx:
        tx.alone()
        devices = tx.rows("select no from devices order by no")
        tx.many(
            "update devices set life = ? where no = ?",
            [(secrets.token_bytes(4), row["no"]) for row in devices],
        )
        schools = [row["id"] for row in tx.rows("select id from schools order by id")]
        for school in schools:
            note(tx, school, office.at())
    for school in schools:
        applying.catch_up(office.db, school, office.pairs)
    return len(devices)


def note(tx: Tx, school: int, at: str) -> None:
    """Writes down, in the school's order, that the hub came back from a copy."""
    beyond = STEP * (1 + secrets.randbelow(STEPS))
    acts.write(tx, school, "restored", {"beyond": beyond}, at=at, who="")
