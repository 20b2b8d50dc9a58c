"""The file `start` of a program folder: which version the launcher starts, and which was before it.

`current=0.2.0`, `before=0.1.0`, `tries=1`, one a line. With `tries` the version is on trial: the launcher
counts its starts and goes back to `before` when none of them came to a window.
"""

from dataclasses import dataclass
from pathlib import Path

from dlschool.files import write_whole
from dlschool.paths import small_file
from dlschool.update.versions import is_version

FILE, PROGRAMS = "start", "programs"
"""Beside each other in a program folder; each version lies in a folder of its own in `programs`."""
MOST_TRIES = 3
"""After so many starts without a window the launcher goes back."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the launcher obeys."""

    current: str
    before: str = ""
    tries: int | None = None
    """None: the version is settled."""
    failed: str = ""
    """A version that was tried here and did not start; the launcher does not read it."""

    @property
    def trial(self) -> bool:
        return self.tries is not None and bool(self.before)


def read(root: Path) -> Start | None:
    """None: there is no such file, or it names no version; the launcher then looks for itself."""
    try:
        lines = small_file(root / FILE, 1024).decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    said = {key: value for key, equals, value in (line.partition("=") for line in lines) if equals}
    named = {
        key: value
        for key in ("current", "before", "failed")
        if is_version(value := said.get(key, ""))
    }
    if "current" not in named:
        return None
    tries = said.get("tries", "")
    return Start(**named, tries=int(tries) if tries.isdecimal() and tries.isascii() else None)


def write(root: Path, start: Start) -> None:
    """Whole or not at all. Raises OSError."""
    said = {"current": start.current, "before": start.before, "failed": start.failed}
    lines = [f"{key}={value}\n" for key, value in said.items() if value]
    if start.tries is not None:
        lines.append(f"tries={start.tries}\n")
    write_whole(root / FILE, "".join(lines).encode())
