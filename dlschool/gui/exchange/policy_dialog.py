"""What leaves the school, kind by kind and field by field, at each level: read from the policy file."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui.widgets.buttons import Choice
from dlschool.gui.widgets.card import Card, empty
from dlschool.gui.widgets.dialog import Dialog, scrolled
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_, language
from dlschool.services import exchange_status
from dlschool.services.exchange_status import LEVEL_NAMES, Level, Told


class PolicyDialog(Dialog):
    """The agreed level first; the others can be looked at."""

    def __init__(self, parent: QWidget, level: Level) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        options: list[tuple[str, Words]] = [(each.value, LEVEL_NAMES[each]) for each in Level]
        self.levels = Choice(options, level.value, N_("Level"))
        self.levels.chosen.connect(lambda key: self.put(Level(key)))
        column.addWidget(self.levels)
        column.addWidget(
            Label(N_("Agreed at present: {level}"), "strong", level=LEVEL_NAMES[level])
        )
        column.addWidget(
            Label(
                N_(
                    "Never leave the school, at any level: IIN, addresses, parents, diagnoses and "
                    "conclusions, notes, marks of single pupils."
                ),
                "soft",
            )
        )
        inner = QWidget()
        self._kinds = QVBoxLayout(inner)
        self._kinds.setContentsMargins(0, 0, 0, 0)
        self._kinds.setSpacing(12)
        area = scrolled(inner)
        area.setMinimumHeight(320)
        column.addWidget(area, 1)
        super().__init__(parent, N_("What leaves the school"), body, cancel=N_("Close"), wide=720)
        self.put(level)

    def put(self, level: Level) -> None:
        """Shows what is told at this level."""
        empty(self._kinds)
        for told in exchange_status.leaves(level):
            card = Card(told.name)
            card.body.addWidget(Label(_fields(told)))
            self._kinds.addWidget(card)
        self._kinds.addStretch(1)


def _fields(told: Told) -> Words:
    return lambda: ", ".join(field[language()] for field in told.fields)
