"""What no start needs any more is taken away: older versions, and what a power cut left half done."""

import contextlib
import os
from pathlib import Path

from dlschool.update import lock, start, unpack, versions
from dlschool.update.place import Place
from dlschool.update.start import Start


def sweep(place: Place) -> list[str]:
    """Names of the versions that went. What is in use, and what the disk does not give, stays for the
    next time; on trial nothing goes. Refused: somebody changes the folder at this moment.
    """
    root = place.target
    if not (root / start.PROGRAMS).is_dir() or not os.access(root, os.W_OK):
        return []
    with lock.alone(root):
        halves(root)
        now = start.read(root) or (Start(place.version) if root != place.root else None)
        if now is None or now.trial:
            return []
        return [tree.name for tree in _going(place, now) if _gone(tree)]


def halves(root: Path) -> None:
    """Takes away what a power cut left of an update; the caller is the one that changes the folder."""
    _sweep_files(root)
    for tree in (root / start.PROGRAMS).glob(f"{unpack.FRESH}*"):
        if not _in_use(tree):
            unpack.forget(tree)


def _going(place: Place, now: Start) -> list[Path]:
    kept = {now.current, now.before, place.version if place.root == place.target else ""}
    if place.root != place.target:
        kept = {version for version in kept - {""} if _newer(version, place.version)}
    folders = (path for path in (place.target / start.PROGRAMS).iterdir() if path.is_dir())
    return sorted(
        path for path in folders if path.name not in kept and versions.is_version(path.name)
    )


def _newer(one: str, other: str) -> bool:
    return versions.order(one) > versions.order(other)


def _gone(tree: Path) -> bool:
    if _in_use(tree):
        return False
    try:
        unpack.take_away(tree)
    except OSError:
        return False
    return True


def _in_use(tree: Path) -> bool:
    """Whether a process of this person runs from the tree. Windows itself keeps such a tree's name."""
    for process in Path("/proc").glob("[0-9]*/exe") if os.name != "nt" else ():
        with contextlib.suppress(OSError):
            if Path(os.readlink(process)).is_relative_to(tree):
                return True
    return False


def _sweep_files(root: Path) -> None:
    """Halves of `start`, of ours and of the launcher's."""
    for path in (*root.glob(".new-*"), *root.glob("start.*.new")):
        with contextlib.suppress(OSError):
            path.unlink()
