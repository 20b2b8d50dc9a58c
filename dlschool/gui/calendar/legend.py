"""What the colours of the chips mean."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.domain.learning import AssessmentKind
from dlschool.domain.text import Text
from dlschool.gui import theme
from dlschool.gui.calendar.chips import Chip, colours
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import assessments

SIDE = 14
_NONE = Text("—", "—")
_SOR = Chip(0, _NONE, _NONE, date.min)
KINDS: tuple[tuple[Chip, Words], ...] = (
    (_SOR, assessments.KIND_NAMES[AssessmentKind.SOR]),
    (replace(_SOR, soch=True), assessments.KIND_NAMES[AssessmentKind.SOCH]),
    (replace(_SOR, moved=True), N_("not on the class's date")),
    (replace(_SOR, done=True), N_("taken or released")),
)
OF_PLAN = 2
"""Only the first ones are met in the class's plan."""


class Legend(QWidget):
    """`put(plan)`: of the class's plan, or of the pupils' sittings; the row wraps."""

    def __init__(self) -> None:
        super().__init__()
        flow = Flow(self)
        self._pairs = [_pair(chip, words) for chip, words in KINDS]
        for pair in self._pairs:
            flow.addWidget(pair)

    def put(self, *, plan: bool) -> None:
        for pair in self._pairs[OF_PLAN:]:
            pair.setVisible(not plan)

    def words(self) -> Sequence[str]:
        """What is in sight of it."""
        seen = [pair for pair in self._pairs if not pair.isHidden()]
        return [label.text() for pair in seen for label in pair.findChildren(Label)]


class _Swatch(QWidget):
    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip
        self.setFixedSize(QSize(SIDE, SIDE))
        theme.on_theme(self, self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, ink = colours(self._chip)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(ink))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 3, 3)


def _pair(chip: Chip, words: Words) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(6)
    row.addWidget(_Swatch(chip))
    label = Label(words, "small-soft")
    label.setWordWrap(False)
    row.addWidget(label)
    return pair
