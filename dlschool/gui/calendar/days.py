"""A day of the board: its number, why there are no lessons, whether a chip may be dropped on it."""

from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from dlschool.gui import theme
from dlschool.gui.theme import SMALL
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_

NUMBER, PAD = 20, 4
"""Height of a day's number; room inside a day; px."""
NUMBER_WIDE = 44
"""What «31.12» takes of the line, px."""


def paint(painter: QPainter, cell: QRect, day: date, closed: Words, *, today: bool) -> None:
    """`closed`: why there are no lessons, "" where there are."""
    painter.setBrush(theme.colour("hover" if closed else "card"))
    painter.setPen(theme.colour("line"))
    painter.drawRect(cell.adjusted(0, 0, -1, -1))
    if today:
        bar = QRect(cell.left(), cell.top(), cell.width(), 3)
        painter.fillRect(bar, theme.colour("accent"))
    room = cell.adjusted(2 * PAD, 2, -2 * PAD, 0)
    room.setHeight(NUMBER)
    painter.setFont(theme.font(SMALL, bold=True))
    painter.setPen(theme.colour("accent" if today else "soft" if closed else "ink"))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, f"{day:%d.%m}")
    if closed:
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.colour("soft"))
        said = QFontMetrics(painter.font()).elidedText(
            shown(closed), Qt.TextElideMode.ElideRight, room.width() - NUMBER_WIDE
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, said)


def paint_target(painter: QPainter, cell: QRect, *, allowed: bool) -> None:
    """The day over which a chip is held: green where it may lie, red where it may not."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("done" if allowed else "loss"), 3))
    painter.drawRect(cell.adjusted(2, 2, -3, -3))


def paint_more(painter: QPainter, place: QRect, count: int) -> None:
    """How many chips more the day has."""
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.colour("accent"))
    words = shown(N_("{count} more"), count=count)
    painter.drawText(place.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
