"""The field for a date: typed, picked, wrong, empty."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit, calendar_for

TODAY = date(2026, 11, 5)


def edit(qtbot: QtBot) -> DateEdit:
    made = DateEdit(lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_typed_date_is_written_out_in_full(qtbot: QtBot) -> None:
    made = edit(qtbot)
    qtbot.keyClicks(made.edit, "21.11")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.edit.text() == "21.11.2026"
    assert made.value() == date(2026, 11, 21)


def test_a_wrong_date_stays_and_says_why(qtbot: QtBot) -> None:
    made = edit(qtbot)
    qtbot.keyClicks(made.edit, "31.02.2026")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.edit.text() == "31.02.2026"
    assert "Мұндай күн жоқ" in made.edit.toolTip()
    with pytest.raises(Refused):
        made.value()


def test_an_empty_field_is_no_date(qtbot: QtBot) -> None:
    assert edit(qtbot).value() is None


def test_a_change_is_told_once_the_date_can_be_read(qtbot: QtBot) -> None:
    made = edit(qtbot)
    with qtbot.waitSignal(made.changed):
        made.edit.insert("2")
        made.edit.clear()
        qtbot.keyClicks(made.edit, "2111")


def test_the_calendar_opens_by_key_and_gives_its_day(qtbot: QtBot) -> None:
    made = edit(qtbot)
    qtbot.keyClick(made.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = made.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.activated.emit(QDate(2026, 11, 9))
    assert made.value() == date(2026, 11, 9)


def test_the_calendar_begins_on_monday_and_speaks_kazakh(qtbot: QtBot) -> None:
    calendar = calendar_for(None, TODAY)
    qtbot.addWidget(calendar)
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert calendar.locale().standaloneMonthName(11).casefold() == "қараша"
    words.speak("ru")
    assert calendar_for(None, TODAY).locale().standaloneMonthName(11) == "ноябрь"


def test_a_time_is_written_out_in_full(qtbot: QtBot) -> None:
    made = TimeEdit()
    qtbot.addWidget(made)
    qtbot.keyClicks(made, "1530")
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.text() == "15:30"
