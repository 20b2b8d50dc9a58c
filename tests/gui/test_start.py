"""Starting: options, the first start, the window over a school."""

from pathlib import Path

import pytest
from builders import at_noon, opened
from gui.naming import nameless
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.gui import feeds, start
from dlschool.gui.first_start import FirstStart
from dlschool.gui.main_window import MainWindow
from dlschool.gui.session import Session
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
