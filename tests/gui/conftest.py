"""The look of the program on pytest-qt's application; every test begins in Kazakh and light."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from dlschool.gui import errors, theme, words
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.settings import Settings

HERE = Path(__file__).parent
AT = datetime.fromisoformat("2026-11-05T09:41")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen grumbles when a window is shown or raised: that is no fault of ours."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme.dress(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def look(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Kazakh, light, no fault seen before, nothing remembered."""
    config = str(tmp_path_factory.mktemp("config"))
    monkeypatch.setenv("XDG_CONFIG_HOME", config)
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", config)  # where Windows has it
    words.speak("kk")
    if theme.is_dark():
        theme.switch("light")
    yield
    errors.forget()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def bare_session(tmp_path: Path) -> Session:
    """A session over no store, for parts that ask no service."""
    return Session(None, DataFolder(tmp_path), Settings(theme="light"), lambda: AT)
