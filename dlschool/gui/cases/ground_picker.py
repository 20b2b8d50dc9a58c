"""Choosing the ground of a new case: for whom each is, and by which points."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from dlschool.domain.case import GROUND_NAMES, Ground
from dlschool.gui.cases.grounds import ICONS, SHORT
from dlschool.gui.icons import Icon
from dlschool.gui.widgets.prose import Opens, Prose, Span, point_spans
from dlschool.gui.words import say
from dlschool.law.shape import Edition


class GroundPicker(QWidget):
    """One radio button a ground; below its name who it is for, with the points."""

    chosen = Signal()

    def __init__(self, edition: Edition, opens: Opens) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._group = QButtonGroup(self)
        self.buttons: dict[Ground, QRadioButton] = {}
        self._who: dict[Ground, Prose] = {}
        for ground in SHORT:
            self._add(grid, ground, opens)
        self.put(edition)

    def _add(self, grid: QGridLayout, ground: Ground, opens: Opens) -> None:
        at = grid.rowCount()
        button = QRadioButton()
        say(button, "setText", GROUND_NAMES[ground])
        say(button, "setAccessibleName", GROUND_NAMES[ground])
        button.toggled.connect(lambda on: self.chosen.emit() if on else None)
        who = Prose([], 12, opens=opens)
        who.setContentsMargins(28, 0, 0, 8)
        grid.addWidget(Icon(ICONS[ground], "accent"), at, 0)
        grid.addWidget(button, at, 1)
        grid.addWidget(who, at + 1, 1)
        grid.setRowMinimumHeight(at + 2, 6)
        self._group.addButton(button)
        self.buttons[ground], self._who[ground] = button, who

    def put(self, edition: Edition) -> None:
        """Says who each ground is for by this edition; a ground it does not know cannot be chosen."""
        for ground, button in self.buttons.items():
            rule = edition.grounds.rule(ground)
            button.setEnabled(rule is not None)
            spans = [Span(rule.who, token="soft"), *point_spans(rule.points)] if rule else []
            self._who[ground].put(spans)

    def value(self) -> Ground | None:
        return next((g for g, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, ground: Ground) -> None:
        self.buttons[ground].setChecked(True)
