"""A power cut: what the log of the shim says was not brought to the disk is lost, wholly or in part.

Strict as POSIX is: bytes are safe after a sync of their file, names after a sync of their folder.
What was not synced may be lost or there, sector by sector for bytes, in order for names (as file
systems with a journal keep them).
"""

import os
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

SECTOR = 512
_HEAD = struct.Struct("=cQQQQ")


class Entry(NamedTuple):
    """A line of the shim's log (its head tells the meaning)."""

    what: str
    inode: int
    place: int
    text: str
    data: bytes


def entries(log: bytes) -> Iterator[Entry]:
    """The lines of a log; the last may be cut short by the kill and is left out then."""
    at = 0
    while at + _HEAD.size <= len(log):
        what, inode, place, text, data = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        if at + text + data > len(log):
            return
        said = log[at : at + text].decode("utf-8", "surrogateescape")
        yield Entry(what.decode(), inode, place, said, log[at + text : at + text + data])
        at += text + data


@dataclass(eq=False, slots=True)
class File:
    safe: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes (place, bytes) and cuts (length, None) since the last sync."""

    def synced(self) -> None:
        for place, data in self.waiting:
            _apply(self.safe, place, data)
        self.waiting.clear()

    def after_cut(self, keeps: Random | None) -> bytes:
        """The bytes on the disk; `keeps` throws for each sector that waits, None: all lost."""
        left = bytearray(self.safe)
        for place, data in self.waiting if keeps else ():
            for start, part in _sectors(place, data):
                if keeps and keeps.random() < 0.5:
                    _apply(left, start, part)
        return bytes(left)

    def whole(self) -> bytes:
        """The bytes as a program sees them before the cut."""
        left = bytearray(self.safe)
        for place, data in self.waiting:
            _apply(left, place, data)
        return bytes(left)


@dataclass(eq=False, slots=True)
class Folder:
    safe: dict[str, "File | Folder"] = field(default_factory=dict)
    seen: dict[str, "File | Folder"] = field(default_factory=dict)
    """The names as a program sees them."""


Naming = list[tuple[Folder, str, "File | Folder | None"]]
"""One operation on names: in this folder this name now means that (None: nothing)."""


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del content[place:]
    missing = place - len(content)
    if missing > 0:
        content += bytes(missing)
    if data is not None:
        content[place : place + len(data)] = data


def _sectors(place: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield place, None
        return
    start = 0
    while start < len(data):
        end = min(len(data), start + SECTOR - (place + start) % SECTOR)
        yield place + start, data[start:end]
        start = end


class Disk:
    """The folder as the disk holds it and as a program sees it, told apart by the log."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.inodes: dict[int, File | Folder] = {}
        self.waiting: list[Naming] = []
        self.top = self._read(self.root)

    def _read(self, path: Path) -> Folder:
        made = Folder()
        for entry in os.scandir(path):
            below = Path(entry.path)
            node: File | Folder = (
                self._read(below) if entry.is_dir() else File(bytearray(below.read_bytes()))
            )
            self.inodes[entry.inode()] = made.safe[entry.name] = made.seen[entry.name] = node
        self.inodes[path.stat().st_ino] = made
        return made

    def play(self, log: bytes) -> None:
        for entry in entries(log):
            self._step(entry)

    def _step(self, entry: Entry) -> None:
        node = self.inodes.get(entry.inode)
        match entry.what:
            case "C" | "D":
                made: File | Folder = File() if entry.what == "C" else Folder()
                self.inodes[entry.inode] = made
                self._named((entry.text, made))
            case "W" if isinstance(node, File):
                node.waiting.append((entry.place, entry.data))
            case "T" if isinstance(node, File):
                node.waiting.append((entry.place, None))
            case "S":
                self._synced(node)
            case "U":
                self._named((entry.text, None))
            case "R":
                self._renamed(entry.text, os.fsdecode(entry.data))
            case "L":
                self._named((os.fsdecode(entry.data), self._at(entry.text)))

    def _renamed(self, old: str, new: str) -> None:
        moved = self._at(old)
        self._named((old, None), (new, moved))

    def _place(self, path: str) -> tuple[Folder, str]:
        parts = Path(os.path.normpath(path)).relative_to(self.root).parts
        folder = self.top
        for part in parts[:-1]:
            below = folder.seen[part]
            assert isinstance(below, Folder)
            folder = below
        return folder, parts[-1]

    def _at(self, path: str) -> File | Folder | None:
        folder, name = self._place(path)
        return folder.seen.get(name)

    def _named(self, *changes: tuple[str, File | Folder | None]) -> None:
        naming = [(*self._place(path), node) for path, node in changes]
        for folder, name, node in naming:
            _set(folder.seen, name, node)
        self.waiting.append(naming)

    def _synced(self, node: File | Folder | None) -> None:
        if isinstance(node, File):
            node.synced()
            return
        left = []
        for naming in self.waiting:
            if any(folder is node for folder, _, _ in naming):
                _brought(naming)
            else:
                left.append(naming)
        self.waiting = left

    def cut(self, keeps: Random | None = None) -> None:
        """Writes the folder anew as the power cut leaves it; None: all that waited is lost."""
        kept = keeps.randint(0, len(self.waiting)) if keeps else 0
        for naming in self.waiting[:kept]:
            _brought(naming)
        for path in self.root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        _write(self.top, self.root, keeps)

    def differences(self) -> list[str]:
        """Where the log's picture of the folder differs from the folder itself; empty: nowhere."""
        return sorted(_differences(self.top, self.root))


def _set(names: dict[str, File | Folder], name: str, node: File | Folder | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _brought(naming: Naming) -> None:
    for folder, name, node in naming:
        _set(folder.safe, name, node)


def _write(folder: Folder, path: Path, keeps: Random | None) -> None:
    for name, node in folder.safe.items():
        if isinstance(node, Folder):
            (path / name).mkdir()
            _write(node, path / name, keeps)
        else:
            (path / name).write_bytes(node.after_cut(keeps))


def _differences(folder: Folder, path: Path) -> Iterator[str]:
    there = {entry.name for entry in path.iterdir()}
    for name in there ^ folder.seen.keys():
        yield f"{path / name}: {'not in the log' if name in there else 'only in the log'}"
    for name in there & folder.seen.keys():
        node, below = folder.seen[name], path / name
        if isinstance(node, Folder):
            yield from _differences(node, below)
        elif not name.endswith("-shm") and node.whole() != below.read_bytes():
            yield f"{below}: other bytes"
