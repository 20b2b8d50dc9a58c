"""Whether both sides hold the same: counts and sums of digests, by kind; where they differ, by parts."""

from typing import Any

from dlschool.exchange import digests
from dlschool.exchange.digests import Part
from dlschool.hub import merging, outgoing, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Tx


def compare(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """Equal: nothing is said. Different: the parts that differ are asked for again, first their sums.

    ValueError: no such sums.
    """
    kind = said["kind"]
    theirs = said.get("buckets")
    mine = held(tx, now.device, now.epoch, kind)
    if theirs is None:
        if digests.whole(mine) != (said["count"], said["sum"]):
            outgoing.tell(tx, now.device, now.position, "differs", kind=kind)
        return
    if not isinstance(theirs, list) or len(theirs) != digests.PARTS:
        raise ValueError("buckets")
    own = digests.sums(mine)
    wrong: list[Any] = [part for part in range(digests.PARTS) if theirs[part] != own[part]]
    if wrong:
        outgoing.tell(tx, now.device, now.position, "differs", kind=kind, buckets=wrong)


def held(tx: Tx, device: int, epoch: bytes, kind: int) -> list[Part]:
    """What the device should hold of the kind, as the device calls it."""
    called = {
        row["record"]: row["no"]
        for row in tx.rows(
            "select no, record from names where device = ? and epoch = ? order by no", device, epoch
        )
    }
    rows = tx.rows(
        "select n.no, r.fields from names n join records r on r.id = n.record "
        "where n.device = ? and n.epoch = ? and r.kind = ? and r.gone = 0",
        device, epoch, kind,
    )  # fmt: skip
    found = []
    for row in rows:
        values = merging.unpacked(kind, bytes(row["fields"]), False).values()
        for number in records.references(kind) & values.keys():
            values[number] = called.get(values[number], 0)
        found.append((row["no"], values))
    return digests.parts(kind, found)
