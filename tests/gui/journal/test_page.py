"""The history: what lies between an action and now is painted; taken back alone, to there, redone."""

from builders import opened
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.pupil import Pupil
from dlschool.gui.journal.page import HistoryPage
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.services import history, pupils, viewings


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def verbs(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisible() and b.text()]


def registered(session: Session, last: str = "Қасымов") -> int:
    pupil = Pupil(last=last, first="Өркен", iin_reason="үлгі")
    return pupils.register_pupil(session.db, pupil)


def page_of(qtbot: QtBot, session: Session) -> HistoryPage:
    page = HistoryPage(session)
    qtbot.addWidget(page)
    session.changed.connect(page.reload)
    page.resize(1000, 600)
    page.reload()
    page.show()
    return page


def dialog_of(page: HistoryPage) -> Dialog:
    QApplication.processEvents()
    return next(box for box in page.findChildren(Dialog) if box.isVisible())


def states(page: HistoryPage) -> list[str]:
    return [page.model.data(page.model.index(row, 2)) for row in range(page.model.rowCount())]


def test_the_newest_is_chosen_and_taken_back_after_naming_what_goes(
    qtbot: QtBot, session: Session
) -> None:
    registered(session)
    page = page_of(qtbot, session)
    assert "білім алушылар: 1" in said(page.beside)
    assert "Білім алушы Қасымов Ө." in said(page.beside)
    page.take_back()
    dialog = dialog_of(page)
    assert "білім алушылар: 1" in said(dialog)
    dialog.accept()
    assert pupils.count(session.db) == 0
    taken_back, work = states(page)
    assert (taken_back.startswith("Кері қайтарылды"), "(кері қайтарылды)" in work) == (True, True)
    assert history.next_undo(session.db) is None


def test_every_step_between_the_chosen_one_and_now_is_painted(
    qtbot: QtBot, session: Session
) -> None:
    for last in ("Абаев", "Әбенов", "Бектенов"):
        registered(session, last)
    page = page_of(qtbot, session)
    assert page.marks.rows == {0}
    page.table.choose(2)
    assert page.marks.rows == {0, 1}
    page.table.choose(1)
    assert page.marks.rows == {0, 1, 2}
    assert "3" in said(page.beside)
    page.take_back_to()
    dialog_of(page).accept()
    assert pupils.count(session.db) == 0
    assert page.marks.rows == frozenset()


def test_one_in_the_middle_is_taken_back_alone_and_done_again(
    qtbot: QtBot, session: Session
) -> None:
    registered(session, "Абаев")
    middle = registered(session, "Әбенов")
    registered(session, "Бектенов")
    page = page_of(qtbot, session)
    page.table.choose(2)
    page.take_back()
    dialog_of(page).accept()
    assert pupils.lines(session.db, [middle]) == []
    page.redo()
    assert pupils.lines(session.db, [middle])[0].last == "Әбенов"


def test_what_cannot_be_taken_back_says_why_and_offers_no_button(
    qtbot: QtBot, session: Session
) -> None:
    made = registered(session)
    known = pupils.card(session.db, made).pupil
    pupils.leave(session.db, made, session.today())
    page = page_of(qtbot, session)
    page.table.choose(1)
    assert "Қасымов" in said(page.beside)
    assert len([verb for verb in verbs(page.beside)]) == 1
    assert known.left_on is None


def test_views_are_not_listed_and_a_record_stays(qtbot: QtBot, session: Session) -> None:
    made = registered(session)
    viewings.viewed(session.db, made)
    page = page_of(qtbot, session)
    assert page.model.rowCount() == 1


def test_a_user_without_the_right_sees_an_empty_page_and_nothing_breaks(
    qtbot: QtBot, session: Session
) -> None:
    registered(session)
    viewer = opened(session.folder, session.now, "Ким А.", Role.VIEWER)
    page = page_of(qtbot, Session(viewer, session.folder, session.settings, session.now))
    assert page.model.rowCount() == 0
    assert verbs(page.beside) == []
    page.take_back()
    page.take_back_to()
    viewer.close()
