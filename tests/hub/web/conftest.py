"""Two districts that know nothing of each other, and visitors of the department's pages."""

from collections.abc import Iterator
from pathlib import Path

import hub_parts
import pytest
from hub_pages import Clock, Visitor, World
from litestar import Litestar
from litestar.testing import TestClient

from dlschool.hub import office, web
from dlschool.hub.accounts import Role
from dlschool.hub.database import Database
from dlschool.hub.office import Office

HERE, ELSEWHERE = "394200000", "113600000"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bureau(hub: Database, tmp_path: Path, clock: Clock) -> Office:
    """A department whose clock the test moves."""
    return office.opened(hub, tmp_path / "department.json", clock)


@pytest.fixture
def visitor(bureau: Office, clock: Clock) -> Iterator[Visitor]:
    """Nobody yet."""
    app = Litestar([web.routes(bureau)], logging_config=None)
    with TestClient(app, base_url="https://hub.example") as client:
        yield Visitor(client, clock)


@pytest.fixture
def world(bureau: Office) -> World:
    """A school here and one elsewhere, each with all that can be told, and a head for each district."""
    ours, theirs = (
        hub_parts.school(bureau, *each) for each in (("Біздің", HERE), ("Олардың", ELSEWHERE))
    )
    found = World(
        bureau,
        ours,
        theirs,
        hub_parts.person(bureau, "ours", Role.HEAD, HERE),
        hub_parts.person(bureau, "theirs", Role.HEAD, ELSEWHERE),
    )
    found.fill()
    return found


@pytest.fixture
def head(visitor: Visitor, world: World) -> Visitor:
    """The head of the district here, signed in."""
    return visitor.signed_in(world.head)
