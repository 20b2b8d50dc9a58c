"""The row over the board: what is shown, of which time, of which class."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dlschool.domain.text import Text
from dlschool.gui.calendar.layers import PLAN, SITTINGS
from dlschool.gui.widgets.buttons import Choice, IconButton
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.words import say
from dlschool.i18n import N_

WEEK, TERM = "week", "term"
ALL = ""


class Choices(QWidget):
    """Each layer remembers the class that was chosen in it."""

    switched = Signal()
    """The layer is another."""
    term_chosen = Signal()
    narrowed = Signal()
    """The time or the class is another."""

    def __init__(self, turn: Callable[[int], object]) -> None:
        super().__init__()
        self.layer = Choice(
            [(SITTINGS, N_("Sittings")), (PLAN, N_("Class plan"))], SITTINGS, N_("What is shown")
        )
        self.span = Choice([(TERM, N_("Term")), (WEEK, N_("Week"))], TERM, N_("Time shown"))
        self.terms, self.classes = Combo(), Combo()
        say(self.terms, "setAccessibleName", N_("Term"))
        say(self.classes, "setAccessibleName", N_("Class"))
        for combo in (self.terms, self.classes):
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.before = IconButton("chevron-left", N_("Week before"), partial(turn, -7))
        self.after = IconButton("chevron-right", N_("Week after"), partial(turn, 7))
        row = Flow(self)
        for widget in (
            self.layer, self.span, self.terms, self.classes, self.before, self.after,
        ):  # fmt: skip
            row.addWidget(widget)
        self._classes: dict[str, str | None] = {SITTINGS: ALL, PLAN: None}
        self.layer.chosen.connect(lambda _: self.switched.emit())
        self.span.chosen.connect(lambda _: self.narrowed.emit())
        self.terms.currentIndexChanged.connect(lambda _: self.term_chosen.emit())
        self.classes.currentIndexChanged.connect(lambda _: self._another_class())

    def _another_class(self) -> None:
        self._classes[self.layer.value()] = self.class_name()
        self.narrowed.emit()

    def class_name(self) -> str:
        return str(self.classes.key() or ALL)

    def put_terms(self, numbers: list[int], now: int) -> None:
        """`now`: the term that is shown at first."""
        first = self.terms.count() == 0
        self.terms.put([(n, Text(f"{n}-тоқсан", f"{n} четверть")) for n in numbers])
        if first:
            blocked = self.terms.blockSignals(True)
            self.terms.set_key(now)
            self.terms.blockSignals(blocked)

    def put_classes(self, names: list[str], planned: list[str]) -> None:
        """Of the plan a class with one comes first; the pupils' sittings are all shown first."""
        layer = self.layer.value()
        kept = self._classes[layer]
        if kept is None and names:
            kept = next((name for name in names if name in planned), names[0])
        blocked = self.classes.blockSignals(True)
        self.classes.put([(ALL, N_("All classes")), *((n, same(n)) for n in names)])
        self.classes.set_key(kept)
        self.classes.blockSignals(blocked)
