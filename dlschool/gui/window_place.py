"""Where the window stood, on which screen of the program, who signed in last: one small file of ours.

Not QSettings: Qt's own reader builds any value that a damaged file names, and falls over some.
"""

import contextlib
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dlschool.files import write_whole
from dlschool.paths import small_file
from dlschool.settings import config_folder

WIDE, HIGH = 1366, 740
"""Pixels of a window that never stood anywhere."""
SEEN = 100
"""Pixels of it, both ways, that must lie on a screen: less cannot be caught with the mouse."""
FARTHEST = 100_000
"""Pixels; farther than any screen."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of the window."""

    place: tuple[int, int, int, int] | None = None
    """Left, top, width, height in pixels, when it is not maximised."""
    maximized: bool = False
    screen: str = ""
    """The screen of the program that was open."""
    who: str = ""
    """Who signed in last."""


def load(path: Path | None = None) -> Kept:
    """What was kept; of a file that says something else, nothing."""
    try:
        written = json.loads(small_file(path or _file()))
        return Kept(**{f.name: _read(f.name, written[f.name]) for f in fields(Kept)})
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return Kept()


def _read(name: str, value: Any) -> Any:
    """Raises ValueError: not what may stand there."""
    if name == "place" and value is not None:
        if not isinstance(value, list) or len(value) != 4 or not all(map(_is_pixels, value)):
            raise ValueError(value)
        return tuple(value)
    fitting = {"place": type(None), "maximized": bool}.get(name, str)
    if not isinstance(value, fitting):
        raise ValueError(value)
    return value


def _is_pixels(value: object) -> bool:
    return type(value) is int and -FARTHEST < value < FARTHEST


def keep(path: Path | None = None, **changed: Any) -> None:
    """Remembers these fields of `Kept`; a disk that does not take them is no reason to stop."""
    path = path or _file()
    text = json.dumps(asdict(replace(load(path), **changed)), ensure_ascii=False, indent=1)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8", "replace"))


def keep_place(window: QWidget, **changed: Any) -> None:
    """Remembers where the window stands, and these other fields."""
    where = window.normalGeometry()
    place = (where.x(), where.y(), where.width(), where.height())
    keep(place=place, maximized=window.isMaximized(), **changed)


def put(window: QWidget, kept: Kept) -> None:
    """The window where it stood, if that can still be seen; else in its usual size."""
    where = QRect(*kept.place) if kept.place else QRect()
    for screen in (screen.availableGeometry() for screen in QGuiApplication.screens()):
        seen = screen & where
        if min(seen.width(), seen.height()) >= SEEN:
            window.setGeometry(QRect(where.topLeft(), where.size().boundedTo(screen.size())))
            break
    else:
        window.resize(WIDE, HIGH)
    if kept.maximized:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def _file() -> Path:
    return config_folder() / "window.json"
