"""Two sides under fire: each operation of the disk fails, or kills the process, during their calls.

`torment` is run as a program of its own, `python -m faults.… [STEP]`, at every STEP-th operation. Prints
one JSON object: how many blows fell, what was lost.
"""

import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builders
from faults import shim
from faults.trial import child

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import history
from dlschool.store import exchange
from dlschool.store.connection import Store

MANNERS = ((shim.KILL, False), (28, False), (28, True), (5, False))
"""A kill; a full disk, once and for good; a disk that fails once."""
MOST = 2000
"""More operations than any call needs."""

Call = Callable[[Store, Path], object]


@dataclass(frozen=True, slots=True)
class Torment:
    """`made` prepares a place, a call is struck, `settled` says what is wrong once the disk is whole."""

    module: str
    made: Callable[[Path], None]
    calls: dict[str, Call]
    settled: Callable[[Path], list[str]]
    again: bool
    """Whether a call that was not killed is done once more at once."""


def school(place: Path) -> Store:
    os.environ["XDG_CONFIG_HOME"] = str(place / "config")
    return builders.opened(DataFolder(place / "school"), builders.at_noon, "Оразова Д.")


def wrong_with(db: Store) -> list[str]:
    """What the check finds, and a change that the department has not accepted."""
    found = [str(finding.text.ru) for finding in history.check(db)]
    if exchange.counts(db).keys() != {"accepted"}:
        found.append(f"states {exchange.counts(db)}")
    return found


def fallen() -> list[str]:
    """The exception under way, as a finding."""
    return [traceback.format_exc(limit=-4)]


def _struck(
    torment: Torment, name: str, place: Path, at: int, manner: tuple[int, bool]
) -> tuple[int, int, str]:
    """One blow in a child; how many operations there were (0: it died), how many failed, what was wrong."""

    def job(say: Callable[..., None]) -> None:
        db = school(place)
        shim.watch(place)
        shim.arm(shim.CHANGES, at, manner[1], manner[0])
        refused = ""
        try:
            torment.calls[name](db, place)
        except Refused as refusal:
            refused = refusal.text("ru")
        counted, hits = shim.disarm()
        say("ended", counted, hits, refused)
        if torment.again:
            torment.calls[name](db, place)

    outcome = child(job)
    ended = next((line for line in outcome.lines if line[0] == "ended"), None)
    if outcome.trouble or ended is None:
        return 0, int(outcome.killed), outcome.trouble
    return int(str(ended[1])), int(str(ended[2])), ""


def _all(torment: Torment, folder: Path, step: int) -> dict[str, Any]:
    ready, place = folder / "ready", folder / "place"
    torment.made(ready)
    tried, blows, lost = 0, 0, []
    for name in torment.calls:
        for manner in MANNERS:
            for at in range(1, MOST, step):
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(ready, place)
                counted, hits, trouble = _struck(torment, name, place, at, manner)
                tried, blows = tried + 1, blows + bool(hits)
                wrong = [trouble] if trouble else torment.settled(place)
                lost += [f"{name} {manner} at {at}: {each}" for each in wrong]
                if counted and counted < at:
                    break
    return {"tried": tried, "blows": blows, "calls": len(torment.calls), "lost": lost}


def run(torment: Torment, arguments: list[str]) -> int:
    if not shim.loaded():
        with TemporaryDirectory(prefix=shim.PREFIX) as folder:
            shim.again_under(shim.built(Path(folder)), torment.module, arguments)
    with TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        report = _all(torment, Path(folder), int(arguments[0]) if arguments else 1)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return 1 if report["lost"] else 0
