"""The sign-in screen: who, the password, the wait after wrong ones, the way back by the sheet."""

import subprocess
import sys

import pytest
from gui.naming import nameless
from gui.users.conftest import AT, HERS, OWNER, PASSWORD, SECRETARY
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.users.forgotten import ForgottenDialog
from dlschool.gui.users.password import PasswordEdit
from dlschool.gui.users.sign_in import SignIn
from dlschool.services import opening


@pytest.fixture
def screen(founded: opening.Founded, qtbot: QtBot) -> SignIn:
    names = [login.name for login in opening.logins(founded.db.folder)]
    made = SignIn(founded.db.folder, names, lambda: AT, lambda _window, _name: False)
    qtbot.addWidget(made)
    made.show()
    return made


def said(screen: SignIn) -> str:
    QApplication.processEvents()
    return " | ".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_the_right_password_opens_and_the_name_is_chosen_next_time(
    screen: SignIn, founded: opening.Founded, qtbot: QtBot
) -> None:
    assert nameless(screen) == []
    screen.names.setCurrentRow(1)
    screen.password.setText(HERS)
    with qtbot.waitSignal(screen.accepted):
        qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    db = opening.opened(founded.db.folder, lambda: AT, screen.keys)
    assert db.user.name == SECRETARY
    db.close()
    again = SignIn(founded.db.folder, [OWNER, SECRETARY], lambda: AT, lambda _w, _n: False)
    qtbot.addWidget(again)
    assert again.name() == SECRETARY


def test_a_wrong_password_is_said_in_the_screen_and_the_wait_is_counted_down(
    screen: SignIn, qtbot: QtBot
) -> None:
    for _ in range(3):
        screen.password.setText("қате құпиясөз")
        screen.try_it()
        assert not screen.enter.isEnabled()
        qtbot.waitUntil(screen.enter.isEnabled)
    assert "Caps Lock" in said(screen)
    screen.password.setText(PASSWORD)
    screen.try_it()
    qtbot.waitUntil(lambda: screen.waits.left() > 0)
    assert not screen.enter.isEnabled()
    assert screen.keys is None
    before = screen.waits.left()
    assert f"{before} секундтан" in said(screen)
    screen.names.setCurrentRow(1)
    assert screen.enter.isEnabled()
    screen.names.setCurrentRow(0)
    assert not screen.enter.isEnabled()


def test_the_window_stays_alive_while_the_password_is_stretched(
    screen: SignIn, qtbot: QtBot
) -> None:
    screen.password.setText("қате құпиясөз")
    screen.try_it()
    words.speak("ru")
    assert "Вход" in said(screen)
    qtbot.waitUntil(screen.enter.isEnabled)
    assert screen.password.text() == "қате құпиясөз"


def test_up_and_down_choose_the_name_from_the_field_of_the_password(
    screen: SignIn, qtbot: QtBot
) -> None:
    qtbot.keyClick(screen.password, Qt.Key.Key_Down)
    assert screen.name() == SECRETARY
    qtbot.keyClick(screen.password, Qt.Key.Key_Up)
    assert screen.name() == OWNER


def typed(field: PasswordEdit, letter: str, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QKeyEvent(QKeyEvent.Type.KeyPress, 0, held, letter))


def test_caps_lock_and_the_letters_that_are_typed_are_told(screen: SignIn) -> None:
    typed(screen.password, "ә")
    assert "Кирилл" in said(screen)
    assert "Caps" not in said(screen)
    typed(screen.password, "Q")
    assert "Caps Lock қосулы" in said(screen)
    assert "Латын" in said(screen)
    typed(screen.password, "q", shift=True)
    assert "Caps Lock қосулы" in said(screen)
    typed(screen.password, "Q", shift=True)
    assert "Caps" not in said(screen)


def test_the_sheets_words_set_a_new_password_and_a_wrong_word_keeps_what_was_typed(
    founded: opening.Founded,
) -> None:
    folder = founded.db.folder
    box = ForgottenDialog(None, folder, [OWNER, SECRETARY], SECRETARY, lambda: AT)
    box.open()
    assert nameless(box) == []
    box.words.setPlainText("бабав " * 9)
    box.password.first.setText("жаңа құпиясөз")
    box.password.again.setText("жаңа құпиясөз")
    box.accept()
    assert box.isVisible()
    assert box.words.toPlainText() == "бабав " * 9
    box.words.setPlainText(",\n".join(founded.words).upper())
    stores = []
    box.finished.connect(lambda _: stores.append(box.store))
    box.accept()
    (db,) = stores
    assert db.user.name == SECRETARY
    db.close()
    opening.sign_in(folder, lambda: AT, SECRETARY, "жаңа құпиясөз").close()


def test_nothing_of_the_main_window_is_read_before_the_sign_in_screen_is_there() -> None:
    heavy = (
        "'dlschool.gui.main_window', 'reportlab', 'pypdfium2', 'openpyxl', 'dlschool.law.assess'"
    )
    program = (
        "import sys, dlschool.gui.start, dlschool.gui.users.sign_in;"
        f"print([name for name in ({heavy}) if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.decode().strip() == "[]"
