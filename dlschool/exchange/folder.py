"""Envelopes in files: a stick, a shared folder, an attachment. Both sides go by this module.

    DLX/<school's BIN>/<device>-<epoch>-<lane>-<first>-<last>.dlx    envelopes one after another
    DLX/<school's BIN>/manifest.json                                 SHA-256 of each file, for the copier

`lane` is 0 or 1 up, d down; the epoch 8 hexadecimal digits. Each envelope proves itself: a file without
the manifest, a part of the files, any order, the same file twice are all good. Nothing that stands in a
file or a name is used as a path; links are not followed; sizes and counts have a limit.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dlschool.exchange import wire
from dlschool.exchange.fault import Fault, Why
from dlschool.exchange.wire import Envelope
from dlschool.files import write_whole

ROOT, MANIFEST, ENDING = "DLX", "manifest.json", ".dlx"
DOWN = "d"
MOST_FILE = 32 * 2**20
"""Bytes of one file; more is written into the next one."""
MOST_FILES = 4096
MOST_ALL = 512 * 2**20
"""Bytes that are read from one folder at a time."""
_MOST_MANIFEST = 2**20
_NAME = re.compile(r"(\d{1,18})-([0-9a-f]{8})-([01d])-(\d{1,18})-(\d{1,18})\.dlx")


class Unwritten(Exception):
    """What was written does not read back as it was: the stick or the disk is failing."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which envelopes a file holds, as its name says."""

    device: int
    epoch: bytes
    lane: str
    first: int
    last: int

    @property
    def name(self) -> str:
        said = (self.device, self.epoch.hex(), self.lane, self.first, self.last)
        return "-".join(map(str, said)) + ENDING

    def within(self, other: "Span") -> bool:
        """Whether `other` holds all of it."""
        same = (self.device, self.epoch, self.lane) == (other.device, other.epoch, other.lane)
        return same and other.first <= self.first and self.last <= other.last


def span(name: str) -> Span | None:
    """None: not a name of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    device, epoch, lane, first, last = found.groups()
    return Span(int(device), bytes.fromhex(epoch), lane, int(first), int(last))


@dataclass(slots=True)
class Load:
    """What a folder gave."""

    envelopes: list[Envelope] = field(default_factory=list)
    """In the order of device, epoch, direction, lane, seq; each once."""
    damaged: dict[str, str] = field(default_factory=dict)
    """Files that could not be read to their end, and why (`Why`, or what the system says)."""


def school_folder(place: Path, bin_: str) -> Path:
    """Where files of this school lie; digits only, whatever stands in `bin_`."""
    return place / ROOT / ("".join(c for c in bin_ if c in "0123456789")[:20] or "0")


def write(folder: Path, envelopes: list[Envelope]) -> list[Span]:
    """Puts envelopes of one stream, in order, into files of this folder; each file is there whole or not
    at all, and was read back. Older files whose envelopes stand in the new ones are taken away.

    OSError: the folder cannot be written. Unwritten: it does not keep what is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for part in _parts(envelopes):
        content = b"".join(each.content for each in part)
        of = _span(part)
        _put(folder / of.name, content)
        made[of] = content
    forget(folder, made, {of.name for of in made})
    _keep_manifest(folder, {of.name: content for of, content in made.items()})
    return list(made)


def _parts(envelopes: list[Envelope]) -> Iterator[list[Envelope]]:
    part: list[Envelope] = []
    length = 0
    for each in envelopes:
        if part and length + len(each.content) > MOST_FILE:
            yield part
            part, length = [], 0
        part.append(each)
        length += len(each.content)
    if part:
        yield part


def _span(part: list[Envelope]) -> Span:
    head = part[0].header
    lane = DOWN if head.down else str(head.lane)
    return Span(head.device, head.epoch, lane, head.seq, part[-1].header.seq)


def _put(target: Path, content: bytes) -> None:
    """Whole or not at all, read back."""
    write_whole(target, content)
    if target.read_bytes() != content:
        with contextlib.suppress(OSError):
            target.unlink()
        raise Unwritten(target.name)


def forget(folder: Path, known: Iterable[Span], keep: Collection[str] = ()) -> None:
    """Takes away files whose envelopes all stand in one of these spans, but none named in `keep`."""
    spans = list(known)
    for path in _files(folder):
        old = span(path.name)
        if old and path.name not in keep and any(old.within(each) for each in spans):
            with contextlib.suppress(OSError):
                path.unlink()


def _keep_manifest(folder: Path, contents: dict[str, bytes]) -> None:
    there = {path.name for path in _files(folder)}
    known = {name: digest for name, digest in manifest(folder).items() if name in there}
    known |= {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    said = json.dumps({"dlx": 1, "files": known}, indent=1, sort_keys=True)
    _put(folder / MANIFEST, said.encode())


def manifest(folder: Path) -> dict[str, str]:
    """SHA-256 by file name, as it was written; empty where there is none or it is no manifest."""
    try:
        said = json.loads(read(folder / MANIFEST, _MOST_MANIFEST))
        files = said["files"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(files, dict):
        return {}
    return {str(name): digest for name, digest in files.items() if isinstance(digest, str)}


def read(path: Path, most: int = MOST_FILE + wire.MOST_SEALED + 1024) -> bytes:
    """A plain file. OSError: none, a link, a pipe, or longer than `most` bytes."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if path.is_symlink() or not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(22, "not a plain file", str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(27, "too large", str(path))
    return content


def found(place: Path) -> list[Path]:
    """Files of envelopes at a place: one file, a school's folder, or whatever holds the folder DLX.
    OSError: the place is not there.
    """
    if not stat.S_ISDIR(place.stat().st_mode):
        return [place]
    roots = [place / ROOT] if (place / ROOT).is_dir() else [place]
    paths: list[Path] = []
    for root in roots:
        if root.is_symlink():
            continue
        paths += _files(root)
        for below in sorted(root.iterdir()):
            if below.is_dir() and not below.is_symlink():
                paths += _files(below)
    return paths[:MOST_FILES]


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix == ENDING and not path.is_symlink() and path.is_file()
    )


def load(place: Path) -> Load:
    """Every envelope at a place that is whole; not checked yet whose it is.

    OSError: the place is not there. What is wrong with one file does not stop the others.
    """
    got = Load()
    known: dict[bytes, Envelope] = {}
    left = MOST_ALL
    for path in found(place):
        try:
            content = read(path)
        except OSError as error:
            got.damaged[path.name] = error.strerror or str(error)
            continue
        left -= len(content)
        if left < 0:
            got.damaged[path.name] = Why.SIZE
            continue
        fault = _split(content, known)
        if fault is None and _altered(path, content):
            fault = Why.DAMAGED
        if fault is not None:
            got.damaged[path.name] = fault
    got.envelopes = sorted(known.values(), key=_order)
    return got


def _split(content: bytes, known: dict[bytes, Envelope]) -> str | None:
    """Adds the envelopes of a file; why it ended before its end, None: it did not."""
    view, place = memoryview(content), 0
    while place < len(content):
        try:
            each = wire.first(view[place:])
        except Fault as fault:
            return fault.why
        if each is None:
            return Why.DAMAGED
        known[each.content] = each
        place += len(each.content)
    return None


def _altered(path: Path, content: bytes) -> bool:
    said = manifest(path.parent).get(path.name)
    return said is not None and said != hashlib.sha256(content).hexdigest()


def _order(each: Envelope) -> tuple[int, bytes, bool, int, int]:
    head = each.header
    return head.device, head.epoch, head.down, head.lane, head.seq
