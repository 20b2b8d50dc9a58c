"""What the council decides on one item: outcome, period, reason, votes; all from the keyboard."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from dlschool.domain.case import Outcome, ReviewOutcome
from dlschool.domain.record import Attendee
from dlschool.gui.councils.votes import VotesEdit
from dlschool.gui.widgets.buttons import Choice, PrimaryButton, QuietButton
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services.meetings import AgendaLine

Decided = Outcome | ReviewOutcome

CHOICES: dict[str, tuple[tuple[Decided, Words], ...]] = {
    "transfer": (
        (Outcome.APPROVE, N_("Approve")),
        (Outcome.REFUSE, N_("Refuse")),
        (Outcome.POSTPONE, N_("Postpone")),
    ),
    "review": (
        (ReviewOutcome.EXTEND, N_("Extend")),
        (ReviewOutcome.RETURN, N_("Return to school")),
        (Outcome.POSTPONE, N_("Postpone")),
    ),
}
"""By kind of the agenda's item; the first is the usual one."""


class DecisionEditor(QWidget):
    """`wanted` when the decision is to be recorded: with Enter in any field, or the button.

    `period`: the dates that the case suggests. A decision that is there already is shown to be
    corrected. The window asks `outcome`, `start`, `until`, `reason`, `votes` and so on.
    """

    wanted = Signal()

    def __init__(
        self,
        line: AgendaLine,
        period: tuple[date | None, date | None],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = line
        self.also_out: list[str] = []
        self._seats: list[str] = []
        self._voters: Callable[[Sequence[str]], int] = lambda _names: 0
        self._choices = CHOICES[line.item.kind]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(12)
        options = [(outcome.value, words) for outcome, words in self._choices]
        self.choice = Choice(options, options[0][0], N_("Decision"))
        self.choice.chosen.connect(lambda _value: self._fit())
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        column.addLayout(row)
        self.fields = Fields()
        self.start_edit, self.until_edit = DateEdit(today), DateEdit(today)
        self.fields.row((N_("From"), self.start_edit), (N_("Until"), self.until_edit))
        self.reason_edit = self.fields.add(N_("Reason"), QLineEdit())
        column.addWidget(self.fields)
        self.votes_edit = VotesEdit()
        column.addWidget(self.votes_edit)
        self.out_label = Label("", "small-late")
        column.addWidget(self.out_label)
        column.addLayout(self._foot())
        for at, (outcome, _words) in enumerate(self._choices, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.activated.connect(lambda value=outcome.value: self.choose(value))
        self._fill(period)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.record_button = PrimaryButton(N_("Record and go on"), self.wanted.emit)
        say(self.record_button, "setToolTip", N_("Enter; Alt+1, Alt+2, Alt+3 choose the decision"))
        row.addWidget(self.record_button)
        self.out_button = QuietButton(N_("Somebody else does not vote…"), self._pick_out)
        row.addWidget(self.out_button)
        row.addStretch(1)
        return row

    def _fill(self, period: tuple[date | None, date | None]) -> None:
        decision = self.line.decision
        if decision is None:
            start, until = period
            if self.line.item.kind == "review":
                start = until = None
            self.start_edit.set_value(start)
            self.until_edit.set_value(until)
        else:
            self.choice.set_value(decision.outcome)
            self.start_edit.set_value(decision.start)
            self.until_edit.set_value(decision.until)
            self.reason_edit.setText(decision.reason)
            if decision.votes_for is not None:
                counted = (decision.votes_for, decision.votes_against, decision.abstained)
                pro, against, abstained = (count or 0 for count in counted)
                self.votes_edit.set_value((pro, against, abstained))
        self._fit()
        self._say_out()

    def _fit(self) -> None:
        """Shows the fields that the chosen outcome needs."""
        outcome = self.outcome()
        self.fields.set_visible(self.start_edit, outcome is Outcome.APPROVE)
        self.fields.set_visible(self.until_edit, outcome in (Outcome.APPROVE, ReviewOutcome.EXTEND))
        plain = outcome in (Outcome.APPROVE, ReviewOutcome.EXTEND)
        self.fields.set_visible(self.reason_edit, not plain)
        if outcome is Outcome.REFUSE and not self.reason_edit.text():
            self.reason_edit.setFocus()

    def choose(self, value: str) -> None:
        """Chooses an outcome by its value."""
        self.choice.set_value(value)
        self._fit()

    def outcome(self) -> Decided:
        value = self.choice.value()
        return next(outcome for outcome, _words in self._choices if outcome.value == value)

    def start(self) -> date | None:
        return self.start_edit.value() if self.outcome() is Outcome.APPROVE else None

    def until(self) -> date | None:
        wants = self.outcome() in (Outcome.APPROVE, ReviewOutcome.EXTEND)
        return self.until_edit.value() if wants else None

    def reason(self) -> str:
        return "" if self.reason_edit.isHidden() else self.reason_edit.text()

    def ready(self) -> bool:
        """Whether the dates can be read; says under them why not."""
        return self.fields.check()

    def seat(self, attendees: Sequence[Attendee], voters: Callable[[Sequence[str]], int]) -> None:
        """Who sits there now, and how many may vote when some are kept away."""
        self._seats = [seat.name for seat in attendees if seat.present]
        self._voters = voters
        self.votes_edit.expect(voters([*self.line.recused, *self.also_out]))

    def _pick_out(self) -> None:
        menu = QMenu(self)
        for name in self._seats:
            if name in self.line.recused:
                continue
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(name in self.also_out)
            action.toggled.connect(lambda out, name=name: self._keep_away(name, out))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.out_button.mapToGlobal(self.out_button.rect().bottomLeft()))

    def _keep_away(self, name: str, out: bool) -> None:
        self.also_out = [other for other in self.also_out if other != name] + [name] * out
        self._say_out()
        self.votes_edit.expect(self._voters([*self.line.recused, *self.also_out]))

    def _say_out(self) -> None:
        names = [*self.line.recused, *self.also_out]
        self.out_label.say(N_("Does not vote on this case: {names}"), names=names)
        self.out_label.setVisible(bool(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.wanted.emit()
        else:
            super().keyPressEvent(event)
