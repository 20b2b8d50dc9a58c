"""The language switches in place: words change, what was typed stays."""

import gc
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.widgets import Combo, Fields, Label
from dlschool.gui.words import on_language, say, shown

SCHOOL = Text("Мектеп", "Школа")


def test_a_message_is_said_again_in_the_other_language() -> None:
    label = Label("Cancel")
    assert label.text() == "Болдырмау"
    words.speak("ru")
    assert label.text() == "Отмена"


def test_official_words_and_values_follow_the_language() -> None:
    label = Label(Text("{n}-сынып, {school}", "{n} класс, {school}"), n=7, school=SCHOOL)
    words.speak("ru")
    assert label.text() == "7 класс, Школа"


def test_a_switch_keeps_what_was_typed_and_chosen() -> None:
    fields = Fields()
    edit = fields.add("Language", QLineEdit())
    combo = fields.add("Menu", Combo([("a", Text("бір", "один")), ("b", Text("екі", "два"))]))
    edit.setText("Өтегенова")
    edit.setCursorPosition(3)
    combo.set_key("b")
    words.speak("ru")
    assert (edit.text(), edit.cursorPosition()) == ("Өтегенова", 3)
    assert (combo.key(), combo.currentText()) == ("b", "два")
    assert edit.accessibleName() == "Язык"


def test_what_is_said_last_is_what_is_said_again() -> None:
    label = Label("Cancel")
    label.say("Close")
    words.speak("ru")
    assert label.text() == "Закрыть"


def test_dates_lists_and_refusals_are_values() -> None:
    refused = Refused("There is no such day: {text}.", text="31.02.2026")
    assert shown("{a}", a=date(2026, 11, 5)) == "05.11.2026"
    assert shown("{a}", a=[SCHOOL, 3]) == "Мектеп, 3"
    assert shown(refused) == "Мұндай күн жоқ: 31.02.2026."


def test_words_with_braces_that_are_data_are_shown_as_they_are() -> None:
    assert shown("{not a place}") == "{not a place}"
    assert shown("") == ""


def test_nothing_is_kept_alive_by_what_it_says() -> None:
    heard: list[int] = []

    def short() -> None:
        label = Label("Cancel")
        on_language(label, lambda: heard.append(label.width()))

    short()
    gc.collect()
    words.speak("ru")
    assert heard == []


def test_the_buttons_of_qt_itself_speak_both_languages() -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    kazakh = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    words.speak("ru")
    QCoreApplication.processEvents()
    russian = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert "Cancel" not in kazakh + russian
    assert kazakh != russian


def test_a_setter_of_any_name_may_be_said_through() -> None:
    edit = QLineEdit()
    say(edit, "setPlaceholderText", "Language")
    words.speak("ru")
    assert edit.placeholderText() == "Язык"
