"""A new case: the ground first; nothing typed is lost when it is refused."""

import pytest
from builders import stored_case, stored_pupil
from gui.naming import nameless
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dlschool.domain.case import EventLevel, Ground
from dlschool.gui import words
from dlschool.gui.cases.new_case import NewCase
from dlschool.gui.session import Session
from dlschool.gui.widgets import Strip
from dlschool.services.cases import case_file


@pytest.fixture
def pupil(session: Session) -> int:
    stored_pupil(session.db, last="Қасымов", first="Ербол")
    return stored_pupil(session.db)


def dialog_of(session: Session, opened: list[int] | None = None) -> NewCase:
    made = NewCase(session, None, (opened if opened is not None else []).append)
    made.open()
    return made


def test_a_familys_case_is_opened_with_the_keyboard(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    opened: list[int] = []
    dialog = dialog_of(session, opened)
    dialog.pupil.search.setText("сәрс")
    qtbot.waitUntil(lambda: dialog.pupil.value() == pupil)
    qtbot.keyClicks(dialog.start.edit, "09112026")
    qtbot.keyClicks(dialog.until.edit, "27122026")
    qtbot.keyClick(dialog.until.edit, Qt.Key.Key_Return)
    case = case_file(session.db, opened[0]).case
    assert (case.pupil_id, case.ground, str(case.wanted_until)) == (
        pupil,
        Ground.FAMILY,
        "2026-12-27",
    )


def test_without_a_pupil_it_is_refused_and_keeps_what_was_typed(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    dialog = dialog_of(session)
    dialog.reason.setText("Отбасы көшеді")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.findChildren(Strip)
    assert dialog.reason.text() == "Отбасы көшеді"


def test_an_impossible_date_is_said_under_its_field(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    opened: list[int] = []
    dialog = dialog_of(session, opened)
    dialog.start.edit.setText("31.02.2026")
    dialog.accept()
    assert dialog.isVisible()
    assert opened == []


def test_each_ground_asks_for_its_own(session: Session, pupil: int, qtbot: QtBot) -> None:
    dialog = dialog_of(session)
    assert dialog.pupil.isVisible()
    assert not dialog.event_.isVisible()
    dialog.ground.set_value(Ground.COMPETITION)
    assert dialog.event_.isVisible()
    assert not dialog.start.isVisible()
    dialog.ground.set_value(Ground.WEATHER)
    assert dialog.classes.isVisible()
    assert not dialog.pupil.isVisible()


def test_a_competition_keeps_its_event(session: Session, pupil: int, qtbot: QtBot) -> None:
    opened: list[int] = []
    dialog = dialog_of(session, opened)
    dialog.ground.set_value(Ground.COMPETITION)
    dialog.pupil.choose(pupil)
    dialog.event_.name.setText("Олимпиада")
    dialog.event_.level.set_key("republican")
    qtbot.keyClicks(dialog.event_.start.edit, "0911")
    dialog.accept()
    case = case_file(session.db, opened[0]).case
    assert (case.event_name, case.event_level) == ("Олимпиада", EventLevel.REPUBLICAN)
    assert str(case.event_from) == "2026-11-09"


def test_classes_of_a_morning_are_pressed(session: Session, pupil: int, qtbot: QtBot) -> None:
    opened: list[int] = []
    dialog = dialog_of(session, opened)
    dialog.ground.set_value(Ground.EMERGENCY)
    dialog.classes.every.click()
    dialog.accept()
    assert case_file(session.db, opened[0]).case.classes == ("8Ә",)


def test_a_case_that_runs_already_is_said(session: Session, pupil: int, qtbot: QtBot) -> None:
    stored_case(session.db, pupil_id=pupil)
    dialog = dialog_of(session)
    dialog.pupil.choose(pupil)
    assert "2026/1" in dialog.pupil.note.text()


def test_the_edition_may_be_kept_with_its_reason(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    opened: list[int] = []
    dialog = dialog_of(session, opened)
    dialog.pupil.choose(pupil)
    dialog.edition.why.setText("мәтіні жоқ")
    dialog.accept()
    assert case_file(session.db, opened[0]).warning is None


def test_a_switch_of_language_keeps_what_was_typed(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    dialog = dialog_of(session)
    dialog.pupil.choose(pupil)
    dialog.reason.setText("Көшу")
    dialog.start.edit.setText("09.11")
    words.speak("ru")
    assert (dialog.reason.text(), dialog.start.edit.text()) == ("Көшу", "09.11")
    assert dialog.pupil.value() == pupil
    assert dialog.windowTitle() == "Новое дело"


def test_everything_has_a_name_for_a_screen_reader(
    session: Session, pupil: int, qtbot: QtBot
) -> None:
    assert nameless(dialog_of(session)) == []
