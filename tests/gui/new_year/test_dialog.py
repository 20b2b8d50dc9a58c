"""The dialog of the new school year: a preview, another way for one pupil, all in one action."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import material_builders
import pytest
from builders import opened, stored_pupil
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.learning import Subject, Teaching
from dlschool.domain.school import Staff
from dlschool.domain.year_change import Move
from dlschool.errors import Refused
from dlschool.gui.new_year import lines
from dlschool.gui.new_year.carried import teachers_dialog
from dlschool.gui.new_year.dialog import NewYear, new_year_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.year.view import YearView
from dlschool.paths import DataFolder
from dlschool.services import curriculum, history, loans, pupils, school, year_change
from dlschool.settings import Settings

SUMMER = datetime.fromisoformat("2027-06-10T09:41")


def session_at(place: Path, at: datetime) -> Session:
    db = opened(DataFolder(place / "school"), lambda: at, "Оразова Д.")
    return Session(db, db.folder, Settings(theme="light"), lambda: at)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_at(tmp_path, SUMMER)
    for grade in (1, 8, 8, 9, 11):
        stored_pupil(made.db, grade=grade, last=f"Әбен{grade}")
    yield made
    made.db.close()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> Dialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = new_year_dialog(session, parent)
    box.open()
    return box


def body(dialog: Dialog) -> NewYear:
    assert isinstance(dialog.body, NewYear)
    return dialog.body


def classes(session: Session) -> list[str]:
    everyone = [pupils.card(session.db, n).pupil for n in range(1, 6)]
    return ["left" if p.left_on else f"{p.grade}{p.letter}" for p in everyone]


def test_the_verb_moves_everybody_in_one_action(dialog: Dialog, session: Session) -> None:
    before = len(history.actions(session.db, limit=-1))
    dialog.accept()
    assert classes(session) == ["2Ә", "9Ә", "9Ә", "10Ә", "left"]
    assert len(history.actions(session.db, limit=-1)) == before + 1


def test_another_way_is_chosen_for_one_pupil_and_stays_in_sight(
    dialog: Dialog, session: Session
) -> None:
    shown = body(dialog)
    shown.table.choose(4)
    shown.way.button(Move.LEAVE.value).click()
    assert shown.seen.totals[Move.LEAVE] == 1
    assert shown.table.current_id() == 4
    shown.table.choose(2)
    shown.letter.setText("б")
    shown.letter.editingFinished.emit()
    assert [line.after for line in shown.seen.lines if line.pupil.id == 2] == ["9Б"]
    dialog.accept()
    assert classes(session) == ["2Ә", "9Б", "9Ә", "left", "left"]


def test_the_filter_shows_a_class_or_who_does_not_move_up(dialog: Dialog) -> None:
    shown = body(dialog)
    shown.filter.set_key("8Ә")
    assert shown.model.rowCount() == 2
    shown.filter.set_key(lines.UNUSUAL)
    assert shown.model.rowCount() == 1


def test_a_way_that_cannot_be_is_said_and_the_dialog_keeps_its_choices(
    qtbot: QtBot, session: Session
) -> None:
    oldest = stored_pupil(session.db, grade=12)
    shown = NewYear(session)
    qtbot.addWidget(shown)
    shown.table.choose(oldest)
    shown.way.set_value(Move.PROMOTE.value)
    with pytest.raises(Refused, match="12"):
        shown._choose()
    assert shown.chosen == {}
    assert shown.way.value() == Move.GRADUATE.value, "the buttons show what stays"


def test_classes_that_are_moved_already_are_only_marked(dialog: Dialog, session: Session) -> None:
    button = dialog.foot.itemAt(0).widget()
    assert button is not None
    button.click()
    assert classes(session) == ["1Ә", "8Ә", "8Ә", "9Ә", "11Ә"]
    assert year_change.due(session.db) is None


def test_the_year_screen_offers_it_in_summer_only(qtbot: QtBot, tmp_path: Path) -> None:
    for at, offered in ((SUMMER, True), (datetime.fromisoformat("2026-11-21T09:00"), False)):
        session = session_at(tmp_path / str(offered), at)
        screen = YearView(session)
        qtbot.addWidget(screen)
        screen.reload()
        assert screen.changing.isVisibleTo(screen) is offered
        session.db.close()


def test_without_a_year_to_change_it_does_not_open(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_at(tmp_path, datetime.fromisoformat("2026-11-21T09:00"))
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(Refused):
        new_year_dialog(session, parent)
    session.db.close()
    QApplication.processEvents()


def taught(session: Session) -> int:
    """Class 8's teacher of algebra; returns the subject."""
    db = session.db
    subject = curriculum.save_subject(db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
    staff = school.save_staff(db, Staff(name="Ахметова Б."))
    for grade in (8, 9):
        curriculum.save_hours(db, "2026-2027", grade, "kk", subject, "3")
    value = Teaching(year="2026-2027", class_name="8Ә", subject_id=subject, staff_id=staff)
    curriculum.save_teaching(db, value)
    return subject


def test_the_new_year_begins_with_the_teachers_unless_the_tick_is_taken_away(
    qtbot: QtBot, session: Session
) -> None:
    taught(session)
    parent = QWidget()
    qtbot.addWidget(parent)
    for ticked in (False, True):
        box = new_year_dialog(session, parent)
        box.open()
        shown = body(box).carried
        assert "1" in shown.totals.text()
        shown.tick.setChecked(ticked)
        box.accept()
        classes_taught = [t.class_name for t in curriculum.teachings(session.db, "2027-2028")]
        assert classes_taught == (["9Ә"] if ticked else [])
        if not ticked:
            history.undo(session.db)


def test_the_teachers_of_the_new_year_are_listed(qtbot: QtBot, session: Session) -> None:
    taught(session)
    parent = QWidget()
    qtbot.addWidget(parent)
    carried = year_change.preview(session.db).carried
    box = teachers_dialog(session, parent, carried)
    box.open()
    view = box.body
    assert isinstance(view, QTableView)
    cells = [str(view.model().index(0, n).data()) for n in range(5)]
    assert cells == ["9 «Ә»", "Алгебра", "Ахметова Б.", "—", "8 «Ә»"]
    box.reject()


def test_books_that_are_out_are_named_before_the_pupils_leave(
    qtbot: QtBot, session: Session
) -> None:
    shown = NewYear(session)
    qtbot.addWidget(shown)
    assert shown.books.isHidden()
    loans.issue(session.db, [5], [material_builders.book(session.db)], session.today())
    shown = NewYear(session)
    qtbot.addWidget(shown)
    assert "Әбен11" in shown.books.text()
