"""A pupil's card: what it shows, what is doubtful, leaving and coming back, a case from it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Ground
from dlschool.domain.pupil import Guardian, Pupil
from dlschool.domain.record import Case
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.prose import Prose
from dlschool.services import cases, history, pupils


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> PupilsView:
    made = PupilsView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 690)
    made.show()
    return made


def pupil(session: Session, *guardians: Guardian, **facts: object) -> int:
    known: dict[str, object] = {"last": "Қасымов", "first": "Өркен", "iin": "110305500003"}
    return pupils.register_pupil(session.db, Pupil(**{**known, **facts}), guardians)  # type: ignore[arg-type]


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    spoken = (*widget.findChildren(QLabel), *widget.findChildren(Prose))
    return " ".join(one.text() for one in spoken if one.isVisible())


def test_a_pupil_of_whom_nothing_is_known_has_a_card(session: Session, view: PupilsView) -> None:
    view.open(pupil(session, iin="", iin_reason="құжаты жоқ"))
    for key in ("particulars", "guardians", "cases", "history"):
        view.card.tabs.go(key)
        assert said(view.card.tabs)


def test_a_doubtful_number_is_shown_above_the_tabs(session: Session, view: PupilsView) -> None:
    view.open(pupil(session, birth_date=date(2011, 3, 6), iin_reason="куәлікте осылай"))
    assert "05.03.2011" in said(view.card)


def test_a_case_of_the_pupil_leads_to_its_screen(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    made = pupil(session, Guardian(name="Қасымова Дана", main=True))
    draft = Case(
        number="", edition="", ground=Ground.FAMILY, pupil_id=made, opened_on=session.today()
    )
    case_id = cases.open_case(session.db, draft)
    view.open(made)
    view.card.tabs.go("cases")
    button = next(b for b in _buttons(view) if b.text() == "Істі ашу" and b.isVisible())
    with qtbot.waitSignal(session.wanted) as wanted:
        button.click()
    assert wanted.args == ["cases", case_id]


def test_a_new_case_is_begun_for_this_pupil(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    made = pupil(session)
    view.open(made)
    with qtbot.waitSignal(session.wanted) as wanted:
        view.card.open_button.click()
    assert wanted.args == ["cases", ("new", made)]


def test_a_pupil_leaves_on_a_day_and_comes_back(session: Session, view: PupilsView) -> None:
    made = pupil(session)
    view.open(made)
    view.card.leave_button.click()
    (dialog,) = view.card.findChildren(Dialog)
    dialog.accept()
    assert pupils.card(session.db, made).pupil.left_on == session.today()
    assert not view.card.open_button.isVisible()
    next(b for b in _buttons(view) if b.text() == "Қайта келді").click()
    assert pupils.card(session.db, made).pupil.left_on is None
    newest = history.next_undo(session.db)
    assert newest is not None
    assert history.said(newest) == "Білім алушы қайта келді: Қасымов Ө."
    assert view.card.open_button.isVisible()


def test_teaching_at_home_is_told_apart_from_distance_learning(
    session: Session, view: PupilsView
) -> None:
    view.open(pupil(session, home_teaching=True))
    assert "басқа қызмет" in said(view.card)


def test_the_card_opens_the_dialog_with_what_is_known(session: Session, view: PupilsView) -> None:
    view.open(pupil(session))
    view.card.edit_button.click()
    (dialog,) = view.card.findChildren(PupilDialog)
    assert dialog.fields.last.text() == "Қасымов"


def _buttons(view: PupilsView) -> list[QPushButton]:
    QApplication.processEvents()
    return [button for button in view.card.findChildren(QPushButton) if button.isVisible()]
