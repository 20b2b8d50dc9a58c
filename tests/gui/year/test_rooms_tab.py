"""Rooms and hours on the screen: named, stated, changed, refused in the dialog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import at_noon, opened, school, staff, stored_pupil
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.learning import Room, Teaching
from dlschool.gui import words
from dlschool.gui.session import Session
from dlschool.gui.year.room_dialogs import RoomFields, WeekHours, room_dialog, teacher_hours_dialog
from dlschool.gui.year.view import YearView
from dlschool.paths import DataFolder
from dlschool.services import curriculum, rooms, typical
from dlschool.services import school as schools
from dlschool.settings import Settings

YEAR = "2026-2027"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    schools.save_school(db, school())
    who = schools.save_staff(db, staff(id=None))
    stored_pupil(db, grade=8, letter="Ә", language="ru")
    typical.fill(db, YEAR)
    math = curriculum.subjects(db)[0].id or 0
    curriculum.save_teaching(
        db, Teaching(year=YEAR, class_name="8Ә", subject_id=math, staff_id=who, room="305")
    )
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
    made.open("rooms")
    return made


def said(view: YearView) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_rooms_and_teachers_stand_with_what_is_stated_of_them(
    view: YearView, session: Session
) -> None:
    rooms.save(session.db, Room(name="Ұзын атау " * 6, seats=40, hours=(2, 0, 1, 0, 0, 0, 0)))
    view.reload()
    with _russian():
        shown = said(view)
    assert "305" in shown
    assert staff().name in shown
    assert "40" in shown
    assert not nameless(view)


class _russian:
    """The window speaks Russian for a while."""

    def __enter__(self) -> None:
        words.speak("ru")

    def __exit__(self, *_: object) -> None:
        words.speak("kk")


def test_a_named_room_gets_seats_and_hours(view: YearView, session: Session) -> None:
    known = rooms.rooms(session.db, YEAR)[0]
    dialog = room_dialog(view, session, known)
    dialog.open()
    fields = dialog.body
    assert isinstance(fields, RoomFields)
    assert not fields.hours.days[0].isEnabled()
    assert not nameless(dialog)
    fields.seats.setText("көп")
    dialog.accept()
    assert dialog.isVisible()
    assert rooms.rooms(session.db, YEAR)[0].id is None
    fields.seats.setText("12")
    fields.hours.stated.setChecked(True)
    for edit, count in zip(fields.hours.days, (2, 0, 1, 0, 0, 0), strict=True):
        edit.setValue(count)
    dialog.accept()
    (made,) = rooms.rooms(session.db, YEAR)
    assert (made.name, made.seats, made.hours) == ("305", 12, (2, 0, 1, 0, 0, 0, 0))
    assert "12" in said(view)


def test_a_teachers_hours_are_typed_and_given_up(view: YearView, session: Session) -> None:
    person = schools.staff(session.db)[0]
    for hours, stated in (((), True), ((1,) * 7, False)):
        dialog = teacher_hours_dialog(view, session, person, hours)
        dialog.open()
        edit = dialog.body.findChild(WeekHours)
        assert isinstance(edit, WeekHours)
        edit.stated.setChecked(stated)
        dialog.accept()
        kept = rooms.teacher_hours(session.db)
        assert kept == ({person.id: (2, 2, 2, 2, 2, 2, 0)} if stated else {})


def test_who_may_not_plan_is_offered_no_change(qtbot: QtBot, session: Session) -> None:
    db = opened(session.folder, at_noon, "Ким А.", Role.VIEWER)
    made = YearView(Session(db, session.folder, Settings(theme="light"), at_noon))
    qtbot.addWidget(made)
    made.reload()
    made.show()
    made.open("rooms")
    buttons = [b for b in made.rooms.findChildren(QPushButton) if b.isVisible()]
    assert not [b.accessibleName() or b.text() for b in buttons if b.isEnabled()]
    db.close()


def test_a_new_room_is_offered_in_the_lines_of_teachers_that_are_open(
    view: YearView, session: Session
) -> None:
    view.open("teachers")
    completer = view.teachers.lines[0][2].completer()
    assert completer is not None
    model = completer.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["305"]
    session.act(rooms.save, session.db, Room(name="Акт залы"))
    assert view.teachers.lines[0][2].completer() is completer
    assert sorted(model.index(at, 0).data() for at in range(model.rowCount())) == [
        "305",
        "Акт залы",
    ]
