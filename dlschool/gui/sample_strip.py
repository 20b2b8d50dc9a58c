"""In the sample school: a quiet line that says so and leads to one's own."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dlschool.gui.beginning import leave_sample
from dlschool.gui.icons import Icon
from dlschool.gui.widgets.buttons import Do, QuietButton
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_


class SampleStrip(QFrame):
    """Lies under the top bar."""

    def __init__(self, begin: Do = leave_sample, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sample")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(Icon("info", "accent"))
        row.addWidget(
            Label(
                N_("This is a sample school: everybody in it is invented, nothing can be spoilt."),
                "small",
            ),
            1,
        )
        self.begin = QuietButton(N_("Start my school…"), begin)
        row.addWidget(self.begin)
