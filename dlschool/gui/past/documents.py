"""Fields for the documents of a case that ran on paper: papers, minutes, an order; all may be empty."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.case import (
    COUNCIL_NAMES,
    ORDER_NAMES,
    OUTCOME_NAMES,
    REVIEW_NAMES,
    WHOLE_CLASSES,
    Council,
    Ground,
    OrderKind,
    Outcome,
    ReviewOutcome,
)
from dlschool.domain.record import Order, Paper
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.widgets.date_edit import DateEdit, mark
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_
from dlschool.law.shape import Edition, GroundRule
from dlschool.services.past_case import Minutes, PastDocuments

Today = Callable[[], date]
OUTCOMES: tuple[tuple[Outcome | ReviewOutcome, Words], ...] = (
    *OUTCOME_NAMES.items(),
    *REVIEW_NAMES.items(),
)
DECIDED = len(OUTCOME_NAMES)
"""The first outcomes decide on the case; only the pedagogical council reviews it afterwards."""


class Documents(QWidget):
    """`put` another edition or ground; numbers and dates that were typed stay where they fit."""

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._fields: Fields | None = None
        self._papers: dict[str, tuple[QLineEdit, DateEdit]] = {}
        self._minutes: dict[Council, tuple[QLineEdit, DateEdit, Combo]] = {}
        self.number, self.day = QLineEdit(), DateEdit(today)
        self.kind = Combo([(k, ORDER_NAMES[k]) for k in OrderKind if k is not OrderKind.ANNUL])
        self.start, self.until = DateEdit(today), DateEdit(today)
        self._ground = Ground.FAMILY
        self._rule: GroundRule | None = None

    def put(self, edition: Edition, ground: Ground) -> None:
        """Rows for the papers and councils that this ground asks for by this edition."""
        kept = {kind: (n.text(), d.edit.text()) for kind, (n, d) in self._papers.items()}
        minutes = {
            council: (n.text(), d.edit.text(), combo.key())
            for council, (n, d, combo) in self._minutes.items()
        }
        typed = (self.number.text(), self.kind.key())
        dates = [edit.edit.text() for edit in (self.day, self.start, self.until)]
        if self._fields is not None:
            self._fields.hide()
            self._fields.deleteLater()
        self._ground = ground
        self._build(edition, ground)
        for kind, (number, day) in kept.items():
            if kind in self._papers:
                self._papers[kind][0].setText(number)
                self._papers[kind][1].edit.setText(day)
        for council, (number, day, outcome) in minutes.items():
            if council in self._minutes:
                self._minutes[council][0].setText(number)
                self._minutes[council][1].edit.setText(day)
                self._minutes[council][2].set_key(outcome)
        self.number.setText(typed[0])
        self.kind.set_key(typed[1])
        for edit, text in zip((self.day, self.start, self.until), dates, strict=True):
            edit.edit.setText(text)

    def _build(self, edition: Edition, ground: Ground) -> None:
        rule = self._rule = edition.grounds.rule(ground)
        self._papers, self._minutes = {}, {}
        fields = self._fields = Fields()
        self._column.addWidget(fields)
        self.start, self.until = DateEdit(self._today), DateEdit(self._today)
        fields.row(
            (N_("Period by decisions and order: from"), self.start), (N_("Until"), self.until)
        )
        fields.section(N_("Documents: number and date of each that there is"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column, share in enumerate((5, 2, 3, 4)):
            grid.setColumnStretch(column, share)
        for paper in rule.papers if rule else ():
            name = edition.paper_name(paper.kind) or Text(paper.kind, paper.kind)
            self._papers[paper.kind] = self._line(grid, name)
        for asked in rule.decisions if rule else ():
            number, day = self._line(grid, COUNCIL_NAMES[asked.council])
            outcome = Combo(
                OUTCOMES if asked.council is Council.PEDAGOGICAL else OUTCOMES[:DECIDED]
            )
            say(outcome, "setAccessibleName", N_("Decision"))
            grid.addWidget(outcome, grid.rowCount() - 1, 3)
            self._minutes[asked.council] = (number, day, outcome)
        self.number, self.day = self._line(grid, N_("Order of the director"))
        self.kind = Combo([(k, ORDER_NAMES[k]) for k in OrderKind if k is not OrderKind.ANNUL])
        say(self.kind, "setAccessibleName", N_("About"))
        grid.addWidget(self.kind, grid.rowCount() - 1, 3)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        fields.wide(holder)
        self._problem = fields.wide(Label("", "small-loss"))
        self._problem.hide()

    def _line(self, grid: QGridLayout, name: Words) -> tuple[QLineEdit, DateEdit]:
        """A document: its name, number and date."""
        number, day = QLineEdit(), DateEdit(self._today)
        row = grid.rowCount()
        say(number, "setPlaceholderText", N_("№"))
        say(number, "setAccessibleName", N_("{name}: number"), name=lambda: shown(name))
        say(day, "setAccessibleName", N_("{name}: date"), name=lambda: shown(name))
        grid.addWidget(Label(name), row, 0)
        grid.addWidget(number, row, 1)
        grid.addWidget(day, row, 2)
        return number, day

    def check(self) -> bool:
        """Whether every date can be read and no number stands without its date."""
        assert self._fields is not None
        pairs = [*self._papers.values(), *((n, d) for n, d, _ in self._minutes.values())]
        for number, day in [*pairs, (self.number, self.day)]:
            problem = day.problem()
            if problem is None and number.text().strip() and day.value() is None:
                problem = Refused(N_("№ {number}: write its date."), number=number.text().strip())
            mark(day.edit, problem)
            if problem is not None:
                self._problem.say(problem)
                self._problem.show()
                day.setFocus()
                return False
        self._problem.hide()
        return self._fields.check()

    def value(self) -> PastDocuments:
        """What is filled in: a document counts from its date on. The dates can be read."""
        start, until = self.start.value(), self.until.value()
        papers = [
            Paper(
                case_id=0,
                kind=kind,
                date=day.value() or self._today(),
                number=number.text().strip(),
                valid_from=start if self._bounds(kind) else None,
                valid_until=until if self._bounds(kind) else None,
            )
            for kind, (number, day) in self._papers.items()
            if day.value() is not None
        ]
        minutes = [
            Minutes(
                council=council,
                number=number.text(),
                day=day.value() or self._today(),
                outcome=_outcome(outcome.key()),
                start=start,
                until=until,
            )
            for council, (number, day, outcome) in self._minutes.items()
            if day.value() is not None
        ]
        return PastDocuments(
            papers=tuple(papers), minutes=tuple(minutes), orders=tuple(self._orders(start, until))
        )

    def _bounds(self, kind: str) -> bool:
        """Whether the paper's own period is the period of the case."""
        rule = self._rule
        return rule is not None and any(p.kind == kind and p.bounds_period for p in rule.papers)

    def _orders(self, start: date | None, until: date | None) -> list[Order]:
        day = self.day.value()
        if day is None:
            return []
        kind = OrderKind(str(self.kind.key()))
        return [
            Order(
                case_id=0,
                kind=kind,
                series="classes" if self._ground in WHOLE_CLASSES else "movement",
                number=self.number.text(),
                date=day,
                start=start,
                until=None if kind is OrderKind.RETURN else until,
            )
        ]


def _outcome(key: object) -> Outcome | ReviewOutcome:
    return next(outcome for outcome, _words in OUTCOMES if outcome.value == key)
