"""Records as the hub keeps them, found by what a device calls them."""

from dlschool.exchange.payload import Value
from dlschool.hub import merging
from dlschool.hub.database import Tx
from dlschool.hub.merging import Record

Name = tuple[int, bytes, int]
"""Device, epoch, number."""


def find(tx: Tx, name: Name) -> int | None:
    """The record's id."""
    found = tx.value("select record from names where device = ? and epoch = ? and no = ?", *name)
    return None if found is None else int(found)


def load(tx: Tx, record: int) -> Record:
    row = tx.row("select kind, fields, gone from records where id = ?", record)
    assert row is not None
    return merging.unpacked(row["kind"], bytes(row["fields"]), bool(row["gone"]))


def make(tx: Tx, school: int, name: Name, kind: int, position: int) -> int:
    """An empty record under this name; returns its id."""
    made = tx.value(
        "insert into records (school, kind, fields, gone, changed, device) "
        "values (?, ?, ?, 0, ?, ?) returning id",
        school, kind, merging.packed(Record(kind)), position, name[0],
    )  # fmt: skip
    call(tx, name, int(made))
    return int(made)


def call(tx: Tx, name: Name, record: int) -> None:
    """A record gets one name more."""
    tx.run("insert into names (device, epoch, no, record) values (?, ?, ?, ?)", *name, record)


def keep(tx: Tx, record_id: int, record: Record, position: int) -> None:
    tx.run(
        "update records set fields = ?, gone = ?, changed = ? where id = ?",
        merging.packed(record), int(record.gone), position, record_id,
    )  # fmt: skip


def holders(tx: Tx, record: int) -> dict[int, tuple[bytes, int]]:
    """Device → (epoch, number) of each device that knows the record, by its newest name."""
    rows = tx.rows(
        "select n.device, n.epoch, n.no from names n join epochs e "
        "on e.device = n.device and e.epoch = n.epoch where n.record = ? order by e.position",
        record,
    )
    return {row["device"]: (bytes(row["epoch"]), row["no"]) for row in rows}


def values(tx: Tx, school: int, kind: int) -> list[tuple[int, dict[int, Value]]]:
    """Records of a kind that are there: id and values by field."""
    rows = tx.rows(
        "select id, fields from records where school = ? and kind = ? and gone = 0 order by id",
        school, kind,
    )  # fmt: skip
    return [
        (row["id"], merging.unpacked(kind, bytes(row["fields"]), False).values()) for row in rows
    ]
