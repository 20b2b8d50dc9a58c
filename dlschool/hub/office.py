"""What every part of the hub needs: the database, the department's keys, the clock."""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.exchange.keys import Private
from dlschool.hub import schema
from dlschool.hub.database import Database
from dlschool.i18n import N_


@dataclass(slots=True)
class Office:
    db: Database
    pairs: dict[int, Private]
    """The department's pairs by number: the older ones open what was sealed before the change."""
    now: Callable[[], datetime]
    shared: dict[tuple[int, int], bytes] = field(default_factory=dict)
    """Secrets shared with devices, by device and number of its keys: made once."""

    @property
    def newest(self) -> Private:
        return self.pairs[max(self.pairs)]

    def at(self) -> str:
        """Now, as it is written into rows."""
        return self.now().isoformat(timespec="seconds")

    def minutes(self) -> int:
        return max(0, int(self.now().timestamp() // 60))


def opened(db: Database, keys_file: Path, now: Callable[[], datetime]) -> Office:
    """The hub's database brought up to date, its keys read or made. Refused: the file is no key file."""
    schema.bring_up_to_date(db)
    return Office(db, read_keys(keys_file), now)


def read_keys(path: Path) -> dict[int, Private]:
    """The pairs in the file; a new file with a first pair where there is none. Refused: unreadable."""
    if not path.exists():
        write_keys(path, {1: keys.new()})
    try:
        said = json.loads(path.read_text("utf-8"))
        return {
            int(each["number"]): Private(
                bytes.fromhex(each["sign"]), bytes.fromhex(each["seal"]), int(each["number"])
            )
            for each in said["pairs"]
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            N_("The department's key file {file} cannot be read. Put back its copy."), file=path
        ) from error


def write_keys(path: Path, pairs: dict[int, Private]) -> None:
    """Whole or not at all, readable by its owner only."""
    said = [
        {"number": pair.number, "sign": pair.sign.hex(), "seal": pair.seal.hex()}
        for pair in pairs.values()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"pairs": said}, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
