"""Laying an update down: beside the versions that work, checked, then under its own name at once."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from dlschool.errors import Refused
from dlschool.files import make_folder, patiently, sync_folder
from dlschool.i18n import N_
from dlschool.update.file import Told, Update, damaged, payload, untold
from dlschool.update.manifest import Member
from dlschool.update.start import PROGRAMS

FRESH = ".new-"
"""How the name of what is no version yet begins: no launcher looks at it."""
_SPARE = 64 * 2**20
"""Bytes that have to stay free on the disk."""
_CHUNK = 256 * 1024


def refuse_full(update: Update, root: Path) -> None:
    """Refused: the disk has no room for one more version."""
    needed = update.manifest.size + len(update.manifest.files) * 4096 + _SPARE
    free = shutil.disk_usage(root).free
    if free < needed:
        raise Refused(
            N_(
                "The disk has too little room for the new version: {need} MB are needed, {free} MB are "
                "free. Free some room and try again."
            ),
            need=-(-needed // 2**20),
            free=free // 2**20,
        )


def unpack(update: Update, root: Path, told: Told = untold) -> Path:
    """The update's files in a folder of their own below `root`, on the disk and read back.

    Refused: as `file.payload`, or they do not read back. Raises OSError: the disk does not take them.
    Nothing is left behind then.
    """
    programs = root / PROGRAMS
    make_folder(programs)
    fresh = Path(tempfile.mkdtemp(prefix=FRESH, dir=programs))
    of = 2 * update.manifest.size
    try:
        _write(update, fresh, lambda done, _of: told(done, of))
        _bring_down(update, fresh, told)
    except BaseException:
        forget(fresh)
        raise
    return fresh


def forget(fresh: Path) -> None:
    """Takes away what is no version."""
    if fresh.name.startswith(FRESH):
        shutil.rmtree(fresh, ignore_errors=True)


def _write(update: Update, fresh: Path, told: Told) -> None:
    fresh.chmod(0o755)
    for member, content in payload(update, told):
        path = fresh / member.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            for part in content:
                file.write(part)
        path.chmod(member.mode)
    for member in update.manifest.files:
        if member.target:
            path = fresh / member.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(member.target)


def _bring_down(update: Update, fresh: Path, told: Told) -> None:
    """Everything to the disk, then read from it. Refused: other bytes come back."""
    done, of = update.manifest.size, 2 * update.manifest.size
    for member in update.manifest.files:
        if not member.target and _read_back(fresh / member.path) != member.sha256:
            raise damaged(update.path)
        done += member.size
        told(done, of)
    for above, _folders, _files in os.walk(fresh, topdown=False):
        sync_folder(Path(above))


def _read_back(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("r+b") as file:
        os.fsync(file.fileno())
        advise = getattr(os, "posix_fadvise", None)
        if advise is not None:
            with contextlib.suppress(OSError):
                advise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def put(fresh: Path, version: str) -> Path:
    """Gives what was unpacked its version's name; what lay there before is taken away. Raises OSError."""
    tree = fresh.with_name(version)
    if tree.exists() or tree.is_symlink():
        take_away(tree)
    patiently(lambda: os.replace(fresh, tree))
    sync_folder(tree.parent)
    return tree


def take_away(tree: Path) -> None:
    """First its name, so that no half of a version can be started. Raises OSError: it is in use."""
    gone = Path(tempfile.mkdtemp(prefix=FRESH, dir=tree.parent)) / tree.name
    try:
        os.replace(tree, gone)
    except OSError:
        gone.parent.rmdir()
        raise
    sync_folder(tree.parent)
    forget(gone.parent)


def same_files(tree: Path, members: tuple[Member, ...]) -> bool:
    """Whether each file of the update lies in the tree with its own bytes."""
    try:
        return all(
            os.readlink(tree / member.path) == member.target
            if member.target
            else _digest(tree / member.path) == member.sha256
            for member in members
        )
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
