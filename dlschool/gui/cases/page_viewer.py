"""A page of a scan: zoomed, moved, and blacked out with the mouse or the keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from dlschool.gui import theme
from dlschool.gui.words import say
from dlschool.i18n import N_

ZOOM = 1.25
SMALLEST = 6
"""A box narrower or lower than so many px of the page was a click, not a box."""
STEP = 0.01
"""How far a key moves a box, in parts of the page."""

Part = tuple[float, float, float, float]
"""Left, top, width, height in parts of the page."""

_WAYS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class PageViewer(QGraphicsView):
    """`changed` tells that the boxes are others now; `parts()` gives them.

    With `blacking(True)` a drag draws a box. Keys: Space puts one in the middle, arrows move the
    newest, Shift and arrows size it, Delete takes it away; + and - zoom, 0 shows the whole page.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self._page = QGraphicsPixmapItem()
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.scene().addItem(self._page)
        self._parts: list[Part] = []
        self._boxes: list[QGraphicsRectItem] = []
        self._drawing: tuple[QPointF, QGraphicsRectItem] | None = None
        self._blacks = False
        self._whole = True
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 300)
        say(self, "setAccessibleName", N_("Page of the scan"))
        theme.on_theme(self, self._ground)
        self._ground()

    def _ground(self) -> None:
        self.setBackgroundBrush(QBrush(theme.colour("background")))

    def put(self, png: bytes | None, parts: list[Part]) -> None:
        """Shows a page with its black boxes; None shows nothing."""
        picture = QPixmap()
        if png is not None:
            picture.loadFromData(png)
        self._page.setPixmap(picture)
        self.scene().setSceneRect(self._page.boundingRect())
        self._parts = list(parts)
        self._paint()
        if self._whole:
            self.whole()

    def parts(self) -> list[Part]:
        return list(self._parts)

    def empty(self) -> bool:
        return self._page.pixmap().isNull()

    def blacking(self, on: bool) -> None:
        """Whether a drag draws a box (or moves the page)."""
        self._blacks = on
        ways = QGraphicsView.DragMode
        self.setDragMode(ways.NoDrag if on else ways.ScrollHandDrag)
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if on else Qt.CursorShape.OpenHandCursor
        )

    def larger(self) -> None:
        self._whole = False
        self.scale(ZOOM, ZOOM)

    def smaller(self) -> None:
        self._whole = False
        self.scale(1 / ZOOM, 1 / ZOOM)

    def whole(self) -> None:
        """The width of the page in the width of the view."""
        self._whole = True
        rect = self._page.boundingRect()
        if not rect.isEmpty():
            self.fitInView(rect, Qt.AspectRatioMode.KeepAspectRatio)

    def add(self, part: Part) -> None:
        self._set([*self._parts, part])

    def take_last(self) -> None:
        """Takes the newest box away."""
        if self._parts:
            self._set(self._parts[:-1])

    def _set(self, parts: list[Part]) -> None:
        self._parts = parts
        self._paint()
        self.changed.emit()

    def _paint(self) -> None:
        for box in self._boxes:
            self.scene().removeItem(box)
        self._boxes = [self._box(self._rect(part)) for part in self._parts]

    def _rect(self, part: Part) -> QRectF:
        page = self._page.boundingRect()
        wide, tall = page.width(), page.height()
        return QRectF(part[0] * wide, part[1] * tall, part[2] * wide, part[3] * tall)

    def _box(self, rect: QRectF) -> QGraphicsRectItem:
        pen = QPen(theme.colour("loss"), 1)
        pen.setCosmetic(True)
        return self.scene().addRect(rect, pen, QBrush(QColor("black")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._blacks and event.button() == Qt.MouseButton.LeftButton and not self.empty():
            start = self.mapToScene(event.position().toPoint())
            self._drawing = (start, self._box(QRectF(start, start)))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing is not None:
            start, box = self._drawing
            here = self.mapToScene(event.position().toPoint())
            rect = QRectF(start, here).normalized()
            box.setRect(rect.intersected(self._page.boundingRect()))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drawing is None:
            super().mouseReleaseEvent(event)
            return
        _start, box = self._drawing
        self._drawing = None
        rect, page = box.rect(), self._page.boundingRect()
        self.scene().removeItem(box)
        if rect.width() >= SMALLEST and rect.height() >= SMALLEST:
            wide, tall = page.width(), page.height()
            self.add((rect.x() / wide, rect.y() / tall, rect.width() / wide, rect.height() / tall))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {"+": self.larger, "=": self.larger, "-": self.smaller, "0": self.whole}
        if event.text() in ways:
            ways[event.text()]()
        elif self._blacks and not self.empty() and self._key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """A key of the black-out; False for another."""
        if event.key() == Qt.Key.Key_Space:
            self.add((0.25, 0.46, 0.5, 0.08))
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_last()
            return True
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None or not self._parts:
            return False
        sizes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set([*self._parts[:-1], moved(self._parts[-1], way, sizes=sizes)])
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.larger if event.angleDelta().y() > 0 else self.smaller)()
        else:
            super().wheelEvent(event)


def moved(part: Part, way: tuple[float, float], *, sizes: bool = False) -> Part:
    """The box a step further or larger, kept on the page."""
    x, y, w, h = part
    if sizes:
        wide = min(max(w + way[0], STEP), 1 - x)
        return (x, y, wide, min(max(h + way[1], STEP), 1 - y))
    return (min(max(x + way[0], 0.0), 1 - w), min(max(y + way[1], 0.0), 1 - h), w, h)
