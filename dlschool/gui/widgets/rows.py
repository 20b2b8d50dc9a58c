"""Rows of a card: what waits (Today), what is listed beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, empty, line
from dlschool.gui.widgets.labels import Badge
from dlschool.gui.widgets.prose import Opens, Prose, Span, point_spans
from dlschool.gui.words import Words, on_language


class ListRow(QFrame):
    """A pill, bold subject, a sentence with its points, one or two buttons; wraps, never cuts.

    `badge` is (words, kind) of `Badge`; `opens` gets the key of a point that was clicked.
    """

    def __init__(
        self,
        badge: tuple[Words, str] | None,
        subject: Words,
        sentence: Words = "",
        points: Sequence[str] = (),
        actions: Sequence[Action] = (),
        opens: Opens | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "row")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        self.badge: Badge | None = None
        if badge is not None:
            self.badge = Badge(*badge)
            row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        spans = [Span(subject, bold=True)]
        if sentence:
            spans += [Span(" — "), Span(sentence)]
        self.prose = Prose([*spans, *point_spans(points)], opens=opens)
        row.addWidget(self.prose, 1, Qt.AlignmentFlag.AlignVCenter)
        for action in actions:
            row.addWidget(action.button(), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(52)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class RowCard(Card):
    """Rows in one card with hair lines between; pills stand in one column."""

    def __init__(self, head: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(head, parent, margin=1, gap=0)
        if self.head is not None:
            self.head.setContentsMargins(15, 15, 15, 8)
        self._list: Sequence[QWidget] = ()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.body.addLayout(self.rows)
        on_language(self, lambda: QTimer.singleShot(0, self, self._line_up))

    def put(self, rows: Sequence[QWidget]) -> None:
        """Shows these rows instead of the old."""
        empty(self.rows)
        self._list = rows
        for place, row in enumerate(rows):
            if place:
                self.rows.addWidget(line())
            self.rows.addWidget(row)
        self._line_up()

    def _line_up(self) -> None:
        listed = [row for row in self._list if isinstance(row, ListRow)]
        badges = [row.badge for row in listed if row.badge is not None]
        wide = max((badge.sizeHint().width() for badge in badges), default=0)
        for badge in badges:
            badge.setMinimumWidth(min(wide, 132))
            badge.setMaximumWidth(max(wide, badge.sizeHint().width()))
