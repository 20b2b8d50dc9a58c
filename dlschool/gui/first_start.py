"""The first start: look round in a sample school, or begin with one's own."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui.icons import Icon
from dlschool.gui.widgets.buttons import Button, Choice, PrimaryButton, QuietButton
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.labels import Label, title
from dlschool.gui.words import LANGUAGES, NAME, Words, on_language, say
from dlschool.i18n import N_

WIDE = 720
PURPOSE = N_(
    "From a pupil to a printed order, with the law beside the work. "
    "Everything stays on this computer; no network is needed."
)
SAMPLE = N_("Invented pupils, cases and councils: try everything, nothing can be spoilt.")
MINE = N_("Begin with the school's name, then bring in the pupils from an Excel list.")


class FirstStart(QDialog):
    """The ways to begin. `sample`, `mine` or `backup` is run, then the dialog closes accepted unless
    they return False.

    Closed otherwise, nothing was written and the program ends.
    """

    def __init__(
        self,
        choose_language: Callable[[str], object],
        language: str,
        sample: Callable[[], object],
        mine: Callable[[], object],
        backup: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        say(self, "setWindowTitle", NAME)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(title(NAME), 1)
        self.language = Choice(LANGUAGES, language, N_("Language"))
        self.language.chosen.connect(choose_language)
        head.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Label(PURPOSE, "soft"))
        self.sample = PrimaryButton(N_("Look round"), lambda: self._begin(sample))
        self.mine = Button(N_("Start my school"), lambda: self._begin(mine))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(_way("school", N_("A sample school"), SAMPLE, self.sample))
        row.addWidget(_way("graduation-cap", N_("My school"), MINE, self.mine))
        column.addLayout(row)
        self.backup = QuietButton(N_("My school from a backup…"), lambda: self._begin(backup))
        self.backup.setVisible(backup is not None)
        column.addWidget(self.backup, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(WIDE)
        on_language(self, lambda: QTimer.singleShot(0, self, self.adjustSize))
        self.sample.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, self.heightForWidth(WIDE))

    def _begin(self, way: Callable[[], object] | None) -> None:
        if way is not None and way() is not False:
            self.accept()


def _way(sign: str, head: Words, words: Words, button: Button) -> QWidget:
    card = Card()
    card.body.addWidget(Icon(sign, "accent", 32))
    card.body.addWidget(Label(head, "head"))
    card.body.addWidget(Label(words, "soft"))
    card.body.addStretch(1)
    card.body.addSpacing(8)
    card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card
