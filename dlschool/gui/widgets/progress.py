"""The strip at the bottom of a window while slow work runs: what, how far, cancel."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from dlschool.gui.widgets.buttons import Button, Do
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_


class ProgressStrip(QFrame):
    """Lies over the bottom of `parent` and goes with its size."""

    def __init__(self, parent: QWidget, words: Words, cancel: Do) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "progress")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(Label(words), 1)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setMinimumWidth(200)
        say(self.bar, "setAccessibleName", words)
        row.addWidget(self.bar, 1)
        self.cancel = Button(N_("Cancel"), cancel)
        self.cancel.clicked.connect(lambda: self.cancel.setEnabled(False))
        row.addWidget(self.cancel)
        parent.installEventFilter(self)
        self._lie()
        self.show()
        self.raise_()

    def move_to(self, done: int, of: int) -> None:
        """Shows how far work is; `of` 0: nobody knows."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _lie(self) -> None:
        parent = self._over
        tall = self.sizeHint().height()
        self.setGeometry(0, parent.height() - tall, parent.width(), tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._lie()
        return False
