"""New keys of a device, of the department; devices that are trusted no more."""

from typing import Any

from dlschool.hub import directives, outgoing
from dlschool.hub.arrived import Arrived
from dlschool.hub.database import Row, Tx


def changed(tx: Tx, now: Arrived, said: dict[str, Any]) -> None:
    """A device says its next pair, signed by the one before. ValueError: not the next one."""
    newest = tx.value("select max(number) from device_keys where device = ?", now.device)
    if said["number"] <= (newest or 0):
        return
    if len(said["sign"]) != 32 or len(said["seal"]) != 32 or said["number"] != (newest or 0) + 1:
        raise ValueError("keys")
    tx.run(
        "insert into device_keys (device, number, sign, seal, since) values (?, ?, ?, ?, ?)",
        now.device, said["number"], said["sign"], said["seal"], now.at,
    )  # fmt: skip


def department(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The department's next pair, told under the pair before it."""
    values = directives.wired("department-keys", content)
    for device in directives.active(tx, act["school"]):
        outgoing.tell(tx, device, act["position"], "department-keys", **values)


def revoked(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The device is heard no more; the others of its school are told."""
    tx.run(
        "update devices set state = 'revoked' where no = ? and school = ?",
        content["device"], act["school"],
    )  # fmt: skip
    for device in directives.active(tx, act["school"]):
        outgoing.tell(
            tx, device, act["position"], "revocation",
            device=content["device"], reason=content["reason"],
        )  # fmt: skip
