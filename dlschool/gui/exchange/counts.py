"""Four counts of changes on their way: on this computer, on a stick, at the department, accepted."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services.exchange_status import Status

WAY: tuple[tuple[str, Words], ...] = (
    ("here", N_("On this computer")),
    ("sent", N_("On a stick, on its way")),
    ("stored", N_("At the department")),
    ("accepted", N_("Accepted")),
)


class Counts(QWidget):
    """`put(status)`; a screen reader says each number with its words."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._numbers: dict[str, Label] = {}
        for key, words in WAY:
            card = Card(gap=2)
            number = Label("", "title")
            card.body.addWidget(number)
            card.body.addWidget(Label(words, "small-soft"))
            row.addWidget(card, 1)
            self._numbers[key] = number

    def put(self, found: Status) -> None:
        for key, number in self._numbers.items():
            number.say(str(getattr(found, key)))
