"""A real store in a folder of its own, at noon of 21 November 2026."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened

from dlschool.paths import DataFolder
from dlschool.services.opening import Store


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), at_noon, "Оразова Д.")
    yield store
    store.close()
