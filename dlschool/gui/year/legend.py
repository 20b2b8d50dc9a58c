"""What the colours of the days mean."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.domain.school_days import DayKind
from dlschool.gui import theme
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.year.glance import KIND_WORDS, LOOKS

SIDE = 14
SHOWN = (DayKind.BREAK, DayKind.HOLIDAY, DayKind.OFF, DayKind.WORKED)


class Swatch(QWidget):
    """A small square of a kind's colour."""

    def __init__(self, kind: DayKind) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(QSize(SIDE, SIDE))
        theme.on_theme(self, self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("edge"))
        painter.setBrush(theme.colour(LOOKS[self._kind][0]))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)


def legend() -> QWidget:
    """A square and its words for each kind of day; the row wraps."""
    holder = QWidget()
    flow = Flow(holder)
    for kind in SHOWN:
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(Swatch(kind))
        words = Label(KIND_WORDS[kind], "small-soft")
        words.setWordWrap(False)
        row.addWidget(words)
        flow.addWidget(pair)
    return holder
