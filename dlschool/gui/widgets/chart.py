"""Small horizontal bars: a few counts at one glance."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dlschool.gui import theme
from dlschool.gui.words import Words, on_language, shown

ROW = 28


class BarChart(QWidget):
    """Rows of name, bar and number; `put([(words, count), …])`. The longest bar is the most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[tuple[Words, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        on_language(self, self._said)

    def put(self, rows: Sequence[tuple[Words, int]]) -> None:
        self._rows = rows
        self._said()

    def _said(self) -> None:
        self.setAccessibleName("; ".join(f"{shown(words)}: {n}" for words, n in self._rows))
        self.updateGeometry()
        self.update()

    def _names(self) -> int:
        """Width of the column of names: at most half of the chart, names wrap beyond it."""
        self.setFont(theme.font(theme.SMALL))
        widest = max(
            (self.fontMetrics().horizontalAdvance(shown(words)) for words, _ in self._rows),
            default=0,
        )
        return min(widest + 8, max(self.width() // 2, 80))

    def _heights(self) -> list[int]:
        names, metrics = self._names(), self.fontMetrics()
        flags = Qt.TextFlag.TextWordWrap
        boxes = [
            metrics.boundingRect(0, 0, names - 8, 1000, flags, shown(words))
            for words, _ in self._rows
        ]
        return [max(ROW, box.height() + 8) for box in boxes]

    def sizeHint(self) -> QSize:
        return QSize(240, sum(self._heights()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, sum(self._heights()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower chart wraps more names and wants to be taller."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = self._names()
        painter.setFont(self.font())
        most = max((count for _, count in self._rows), default=0) or 1
        room = self.width() - names - 36
        top = 0
        for (words, count), tall in zip(self._rows, self._heights(), strict=True):
            painter.setPen(theme.colour("ink"))
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(QRectF(0, top, names - 8, tall), flags, shown(words))
            long = max(2.0, room * count / most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(names, top + (tall - 16) / 2, long, 16), 2, 2)
            painter.setPen(theme.colour("ink"))
            place = QRectF(names + long + 8, top, 40, tall)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), str(count))
            top += tall
