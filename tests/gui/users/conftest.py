"""A school with a ring of keys that costs little, and the people who sign in."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import school

from dlschool.domain.access import Role
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.services import opening, users
from dlschool.services import school as schools
from dlschool.services.opening import Cost
from dlschool.settings import Settings

AT = datetime.fromisoformat("2026-11-21T12:00")
OWNER, PASSWORD = "Ғалымова Б.", "ақ қайың биік"
SECRETARY, HERS = "Ким А.", "күз келді алтын"
CHEAP = Cost(1, 8 * 2**20)


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[opening.Founded]:
    made = opening.found(DataFolder(tmp_path / "school"), lambda: AT, OWNER, PASSWORD, CHEAP)
    schools.save_school(made.db, school())
    users.add(made.db, SECRETARY, Role.SECRETARY, HERS)
    yield made
    made.db.close()


@pytest.fixture
def owner(founded: opening.Founded) -> Session:
    return Session(founded.db, founded.db.folder, Settings(theme="light"), lambda: AT)


@pytest.fixture
def secretary(founded: opening.Founded) -> Iterator[Session]:
    db = opening.sign_in(founded.db.folder, lambda: AT, SECRETARY, HERS)
    yield Session(db, db.folder, Settings(theme="light"), lambda: AT)
    db.close()
