"""A second place for backups in a folder of the test, as a person would choose it; and a clock to move."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from dlschool.services import second_place
from dlschool.services.opening import Store
from dlschool.settings import Settings
from dlschool.store import backups

NONE = Settings()
"""A machine on which no second place was chosen."""


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def later(db: Store, **time: float) -> None:
    now = db.now() + timedelta(**time)
    db.clock = lambda: now


def stick(db: Store, folder: Path, label: str = "") -> Settings:
    """The machine's settings after a person chose the folder (on a volume with a label)."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = {label: folder.parent} if label else {}
    chosen = second_place.choose(db.folder, backups.school_id(db), folder, lambda: labels)
    return replace(NONE, second_folder=chosen.folder, second_label=chosen.label)
