"""Pages of a PDF one under the other; only those in sight are drawn."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from dlschool.errors import Refused
from dlschool.gui import theme
from dlschool.gui.words import say
from dlschool.i18n import N_

GAP = 16
KEPT = 12
"""Drawn pages kept."""
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
PX_A_POINT = 96 / 72


def document(pdf: bytes) -> Any:
    """The PDF, read by pypdfium2. Refused: it cannot be read."""
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Refused(N_("This PDF cannot be read: {reason}"), reason=error) from error


def draw(page: Any, scale: float) -> QImage:
    """A page in colour on white; `scale` in px a point. The picture owns its bytes."""
    bitmap = page.render(scale=scale, rev_byteorder=True)
    bytes_ = bytes(bitmap.buffer)
    shapes = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBX8888}
    shape = shapes.get(bitmap.n_channels, QImage.Format.Format_Grayscale8)
    return QImage(bytes_, bitmap.width, bitmap.height, bitmap.stride, shape).copy()


class Pages(QAbstractScrollArea):
    """`moved` tells that another page is in sight or their number changed."""

    moved = Signal()

    def __init__(self, pdf: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document(pdf)
        self._points = [tuple(self._document.get_page_size(at)) for at in range(self.count())]
        self._drawn: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._zoom = 1.0
        self._fits = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(self.Shape.NoFrame)
        say(self, "setAccessibleName", N_("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    def count(self) -> int:
        return len(self._document)

    def current(self) -> int:
        """Number of the page in the middle of the sight, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for at, (top, tall) in enumerate(self._tops()):
            if middle < top + tall + GAP:
                return at + 1
        return max(self.count(), 1)

    def larger(self) -> None:
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom + 0.01), ZOOMS[-1]))

    def smaller(self) -> None:
        self._set_zoom(next((zoom for zoom in ZOOMS[::-1] if zoom < self._zoom - 0.01), ZOOMS[0]))

    def fit(self) -> None:
        """As large as the window's width lets it, at most 1.25 of life size."""
        self._fits = True
        widest = max((wide for wide, _ in self._points), default=595.0) * PX_A_POINT
        self._set_zoom(min((self.viewport().width() - 2 * GAP) / widest, 1.25), fits=True)

    def _set_zoom(self, zoom: float, *, fits: bool = False) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / max(self._whole().height(), 1)
        self._zoom, self._fits = max(zoom, 0.1), fits
        self._spread()
        bar.setValue(round(place * self._whole().height()))
        self.viewport().update()
        self.moved.emit()

    def _size(self, at: int) -> QSize:
        wide, tall = self._points[at]
        scale = PX_A_POINT * self._zoom
        return QSize(round(wide * scale), round(tall * scale))

    def _tops(self) -> list[tuple[int, int]]:
        """Top and height of every page in px."""
        found, top = [], GAP
        for at in range(self.count()):
            tall = self._size(at).height()
            found.append((top, tall))
            top += tall + GAP
        return found

    def _whole(self) -> QSize:
        tops = self._tops()
        wide = max((self._size(at).width() for at in range(self.count())), default=0)
        return QSize(wide + 2 * GAP, sum(tops[-1]) + GAP if tops else 0)

    def _spread(self) -> None:
        whole, seen = self._whole(), self.viewport().size()
        down, right = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(whole.height() - seen.height(), 0))
        down.setPageStep(seen.height())
        down.setSingleStep(48)
        right.setRange(0, max(whole.width() - seen.width(), 0))
        right.setPageStep(seen.width())

    def _place(self, at: int, top: int, size: QSize) -> QRect:
        room = self.viewport().width()
        left = max((room - size.width()) // 2, GAP) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, top - self.verticalScrollBar().value()), size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        else:
            self._spread()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("background"))
        for at, (top, _) in enumerate(self._tops()):
            place = self._place(at, top, self._size(at))
            if place.intersects(event.rect()):
                painter.drawPixmap(place, self._picture(at))
                painter.setPen(theme.colour("edge"))
                painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _picture(self, at: int) -> QPixmap:
        """The page drawn at the size of now; kept for a while."""
        sharp = self.devicePixelRatioF()
        key = (at, round(self._zoom * sharp * 1000))
        found = self._drawn.pop(key, None)
        if found is None:
            page = self._document[at]
            found = QPixmap.fromImage(draw(page, PX_A_POINT * self._zoom * sharp))
            page.close()
        self._drawn[key] = found
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: down.maximum()}
        if (place := ends.get(Qt.Key(event.key()))) is not None:
            down.setValue(place)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if event.angleDelta().y() > 0 else self.smaller)()
        else:
            super().wheelEvent(event)
