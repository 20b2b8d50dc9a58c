"""A pupil moves: the old school's case goes to the new school, sealed so that only that school reads it.

What one school says comes in its own order and is carried into the other school's order as an act; each
school's side of a handover follows from its own order alone. The hub never sees what is inside.
"""

from typing import Any

from dlschool.hub import errands, outgoing
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx
from dlschool.hub.directives import active, wired

_LONGEST = 32
"""Bytes of a handover's mark; letters of its state."""


def offered(tx: Tx, now: Arrived, index: int, said: dict[str, Any]) -> None:
    """Asked, sent, taken, refused: passed on to the other school. ValueError: there is no such school."""
    mark, state = said["handover"], said["state"]
    if not 0 < len(mark) <= _LONGEST or not state.isidentifier() or len(state) > _LONGEST:
        raise ValueError("handover")
    other = _other(tx, now, index, said)
    _note(tx, now.school, mark, other, state, now.at, began=True)
    content = {
        "handover": mark.hex(),
        "school": str(tx.value("select bin from schools where id = ?", now.school)),
        "from": now.school,
        "state": state,
        "sealed": (said.get("sealed") or b"").hex(),
    }
    errands.leave(tx, now, index, other, content)


def _note(
    tx: Tx, school: int, mark: bytes, other: int, state: str, at: str, *, began: bool
) -> None:
    """`began` counts only the first time."""
    tx.run(
        "insert into handovers (school, mark, other, began, state, at) values (?, ?, ?, ?, ?, ?) "
        "on conflict (school, mark, other) do update set state = excluded.state, at = excluded.at",
        school, mark, other, int(began), state, at,
    )  # fmt: skip


def _other(tx: Tx, now: Arrived, index: int, said: dict[str, Any]) -> int:
    """By its BIN; on a replay, to whom it was carried."""
    carried = errands.carried(tx, now, index)
    if carried is not None:
        return carried
    found = tx.value("select id from schools where bin = ? and gone is null", said["school"])
    if found is None or found == now.school:
        raise ValueError("school")
    return int(found)


def listed(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """Schools to which a pupil may move: [BIN, name in Kazakh, name in Russian] each."""
    for device in active(tx, act["school"], act["position"]):
        outgoing.tell(tx, device, act["position"], "schools", schools=content["schools"])


def decided(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """What the other school says, for the devices of this one."""
    mark = bytes.fromhex(content["handover"])
    _note(tx, act["school"], mark, content["from"], content["state"], act["at"], began=False)
    values = wired(
        "handover-offer",
        {name: content[name] for name in ("handover", "school", "state", "sealed")},
    )
    keys: list[Any] = [
        [no, bytes.fromhex(sign), bytes.fromhex(seal), number]
        for no, sign, seal, number in content["keys"]
    ]
    for device in active(tx, act["school"], act["position"]):
        outgoing.tell(tx, device, act["position"], "handover-offer", **values, keys=keys)
