"""The agenda of a meeting: a row an item, the one in work open under its row."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dlschool.gui.councils import words
from dlschool.gui.widgets.buttons import IconButton
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.prose import Prose, Span
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services.meetings import AgendaLine

Do = Callable[[int, int], object]
"""Moves the item with this id by so many places."""


class AgendaRow(QFrame):
    """Number, who, what is asked, what was decided. Enter or a click chooses it; Up and Down go on."""

    chosen = Signal(int)
    stepped = Signal(int)

    def __init__(self, number: int, line: AgendaLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.item_id = line.item.id or 0
        self.setProperty("role", "step")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 12, 10)
        self.column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self.column.addLayout(self._head)
        self._head.addLayout(self._words(number), 1)
        if line.decision is not None:
            kind = words.BADGES[line.decision.outcome]
            self._head.addWidget(
                Badge(words.decided(line.decision), kind), 0, Qt.AlignmentFlag.AlignTop
            )
        say(self, "setAccessibleName", same(f"{number}. {words.subject(line)}"))

    def _words(self, number: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        who = words.subject(self.line)
        spans = [Span(same(f"{number}. ")), Span(same(who), bold=True)]
        if self.line.pupil is not None and self.line.pupil.class_name:
            spans.append(Span(same(f", {self.line.pupil.class_name}")))
        title = Prose(spans)
        title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column.addWidget(title)
        about = Label(words.asked(self.line), "small-soft")
        about.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column.addWidget(about)
        if self.line.decision is not None:
            for said in words.details(self.line.decision):
                detail = Label(said, "small")
                detail.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                column.addWidget(detail)
        return column

    def add_moves(self, move: Do, remove: Callable[[int], object]) -> None:
        """Small buttons to move the item and to take it off."""
        up = IconButton("arrow-up", N_("Move up"), lambda: move(self.item_id, -1))
        down = IconButton("arrow-down", N_("Move down"), lambda: move(self.item_id, 1))
        off = IconButton("x", N_("Take off the agenda"), lambda: remove(self.item_id))
        for button in (up, down, off):
            self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def open(self, editor: QWidget) -> None:
        """Shows the editor of this item under its row."""
        self.column.addWidget(editor)
        self._shade("next")

    def close_editor(self, editor: QWidget) -> None:
        self.column.removeWidget(editor)
        self._shade("")

    def _shade(self, state: str) -> None:
        self.setProperty("state", state)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.item_id)
        else:
            super().keyPressEvent(event)
