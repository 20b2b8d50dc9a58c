"""The department itself: its names, the address of its hub, the certificates that answer there."""

import json
from dataclasses import dataclass
from typing import Any

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.exchange import pairing_values
from dlschool.hub.database import Tx
from dlschool.i18n import N_

_KEY = "department"


@dataclass(frozen=True, slots=True)
class Department:
    name: Text
    address: str = ""
    """https://… as schools reach it; empty: by stick only."""
    pins: tuple[bytes, ...] = ()
    """SHA-256 of the present certificate and of the one that follows it."""


def read(tx: Tx) -> Department | None:
    """None: it was not described yet."""
    text = tx.value("select value from hub_meta where key = ?", _KEY)
    if not text:
        return None
    said: dict[str, Any] = json.loads(text)
    pins = tuple(bytes.fromhex(pin) for pin in said["pins"])
    return Department(Text(said["name_kk"], said["name_ru"]), said["address"], pins)


def keep(tx: Tx, value: Department) -> None:
    """Refused: an address that is none. Schools that are connected already hear of a new one by
    `renewal.tell_place`.
    """
    if not pairing_values.place_fits(value.address, value.pins):
        raise Refused(
            N_("{address} is no address of a hub: https://… is expected."), address=value.address
        )
    said = {
        "name_kk": value.name.kk,
        "name_ru": value.name.ru,
        "address": value.address,
        "pins": [pin.hex() for pin in value.pins],
    }
    tx.run(
        "insert into hub_meta (key, value) values (?, ?) "
        "on conflict (key) do update set value = excluded.value",
        _KEY, json.dumps(said, ensure_ascii=False),
    )  # fmt: skip


def need(tx: Tx) -> Department:
    """Refused: the department was not described yet."""
    found = read(tx)
    if found is None:
        raise Refused(
            N_(
                "The department is not described yet: give its names with “dlschool-hub department”."
            )
        )
    return found
