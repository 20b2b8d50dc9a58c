"""A pupil moves: the old school's case goes to the new school, sealed so that only that school reads it.

The offer comes in the old school's order; the hub writes it as an act into the new school's order, and
the new school's answer back into the old one's. The hub never sees what is inside.
"""

from typing import Any

from dlschool.hub import acts, outgoing
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx
from dlschool.hub.directives import active, wired


def offered(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """Asked, sent, taken, refused: passed on to the other school. ValueError: there is no such school."""
    mark = said["handover"]
    other = _other(tx, now, said)
    tx.run(
        "insert into handovers (mark, from_school, to_school, state, at) values (?, ?, ?, ?, ?) "
        "on conflict (mark) do update set state = excluded.state, at = excluded.at",
        mark, *_sides(tx, now, mark, other), said["state"], now.at,
    )  # fmt: skip
    content = {
        "handover": mark.hex(),
        "school": _bin(tx, now.school),
        "state": said["state"],
        "sealed": (said.get("sealed") or b"").hex(),
        "from": [now.school, now.position],
    }
    if not _passed(tx, other, now):
        acts.write(tx, other, "handover", content, at=now.at, who="")


def _sides(tx: Tx, now: Arrived, mark: bytes, other: int) -> tuple[int, int]:
    known = tx.row("select from_school, to_school from handovers where mark = ?", mark)
    if known is None:
        return now.school, other
    if {now.school, other} != {known["from_school"], known["to_school"]}:
        raise ValueError("handover")
    return known["from_school"], known["to_school"]


def _other(tx: Tx, now: Arrived, said: dict[str, Any]) -> int:
    found = tx.value("select id from schools where bin = ? and gone is null", said["school"])
    if found is None or found == now.school:
        raise ValueError("school")
    return int(found)


def _bin(tx: Tx, school: int) -> str:
    return str(tx.value("select bin from schools where id = ?", school))


def _passed(tx: Tx, other: int, now: Arrived) -> bool:
    """On a replay the act is there already."""
    found = tx.value(
        "select count(*) from acts where school = ? and kind = 'handover' and content like ?",
        other, f'%"from": [{now.school}, {now.position}]%',
    )  # fmt: skip
    return bool(found)


def decided(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """What the other school says, for the devices of this one."""
    values = wired(
        "handover-offer",
        {name: content[name] for name in ("handover", "school", "state", "sealed")},
    )
    other = tx.value("select id from schools where bin = ?", content["school"])
    keys = [list(pair) for pair in _keys(tx, other)]
    for device in active(tx, act["school"]):
        outgoing.tell(tx, device, act["position"], "handover-offer", **values, keys=keys)


def _keys(tx: Tx, school: int) -> list[tuple[int, bytes, bytes, int]]:
    """Device, public keys and their number of each active device of the school."""
    rows = tx.rows(
        "select d.no, k.sign, k.seal, k.number from devices d join device_keys k on k.device = d.no "
        "where d.school = ? and d.state = 'active' and k.number = "
        "(select max(number) from device_keys where device = d.no) order by d.no",
        school,
    )
    return [(r["no"], bytes(r["sign"]), bytes(r["seal"]), r["number"]) for r in rows]
