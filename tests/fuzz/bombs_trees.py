"""JSON files of any depth and length, and pipes and devices where a file should lie."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from builders import KEYS, at_noon

from dlschool import settings
from dlschool.services import machine
from dlschool.store import attempts, ring
from dlschool.store import backup_manifest as manifests

MILLION = 1_000_000


def bombs(folder: Path) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    place = 0
    for what, read in READERS.items():
        for how, made in FILES.items():
            place += 1
            path = folder / str(place) / "manifest.json"
            yield f"{what}: {how}", partial(_reading, made, read, path)


def _reading(
    made: Callable[[Path], object], read: Callable[[Path], object], path: Path
) -> Callable[[], object]:
    path.parent.mkdir()
    made(path)
    return partial(read, path)


READERS: dict[str, Callable[[Path], object]] = {
    "manifest.json": lambda path: manifests.read(path.parent, KEYS),
    "keys.json": ring.read,
    "settings.json": settings.load,
    "schools.json": lambda path: machine.remembered("a", path),
    "attempts.json": lambda path: attempts.refuse_early(path, "x", at_noon()),
}
FILES: dict[str, Callable[[Path], object]] = {
    "lists within lists": lambda path: path.write_bytes(b"[" * (5 * MILLION)),
    "very many lists": lambda path: path.write_bytes(b"[" + b"[]," * (2_600_000) + b"0]"),
    "very many keys": lambda path: path.write_bytes(
        b"{" + b"".join(b'"%d":{},' % n for n in range(600_000)) + b'"a":0}'
    ),
    "a number of a million digits": lambda path: path.write_bytes(b'{"version":' + b"9" * MILLION),
    "a file without an end": lambda path: path.symlink_to("/dev/zero"),
    "a pipe that nobody writes into": os.mkfifo,
    "a name that leads to itself": lambda path: path.symlink_to(path),
    "a folder": Path.mkdir,
}
