"""Dialogs: a verb, a refusal inside, nothing typed is lost, keys."""

import gc

import pytest
from gui.naming import nameless
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.session import Session
from dlschool.gui.widgets import Combo, DateEdit, Dialog, Fields, Label, Strip, ask


class Wanted:
    """A dialog with one field, and what its verb did."""

    def __init__(self, qtbot: QtBot, answer: object = None) -> None:
        self.did: list[str] = []
        self.answer = answer
        self.edit = QLineEdit()
        fields = Fields()
        fields.add("Language", self.edit)
        self.dialog = Dialog(None, "Menu", fields, "Print", self.work)
        self.dialog.open()
        self.edit.setText("Өтегенова")

    def work(self) -> object:
        self.did.append(self.edit.text())
        if isinstance(self.answer, Refused):
            raise self.answer
        return self.answer


def test_the_verb_works_and_closes(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot)
    assert wanted.dialog.ok_button is not None
    with qtbot.waitSignal(wanted.dialog.accepted):
        wanted.dialog.ok_button.click()
    assert wanted.did == ["Өтегенова"]


def test_enter_in_a_field_does_what_the_verb_says(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot)
    with qtbot.waitSignal(wanted.dialog.accepted):
        qtbot.keyClick(wanted.edit, Qt.Key.Key_Return)


def test_the_first_field_has_the_focus_and_the_verbs_key_outlives_a_switch(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot)
    qtbot.waitUntil(wanted.edit.hasFocus)
    words.speak("ru")
    with qtbot.waitSignal(wanted.dialog.accepted):
        qtbot.keyClick(wanted.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_dialog_that_nobody_holds_stays_until_it_is_closed(qtbot: QtBot) -> None:
    gone: list[bool] = []
    box = ask(None, "Menu", "Print", "Close", lambda: None)
    box.finished.connect(lambda _: gone.append(True))
    del box
    gc.collect()
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog)]
    assert window.isVisible()
    window.reject()
    assert gone == [True]


def test_escape_closes_without_work(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot)
    with qtbot.waitSignal(wanted.dialog.rejected):
        qtbot.keyClick(wanted.edit, Qt.Key.Key_Escape)
    assert wanted.did == []


def test_a_refusal_is_said_inside_and_keeps_what_was_typed(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot, Refused("There is no such day: {text}.", text="x"))
    wanted.dialog.accept()
    wanted.dialog.accept()
    QCoreApplication.processEvents()
    strips = [s for s in wanted.dialog.findChildren(Strip) if s.isVisibleTo(wanted.dialog)]
    assert len(strips) == 1
    assert "Мұндай күн жоқ" in strips[0].findChildren(Label)[-1].text()
    assert wanted.dialog.isVisible()
    assert wanted.edit.text() == "Өтегенова"


def test_a_refusal_follows_the_language(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot, Refused("There is no such day: {text}.", text="x"))
    wanted.dialog.accept()
    words.speak("ru")
    said = [label.text() for label in wanted.dialog.findChildren(Label)]
    assert "Такого дня нет: x." in said


def test_work_that_returns_false_keeps_the_dialog(qtbot: QtBot) -> None:
    wanted = Wanted(qtbot, False)
    wanted.dialog.accept()
    assert wanted.dialog.isVisible()


def test_a_wrong_date_is_named_under_its_field(qtbot: QtBot, bare_session: Session) -> None:
    fields = Fields()
    day = fields.add("Calendar", DateEdit(bare_session.today))
    qtbot.addWidget(fields)
    day.edit.setText("32.11.2026")
    assert not fields.check()
    said = [label.text() for label in fields.findChildren(Label)]
    assert "Мұндай күн жоқ: 32.11.2026." in said
    day.edit.setText("")
    assert fields.check()


def test_a_question_names_what_it_does(qtbot: QtBot) -> None:
    done: list[bool] = []
    box = ask(None, "Menu", "Print", "Close", lambda: done.append(True), loss=True)
    assert box.ok_button is not None
    assert box.ok_button.text() == "Жабу"
    box.ok_button.click()
    assert done == [True]


@pytest.mark.parametrize("lines", [1, 400])
def test_a_dialog_never_grows_out_of_the_screen(qtbot: QtBot, lines: int) -> None:
    body = Label("Print")
    body.setText("\n".join(["сөз"] * lines))
    box = Dialog(None, "Menu", body, "Close")
    box.open()
    assert box.height() <= box.screen().availableGeometry().height()


def test_everything_in_a_dialog_has_a_name(qtbot: QtBot, bare_session: Session) -> None:
    fields = Fields()
    fields.add("Language", QLineEdit())
    fields.row(("Calendar", DateEdit(bare_session.today)), ("Menu", Combo([("a", "Print")])))
    box = Dialog(None, "Menu", fields, "Print")
    box.open()
    assert nameless(box) == []


def test_a_combo_keeps_its_key_when_its_options_change(qtbot: QtBot) -> None:
    combo = Combo([(1, "Print"), (2, "Close")])
    qtbot.addWidget(combo)
    combo.set_key(2)
    combo.put([(3, "Menu"), (2, "Close")])
    assert combo.key() == 2


def test_a_hidden_field_takes_its_label_along(qtbot: QtBot) -> None:
    fields = Fields()
    qtbot.addWidget(fields)
    edit: QWidget = fields.add("Language", QLineEdit())
    fields.set_visible(edit, False)
    assert not any(label.isVisibleTo(fields) for label in fields.findChildren(Label))
