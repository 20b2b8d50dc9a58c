"""What has no day yet: a line of buttons above the board."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui.calendar.chips import Chip
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_

MOST = 40
"""So many are shown at once."""


class Undated(QWidget):
    """`put(chips)`; a click opens one, where it is given its day."""

    def __init__(self, opens: Callable[[int], object]) -> None:
        super().__init__()
        self._opens = opens
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def put(self, chips: Sequence[Chip]) -> None:
        empty(self._column)
        self.setVisible(bool(chips))
        if not chips:
            return
        self._column.addWidget(Label(N_("Without a day: {count}"), "small-soft", count=len(chips)))
        line = QWidget()
        row = Flow(line)
        for chip in chips[:MOST]:
            row.addWidget(QuietButton(chip.title, partial(self._opens, chip.id)))
        self._column.addWidget(line)
