"""Every test of the hub's storage runs on both engines: ask for `url`, `hub` or `desk`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import postgres
import pytest

from dlschool.hub import database, office, schema
from dlschool.hub.database import Database
from dlschool.hub.office import Office

NOW = datetime(2026, 11, 21, 10, 0)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL, started once."""
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:{tmp_path / 'hub.db'}"
        return
    made = postgres.fresh(request.getfixturevalue("server"))
    yield made
    postgres.dropped(made)


@pytest.fixture
def hub(url: str) -> Iterator[Database]:
    """A database with the hub's tables."""
    db = database.of(url)
    schema.bring_up_to_date(db)
    yield db
    db.close()


@pytest.fixture
def desk(hub: Database, tmp_path: Path) -> Office:
    """A department with its keys, at ten o'clock on 21 November 2026."""
    return office.opened(hub, tmp_path / "department.json", lambda: NOW)
