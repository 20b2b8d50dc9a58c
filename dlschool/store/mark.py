"""How far the work went, told in a small file beside the base: `school.mark`.

Bytes damaged in the write-ahead log make SQLite drop the newest commits without a word. The mark is
written after each commit and never brought to the disk by force: it may be behind the base, never
ahead of it. So a mark that is ahead tells of lost work. It belongs to one epoch of the base: one that
was restored, or goes on after a loss, has a new epoch, and the old mark says nothing of it any more.
"""

import contextlib
import json
import os
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path

from dlschool.paths import small_file
from dlschool.store import meta
from dlschool.store.connection import Store

NAME = "school.mark"
LENGTH = 200
"""Bytes, always the same: the file is overwritten in place, within one sector of the disk."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest action of an epoch and the hash of its last change."""

    epoch: str
    action: int
    head: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Numbers of actions that were written and are not in the base any more, or not as they were."""

    first: int
    last: int


def path_of(store: Store) -> Path:
    """Beside the base itself: a copy for reading has none."""
    return store.folder.store.with_name(NAME)


def told(store: Store, action: int, head: str) -> bytes:
    """What `write` will say; asked before the commit, after which nothing may fail any more."""
    said = json.dumps(astuple(Mark(meta.value(store, "epoch"), action, head))).encode()
    return (_sum(said) + said).ljust(LENGTH)


def write(store: Store, content: bytes) -> None:
    """After the commit. A disk that does not take it leaves the older mark: that work is saved."""
    with contextlib.suppress(OSError):
        file = os.open(path_of(store), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(file, content)
            os.ftruncate(file, LENGTH)
        finally:
            os.close(file)


def _sum(said: bytes) -> bytes:
    return blake2b(said, digest_size=8).hexdigest().encode()


def read(path: Path) -> Mark | None:
    """None: there is none, or it is damaged (then it says nothing)."""
    try:
        content = small_file(path, LENGTH).rstrip()
    except OSError:
        return None
    told, said = content[:16], content[16:]
    if told != _sum(said):
        return None
    epoch, action, head = json.loads(said)
    return Mark(str(epoch), int(action), str(head))


def lost(store: Store) -> Lost | None:
    """Work of the base's epoch that the mark knows and the base does not; None: nothing."""
    mark = read(path_of(store))
    if mark is None or mark.epoch != meta.value(store, "epoch"):
        return None
    newest = int(store.value("select coalesce(max(id), 0) from main.actions"))
    if newest < mark.action:
        return Lost(newest + 1, mark.action)
    sql = "select count(*) from main.changes where action = ? and hash = ?"
    if not store.value(sql, (mark.action, mark.head)):
        return Lost(mark.action, mark.action)
    return None
