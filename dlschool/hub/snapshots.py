"""A device tells everything again: after a restore, a move, a copy that goes on by itself.

What it does not remember any more stays here and is told back to it by name: nothing is lost silently.
"""

from typing import Any

from dlschool.hub import outgoing, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Tx


def whole(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """At the end of the telling, what was wanting in it. `was`: device-own mark of the epoch before."""
    if said.get("state") != "end":
        return
    was = said.get("was")
    if not isinstance(was, bytes) or was == now.epoch:
        raise ValueError("epoch")
    for kind, record in _lacking(tx, now, was):
        kept = records.load(tx, record).values()
        values: dict[Any, Any] = records.outward(tx, kind, kept, now.device, now.epoch)
        outgoing.tell(tx, now.device, now.position, "missing", kind=kind, values=values)


def _lacking(tx: Tx, now: Arrived, was: bytes) -> list[tuple[int, int]]:
    """Kind and id of records that this device knew in its former epoch and knows no more."""
    rows = tx.rows(
        "select r.kind, r.id from names n join records r on r.id = n.record "
        "where n.device = ? and n.epoch = ? and r.gone = 0 and not exists "
        "(select 1 from names m where m.record = r.id and m.device = n.device and m.epoch = ?) "
        "order by n.no",
        now.device, was, now.epoch,
    )  # fmt: skip
    return [(row["kind"], row["id"]) for row in rows]
