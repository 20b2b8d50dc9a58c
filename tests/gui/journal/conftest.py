"""A session over a real store in a folder of its own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened

from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.settings import Settings


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()
