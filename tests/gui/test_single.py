"""A second start on the same data: the first window comes forward, also after a killed one."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from pytestqt.qtbot import QtBot

from dlschool.gui import single as protocol
from dlschool.gui.single import Single, name_of
from dlschool.paths import DataFolder

START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from dlschool.gui import single as protocol
from dlschool.gui.single import Single
from dlschool.paths import DataFolder
app = QApplication([])
single = Single(DataFolder(Path(sys.argv[1])))
print(single.first([Path(name) for name in sys.argv[3:]]), single.handed, flush=True)
if sys.argv[2:] == ["stay"]:
    app.exec()
"""


def started(folder: DataFolder, *more: str) -> "subprocess.Popen[bytes]":
    """A process: `stay` keeps it, `give FILE …` gives it files."""
    return subprocess.Popen(
        [sys.executable, "-c", START, str(folder.root), *more], stdout=subprocess.PIPE
    )


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_second_start_calls_the_first_window_and_is_not_the_first(
    folder: DataFolder, qtbot: QtBot
) -> None:
    called: list[list[Path]] = []
    single = Single(folder, called.append)
    assert single.first()
    second = started(folder)
    qtbot.waitUntil(lambda: bool(called), timeout=10_000)
    assert called == [[]]
    assert second.communicate(timeout=10)[0].strip() == b"False True"
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
    assert killed.stdout.readline().strip() == b"True True"
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
    single.wanted([])
    assert not window.isMinimized()


def test_a_window_that_ended_makes_room(folder: DataFolder) -> None:
    single = Single(folder)
    assert single.first()
    single.release()
    again = Single(folder)
    assert again.first()
    again.release()


ODD = (
    "/мектеп/Қостанай бөлімі.dlx",
    "/a b/\"c'.dlx",
    "/share/жол\n.dlx",
    "/x/" + "ә" * 300 + ".dlu",
)


def test_the_files_of_a_second_start_come_to_the_first_window(
    folder: DataFolder, qtbot: QtBot
) -> None:
    called: list[list[Path]] = []
    single = Single(folder, called.append)
    assert single.first()
    second = started(folder, "give", *ODD)
    qtbot.waitUntil(lambda: bool(called), timeout=10_000)
    assert second.communicate(timeout=10)[0].strip() == b"False True"
    assert called == [[Path(name) for name in ODD]]
    single.release()


def test_a_first_window_that_takes_no_files_is_noticed(folder: DataFolder, qtbot: QtBot) -> None:
    """As one of an older version: it answers without listening."""
    single = Single(folder)
    assert single.first()
    server = single.findChild(QLocalServer)
    assert server is not None
    server.newConnection.disconnect()

    def answer() -> None:
        socket = server.nextPendingConnection()
        socket.write(b"shown\n")
        socket.flush()
        socket.disconnectFromServer()

    server.newConnection.connect(answer)
    second = started(folder, "give", "/a.dlx")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=15_000)
    assert second.communicate()[0].strip() == b"False False"
    single.release()


def spoken(single: Single, words: bytes, qtbot: QtBot) -> bytes:
    """What the first window answers to somebody who says these bytes."""
    socket = QLocalSocket()
    socket.connectToServer(single.name)
    assert socket.waitForConnected(1000)
    socket.write(words)
    socket.flush()
    qtbot.waitUntil(
        lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000
    )
    return bytes(socket.readAll().data())


@pytest.mark.parametrize(
    "words",
    [
        b"open nonsense\n", b'open {"a": 1}\n', b'open ["relative.dlx"]\n', b"open [7]\n",
        b'open ["/a\\u0000b.dlx"]\n', b"open " + b"[" * 30_000 + b"\n", b"x" * 70_000, b"\n", b"\xff\n",
        b'open ["/' + b"a" * 5000 + b'.dlx"]\n', b'open ["/a.dlx"', b"",
    ],
)  # fmt: skip
def test_whatever_is_said_brings_the_window_forward_and_names_no_file(
    folder: DataFolder, qtbot: QtBot, words: bytes
) -> None:
    called: list[list[Path]] = []
    single = Single(folder, called.append)
    assert single.first()
    assert spoken(single, words, qtbot) == b"shown\n"
    assert called == [[]]
    single.release()


def test_what_an_older_start_says_is_understood(folder: DataFolder, qtbot: QtBot) -> None:
    single = Single(folder, lambda _files: None)
    assert single.first()
    assert spoken(single, b"show\n", qtbot) == b"shown\n"
    single.release()


def test_more_files_than_the_bounds_are_left_out() -> None:
    many = [Path(f"/{'қ' * 200}/{n}.dlx") for n in range(500)]
    said = protocol.line(many)
    assert len(said) < protocol.MOST_LINE
    assert protocol.files_in(said) == many[: protocol.MOST_FILES]
    long = [Path("/" + "қ" * 4000 + f"{n}.dlx") for n in range(30)]
    assert 0 < len(protocol.files_in(protocol.line(long))) < 30
    assert protocol.line([]) == b"show\n"
