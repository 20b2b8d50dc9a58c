"""Wrong passwords in a row, kept in a file so that a restart does not forget them."""

import contextlib
import json
import math
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dlschool.errors import Refused
from dlschool.files import write_whole
from dlschool.i18n import N_
from dlschool.paths import small_file

FREE = 3
"""Wrong attempts that cost nothing: fingers slip."""
LONGEST = timedelta(minutes=15)

_here: dict[str, dict[str, Any]] = {}
"""What this process knows itself: a disk that cannot be written does not open the door."""


def refuse_early(path: Path, name: str, now: datetime) -> None:
    """Refused: the next try of `name` has to wait so many seconds yet.

    A clock that was set back does not lengthen the wait beyond the longest one, nor end it.
    """
    known = _known(path).get(name)
    if known is None:
        return
    wrong, at = known["wrong"], datetime.fromisoformat(known["at"])
    wait = delay(wrong)
    if now < at:
        _keep(path, name, wrong, now)
        at = now
    left = at + wait - now
    if left > timedelta(0):
        seconds = math.ceil(left.total_seconds())
        raise Refused(
            N_("Too many wrong passwords. Try again in {seconds} seconds."), seconds=seconds
        )


def delay(wrong: int) -> timedelta:
    """Nothing for the first three, then 5 seconds, 10, 20 … a quarter of an hour."""
    if wrong < FREE:
        return timedelta(0)
    return min(timedelta(seconds=5 * 2 ** min(wrong - FREE, 20)), LONGEST)


def wrong(path: Path, name: str, now: datetime) -> None:
    """Notes a wrong password; called before the answer is given."""
    known = _known(path).get(name)
    _keep(path, name, (known["wrong"] if known else 0) + 1, now)


def right(path: Path, name: str) -> None:
    """Forgets the wrong ones of `name`."""
    said = _known(path)
    if said.pop(name, None) is not None:
        _write(path, said)


def _keep(path: Path, name: str, count: int, now: datetime) -> None:
    said = _known(path)
    said[name] = {"wrong": count, "at": now.isoformat(timespec="seconds")}
    _write(path, said)


def _known(path: Path) -> dict[str, Any]:
    mine = _here.get(str(path))
    if mine is not None:
        return dict(mine)
    try:
        said = json.loads(small_file(path))
        return {str(name): _line(line) for name, line in said.items()}
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ):
        return {}


def _line(said: dict[str, Any]) -> dict[str, Any]:
    at = datetime.fromisoformat(said["at"])
    if at.tzinfo is not None:
        raise ValueError(said)
    return {"wrong": int(said["wrong"]), "at": at.isoformat()}


def _write(path: Path, said: dict[str, Any]) -> None:
    """The file where the disk takes it; else this process remembers by itself."""
    content = json.dumps(said).encode()
    _here[str(path)] = said
    with contextlib.suppress(OSError):
        write_whole(path, content)
        del _here[str(path)]
