"""Whether both sides hold the same: counts and sums of digests, by kind; where they differ, by parts."""

from typing import Any

from dlschool.hub import merging, outgoing, records
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Tx

PARTS = 16
"""Records are parted by the remainder of their numbers."""


def compare(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """Equal: nothing is said. Different: the parts that differ are asked for again, first their sums.

    ValueError: no such sums.
    """
    kind = said["kind"]
    theirs = said.get("buckets")
    mine = sums(tx, now.device, now.epoch, kind)
    if theirs is None:
        whole = (sum(count for count, _ in mine), _eight(sum(total for _, total in mine)))
        if whole != (said["count"], said["sum"]):
            outgoing.tell(tx, now.device, now.position, "differs", kind=kind)
        return
    if not isinstance(theirs, list) or len(theirs) != PARTS:
        raise ValueError("buckets")
    own = [_eight(total) for _, total in mine]
    wrong: list[Any] = [part for part in range(PARTS) if theirs[part] != own[part]]
    if wrong:
        outgoing.tell(tx, now.device, now.position, "differs", kind=kind, buckets=wrong)


def _eight(total: int) -> bytes:
    return (total % (1 << 64)).to_bytes(8, "big")


def sums(tx: Tx, device: int, epoch: bytes, kind: int) -> list[tuple[int, int]]:
    """For each part: how many records of the kind are there, and the sum of their digests."""
    found = [(0, 0)] * PARTS
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
    for row in rows:
        values = merging.unpacked(kind, bytes(row["fields"]), False).values()
        for number in records.references(kind) & values.keys():
            values[number] = called.get(values[number], 0)
        count, total = found[row["no"] % PARTS]
        found[row["no"] % PARTS] = (count + 1, total + merging.digest(kind, row["no"], values))
    return found
