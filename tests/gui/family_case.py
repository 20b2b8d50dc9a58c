"""A family's case in the school of `kept`."""

import pytest
from builders import stored_case

from dlschool.gui.session import Session


@pytest.fixture
def family(session: Session) -> int:
    """A family's case with an application and nothing else."""
    return stored_case(session.db, "application")
