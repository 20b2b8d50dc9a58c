"""Starting: options, the first start, the window over a school."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import at_noon, opened
from gui.naming import nameless
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from dlschool.gui import errors, feeds, start, updates_trial
from dlschool.gui.first_start import FirstStart
from dlschool.gui.main_window import MainWindow
from dlschool.gui.session import Session
from dlschool.gui.single import Single
from dlschool.paths import DataFolder
from dlschool.services import backups
from dlschool.settings import Settings


def test_options_may_be_written_both_ways() -> None:
    assert start.options(["--data-dir", "a b", "--language=ru"]) == {
        "--data-dir": "a b",
        "--language": "ru",
    }


def test_an_unknown_language_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["--language", "en"]) == 2
    assert "kk|ru" in capsys.readouterr().err


def test_a_window_opened_from_a_stick_does_not_keep_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative paths are those of the folder that it was started in."""
    stick, home, ran = tmp_path / "stick", tmp_path / "home", list[object]()
    stick.mkdir()
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(stick)
    monkeypatch.setattr(start, "run", lambda folder, _known, files: ran.extend([folder, *files]))
    start.main(["--data-dir", "school", "letter.dlx"])
    assert ran == [DataFolder(stick / "school"), stick / "letter.dlx"]
    assert Path.cwd() == home


def test_the_first_start_offers_two_ways_and_runs_the_one_chosen(qtbot: QtBot) -> None:
    ran: list[str] = []
    dialog = FirstStart(
        lambda code: None, "kk", lambda: ran.append("sample"), lambda: ran.append("mine")
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []
    with qtbot.waitSignal(dialog.accepted):
        dialog.mine.click()
    assert ran == ["mine"]


def test_the_answers_for_the_frame_come_from_an_empty_store(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    session = Session(opened(folder, at_noon), folder, Settings())
    answers = feeds.of(session.db)
    assert answers.counts()["pupils"] == 0
    assert answers.school() is None
    assert answers.last_copy() is None
    assert answers.next_undo() is None
    assert answers.search("әли") == []
    backups.automatic(session.db, session.settings)
    assert answers.last_copy() is not None
    window = MainWindow(session, answers, {})
    window.bars()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    session.db.close()


def test_a_file_for_a_program_that_is_open_goes_to_its_window(tmp_path: Path, qtbot: QtBot) -> None:
    came: list[list[Path]] = []
    first = Single(DataFolder(tmp_path), came.append)
    assert first.first()
    asked = [sys.executable, "-m", "dlschool", "--data-dir", str(tmp_path), "Қостанай бөлімі.dlx"]
    second = subprocess.Popen(asked, cwd=tmp_path)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert second.wait(10) == 0
    assert came == [[tmp_path / "Қостанай бөлімі.dlx"]]
    first.release()


def test_a_window_that_does_not_answer_is_said_with_the_file(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first window is this very thread, which is busy with asking itself."""
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, words: said.append(words))
    monkeypatch.setattr("dlschool.gui.single.PATIENCE", 50)
    first = Single(DataFolder(tmp_path), lambda _files: None)
    assert first.first()
    known = Settings(language="ru", theme="light")
    assert start.run(DataFolder(tmp_path), known, [tmp_path / "a.dlx"]) == 1
    assert str(tmp_path / "a.dlx") in said[0]
    assert start.run(DataFolder(tmp_path), known) == 0
    first.release()


def test_a_fault_that_leaves_no_window_is_shown_and_told_to_the_launcher(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version that breaks after the sign-in: the launcher goes back from it."""
    shown: list[BaseException] = []
    fault = RuntimeError("broken")

    def broken(*_: object) -> int:
        raise fault

    monkeypatch.setattr(start, "_windows", broken)
    monkeypatch.setattr(errors, "show", shown.append)
    monkeypatch.setattr(QApplication, "exec", lambda: len(shown))
    known = Settings(language="ru", theme="light")
    assert start.run(DataFolder(tmp_path), known) == updates_trial.FAULT
    assert shown == [fault]


@pytest.mark.parametrize(("left_by", "told"), [(1, updates_trial.FAULT), (0, 0)])
def test_a_fault_that_let_nobody_in_is_told_to_the_launcher(
    left_by: int, told: int, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the sign-in, which was closed then; who came in all the same closes the window with 0."""

    def faulty(*_: object) -> int:
        errors.show(RuntimeError("broken"))
        return left_by

    errors.forget()
    monkeypatch.setattr(start, "_windows", faulty)
    assert start.run(DataFolder(tmp_path), Settings(language="ru", theme="light")) == told
    errors.forget()
