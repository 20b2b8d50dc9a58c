"""A case as a vertical path of steps; the next one stands out and holds the filled button."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dlschool.gui import theme
from dlschool.gui.icons import picture
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, empty, line
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.prose import Opens, Prose, Span, point_spans
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

STATES = ("done", "open", "next", "blocked", "not-needed")
_NAMES = {
    "done": N_("Step {number}: done"),
    "open": N_("Step {number}: to do"),
    "next": N_("Step {number}: next"),
    "blocked": N_("Step {number}: waits for earlier steps"),
    "not-needed": N_("Step {number}: not needed"),
}


class Circle(QWidget):
    """The number of a step in a ring; a tick when it is done, a dash when it is not needed."""

    def __init__(self, number: int, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._state = number, state
        self.setFixedSize(24, 24)
        say(self, "setAccessibleName", _NAMES[state], number=number)

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._state == "done":
            painter.setBrush(theme.colour("done"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(ring)
            painter.drawPixmap(5, 5, picture("check", theme.colour("card").name(), 14))
            return
        strong = self._state in ("open", "next")
        painter.setPen(QPen(theme.colour("accent" if strong else "edge"), 2))
        painter.setBrush(theme.colour("card"))
        painter.drawEllipse(ring)
        if self._state == "not-needed":
            painter.drawPixmap(5, 5, picture("minus", theme.colour("soft").name(), 14))
            return
        painter.setFont(theme.font(theme.SMALL, bold=strong))
        painter.setPen(theme.colour("accent" if strong else "soft"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class StepRow(QFrame):
    """One step: ring, title with its points, a line below it, buttons to the right.

    `state` is done, open, next, blocked or not-needed. `sub` is soft, or amber with `late`.
    `practice`: the step rests on no point; its words stand in the points' place and open "practice".
    `more` are widgets under the line (papers, scans).
    """

    def __init__(
        self,
        number: int,
        state: str,
        title: Words,
        *,
        points: Sequence[str] = (),
        practice: Words = "",
        sub: Words = "",
        late: bool = False,
        actions: Sequence[Action] = (),
        more: Sequence[QWidget] = (),
        opens: Opens | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if state not in STATES:
            raise ValueError(state)
        self.state = state
        self.setProperty("role", "step")
        self.setProperty("state", state)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(Circle(number, state), 0, Qt.AlignmentFlag.AlignTop)
        token = "ink" if state in ("done", "open", "next") else "soft"
        spans = [Span(title, bold=state == "next", token=token), *point_spans(points)]
        if practice:
            spans += [Span(" ", token="soft"), Span(practice, link="practice")]
        self.prose = Prose(spans, opens=opens)
        row.addLayout(self._column(sub, late, more), 1)
        for action in actions:
            row.addWidget(action.button(), 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _column(self, sub: Words, late: bool, more: Sequence[QWidget]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self.prose)
        if sub:
            column.addWidget(Label(sub, "small-late" if late else "small-soft"))
        for widget in more:
            column.addWidget(widget)
        return column


class StepPath(Card):
    """Steps one under the other in one card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=1, gap=0)

    def put(self, steps: Sequence[QWidget]) -> None:
        """Shows these steps instead of the old."""
        empty(self.body)
        for place, step in enumerate(steps):
            if place:
                self.body.addWidget(line())
            self.body.addWidget(step)
