"""«Check the program» in the Help menu: a process of its own, a sentence, its lines to be copied."""

import sys
from pathlib import Path

import pytest
from gui.kept import dialog, press, said, session
from gui.naming import nameless
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import feeds, program_check, tasks
from dlschool.gui.main_window import MainWindow
from dlschool.gui.menu import menu
from dlschool.gui.program_check import Checked
from dlschool.gui.session import Session
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog

__all__ = ["session"]

SAYS = """
import sys
from pathlib import Path
report = Path(sys.argv[sys.argv.index("--report") + 1])
report.write_text("+ бір\\n- екі\\n    неге\\nСөйлем.\\n", "utf-8")
raise SystemExit(int(sys.argv[1]))
"""


def program(folder: Path, code: str, *more: str) -> list[str]:
    """A program that answers as this code does."""
    (folder / "program.py").write_text(code, "utf-8")
    return [sys.executable, str(folder / "program.py"), *more]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.mark.parametrize(("code", "good"), [("0", True), ("1", False)])
def test_what_the_self_test_said_comes_back(tmp_path: Path, code: str, good: bool) -> None:
    checked = program_check.run(program(tmp_path, SAYS, code), "kk")
    assert (checked.good, checked.sentence) == (good, "Сөйлем.")
    assert checked.lines.splitlines()[0] == "+ бір"


def test_the_result_stands_in_a_dialog_and_can_be_copied(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(program_check, "command", lambda: program(tmp_path, SAYS, "1"))
    program_check.begin(parent)
    qtbot.waitUntil(lambda: bool(parent.findChildren(Dialog)), timeout=10_000)
    box = dialog()
    assert "Сөйлем." in said(box)
    assert nameless(box) == []
    press(box, "Мәліметтерді көшіру")
    assert "неге" in QGuiApplication.clipboard().text()


def test_the_program_itself_is_asked_in_its_own_process() -> None:
    assert program_check.command()[-2:] == ["-m", "dlschool"]


def test_one_that_was_cancelled_is_stopped(tmp_path: Path) -> None:
    asked = program(tmp_path, "import time\ntime.sleep(60)")
    with pytest.raises(tasks.Cancelled):
        program_check.run(asked, "kk", lambda: True)


def test_one_that_hangs_or_cannot_be_started_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="жоқ"):
        program_check.run([str(tmp_path / "none")], "kk")
    with pytest.raises(Refused):
        program_check.run(program(tmp_path, "pass"), "kk")
    monkeypatch.setattr(program_check, "MOST_SECONDS", 0)
    with pytest.raises(Refused, match="аяқталмай"):
        program_check.run(program(tmp_path, "import time\ntime.sleep(60)"), "kk")


def test_a_fault_is_shown_red_and_a_whole_program_calmly(parent: QWidget) -> None:
    for good, kind in ((True, "accent"), (False, "loss")):
        box = program_check.show(parent, Checked(good, "Сөйлем.", "…"))
        assert box.findChildren(Strip)[0].property("kind") == kind
        box.reject()


def test_the_help_menu_has_it(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(session, feeds.of(session.db), {})
    qtbot.addWidget(window)
    begun: list[QWidget] = []
    monkeypatch.setattr(program_check, "begin", begun.append)
    entries = [each for part in menu(window, window).findChildren(QMenu) for each in part.actions()]
    next(each for each in entries if each.text() == "Бағдарламаны тексеру").trigger()
    assert begun == [window]
