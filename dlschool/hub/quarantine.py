"""What made no sense, and what waits for its record: kept as it came, shown to people."""

from dlschool.exchange import payload
from dlschool.exchange.fault import Why
from dlschool.exchange.payload import Content, Op
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx

WHOLE = -1
"""As the number of an op: the envelope itself."""


def whole(tx: Tx, row: Row, why: Why) -> None:
    """An envelope that does not open."""
    _put(tx, row["school"], row["position"], WHOLE, str(why), bytes(row["content"]))


def keep(tx: Tx, now: Arrived, index: int, op: Op, reason: str) -> None:
    _put(tx, now.school, now.stored, index, reason, _one(op))


def act(tx: Tx, row: Row, reason: str) -> None:
    """Something that the department did and that cannot be done (any more)."""
    _put(tx, row["school"], row["position"], WHOLE, reason, row["content"].encode())


def park(tx: Tx, now: Arrived, index: int, op: Op, wanting: int) -> None:
    """`wanting`: the number of the record that is not here."""
    _put(tx, now.school, now.stored, index, "parked", _one(op), "parked",
         (now.device, now.epoch, wanting))  # fmt: skip


def parked(tx: Tx, now: Arrived, no: int) -> list[tuple[Row, Op]]:
    """What waited for this record, in the order it came; it is taken out."""
    rows = tx.rows(
        "select position, op, content from quarantine where device = ? and no = ? and epoch = ? "
        "and state = 'parked' order by position, op",
        now.device, no, now.epoch,
    )  # fmt: skip
    for row in rows:
        tx.run(
            "delete from quarantine where school = ? and position = ? and op = ?",
            now.school, row["position"], row["op"],
        )  # fmt: skip
    return [(row, payload.unpacked(bytes(row["content"])).ops[0]) for row in rows]


def any_parked(tx: Tx, now: Arrived) -> bool:
    found = tx.value(
        "select 1 from quarantine where school = ? and device = ? and state = 'parked' limit 1",
        now.school, now.device,
    )  # fmt: skip
    return found is not None


def _one(op: Op) -> bytes:
    return payload.packed(Content((op,), 0))


def _put(
    tx: Tx, school: int, position: int, op: int, reason: str, content: bytes,
    state: str = "open", wanting: tuple[int, bytes | None, int] = (0, None, 0),
) -> None:  # fmt: skip
    tx.run(
        "insert into quarantine (school, position, op, reason, detail, content, state, device, epoch, "
        "no) values (?, ?, ?, ?, '', ?, ?, ?, ?, ?) on conflict (school, position, op) do nothing",
        school, position, op, reason, content, state, *wanting,
    )  # fmt: skip
