"""A box to tick with words that wrap: names may be long."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say


class Tick(QWidget):
    """A click on the words ticks too."""

    toggled = Signal(bool)

    def __init__(
        self, words: Words, checked: bool = False, parent: QWidget | None = None, **values: Any
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.box = QCheckBox()
        self.box.setChecked(checked)
        say(self.box, "setAccessibleName", words, **values)
        self.label = Label(words, **values)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.label.setContentsMargins(0, 4, 0, 4)
        self.label.installEventFilter(self)
        self.label.setCursor(Qt.CursorShape.PointingHandCursor)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self.toggled.emit)

    def isChecked(self) -> bool:
        return self.box.isChecked()

    def setChecked(self, checked: bool) -> None:
        self.box.setChecked(checked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and self.box.isEnabled():
            self.box.toggle()
            self.box.setFocus()
        return super().eventFilter(watched, event)
