"""Devices that are let in and sent away; new keys of a device, of the department."""

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
    values["pins"] = [bytes.fromhex(pin) for pin in content["pins"]]
    for device in directives.active(tx, act["school"], act["position"]):
        outgoing.tell(tx, device, act["position"], "department-keys", **values)


def enrolled(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The device is heard from now on; it is told what its school was asked and has not done yet."""
    device = content["device"]
    tx.run(
        "update devices set since = ?, "
        "state = case when state = 'revoked' then state else 'active' end where no = ? and school = ?",
        act["position"], device, act["school"],
    )  # fmt: skip
    directives.tell_open(tx, act["school"], act["position"], device)


def revoked(tx: Tx, act: Row, content: dict[str, Any]) -> None:
    """The device is heard no more; it hears why, and so do the others of its school."""
    for device in directives.active(tx, act["school"], act["position"]):
        outgoing.tell(
            tx, device, act["position"], "revocation",
            device=content["device"], reason=content["reason"],
        )  # fmt: skip
    tx.run(
        "update devices set state = 'revoked', reason = ?, revoked = ? where no = ? and school = ?",
        content["reason"], act["position"], content["device"], act["school"],
    )  # fmt: skip
