"""Where things lie: the program's own files and the school's data folder."""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PROGRAM = "dlschool"


def program_file(*parts: str) -> Path:
    """A file or folder that came with the program (`resources`, `i18n`), frozen or not."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root.joinpath(*parts)


def default_data_folder() -> Path:
    return Path(platformdirs.user_data_dir(PROGRAM, appauthor=False))


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
    def log(self) -> Path:
        return self.root / "log"
