"""What has no day yet: a line of buttons above the board."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui import theme
from dlschool.gui.calendar.chips import Chip
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_

MOST = 40
"""So many are shown at once."""
WIDE = 380
"""Px of a button's words; the card that it opens has them all."""


class Undated(QWidget):
    """`put(chips)`; a click opens one, where it is given its day."""

    def __init__(self, opens: Callable[[int], object]) -> None:
        super().__init__()
        self._opens = opens
        self._buttons: list[QuietButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def put(self, chips: Sequence[Chip]) -> None:
        empty(self._column)
        self._buttons = [
            QuietButton(partial(_said, chip), partial(self._opens, chip.id))
            for chip in chips[:MOST]
        ]
        self.setVisible(bool(chips))
        if not chips:
            return
        self._column.addWidget(Label(N_("Without a day: {count}"), "small-soft", count=len(chips)))
        line = QWidget()
        row = Flow(line)
        for button in self._buttons:
            row.addWidget(button)
        self._column.addWidget(line)

    def buttons(self) -> list[QuietButton]:
        """In the order of Tab."""
        return self._buttons


def _said(chip: Chip) -> str:
    return QFontMetrics(theme.font()).elidedText(chip.spoken, Qt.TextElideMode.ElideRight, WIDE)
