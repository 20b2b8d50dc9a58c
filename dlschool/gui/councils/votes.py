"""Votes for, against and abstained; until somebody counts, all who may vote are for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from dlschool.gui.words import say
from dlschool.i18n import N_

NAMES = (N_("&For"), N_("A&gainst"), N_("A&bstained"))


class VotesEdit(QWidget):
    """Three counts and, when they are equal, the chair's casting vote."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.boxes: list[QSpinBox] = []
        for name in NAMES:
            label, box = QLabel(), QSpinBox()
            say(label, "setText", name)
            label.setBuddy(box)
            say(box, "setAccessibleName", name.replace("&", ""))
            box.setRange(0, 999)
            box.setKeyboardTracking(True)
            box.setMinimumWidth(64)
            box.valueChanged.connect(self._count)
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(4)
            self.boxes.append(box)
        self.casting = QCheckBox()
        say(self.casting, "setText", N_("The chair's casting vote"))
        row.addWidget(self.casting, 1)
        row.addStretch(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show_casting()

    def value(self) -> tuple[int, int, int]:
        pro, against, abstained = (box.value() for box in self.boxes)
        return pro, against, abstained

    def set_value(self, votes: tuple[int, int, int]) -> None:
        """Votes that were counted: they no longer follow who is present."""
        self._put(votes)
        self._counted = True

    def expect(self, voters: int) -> None:
        """How many may vote: all are for, until somebody counts."""
        if not self._counted:
            self._put((voters, 0, 0))

    def _put(self, votes: tuple[int, int, int]) -> None:
        for box, count in zip(self.boxes, votes, strict=True):
            box.blockSignals(True)
            box.setValue(count)
            box.blockSignals(False)
        self._show_casting()
        self.changed.emit()

    def _count(self) -> None:
        self._counted = True
        self._show_casting()
        self.changed.emit()

    def _show_casting(self) -> None:
        pro, against, _ = self.value()
        self.casting.setVisible(pro == against and pro > 0)
        if self.casting.isHidden():
            self.casting.setChecked(False)
