"""The columns of a list that is imported: what each is taken for, and a choice where it is wrong."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from dlschool.domain.pupil_list.draft import ListDraft
from dlschool.domain.pupil_list.fields import FIELD_NAMES
from dlschool.gui.pupils.draft_lines import NO_FIELD
from dlschool.gui.widgets.card import Card, empty
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_

ACROSS = 4
"""So many columns of the list stand side by side."""
MOST = 190
"""Height in px above which the choices scroll."""


class Columns(Card):
    """A combo for each heading; `changed` is called with the whole mapping after a choice."""

    def __init__(
        self, changed: Callable[[dict[str, str]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(N_("What each column holds"), parent, margin=12)
        self._changed = changed
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        holder = QWidget()
        holder.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(holder)
        self.body.addWidget(self._area)
        self.combos: dict[str, Combo] = {}

    def put(self, draft: ListDraft) -> None:
        """Shows the columns of the draft and what each was taken for."""
        if list(self.combos) == list(draft.mapping):
            for heading, field in draft.mapping.items():
                self._choose(self.combos[heading], field)
            return
        empty(self._grid)
        self.combos = {}
        for at, (heading, field) in enumerate(draft.mapping.items()):
            combo = Combo([("", NO_FIELD), *((one.value, FIELD_NAMES[one]) for one in FIELD_NAMES)])
            self._choose(combo, field)
            say(combo, "setAccessibleName", N_("Column “{heading}”"), heading=heading)
            combo.currentIndexChanged.connect(lambda _=0: self._changed(self.mapping()))
            label = Label(same(heading), "field")
            label.setBuddy(combo)
            place, across = divmod(at, ACROSS)
            self._grid.addWidget(label, 2 * place, across)
            self._grid.addWidget(combo, 2 * place + 1, across)
            self._grid.setColumnStretch(across, 1)
            self.combos[heading] = combo
        tall = self._grid.sizeHint().height() + 2
        self._area.setFixedHeight(min(tall, MOST))

    def mapping(self) -> dict[str, str]:
        """Each heading with its field, "" for a column that is left out."""
        return {heading: str(combo.key() or "") for heading, combo in self.combos.items()}

    @staticmethod
    def _choose(combo: Combo, field: str) -> None:
        blocked = combo.blockSignals(True)
        combo.set_key(field)
        combo.blockSignals(blocked)
