"""What a person does on the calendar: drags a chip, has a dialog in sight."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dlschool.gui.calendar.board import Board
from dlschool.gui.calendar.view import CalendarView
from dlschool.gui.widgets.dialog import Dialog

DATES = (8, 10, 11)


def drag(board: Board, chip_id: int, day: date, *, drop: bool = True) -> None:
    start = board.place(chip_id).center()
    end = board.cell(day).center()
    QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=start)
    for point in (start + QPoint(20, 20), end):
        QTest.mouseMove(board, point)
        QApplication.processEvents()
    if drop:
        QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=end)


def dialog(view: CalendarView) -> Dialog:
    QApplication.processEvents()
    found = [one for one in view.findChildren(Dialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]
