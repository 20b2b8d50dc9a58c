"""The hub was put back from a copy: what it had said and what nobody heard are not to be told apart.

Everything that stands is told once more; each message can be heard twice without harm. New numbers are
given beyond those that the schools may know already.
"""

from typing import Any

from dlschool.hub import clashes, directives, outgoing, records
from dlschool.hub.database import Row, Tx
from dlschool.hub.merging import EXISTENCE


def came_back(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """At its place in the order of one school."""
    school, position = act["school"], act["position"]
    for name in ("conflict", "directive"):
        tx.run(
            "insert into counters (school, name, value) values (?, ?, ?) "
            "on conflict (school, name) do update set value = counters.value + excluded.value",
            school, name, int(content["beyond"]),
        )  # fmt: skip
    for device in directives.active(tx, school, position):
        directives.tell_open(tx, school, position, device)
        _receipts(tx, school, position, device)
        _records(tx, school, position, device)


def _receipts(tx: Tx, school: int, position: int, device: int) -> None:
    """Of everything in the device's newest epoch: the last envelope speaks for those before it."""
    rows = tx.rows(
        "select e.* from envelopes e where e.school = ? and e.device = ? and e.position < ? "
        "and e.state in ('applied', 'quarantined', 'waiting') and e.epoch = "
        "(select epoch from epochs where device = ? order by position desc limit 1) order by e.seq",
        school, device, position, device,
    )  # fmt: skip
    newest = {row["lane"]: row for row in rows if row["state"] == "applied"}
    for row in newest.values():
        outgoing.receipt(tx, row, position, "accepted", [])
    for row in rows:
        if row["state"] != "applied":
            outgoing.receipt(tx, row, position, row["state"], [])


def _records(tx: Tx, school: int, position: int, device: int) -> None:
    """What others wrote into its records, and what stands open about them."""
    epoch = tx.value(
        "select epoch from epochs where device = ? order by position desc limit 1", device
    )
    if epoch is None:
        return
    rows = tx.rows(
        "select n.no, r.id, r.kind from names n join records r on r.id = n.record "
        "where n.device = ? and n.epoch = ? order by n.no",
        device, epoch,
    )  # fmt: skip
    for row in rows:
        held = records.load(tx, row["id"])
        foreign = {
            number: said.value
            for number, said in held.fields.items()
            if said.source != device and number != EXISTENCE
        }
        values: dict[Any, Any] = records.outward(tx, row["kind"], foreign, device, bytes(epoch))
        if values:
            outgoing.tell(
                tx, device, position, "set",
                kind=row["kind"], record=row["no"], values=values, source=0, epoch=bytes(epoch),
            )  # fmt: skip
        clashes.tell_open(tx, school, position, (device, bytes(epoch), row["no"]), row["id"])
