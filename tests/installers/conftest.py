"""What the installers' tests stand on: one Windows of wine for all of them, and a screen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from installers import wine

import dlschool

REPOSITORY = Path(__file__).resolve().parents[2]
DIST = REPOSITORY / "build" / "dist"
IN_ORDER = ("test_linux_archive", "test_linux_package", "test_windows_in_wine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A life of an installation is told in its order: what is removed last must not be removed first."""
    mine = [n for n, item in enumerate(items) if item.path.stem in IN_ORDER]
    told = sorted((items[n] for n in mine), key=lambda item: (item.path, item.location[1] or 0))
    for place, item in zip(mine, told, strict=True):
        items[place] = item


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[wine.Windows]:
    """A fresh Windows 10; everything in it is ended with the tests."""
    missing = wine.missing()
    assert not missing, f"These tests need {', '.join(missing)}: installer/linux/test-packages"
    folder = tmp_path_factory.mktemp("wine")
    with wine.screen(folder / "screen.log") as display, wine.installed(folder, display) as system:
        yield system
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def setup() -> Path:
    """The setup of this version, as `make windows` builds it."""
    file = DIST / f"dlschool-{dlschool.__version__}-setup.exe"
    assert file.is_file(), f"{file} is not there: make windows"
    return file


@pytest.fixture(scope="session")
def update_file() -> Path:
    """The update to this version for Windows, of the same build."""
    file = DIST / f"dlschool-{dlschool.__version__}-windows.dlu"
    assert file.is_file(), f"{file} is not there: make windows"
    return file
