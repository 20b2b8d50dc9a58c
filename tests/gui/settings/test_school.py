"""The school's particulars: long names, a wrong BIN, both languages."""

import pytest
from builders import LONG_NAME, school
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.session import Session
from dlschool.gui.settings.school_dialog import SchoolDialog
from dlschool.gui.settings.view import SECTIONS, SettingsView
from dlschool.services import school as service

WIDE = 1166


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> SchoolDialog:
    made = SchoolDialog(None, session)
    made.open()
    return made


def named(dialog: SchoolDialog) -> None:
    dialog.fields.name_kk.setPlainText(LONG_NAME.kk)
    dialog.fields.name_ru.setPlainText(LONG_NAME.ru)


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_names_of_300_letters_are_kept_whole_and_shown_without_scrolling_sideways(
    qtbot: QtBot, session: Session, dialog: SchoolDialog
) -> None:
    named(dialog)
    dialog.fields.region.set_key("390000000")
    dialog.accept()
    assert service.school(session.db).name == LONG_NAME
    assert service.school(session.db).region == "390000000"
    view = SettingsView(session)
    view.resize(WIDE, 690)
    view.reload()
    view.show()
    assert LONG_NAME.kk in said(view)
    assert LONG_NAME.ru in said(view)
    assert view.minimumSizeHint().width() <= WIDE


def test_a_name_in_one_language_only_is_asked_for_and_nothing_is_lost(
    session: Session, dialog: SchoolDialog
) -> None:
    dialog.fields.name_kk.setPlainText(LONG_NAME.kk)
    dialog.fields.director.setText("Ғалымова Б.")
    dialog.accept()
    assert dialog.isVisible()
    assert not service.described(session.db)
    assert dialog.fields.director.text() == "Ғалымова Б."
    assert "екі тілде" in said(dialog)


def test_a_wrong_bin_is_doubted_at_once_and_refused(session: Session, dialog: SchoolDialog) -> None:
    named(dialog)
    dialog.fields.bin.setText("170740014742")
    dialog.fields.bin.editingFinished.emit()
    assert "бақылау" in said(dialog)
    dialog.accept()
    assert dialog.isVisible()
    assert not service.described(session.db)
    dialog.fields.bin.setText("170740014741")
    dialog.accept()
    assert service.school(session.db).bin == "170740014741"


def test_a_switch_of_language_keeps_what_was_typed(dialog: SchoolDialog) -> None:
    named(dialog)
    dialog.fields.region.set_key("390000000")
    words.speak("ru")
    assert "Область (город)" in said(dialog)
    assert dialog.fields.name_kk.toPlainText() == LONG_NAME.kk
    assert dialog.fields.region.key() == "390000000"


def test_what_the_dialog_does_not_ask_for_stays_and_saving_again_changes_nothing(
    session: Session,
) -> None:
    service.save_school(session.db, school(phone="+77143451236"))
    before = service.school(session.db)
    dialog = SchoolDialog(None, session)
    dialog.open()
    dialog.accept()
    assert service.school(session.db) == before


def test_an_undescribed_school_is_told_what_to_do_first(session: Session) -> None:
    view = SettingsView(session)
    view.reload()
    view.show()
    assert "толтырылмаған" in said(view)


@pytest.mark.parametrize("key", list(SECTIONS))
def test_every_section_opens_in_an_empty_school_with_a_name_for_each_control(
    session: Session, key: str
) -> None:
    view = SettingsView(session)
    view.open(key)
    view.reload()
    view.show()
    assert not nameless(view)
    assert view.minimumSizeHint().width() <= WIDE


def test_every_field_of_the_dialog_has_a_name(dialog: SchoolDialog) -> None:
    assert not nameless(dialog)
