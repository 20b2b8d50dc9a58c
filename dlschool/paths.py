"""Where things lie: the program's own files and the school's data folder."""

import errno
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PROGRAM = "dlschool"
MOST_BYTES = 8 * 2**20
"""The longest of the program's own small files (settings, keys, sessions) has a hundredth of it."""


def _root(code: Path) -> Path:
    """The folder that holds the package, also when the package is a part of an archive in it."""
    around = code.parent.parent
    return around.parent if around.is_file() else around


_ROOT = _root(Path(__file__).resolve())


def program_file(*parts: str) -> Path:
    """A file or folder that came with the program (`resources`, `i18n`): in a checkout, frozen, or
    beside the archive of the compiled modules.
    """
    return Path(getattr(sys, "_MEIPASS", _ROOT)).joinpath(*parts)


def default_data_folder() -> Path:
    return Path(platformdirs.user_data_dir(PROGRAM, appauthor=False))


def small_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """The content of a small file. Raises OSError: also for a pipe or a device, which would keep the
    reader waiting for ever, and for a file longer than `most` bytes.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One school's data: the store, its keys, scans, copies, own editions and printed files."""

    root: Path

    @property
    def store(self) -> Path:
        return self.root / "school.db"

    @property
    def ring(self) -> Path:
        """The store's keys, wrapped for who may open it."""
        return self.root / "keys.json"

    @property
    def key(self) -> Path:
        """The bare key of a store of version 0.1; taken away when the store gets its users."""
        return self.root / "school.key"

    @property
    def attempts(self) -> Path:
        """Wrong passwords of late: how long the next try has to wait."""
        return self.root / "attempts.json"

    @property
    def scans(self) -> Path:
        return self.root / "scans"

    @property
    def copies(self) -> Path:
        return self.root / "copies"

    @property
    def editions(self) -> Path:
        """Editions of the law delivered later: read like those of the program."""
        return self.root / "law"

    @property
    def printed(self) -> Path:
        return self.root / "printed"

    @property
    def going_back(self) -> Path:
        """Which backup the older program, that this one gave way to, has to put in place."""
        return self.root / "going-back.json"

    @property
    def log(self) -> Path:
        return self.root / "log"
