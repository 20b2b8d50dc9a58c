"""The lock: covers everything, gives everything back, lets another person in after a question."""

from collections.abc import Iterator

import pytest
from gui.naming import nameless
from gui.users.conftest import OWNER, PASSWORD
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.gui.users.lock import Lock
from dlschool.gui.users.lock_screen import LockScreen
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.messages import tell
from dlschool.services import school, users

PUPIL = "Өтегенова Үміт"


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setWindowTitle(PUPIL)
    made.setCentralWidget(QLabel(PUPIL))
    made.setGeometry(40, 50, 900, 600)
    made.show()
    return made


@pytest.fixture
def lock(window: QMainWindow, owner: Session) -> Iterator[Lock]:
    made = Lock(window, owner)
    yield made
    made.end()


def screen_of(lock: Lock) -> LockScreen:
    assert lock.screen is not None
    return lock.screen


def dialog(window: QMainWindow) -> tuple[Dialog, QLineEdit, QLineEdit]:
    fields = Fields()
    first = fields.add(Text("Аты", "Имя"), QLineEdit())
    second = fields.add(Text("Тегі", "Фамилия"), QLineEdit())
    box = Dialog(window, Text("Жаңа", "Новый"), fields, Text("Сақтау", "Сохранить"), lambda: None)
    box.open()
    return box, first, second


def readable() -> str:
    """All words and titles of windows in sight."""
    QApplication.processEvents()
    seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    words = [label.text() for w in seen for label in w.findChildren(QLabel) if label.isVisible()]
    fields = [edit.text() for w in seen for edit in w.findChildren(QLineEdit) if edit.isVisible()]
    return " | ".join([*(window.windowTitle() for window in seen), *words, *fields])


def unlock(lock: Lock, typed: str, qtbot: QtBot) -> None:
    screen = screen_of(lock)
    screen.typed.setText(typed)
    qtbot.keyClick(screen.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: lock.screen is None or screen.open.isEnabled() or screen.waits.left() > 0
    )


def test_half_filled_dialogs_are_hidden_and_come_back_exactly_as_they_were(
    window: QMainWindow, lock: Lock, qtbot: QtBot
) -> None:
    box, first, second = dialog(window)
    first.setText(PUPIL)
    second.setFocus()
    second.setText("жарты сөз")
    second.setSelection(1, 3)
    inner = tell(box, Text("Бір сөз", "Слово"), Text(PUPIL, PUPIL))
    box.move(120, 130)
    place = box.geometry()
    lock.lock()
    assert nameless(screen_of(lock)) == []
    assert PUPIL not in readable()
    assert "жарты" not in readable()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [screen_of(lock)]
    unlock(lock, PASSWORD, qtbot)
    assert lock.screen is None
    assert all(each.isVisible() for each in (box, inner, window))
    assert box.geometry() == place
    assert (first.text(), second.text()) == (PUPIL, "жарты сөз")
    assert second.cursorPosition() == 4
    assert box.focusWidget() is second
    assert window.geometry().topLeft().x() == 40


def test_what_comes_up_under_the_lock_is_hidden_too(
    window: QMainWindow, lock: Lock, qtbot: QtBot
) -> None:
    menu = QMenu(PUPIL, window)
    menu.addAction(PUPIL)
    menu.popup(window.pos())
    lock.lock()
    assert not menu.isVisible()
    late = tell(window, Text(PUPIL, PUPIL), Text(PUPIL, PUPIL))
    assert PUPIL not in readable()
    unlock(lock, PASSWORD, qtbot)
    assert late.isVisible()


def test_a_pin_opens_and_after_three_wrong_ones_only_the_password(
    lock: Lock, owner: Session, qtbot: QtBot
) -> None:
    users.set_pin(owner.db, "4071")
    lock.lock()
    unlock(lock, "4071", qtbot)
    assert lock.screen is None
    lock.lock()
    for _ in range(3):
        unlock(lock, "0000", qtbot)
    assert "PIN" not in screen_of(lock).label.text()
    unlock(lock, "4071", qtbot)
    assert lock.screen is not None
    assert screen_of(lock).waits.left() > 0


def test_ctrl_l_locks_in_a_dialog_and_on_the_cyrillic_keyboard(
    window: QMainWindow, lock: Lock, qtbot: QtBot
) -> None:
    _box, first, _second = dialog(window)
    qtbot.keyClick(first, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    unlock(lock, PASSWORD, qtbot)
    held = Qt.KeyboardModifier.ControlModifier
    QApplication.sendEvent(first, QKeyEvent(QEvent.Type.KeyPress, ord("Д"), held, "д"))
    assert lock.screen is not None
    assert OWNER in readable()


def test_nobody_at_the_computer_locks_and_a_key_puts_it_off(
    window: QMainWindow, lock: Lock, owner: Session, qtbot: QtBot
) -> None:
    timer = lock._idle._timer
    assert timer.interval() == 5 * 60_000
    owner.act(school.save_setting, owner.db, "lock_minutes", 2)
    assert timer.interval() == 2 * 60_000
    timer.start(120)
    qtbot.wait(80)
    qtbot.keyClick(window, Qt.Key.Key_A)
    assert timer.remainingTime() > 80
    qtbot.waitUntil(lambda: lock.screen is not None)


def test_another_person_may_sign_in_after_a_question_where_a_form_is_open(
    window: QMainWindow, lock: Lock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr("dlschool.gui.users.lock.QApplication.exit", left.append)
    dialog(window)
    lock.lock()
    screen = screen_of(lock)
    screen.other.click()
    assert left == []
    leave = [b for b in screen.findChildren(Button) if b.text() == "Жұмысты аяқтау"]
    leave[0].click()
    assert left == [SWITCH_USER]


def test_the_cross_of_the_lock_ends_the_program_only_after_the_question(
    window: QMainWindow, lock: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr("dlschool.gui.users.lock.QApplication.exit", left.append)
    dialog(window)
    lock.lock()
    screen_of(lock).close()
    assert left == []
    assert screen_of(lock).isVisible()


def test_the_sample_school_is_not_locked(window: QMainWindow, owner: Session) -> None:
    school.save_setting(owner.db, "sample", True)
    lock = Lock(window, owner)
    lock.lock()
    assert lock.screen is None
    lock.end()
