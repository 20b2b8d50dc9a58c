"""Words on the window: titles, soft lines, pills."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dlschool.gui.words import Words, on_language, say

KINDS = ("neutral", "accent", "late", "done", "loss")


class Label(QLabel):
    """A line of words that wraps; `role` is body, soft, small, small-soft, strong, title, head,
    late or loss (see style.qss). Words can be copied with the mouse."""

    def __init__(
        self,
        words: Words = "",
        role: str = "body",
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(words, **values)

    def say(self, words: Words, **values: Any) -> None:
        """Shows words now and after every switch of language."""
        say(self, "setText", words, **values)


def title(words: Words, parent: QWidget | None = None, **values: Any) -> Label:
    """The heading of a screen, 20 px bold."""
    return Label(words, "title", parent, **values)


def soft(words: Words, parent: QWidget | None = None, **values: Any) -> Label:
    """A quiet line, 14 px."""
    return Label(words, "soft", parent, **values)


class Badge(QLabel):
    """A pill: `kind` is neutral, accent, late, done or loss. Never wraps, never cut."""

    def __init__(
        self,
        words: Words,
        kind: str = "neutral",
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "badge")
        self.put(words, kind, **values)

    def put(self, words: Words, kind: str = "neutral", **values: Any) -> None:
        """Shows other words or another kind."""
        if kind not in KINDS:
            raise ValueError(kind)
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        say(self, "setText", words, **values)


class Elided(QWidget):
    """One line that ends in «…» when the window is too narrow for it. Only for what stands in full
    elsewhere (the school's name at the top)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setProperty("role", "soft")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        on_language(self, self.updateGeometry)

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), flags, shown)
