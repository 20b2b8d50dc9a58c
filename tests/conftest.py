"""What every test stands on: no screen, and nothing of the user's own data or settings."""

import os
from collections.abc import Iterator

import pytest

from dlschool import i18n

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The program's data and settings folders of this run lie in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(tmp_path_factory.mktemp(variable.lower())))
        patch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path_factory.mktemp("local")))
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that speaks Russian leaves the next one the language it would have found."""
    before = i18n.language()
    yield
    i18n.set_language(before)
