"""The school year on the screen: the glance, dates edited, hours typed, teachers chosen."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from builders import at_noon, opened, school, staff, stored_pupil
from gui.kept import press
from gui.naming import nameless
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.gui import theme, words
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.year.calendar_tab import CalendarTab
from dlschool.gui.year.day_dialogs import DayOffFields, day_off_dialog, moved_day_dialog
from dlschool.gui.year.edit_dialog import YearFields, edit_dialog
from dlschool.gui.year.glance import LOOKS
from dlschool.gui.year.legend import SHOWN
from dlschool.gui.year.subject_dialogs import AddedFields, add_subject_dialog
from dlschool.gui.year.view import YearView
from dlschool.paths import DataFolder
from dlschool.services import calendar, curriculum, pupils, typical
from dlschool.services import school as schools
from dlschool.settings import Settings

YEAR = "2026-2027"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    schools.save_school(db, school())
    schools.save_staff(db, staff(id=None))
    for grade, language in ((1, "kk"), (8, "ru")):
        stored_pupil(db, grade=grade, letter="Ә", language=language)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> YearView:
    made = YearView(session)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_calendar_of_this_year_is_in_sight(view: YearView) -> None:
    assert view.year() == YEAR
    text = said(view)
    assert "2-тоқсан" in text
    assert "02.11.2026–27.12.2026" in text
    assert "Оқу апталары: 34, 1-сыныпта: 33." in text
    assert not nameless(view)


def test_a_language_switch_leaves_what_is_in_sight(view: YearView) -> None:
    view.open("2025-2026")
    words.speak("ru")
    assert view.year() == "2025-2026"
    assert "2 четверть" in said(view)


def test_arrows_and_the_mouse_tell_what_a_day_is(qtbot: QtBot, view: YearView) -> None:
    glance = view.calendar.glance
    glance.choose(date(2026, 12, 15))
    qtbot.keyClick(glance, Qt.Key.Key_Right)
    assert glance.day() == date(2026, 12, 16)
    assert "Тәуелсіздік күні" in said(view)
    qtbot.keyClick(glance, Qt.Key.Key_Down)
    assert glance.day() == date(2026, 12, 23)
    glance.choose(date(2030, 1, 1))
    assert glance.day() == date(2026, 12, 23)
    spot = next(
        QPoint(x, y)
        for x in range(0, glance.width(), 5)
        for y in range(0, glance.height(), 5)
        if glance.day_at(QPoint(x, y)) == date(2026, 11, 2)
    )
    qtbot.mouseClick(glance, Qt.MouseButton.LeftButton, pos=spot)
    assert glance.day() == date(2026, 11, 2)


def test_a_class_is_shown_with_its_own_days(view: YearView) -> None:
    tab: CalendarTab = view.calendar
    before = said(tab)
    tab.classes.set_key("1Ә")
    assert "160" in said(tab)
    assert "165" in before


def test_days_off_are_added_for_a_class_and_taken_away(view: YearView, session: Session) -> None:
    dialog = day_off_dialog(view, session, YEAR, date(2026, 11, 23))
    dialog.open()
    fields = dialog.body
    assert isinstance(fields, DayOffFields)
    dialog.accept()
    assert dialog.isVisible(), "no reason was given"
    fields.reason.setText("құбыр жарылды")
    fields.whose.set_key("some")
    fields.names.setText("8ә, бесінші")
    dialog.accept()
    assert dialog.isVisible()
    fields.names.setText("8ә, 1")
    dialog.accept()
    (off,) = calendar.calendar(session.db, YEAR).days_off
    assert (off.classes, off.grades, off.until) == (("8Ә",), (1,), date(2026, 11, 23))
    assert "құбыр жарылды" in said(view)
    _icon_button(view.calendar, "Алып тастау").click()
    assert calendar.calendar(session.db, YEAR).days_off == ()


def _icon_button(parent: QWidget, name: str) -> QPushButton:
    return next(b for b in parent.findChildren(QPushButton) if b.accessibleName() == name)


def test_a_day_of_rest_is_moved(view: YearView, session: Session) -> None:
    dialog = moved_day_dialog(view, session, YEAR)
    dialog.open()
    rest, worked, reason = dialog.body.findChildren(QLineEdit)
    rest.setText("30.11.2026")
    dialog.accept()
    assert dialog.isVisible()
    worked.setText("05.12.2026")
    reason.setText("Үкіметтің қаулысы")
    dialog.accept()
    assert date(2026, 12, 5) in calendar.school_dates(session.db, YEAR)


def _fields(dialog: Dialog) -> YearFields:
    assert isinstance(dialog.body, YearFields)
    return dialog.body


def test_dates_are_changed_and_given_back_to_the_ministry(view: YearView, session: Session) -> None:
    dialog = edit_dialog(view, session, calendar.calendar(session.db, YEAR))
    dialog.open()
    assert not nameless(dialog)
    fields = _fields(dialog)
    fields.terms[1][1].set_value(date(2027, 1, 3))
    dialog.accept()
    assert dialog.isVisible(), "the term would reach into the winter break"
    fields.breaks[1][0].set_value(date(2027, 1, 4))
    fields.six_days.setText("10, 11")
    dialog.accept()
    own = calendar.calendar(session.db, YEAR)
    assert (own.term(2).until, own.six_day_grades) == (date(2027, 1, 3), (10, 11))
    text = said(view)
    assert "мектеп өзгерткен" in text
    next(
        b for b in view.findChildren(QPushButton) if b.text() == "Министрлік күндеріне қайту"
    ).click()
    assert not calendar.is_own(session.db, YEAR)


def test_the_next_year_is_typed_in_from_a_draft(view: YearView, session: Session) -> None:
    view.add_year()
    dialog = next(d for d in view.findChildren(Dialog) if d.isVisible())
    dialog.accept()
    assert "2027-2028" in calendar.years(session.db)
    view.open("2027-2028")
    assert "1-тоқсан" in said(view)


def test_subjects_come_from_the_typical_curriculum_and_hours_are_typed(
    qtbot: QtBot, view: YearView, session: Session
) -> None:
    view.open("subjects")
    assert "әзірге жоқ" in said(view)
    view.subjects.fill()
    view.subjects.of.set_key((8, "ru"))
    first, second = view.subjects.edits[:2]
    first.setFocus()
    qtbot.keyClicks(first, "3,5")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert view.subjects.edits[0] is first, "the line stays where it was typed"
    assert QApplication.focusWidget() is second or not view.isActiveWindow()
    line = curriculum.hours(session.db, YEAR, 8, "ru")[0]
    assert line.weekly == "3.5"
    assert "119" in said(view), "34 weeks"
    first.setText("көп")
    first.editingFinished.emit()
    assert first.toolTip()
    assert first.text() == "көп"
    assert curriculum.hours(session.db, YEAR, 8, "ru")[0].weekly == "3.5"
    assert not nameless(view)


def test_a_year_takes_the_subjects_of_the_year_before(view: YearView, session: Session) -> None:
    view.open("subjects")
    view.open("2025-2026")
    assert not [b for b in view.findChildren(QPushButton) if b.text() == "2024-2025 жылындағыдай"]
    typical.fill(session.db, "2025-2026")
    view.open(YEAR)
    next(b for b in view.findChildren(QPushButton) if b.text() == "2025-2026 жылындағыдай").click()
    assert curriculum.has_hours(session.db, YEAR)
    assert view.subjects.edits


def test_a_subject_of_the_schools_own_is_added_to_a_grade(view: YearView, session: Session) -> None:
    typical.fill(session.db, YEAR)
    dialog = add_subject_dialog(view, session, YEAR, 8, "ru")
    dialog.open()
    fields = dialog.body
    assert isinstance(fields, AddedFields)
    fields.which.set_key(0)
    fields.new.kk.setText("Шахмат")
    dialog.accept()
    assert dialog.isVisible(), "the name in Russian is lacking"
    fields.new.ru.setText("Шахматы")
    fields.weekly.setText("1")
    dialog.accept()
    taught = curriculum.subjects_of(session.db, YEAR, "8Ә")
    assert [str(t.weekly) for t in taught if t.subject.name_ru == "Шахматы"] == ["1"]


def test_a_teacher_is_chosen_with_days_and_room(view: YearView, session: Session) -> None:
    typical.fill(session.db, YEAR)
    view.open("teachers")
    view.teachers.classes.set_key("8Ә")
    who, days, room = view.teachers.lines[0]
    person = schools.staff(session.db)[0]
    who.set_key(person.id)
    who.activated.emit(who.currentIndex())
    days.buttons[2].click()
    room.setText("12")
    room.editingFinished.emit()
    (made,) = curriculum.teachings(session.db, YEAR, "8Ә")
    assert (made.staff_id, made.days, made.room) == (person.id, (2,), "12")
    assert view.teachers.lines[0] == (who, days, room)
    assert not nameless(view)


def test_a_viewer_is_offered_nothing_that_writes(qtbot: QtBot, session: Session) -> None:
    typical.fill(session.db, YEAR)
    db = opened(session.folder, at_noon, "Ким А.", Role.VIEWER)
    made = YearView(Session(db, session.folder, Settings(theme="light"), at_noon))
    qtbot.addWidget(made)
    made.reload()
    made.show()
    for tab in ("calendar", "subjects", "teachers"):
        made.open(tab)
        texts = {
            b.text() or b.accessibleName()
            for b in made.findChildren(QPushButton)
            if b.isEnabled() and b.isVisible()
        }
        assert texts <= {""}, texts
    db.close()


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_no_two_kinds_of_days_look_alike(shade: str) -> None:
    """Told apart by lightness or hue, on screens where tints are hardly seen."""
    if shade == "dark":
        theme.switch("dark")
    grounds = [theme.colour(LOOKS[kind][0]) for kind in SHOWN]
    for one, other in combinations(grounds, 2):
        far = sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))
        assert far > 40, (one.name(), other.name())


def test_a_school_without_classes_has_no_empty_choice_of_grades(
    qtbot: QtBot, session: Session
) -> None:
    for pupil_id in pupils.ids(session.db, pupils.Filter()):
        pupils.leave(session.db, pupil_id, date(2026, 9, 2))
    made = YearView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    made.tabs.go("subjects")
    QApplication.processEvents()
    assert not made.subjects.of.isVisible()
    gone: list[tuple[object, ...]] = []
    session.wanted.connect(lambda *to: gone.append(to))
    press(made.subjects, "Білім алушыны тіркеу")
    assert gone == [("pupils", "new")]
