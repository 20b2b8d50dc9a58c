"""A session over a real store with one pupil."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import at_noon, opened, stored_pupil

from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.settings import Settings


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    stored_pupil(db)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()
