"""Backups of 2,000 pupils with five years of cases and 2 GB of scans: the first, and what follows it.

The second place is a folder on the same disk: what is told is the program's own cost, not a stick's.
Beside each step stands a yardstick of the same run: the same bytes copied by a plain loop that brings
each file to the disk, or read and hashed. Each step is a process of its own with its own peak of memory.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from parts import years
from parts.measuring import away, ms, peak_mb

from dlschool.paths import DataFolder
from dlschool.services import backups, pupils, second_place
from dlschool.services.opening import Store
from dlschool.settings import Settings

GB = 2**30
SCANS = 2 * GB
SMALL = GB // 5
"""Where the disk has no room for four times the big one."""
CHUNK = 256 * 1024


def create(db: Store, known: Settings) -> None:
    made = backups.create(db, known)
    if made.trouble or made.second is None:
        raise RuntimeError(made)


def verify(db: Store, known: Settings) -> None:
    second = next(one for one in backups.listed(db, known) if one.place.second)
    if wrong := backups.verify(db, second):
        raise RuntimeError(wrong)


def change(db: Store, known: Settings) -> None:
    """Not timed: one pupil and one scan."""
    card = pupils.card(db, 7)
    pupils.edit_pupil(db, replace(card.pupil, note=f"{card.pupil.note}."))
    years.add_scans(db, years.SCAN)


STEPS: dict[str, Callable[[Store, Settings], None]] = {
    "create": create,
    "verify": verify,
    "change": change,
}


def once(name: str, data: DataFolder, place: Path) -> None:
    """One step in this process; prints milliseconds and the peak of memory in MB."""
    db = years.signed_in(data)
    taken = ms(lambda: STEPS[name](db, replace(Settings(), second_folder=str(place))))
    db.close()
    print(json.dumps([taken, peak_mb()]))


def step(name: str, data: DataFolder, place: Path) -> tuple[float, float]:
    command = [sys.executable, __file__, name, str(data.root), str(place)]
    told: Any = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told[0], told[1]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def copied(folder: Path, target: Path) -> None:
    """The yardstick of a backup: every file, brought to the disk."""
    for path in files_in(folder):
        to = target / path.relative_to(folder)
        to.parent.mkdir(parents=True, exist_ok=True)
        with path.open("rb") as reading, to.open("wb") as writing:
            shutil.copyfileobj(reading, writing, CHUNK)
            writing.flush()
            os.fsync(writing.fileno())


def hashed(folder: Path) -> None:
    """The yardstick of verifying: every byte through SHA-256."""
    for path in files_in(folder):
        with path.open("rb") as reading:
            hashlib.file_digest(reading, "sha256")


def line(name: str, taken: float, beside: float, memory: float, yardstick: str) -> None:
    print(
        f"{name:<42}{taken / 1000:8.2f} s{taken / beside:8.3f} x {yardstick}"
        f" ({beside / 1000:.2f} s){memory:6.0f} MB at most"
    )


def run(home: Path, scans: int) -> None:
    data, place = DataFolder(home / "school"), home / "stick"
    place.mkdir()
    db = years.founded(data)
    count = years.add_scans(db, scans)
    second_place.kept(db, Settings(), place, dict)
    db.close()
    print(
        f"{years.PUPILS:,} pupils, five years of cases: {data.store.stat().st_size / 2**20:.0f} MB; "
        f"{count:,} scans: {scans / GB:.1f} GB"
    )
    first, memory = step("create", data, place)
    plain = ms(lambda: copied(data.root, home / "copied"))
    shutil.rmtree(home / "copied")
    line("first backup, here and in a second place", first, plain, memory, "a plain copy")
    step("change", data, place)
    again, memory = step("create", data, place)
    line("again after one pupil and one scan", again, first, memory, "the first")
    base = ms(lambda: _base_twice(data, home))
    line("  the same beside two copies of the base", again, base, memory, "copying the base twice")
    nothing, memory = step("create", data, place)
    line("again after nothing", nothing, first, memory, "the first")
    checked, memory = step("verify", data, place)
    plain = ms(lambda: hashed(place))
    line("verify, every byte", checked, plain, memory, "SHA-256 of the same")


def _base_twice(data: DataFolder, home: Path) -> None:
    for number in range(2):
        with data.store.open("rb") as reading, (home / f"base{number}").open("wb") as writing:
            shutil.copyfileobj(reading, writing, CHUNK)
            writing.flush()
            os.fsync(writing.fileno())


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        away(Path(name))
        room = shutil.disk_usage(name).free
        big = room > 4 * SCANS
        if not big:
            print(f"only {room / GB:.1f} GB free: {SMALL / GB:.1f} GB of scans in place of 2")
        run(Path(name), SCANS if big else SMALL)


if __name__ == "__main__":
    if sys.argv[1:]:
        once(sys.argv[1], DataFolder(Path(sys.argv[2])), Path(sys.argv[3]))
    else:
        main()
