"""The screen of cases: where it opens, and how it goes back."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.gui.cases.new_case import NewCase
from dlschool.gui.cases.paper import PaperDialog
from dlschool.gui.cases.view import CasesView
from dlschool.gui.session import Session


def view_of(session: Session) -> CasesView:
    made = CasesView(session)
    made.resize(1140, 680)
    made.show()
    made.reload()
    return made


def visible(kind: type) -> list[object]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_a_case_opens_by_its_id_and_escape_goes_back(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session)
    view.open(family)
    assert view.case.isVisible()
    assert view.back()
    assert view.list.isVisible()
    assert not view.back()


def test_a_case_with_a_step_begins_the_step(session: Session, family: int, qtbot: QtBot) -> None:
    view = view_of(session)
    view.open((family, "paper:housing-act"))
    qtbot.waitUntil(lambda: bool(visible(PaperDialog)))


def test_a_step_that_is_done_is_only_shown(session: Session, family: int, qtbot: QtBot) -> None:
    view = view_of(session)
    view.open((family, "paper:application"))
    QCoreApplication.processEvents()
    assert visible(PaperDialog) == []
    assert view.case.isVisible()


def test_a_new_case_may_come_with_its_pupil(session: Session, family: int, qtbot: QtBot) -> None:
    from dlschool.services.cases import case_file

    pupil = case_file(session.db, family).pupil
    assert pupil is not None
    view = view_of(session)
    view.open(("new", pupil.id))
    (dialog,) = visible(NewCase)
    assert isinstance(dialog, NewCase)
    assert dialog.pupil.value() == pupil.id


def test_a_case_that_was_undone_gives_way_to_the_list(
    session: Session, family: int, qtbot: QtBot
) -> None:
    from dlschool.services.cases import remove_case

    view = view_of(session)
    view.open(family)
    remove_case(session.db, family)
    view.reload()
    assert view.list.isVisible()
