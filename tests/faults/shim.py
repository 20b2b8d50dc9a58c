"""The disk that fails: builds `shim.c`, loads a program under it, and arms it from within."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from enum import IntFlag
from pathlib import Path
from typing import NoReturn

SOURCE = Path(__file__).with_name("shim.c")
LOADED = "DLSCHOOL_FAULTS_SHIM"
PREFIX = "dlschool-shim-"
"""Of the folder that the harness builds it in for itself."""
KILL = 0
"""In place of an errno: the process dies in the middle of the operation."""
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}


class Kind(IntFlag):
    """Operations on files below the watched folder."""

    OPEN = 1
    """For writing."""
    WRITE = 2
    CUT = 4
    SYNC = 8
    NAME = 16
    """rename, link, unlink, mkdir, rmdir."""
    READ = 32
    """Opening to read, and reading."""


CHANGES = Kind.OPEN | Kind.WRITE | Kind.CUT | Kind.SYNC | Kind.NAME


def compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def built(folder: Path) -> Path:
    """The shim as a shared library in `folder`."""
    library = folder / "shim.so"
    command = [
        compiler() or "cc",
        "-shared",
        "-fPIC",
        "-O1",
        "-U_FORTIFY_SOURCE",
        "-Wall",
        "-Wextra",
    ]
    subprocess.run([*command, "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    return library


def again_under(library: Path, module: str, arguments: list[str]) -> NoReturn:
    """This Python begins anew with the shim loaded."""
    env = {**os.environ, "LD_PRELOAD": str(library), LOADED: str(library)}
    os.execve(sys.executable, [sys.executable, "-m", module, *arguments], env)


def loaded() -> bool:
    return LOADED in os.environ


def swept() -> None:
    """Leaves nothing of what the harness built for itself; what is loaded stays loaded."""
    folder = Path(os.environ[LOADED]).parent
    if folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def watch(root: Path, log: int = -1) -> None:
    """From now on the operations below `root` are seen, and written to the descriptor `log`."""
    _library().faults_watch(os.fsencode(root.resolve()), log)


def arm(kinds: Kind = CHANGES, at: int = 0, forever: bool = False, error: int = KILL) -> None:
    """The `at`-th operation of these kinds from now on is struck (0: they are only counted)."""
    _library().faults_arm(int(kinds), ctypes.c_long(at), int(forever), error)


def disarm() -> tuple[int, int]:
    """The disk is whole again: how many operations there were, and how many were struck."""
    library = _library()
    counts = int(library.faults_counted()), int(library.faults_struck())
    library.faults_arm(0, ctypes.c_long(0), 0, 0)
    return counts


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LOADED])
    library.faults_counted.restype = library.faults_struck.restype = ctypes.c_long
    return library
