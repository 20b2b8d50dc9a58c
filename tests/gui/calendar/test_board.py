"""The board: what is in sight of a full day, where the focus is, what a drag says and shows."""

from datetime import date, datetime

import pytest
from builders import at_noon, opened
from gui.calendar.parts import dialog, drag
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.text import Text
from dlschool.gui.calendar.board import Board
from dlschool.gui.calendar.chips import Chip
from dlschool.gui.calendar.laid import HEAD, MOST, Laid
from dlschool.gui.calendar.legend import KINDS
from dlschool.gui.calendar.view import CalendarView
from dlschool.gui.session import Session
from dlschool.settings import Settings

MONDAY = date(2026, 12, 7)
DAY = date(2026, 12, 9)


def chip(number: int, day: date = DAY, *, done: bool = False) -> Chip:
    words = Text(f"БЖБ {number}", f"СОР {number}")
    return Chip(number, words, words, day, done=done)


@pytest.fixture
def board(qtbot: QtBot) -> Board:
    made = Board(lambda _chip, day: "жабық күн" if day == date(2026, 12, 12) else "")
    qtbot.addWidget(made)
    made.resize(960, 500)
    made.show()
    return made


def test_a_full_day_leaves_room_for_the_other_weeks_and_counts_what_it_hides() -> None:
    laid = Laid(MONDAY, 2, 960, [chip(n, done=n < 3) for n in range(40)], MOST)
    assert [one.id for _, one in laid.places] == [3, 4, 5, 6, 7], "those that can be moved first"
    assert laid.left_out == {DAY: 35}
    assert laid.more_at(laid.more(DAY).center()) == DAY
    assert laid.cell(DAY).contains(laid.more(DAY))
    alone = Laid(MONDAY, 1, 960, [chip(n) for n in range(40)])
    assert len(alone.places) == 40
    assert not alone.left_out


def test_the_line_of_a_full_day_asks_for_its_week(board: Board) -> None:
    board.put(MONDAY, 2, [chip(n) for n in range(9)], {})
    asked: list[object] = []
    board.unfolded.connect(asked.append)
    QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=board.laid.more(DAY).center())
    assert asked == [DAY]


def test_the_week_that_a_full_day_asks_for_is_shown(view: CalendarView) -> None:
    view.board.unfolded.emit(date(2026, 12, 10))
    assert view.span.value() == "week"
    assert view.board.laid.monday == MONDAY
    assert view.choices.before.isVisible()


def test_arrows_go_along_chips_and_days(board: Board) -> None:
    board.put(MONDAY, 1, [chip(1), chip(2), chip(3, date(2026, 12, 11))], {})
    for key, wanted in (
        (Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Right, 3), (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Up, 3), (Qt.Key.Key_Left, 1),
    ):  # fmt: skip
        QTest.keyClick(board, key)
        assert board.chosen() == wanted


def test_what_may_not_be_moved_is_opened_by_a_click_and_never_dragged(board: Board) -> None:
    board.put(MONDAY, 1, [chip(1, done=True)], {})
    opened_ids, moved = [], []
    board.opened.connect(opened_ids.append)
    board.moved.connect(lambda *what: moved.append(what))
    drag(board, 1, date(2026, 12, 10))
    assert (opened_ids, moved) == ([], [])
    QTest.mouseClick(board, Qt.MouseButton.LeftButton, pos=board.place(1).center())
    assert opened_ids == [1]


def test_a_drag_near_the_edge_brings_the_later_weeks_into_sight(view: CalendarView) -> None:
    (area,) = (one for one in view.findChildren(QScrollArea) if one.isAncestorOf(view.board))
    bar = area.verticalScrollBar()
    bar.setValue(0)
    board = view.board
    start = board.place(board.chips()[0].id).center()
    QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(board, QPoint(start.x(), area.viewport().height() + 40))
    assert bar.value() > 0
    QTest.keyClick(board, Qt.Key.Key_Escape)
    QTest.mouseRelease(board, Qt.MouseButton.LeftButton)
    assert not [one for one in view.findChildren(QLabel) if one.text() == "жабық күн"]


def test_the_reason_goes_with_the_mouse_and_goes_away(board: Board) -> None:
    board.put(MONDAY, 1, [chip(1)], {})
    drag(board, 1, date(2026, 12, 12), drop=False)
    assert board.hint.text() == "жабық күн"
    assert board.rect().contains(board.hint.geometry())
    drag(board, 1, date(2026, 12, 10), drop=False)
    assert board.hint.isHidden()


def test_every_colour_of_the_chips_has_its_words(view: CalendarView) -> None:
    assert view.legend.words() == [
        "БЖБ",
        "ТЖБ",
        "сынып күнінен бөлек",
        "тапсырылған немесе босатылған",
    ]
    view.open("plan")
    assert view.legend.words() == ["БЖБ", "ТЖБ"]
    from dlschool.gui.calendar.chips import colours

    assert len({colours(of) for of, _ in KINDS}) == len(KINDS)


def test_a_teacher_reads_a_sitting_and_the_plan(qtbot: QtBot, session: Session) -> None:
    folder = session.folder
    session.db.close()
    db = opened(folder, at_noon, "Омарова А.", Role.TEACHER, ("8Ә",))
    made = CalendarView(Session(db, folder, Settings(theme="light"), at_noon))
    qtbot.addWidget(made)
    made.show()
    made.reload()
    assert "сүйреп" not in made.sub.text()
    for layer in ("sittings", "plan"):
        made.open(layer)
        made.show_one(made.board.chips()[0].id)
        shown = dialog(made)
        assert shown.ok_button is None
        assert [b.text() for b in shown.foot_buttons()] == ["Жабу"]
        shown.reject()
        QApplication.processEvents()
    db.close()


def test_a_term_opens_at_the_week_of_today(qtbot: QtBot, session: Session) -> None:
    later = Session(
        session.db, session.folder, session.settings, lambda: datetime(2026, 12, 10, 12, 0)
    )
    made = CalendarView(later)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.reload()
    (area,) = (one for one in made.findChildren(QScrollArea) if one.isAncestorOf(made.board))

    def week_on_top() -> bool:
        top = made.board.mapTo(area.viewport(), made.board.cell(MONDAY).topLeft()).y()
        return 0 <= top < area.viewport().height() // 2

    qtbot.waitUntil(week_on_top, timeout=2000)
    area.verticalScrollBar().setValue(0)
    made.reload()
    QApplication.processEvents()
    assert area.verticalScrollBar().value() == 0, "only the first time"


def test_the_names_of_the_weekdays_stay_when_the_term_is_scrolled(view: CalendarView) -> None:
    (area,) = (one for one in view.findChildren(QScrollArea) if one.isAncestorOf(view.board))
    bar = area.verticalScrollBar()
    seen = []
    for value in (0, bar.maximum()):
        bar.setValue(value)
        QApplication.processEvents()
        strip = area.viewport().grab().toImage().copy(0, 0, 600, HEAD - 1)
        seen.append(strip)
    assert bar.maximum() > HEAD
    assert seen[0] == seen[1]
