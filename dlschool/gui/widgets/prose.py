"""A run of words with bold parts and points of the law that can be opened, wrapped as one text.

A point has a dotted line under it: QLabel cannot draw one, hence a text document of our own.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from dlschool.gui import theme
from dlschool.gui.words import Words, on_language, shown
from dlschool.law import points

Opens = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text; with `link` a click opens that (the key of a point)."""

    words: Words
    bold: bool = False
    token: str = "ink"
    link: str = ""
    values: dict[str, object] = field(default_factory=dict)


def point_spans(keys: Iterable[str]) -> list[Span]:
    """Spans for points of the law, `annex-2:13.3` shown as «13-т. 3)» / «п. 13, пп. 3)»."""
    spans: list[Span] = []
    for key in keys:
        spans.append(Span(" " if not spans else ", ", token="soft"))
        spans.append(Span(points.words(key), link=key))
    return spans


class Prose(QWidget):
    """Text of spans, as high as its width asks. `opened` gives the link that was clicked.

    With the keyboard: Tab comes to the text, Left and Right choose a link, Enter opens it.
    """

    opened = Signal(str)

    def __init__(
        self,
        spans: Sequence[Span] = (),
        size: int = theme.BODY,
        parent: QWidget | None = None,
        opens: Opens | None = None,
    ) -> None:
        super().__init__(parent)
        self._spans: Sequence[Span] = spans
        self._at = 0
        self._size = size
        self._tall: dict[int, int] = {}
        self._document = QTextDocument(self)
        self._document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.put(spans)
        on_language(self, self._write)
        theme.on_theme(self, self._write)
        if opens is not None:
            self.opened.connect(opens)

    def put(self, spans: Sequence[Span]) -> None:
        """Shows other words."""
        self._spans = spans
        self._at = 0
        linked = any(span.link for span in spans)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        self._write()

    def text(self) -> str:
        return self._document.toPlainText()

    def links(self) -> list[str]:
        return [span.link for span in self._spans if span.link]

    def _write(self) -> None:
        self._tall.clear()
        self._document.clear()
        self._document.setDefaultFont(theme.font(self._size))
        cursor = QTextCursor(self._document)
        for span in self._spans:
            cursor.insertText(_said(span), self._look(span))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def _look(self, span: Span) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold if span.bold else QFont.Weight.Normal)
        look.setForeground(theme.colour("accent" if span.link else span.token))
        if span.link:
            look.setAnchor(True)
            look.setAnchorHref(span.link)
            look.setProperty(QTextCharFormat.Property.FontPixelSize, theme.SMALL)
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(theme.colour("accent"))
        return look

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._tall:
            self._document.setTextWidth(width)
            self._tall[width] = int(self._document.size().height() + 0.99)
        return self._tall[width]

    def sizeHint(self) -> QSize:
        self._document.setTextWidth(-1)
        width = min(int(self._document.idealWidth()) + 2, 560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._document.setTextWidth(self.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self.palette()
        self._document.documentLayout().draw(painter, context)
        if self.hasFocus() and self.links():
            self._ring(painter)

    def _ring(self, painter: QPainter) -> None:
        """The focus ring around the link that Enter would open."""
        place, length = self._stretches()[self._at]
        line = self._document.firstBlock().layout().lineForTextPosition(place)
        end = min(place + length, line.textStart() + line.textLength())
        left, right = _x(line, place), _x(line, end)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(
            int(left) - 2, int(line.y()), int(right - left) + 4, int(line.height()), 3, 3
        )

    def _stretches(self) -> list[tuple[int, int]]:
        """Start and length of every link in the text."""
        found: list[tuple[int, int]] = []
        at = 0
        for span in self._spans:
            length = len(_said(span))
            if span.link:
                found.append((at, length))
            at += length
        return found

    def _link_at(self, place: QPointF) -> str:
        return self._document.documentLayout().anchorAt(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._link_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._link_at(event.position())
        if link and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(link)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._link_at(event.position()):
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        links = self.links()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if links and step is not None:
            self._at = (self._at + step) % len(links)
            self.update()
        elif links and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(links[self._at])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()


def _said(span: Span) -> str:
    """A point is never broken over two lines."""
    said = shown(span.words, **span.values)
    return said.replace(" ", "\u00a0") if span.link else said


def _x(line: QTextLine, place: int) -> float:
    """Where a letter begins; PySide gives the position beside it."""
    found: object = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
