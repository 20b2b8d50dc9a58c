"""A quick start on a slow disk; `dlschool.gui` runs `prepare` before anything of Qt is imported.

A library that is mapped is read page by page as it is run, here and there: on a disk with an arm that is
hundreds of journeys. Asked for in one go beforehand it is read in a few long strokes.
"""

import builtins
import os
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

STROKE = 2**20
"""Bytes asked for at once: Linux cuts a longer wish short."""
SHOWN = (
    "Qt/lib/libQt6Core.so.6",
    "QtCore.abi3.so",
    "Qt/lib/libQt6Gui.so.6",
    "QtGui.abi3.so",
    "Qt/lib/libQt6Widgets.so.6",
    "QtWidgets.abi3.so",
)
"""What of PySide6 every window needs, and most of it."""


def prepare() -> None:
    """Once, first of all."""
    place = package("PySide6")
    fetch(place / name for name in SHOWN)
    _import_plainly()


def fetch(files: Iterable[Path]) -> None:
    """Asks the system to read files from the disk and does not wait for them. Windows, which knows no
    such wish, remembers by itself what a program reads when it starts.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    for path in files:
        with suppress(OSError), path.open("rb", buffering=0) as file:
            number = file.fileno()
            for at in range(0, os.fstat(number).st_size, STROKE):
                os.posix_fadvise(number, at, STROKE, os.POSIX_FADV_WILLNEED)


def package(name: str) -> Path:
    """The folder of an installed package, which is not imported for it; of a missing one, its name."""
    spec = find_spec(name)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0] if places else name)


def _import_plainly() -> None:
    """PySide reads the source of every module that is imported after it, to see whether the module asks
    for other spellings (`from __feature__ import`). None of ours does: Python's own import comes back.
    """
    from PySide6 import QtCore  # noqa: F401  # puts its import in the place of Python's

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
