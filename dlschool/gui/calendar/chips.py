"""What lies on a day of the board: a SOR or SOCh of a class, or one pupil's sitting."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from dlschool.domain.text import Text
from dlschool.gui import theme
from dlschool.gui.theme import SMALL
from dlschool.gui.words import shown

TALL = 38
ROUND = 5


@dataclass(frozen=True, slots=True)
class Chip:
    """`title` is read first; `more` where there is room, and in the tip."""

    id: int
    title: Text
    more: Text
    day: date | None
    soch: bool = False
    moved: bool = False
    """Not on the class's own date."""
    fixed: bool = False
    done: bool = False
    """Taken or waived: it cannot be dragged."""

    @property
    def spoken(self) -> str:
        return f"{shown(self.title)}, {shown(self.more)}"


def colours(chip: Chip) -> tuple[str, str]:
    """Ground and words."""
    if chip.done:
        return "hover", "soft"
    if chip.moved:
        return "late-tint", "late"
    return ("tint", "accent") if chip.soch else ("done-tint", "done")


def paint(painter: QPainter, place: QRect, chip: Chip, *, chosen: bool) -> None:
    ground, ink = colours(chip)
    painter.setBrush(theme.colour(ground))
    edge = QPen(theme.colour("accent" if chosen else ground), 2 if chosen else 1)
    painter.setPen(edge)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), ROUND, ROUND)
    painter.setPen(theme.colour(ink))
    room = place.adjusted(6, 2, -6, -2)
    upper, lower = QRect(room), QRect(room)
    upper.setHeight(room.height() // 2)
    lower.setTop(upper.bottom() + 1)
    words = shown(chip.title)
    _line(painter, upper, f"• {words}" if chip.fixed else words, bold=chip.soch)
    _line(painter, lower, shown(chip.more), bold=False)


def _line(painter: QPainter, room: QRect, words: str, *, bold: bool) -> None:
    painter.setFont(theme.font(SMALL, bold=bold))
    said = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
