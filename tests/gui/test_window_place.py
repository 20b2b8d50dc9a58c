"""Where the window stood is remembered; whatever lies in the file, a window comes up that is seen."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dlschool.gui import window_place
from dlschool.gui.window_place import HIGH, WIDE, Kept
from dlschool.settings import config_folder


def test_place_screen_and_person_come_back(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(20, 30, 640, 480)
    window_place.keep(who="Оразова Д.")
    window_place.keep_place(first, screen="cases")
    kept = window_place.load()
    assert (kept.screen, kept.who, kept.maximized) == ("cases", "Оразова Д.", False)
    window_place.put(second, kept)
    assert second.geometry() == first.geometry()


def test_a_maximised_window_comes_back_maximised(qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.showMaximized()
    window_place.keep_place(first)
    window_place.put(second, window_place.load())
    assert second.isMaximized()


@pytest.mark.parametrize(
    "place",
    [(90_000, 90_000, 800, 600), (-5_000, 0, 800, 600), (0, 0, 5, 5), (10, 10, -40, 600), None],
)
def test_a_place_that_no_screen_shows_any_more_is_given_up(
    qtbot: QtBot, place: tuple[int, int, int, int] | None
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window_place.put(window, Kept(place))
    assert (window.width(), window.height()) == (WIDE, HIGH)


def test_no_window_is_greater_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window_place.put(window, Kept((0, 0, 99_999, 99_999)))
    assert window.size() == QGuiApplication.primaryScreen().availableSize()


def test_a_folder_that_takes_nothing_is_no_reason_to_stop() -> None:
    config_folder().parent.mkdir(parents=True, exist_ok=True)
    config_folder().write_text("no folder")
    window_place.keep(who="Оразова Д.")
    assert window_place.load() == Kept()


def test_a_file_of_something_else_is_nothing(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    file.write_text(json.dumps({"place": [1, 2, 3], "maximized": 1, "screen": None, "who": 5}))
    assert window_place.load(file) == Kept()
    window_place.keep(file, screen="law")
    assert window_place.load(file) == Kept(screen="law")
