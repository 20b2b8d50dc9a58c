"""What this machine remembers: one frozen value, one JSON file in the platform's config folder.

Facts of the school are rows of its store; where the window stood is `gui.window_place`.
"""

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from dlschool.files import write_whole
from dlschool.i18n import LANGUAGES
from dlschool.paths import PROGRAM, small_file

_CHOSEN = ("language", "theme")
"""Fields that take only certain words."""
THEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one machine. Raises ValueError for a language or theme that does not exist."""

    language: str = "kk"
    theme: str = "system"
    data_folder: str = ""
    """Empty: the platform's own place (`paths.default_data_folder`)."""
    printer: str = ""
    """The printer used last; empty: the system's default."""
    blank_offset_mm: float | None = None
    """How far from the sheet's top this machine's printer starts on the school's own blank."""
    second_folder: str = ""
    """Where backups go beside the data folder: a folder, or one on the volume of the label."""
    second_label: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES or self.theme not in THEMES:
            raise ValueError((self.language, self.theme))


def config_folder() -> Path:
    return Path(platformdirs.user_config_dir(PROGRAM, appauthor=False))


def settings_file() -> Path:
    return config_folder() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """The machine's settings; a broken file is set aside as `*.broken` and defaults are used."""
    path = path or settings_file()
    try:
        written = json.loads(small_file(path))
        known = _known(written)
    except FileNotFoundError:
        return Settings()
    except (ValueError, TypeError, OSError, RecursionError):
        _set_aside(path)
        return Settings()
    try:
        return Settings(**known)
    except ValueError:
        return _without_words(known, path)


def _without_words(known: dict[str, Any], path: Path) -> Settings:
    """A language or a theme of a newer program: all else stays, above all where the data lie."""
    _set_aside(path)
    left = Settings(**{name: value for name, value in known.items() if name not in _CHOSEN})
    if left != Settings():
        with contextlib.suppress(OSError):
            save(left, path)
    return left


def save(settings: Settings, path: Path | None = None) -> None:
    """Writes the whole file beside the old one, then puts it in its place."""
    path = path or settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(asdict(settings), ensure_ascii=False, indent=1).encode())


def _known(written: object) -> dict[str, Any]:
    """The fields that this version knows; a key of a newer program is left out."""
    if not isinstance(written, dict):
        raise TypeError(written)
    found = {field.name: written[field.name] for field in fields(Settings) if field.name in written}
    for name, value in found.items():
        if not (_is_offset(value) if name == "blank_offset_mm" else _is_text(value)):
            raise TypeError(name)
    return found


def _is_offset(value: object) -> bool:
    """A number that a sheet of paper can have; not the endless ones that Python's JSON takes."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) < 1_000
    return value is None


def _is_text(value: object) -> bool:
    """Words that can be a name in the file system: no zero sign, no half letter (ValueError)."""
    return isinstance(value, str) and b"\0" not in value.encode()


def _set_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_suffix(".broken"))
    except OSError:
        return
