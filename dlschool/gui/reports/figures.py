"""Figures of a report, a group of tables at a time; long tables show the lines that count somebody."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.grade_words import comma
from dlschool.domain.report import GROUPS, TABLES, Report, share_of, sums
from dlschool.domain.report_shape import TOTAL, Column, Line, Table
from dlschool.domain.report_words import NOTES, NOTES_TITLE
from dlschool.gui.widgets.card import Card, empty, line
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_

SHORT = 6
"""Lines of a table that is shown whole."""
NOTES_KEY = "notes"
NO_SHARE = "–"


class FiguresTab(QWidget):
    """`put(report)`: the group that was in sight stays in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        self.group = Combo([*GROUPS.items(), (NOTES_KEY, NOTES_TITLE)])
        self.group.set_key("pupils")
        self.group.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        say(self.group, "setAccessibleName", N_("Which figures are shown"))
        self.group.currentIndexChanged.connect(lambda _: self._show())
        row.addWidget(self.group)
        row.addStretch(1)
        column.addLayout(row)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, report: Report) -> None:
        self._report = report
        self._show()

    def _show(self) -> None:
        empty(self._body)
        if self._report is None:
            return
        group = self.group.key()
        if group == NOTES_KEY:
            self._body.addWidget(_notes())
        for table in TABLES:
            if table.group == group:
                self._body.addWidget(_card(table, self._report))


def _notes() -> Card:
    card = Card(NOTES_TITLE)
    for note in NOTES:
        card.body.addWidget(Label(note))
    return card


def _card(table: Table, report: Report) -> Card:
    card = Card(table.title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 4)
    for place, column in enumerate(table.columns, 1):
        grid.setColumnStretch(place, 1)
        grid.addWidget(_right(Label(column.name, "small-soft")), 0, place)
    row = 1
    for each in _lines(table, report):
        grid.addWidget(Label(each.name), row, 0)
        for place, column in enumerate(table.columns, 1):
            grid.addWidget(_right(Label(_value(table, each, report, column))), row, place)
        row += 1
    if table.total:
        grid.addWidget(line(), row, 0, 1, len(table.columns) + 1)
        grid.addWidget(Label(table.total_name or TOTAL, "strong"), row + 1, 0)
        for place, column in enumerate(table.columns, 1):
            value = _value(table, None, report, column)
            grid.addWidget(_right(Label(value, "strong")), row + 1, place)
    card.body.addLayout(grid)
    return card


def _lines(table: Table, report: Report) -> list[Line]:
    if len(table.lines) <= SHORT:
        return list(table.lines)
    return [
        each
        for each in table.lines
        if any(report.figures.get(table.key(each, column), 0) for column in table.counted)
    ]


def _value(table: Table, of: Line | None, report: Report, column: Column) -> str:
    if column.share is not None:
        share = share_of(table, of, report.figures, column)
        return NO_SHARE if share is None else comma(f"{share:g}")
    if of is None:
        return str(sums(table, report.figures, column))
    return str(report.figures.get(table.key(of, column), 0))


def _right(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return label
