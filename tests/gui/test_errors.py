"""What nobody caught: a refusal in words, a fault logged and shown once."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import errors
from dlschool.gui.widgets import Dialog, Label
from dlschool.planning import NoPlan
from dlschool.planning.result import Help


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.install(tmp_path / "log")
    return tmp_path / "log" / errors.LOG


def boxes() -> list[Dialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]


def fault() -> BaseException:
    try:
        raise KeyError("no such thing")
    except KeyError as error:
        return error


def test_a_refusal_is_said_in_the_users_language_and_not_logged(log: Path, qtbot: QtBot) -> None:
    refused = Refused("There is no such day: {text}.", text="31.02.2026")
    sys.excepthook(Refused, refused, None)
    (box,) = boxes()
    words = " ".join(label.text() for label in box.findChildren(Label))
    assert "Мұндай күн жоқ: 31.02.2026." in words
    assert not log.exists()


def test_where_there_is_no_plan_the_window_says_what_would_help(log: Path, qtbot: QtBot) -> None:
    helps = (Help("fixed:s1", Text("бекітілген күнді босату", "снять закреплённую дату")),)
    none = NoPlan("The id {id} stands twice.", ("s1", "fixed:s1"), helps, id="s1")
    sys.excepthook(NoPlan, none, None)
    (box,) = boxes()
    words = " ".join(label.text() for label in box.findChildren(Label))
    assert none.text("kk") in words
    assert "бекітілген күнді босату" in words


def test_a_fault_is_logged_with_its_trace(log: Path) -> None:
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    written = log.read_text("utf-8")
    assert "KeyError" in written
    assert "KeyError: 'no such thing'" not in written, "what it was about may be a pupil"
    assert "test_errors.py" in written


def test_the_same_fault_is_shown_once_and_logged_each_time(log: Path) -> None:
    for _ in range(3):
        errors.show(fault())
    assert len(boxes()) == 1
    assert log.read_text("utf-8").count("Traceback") == 3


def test_the_details_of_a_fault_can_be_copied(log: Path) -> None:
    errors.show(fault())
    (box,) = boxes()
    details = box.findChild(QPlainTextEdit)
    assert details is not None
    copy = next(b for b in box.findChildren(QPushButton) if b.text() == "Мәліметтерді көшіру")
    copy.click()
    assert QGuiApplication.clipboard().text() == details.toPlainText()
    assert "KeyError" in details.toPlainText()


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the way")
    hook = sys.excepthook
    errors.install(tmp_path / "log")
    errors.show(fault())
    sys.excepthook = hook
    assert len(boxes()) == 1


def test_a_library_that_sets_up_logging_does_not_silence_the_program(tmp_path: Path) -> None:
    logging.getLogger("dlschool").disabled = True
    kept = sys.excepthook
    try:
        errors.install(tmp_path / "log")
        logging.getLogger("dlschool").error("something")
    finally:
        sys.excepthook = kept
    assert "something" in (tmp_path / "log" / errors.LOG).read_text("utf-8")
