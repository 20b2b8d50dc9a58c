"""A second start on the same data: the first window comes forward, also after a killed one."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from dlschool.gui.single import Single, name_of
from dlschool.paths import DataFolder

START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from dlschool.gui.single import Single
from dlschool.paths import DataFolder
app = QApplication([])
single = Single(DataFolder(Path(sys.argv[1])))
print(single.first(), flush=True)
if len(sys.argv) > 2:
    app.exec()
"""


def started(folder: DataFolder, *more: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", START, str(folder.root), *more], stdout=subprocess.PIPE
    )


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_second_start_calls_the_first_window_and_is_not_the_first(
    folder: DataFolder, qtbot: QtBot
) -> None:
    called: list[int] = []
    single = Single(folder, lambda: called.append(1))
    assert single.first()
    second = started(folder)
    qtbot.waitUntil(lambda: bool(called), timeout=10_000)
    assert second.communicate(timeout=10)[0].strip() == b"False"
    single.release()


def test_another_folder_gets_a_window_of_its_own(folder: DataFolder, tmp_path: Path) -> None:
    single, other = Single(folder), Single(DataFolder(tmp_path / "other"))
    assert single.first()
    assert other.first()
    single.release()
    other.release()


def test_after_a_killed_window_the_next_start_is_the_first(folder: DataFolder) -> None:
    killed = started(folder, "stay")
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == b"True"
    killed.kill()
    killed.communicate()
    single = Single(folder)
    assert single.first()
    server = single.findChild(QLocalServer)
    assert server is not None
    assert server.isListening()
    single.release()


def test_a_folder_is_the_same_by_whatever_way_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "school").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "school")
    assert name_of(DataFolder(tmp_path / "link")) == name_of(DataFolder(tmp_path / "school"))


def test_a_window_in_the_task_bar_comes_out_of_it(folder: DataFolder, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.showMinimized()
    single = Single(folder)
    single.wanted()
    assert not window.isMinimized()


def test_a_window_that_ended_makes_room(folder: DataFolder) -> None:
    single = Single(folder)
    assert single.first()
    single.release()
    again = Single(folder)
    assert again.first()
    again.release()
