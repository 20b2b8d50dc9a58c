"""White cards on grey, and what an empty one says."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from dlschool.gui.icons import Icon
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words


class Card(QFrame):
    """A card with an optional heading; put widgets into `body` (16 px margins, 8 px gaps)."""

    def __init__(
        self,
        head: Words = "",
        parent: QWidget | None = None,
        *,
        margin: int = 16,
        gap: int = 8,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)
        self.head: Label | None = None
        if head:
            self.head = Label(head, "head", **values)
            self.body.addWidget(self.head)

    def clear(self) -> None:
        """Takes everything but the heading out."""
        empty(self.body, keep=1 if self.head is not None else 0)


class EmptyState(QWidget):
    """What an empty list says: an icon, one sentence, what to do first."""

    def __init__(
        self,
        icon: str,
        words: Words,
        *actions: Action,
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(16)
        column.addWidget(Icon(icon, "soft", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        said = Label(words, "soft", **values)
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for action in actions:
            row.addWidget(action.button())
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)


class Strip(QFrame):
    """A warning across the page: icon, sentence, buttons. `kind` late, accent or loss."""

    ICONS = {"late": "triangle-alert", "accent": "info", "loss": "shield-alert"}

    def __init__(
        self,
        words: Words,
        *actions: Action,
        kind: str = "late",
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setProperty("kind", kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(Icon(self.ICONS[kind], kind), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(words, "body", **values), 1)
        for action in actions:
            row.addWidget(action.button())


def line() -> QFrame:
    """A hair line between rows."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


def buttons(*actions: Action, right: bool = False) -> QWidget:
    """Buttons in a row that wraps."""
    holder = QWidget()
    flow = Flow(holder, right=right)
    for action in actions:
        flow.addWidget(action.button(holder))
    return holder


def empty(layout: QLayout, keep: int = 0) -> None:
    """Takes everything after the first `keep` items out of a layout and deletes it."""
    while layout.count() > keep:
        item = layout.takeAt(layout.count() - 1)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if inner is not None:
            empty(inner)
