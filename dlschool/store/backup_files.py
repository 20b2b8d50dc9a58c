"""Files on a disk that may be pulled out at any byte: written beside, brought down, read back."""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dlschool.files import sync_folder

CHUNK = 256 * 1024
"""Bytes that go to the disk at once: how soon a cancel is obeyed."""
FRESH = ".new-"
"""How the name of a file begins while it is being written."""

Step = Callable[[int], object]
"""Called before each thing that is done to a disk, with the bytes about to go there. Whatever it
raises stops the work at that point: a cancel, or in a test the stick that is pulled out."""


def at_once(_bytes: int) -> None:
    """The step of work that nobody watches."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: bytes, and SHA-256 in hex."""

    size: int
    sha256: str


def copy(source: Path, target: Path, step: Step = at_once) -> Written:
    """A copy under `target`: whole and on the disk, or not there. Raises OSError."""
    fresh = target.with_name(FRESH + target.name)
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as reading, fresh.open("wb") as writing:
            while chunk := reading.read(CHUNK):
                step(len(chunk))
                writing.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            _bring_down(writing.fileno(), writing.flush, step)
        _put(fresh, target, step)
    except BaseException:
        _leave(fresh, step)
        raise
    return Written(size, digest.hexdigest())


def write(target: Path, content: bytes, step: Step = at_once) -> Written:
    """The same for bytes in memory."""
    fresh = target.with_name(FRESH + target.name)
    try:
        with fresh.open("wb") as writing:
            step(len(content))
            writing.write(content)
            _bring_down(writing.fileno(), writing.flush, step)
        _put(fresh, target, step)
    except BaseException:
        _leave(fresh, step)
        raise
    return Written(len(content), hashlib.sha256(content).hexdigest())


def _bring_down(handle: int, flush: Callable[[], object], step: Step) -> None:
    step(0)
    flush()
    os.fsync(handle)


def _put(fresh: Path, target: Path, step: Step) -> None:
    step(0)
    os.replace(fresh, target)
    step(0)
    sync_folder(target.parent)


def _leave(fresh: Path, step: Step) -> None:
    """Takes the half of a file away, if the disk is still there."""
    with contextlib.suppress(BaseException):
        step(0)
        fresh.unlink(missing_ok=True)


def folder(path: Path, step: Step = at_once) -> None:
    """Makes a folder, and those above it, and brings their names to the disk."""
    if path.is_dir():
        return
    folder(path.parent, step)
    step(0)
    path.mkdir(exist_ok=True)
    sync_folder(path.parent)


def read_back(path: Path) -> Written:
    """What the disk itself holds, not what the system remembers of it (where it can be told so).

    Raises OSError.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        forget(file.fileno())
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Written(size, digest.hexdigest())


def forget(handle: int) -> None:
    """Asks the system to drop what it keeps of the file in memory; Linux does, others need not."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with contextlib.suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
