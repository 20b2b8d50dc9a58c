"""What every part of the hub needs: the database, the department's keys, the clock."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from dlschool.errors import Refused
from dlschool.exchange import keys
from dlschool.exchange.keys import Private, Public
from dlschool.files import write_whole
from dlschool.hub import replay, schema
from dlschool.hub.database import Database, Tx
from dlschool.hub.pace import Pace
from dlschool.i18n import N_

_KEYS = "keys"
"""Under this word the database names the department's first public key."""


@dataclass(slots=True)
class Office:
    db: Database
    pairs: dict[int, Private]
    """The department's pairs by number: the older ones open what was sealed before the change."""
    now: Callable[[], datetime]
    shared: dict[tuple[int, int], bytes] = field(default_factory=dict)
    """Secrets shared with devices, by device and number of its keys: made once."""
    keys_file: Path | None = None
    """Where the pairs lie: another process may have added one."""
    pace: Pace = field(default_factory=lambda: Pace(rate=50, burst=1000))
    """Requests of one device."""
    strangers: Pace = field(default_factory=lambda: Pace(rate=1, burst=1000))
    """Requests in the name of one device that do not prove it: beyond, they are not even counted."""
    most_a_day: int = 256 * 2**20
    """Bytes that are taken from one device."""
    most_open: int = 64
    """Requests under way from one address."""
    _stamp: int = 0

    @property
    def newest(self) -> Private:
        return self.pairs[max(self.pairs)]

    @property
    def publics(self) -> dict[int, Public]:
        return {number: _public(pair) for number, pair in self.pairs.items()}

    def refresh(self) -> None:
        """Reads the pairs again when their file changed."""
        if self.keys_file is None:
            return
        with suppress(OSError):
            stamp = self.keys_file.stat().st_mtime_ns
            if stamp != self._stamp:
                self.pairs = read_keys(self.keys_file)
                self._stamp = stamp

    def at(self) -> str:
        """Now, as it is written into rows."""
        return self.now().isoformat(timespec="seconds")

    def minutes(self) -> int:
        return max(0, int(self.now().timestamp() // 60))


@cache
def _public(pair: Private) -> Public:
    return pair.public


def opened(db: Database, keys_file: Path, now: Callable[[], datetime]) -> Office:
    """The hub's database brought up to date, its keys read or made, what waited for this version applied.

    Refused: the file is no key file, or the database was used with other keys.
    """
    schema.bring_up_to_date(db)
    db.run(lambda tx: _refuse_strange(tx, keys_file))
    office = Office(db, read_keys(keys_file), now, keys_file=keys_file)
    db.run(lambda tx: _remember(tx, office))
    replay.after_upgrade(db, office.pairs, office.at())
    return office


def _refuse_strange(tx: Tx, keys_file: Path) -> None:
    """Before a new pair is made: what schools sealed for the old one could never be opened with it."""
    known = schema.meta(tx, _KEYS)
    if known is None:
        return
    if not keys_file.exists():
        raise Refused(
            N_(
                "This hub's key file {file} is missing. Put back its copy: without it nothing "
                "that schools sent can be read."
            ),
            file=keys_file,
        )
    pairs = read_keys(keys_file)
    if pairs[min(pairs)].public.sign.hex() != known:
        raise Refused(
            N_("The key file {file} belongs to another hub than this database."), file=keys_file
        )


def _remember(tx: Tx, office: Office) -> None:
    if schema.meta(tx, _KEYS) is None:
        schema.keep(tx, _KEYS, office.pairs[min(office.pairs)].public.sign.hex())


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
    write_whole(path, json.dumps({"pairs": said}).encode())
