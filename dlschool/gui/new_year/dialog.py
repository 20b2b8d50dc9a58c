"""The dialog of the new school year: everybody's way, changeable one by one; then all in one action."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.year_change import Move
from dlschool.gui import printouts, rights, table
from dlschool.gui.new_year import lines
from dlschool.gui.new_year.carried import CarriedLines
from dlschool.gui.session import Session
from dlschool.gui.table import PagedModel
from dlschool.gui.tasks import Progress
from dlschool.gui.widgets.buttons import Button, Choice
from dlschool.gui.widgets.card import Strip, empty
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import year_change, year_papers
from dlschool.services.opening import Store
from dlschool.services.printouts import Printout
from dlschool.services.year_change import Choice as Way
from dlschool.services.year_change import Line, Preview

SHOWN = 5
"""So many cases that end are named; the rest are counted."""
TALL = 300


class NewYear(QWidget):
    """The body: totals, a filter, the table, the way of the chosen pupil, cases that end."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.chosen: dict[int, Way] = {}
        self.seen: Preview = year_change.preview(session.db)
        self.totals = Label("", "body")
        self.open_ = QVBoxLayout()
        self.filter = Combo(lines.filters(self.seen))
        say(self.filter, "setAccessibleName", N_("Which pupils"))
        self.filter.currentIndexChanged.connect(self._show)
        self.model = PagedModel(lines.COLUMNS, lambda _by, _down: self._ids(), self._rows)
        self.table = table.view(self.model, N_("Where the pupils go"))
        self.table.setMinimumHeight(TALL)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_way())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.totals)
        column.addLayout(self.open_)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addLayout(self._way())
        column.addLayout(self._ending())
        self.books = Label("", "small-late")
        column.addWidget(self.books)
        self.carried = CarriedLines(session)
        column.addWidget(self.carried)
        self._show()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _way(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        options = [(move.value, words) for move, words in lines.MOVES.items()]
        self.way = Choice(options, Move.PROMOTE.value, N_("Where the pupil goes"))
        self.way.chosen.connect(lambda _: self._choose())
        self.letter = QLineEdit()
        self.letter.setMaxLength(4)
        self.letter.setMaximumWidth(72)
        say(self.letter, "setAccessibleName", N_("Letter of the class"))
        self.letter.editingFinished.connect(self._choose)
        row.addWidget(self.way)
        row.addStretch(1)
        row.addWidget(Label(N_("Letter of the class"), "small-soft"))
        row.addWidget(self.letter)
        return row

    def _ending(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        ends = self.seen.ends
        if ends:
            column.addWidget(
                Label(N_("Cases whose period ends with the year: {n}"), "strong", n=len(ends))
            )
        for standing in ends[:SHOWN]:
            records = standing.records
            who = records.pupil.short_name if records.pupil else ", ".join(records.case.classes)
            words = N_("№ {number}, {who}, until {until}")
            number, until = records.case.number, standing.assessment.until
            column.addWidget(Label(words, "small", number=number, who=who, until=until))
        if len(ends) > SHOWN:
            column.addWidget(Label(N_("and {n} more"), "small-soft", n=len(ends) - SHOWN))
        if self.seen.left_out:
            names = ", ".join(pupil.short_name for pupil in self.seen.left_out[:SHOWN])
            column.addWidget(
                Label(
                    N_("Stay as they are, without a class or blocked: {n} ({names})"),
                    "small-soft",
                    n=len(self.seen.left_out),
                    names=names,
                )
            )
        return column

    def _ids(self) -> list[int]:
        found = lines.fitting(self.seen, str(self.filter.key() or ""))
        return [line.pupil.id or 0 for line in found]

    def _rows(self, ids: Sequence[int]) -> list[Sequence[object]]:
        by_id = {line.pupil.id: line for line in self.seen.lines}
        return [lines.cells(by_id[key]) for key in ids if key in by_id]

    def _show(self) -> None:
        """The table as the filter wants it, the totals over it; the chosen pupil stays chosen."""
        current = self.table.current_id()
        self.model.reload()
        if current is not None:
            self.table.choose(current)
        totals = self.seen.totals
        self.totals.say(
            N_("Move up: {promote} · repeat: {repeat} · graduate: {graduate} · leave: {leave}"),
            **{move.value: count for move, count in totals.items()},
        )
        empty(self.open_)
        if self.seen.undecided:
            words = N_("Annual «2» without a passed chance: {n}. Decide on each of them.")
            strip = Strip(words, n=len(self.seen.undecided))
            self.open_.addWidget(strip)
        self.carried.put(self.seen.carried)
        self._show_books()
        self._show_way()

    def _show_books(self) -> None:
        """Textbooks that are out, and with whom of those who go away."""
        away = {n.pupil.id for n in self.seen.lines if n.move in year_change.AWAY}
        mine = [line for line in self.seen.books if line.pupil.id in away or line.pupil.left_on]
        names = list(dict.fromkeys(line.pupil.short_name for line in mine))
        words = N_(
            "Textbooks not returned: {n}, of them with who leaves the school: {away} ({names})"
        )
        plain = N_("Textbooks not returned: {n}")
        more = " …" if len(names) > SHOWN else ""
        self.books.say(
            words if names else plain,
            n=len(self.seen.books),
            away=len(mine),
            names=", ".join(names[:SHOWN]) + more,
        )
        self.books.setVisible(bool(self.seen.books))

    def _line(self) -> Line | None:
        wanted = self.table.current_id()
        return next((line for line in self.seen.lines if line.pupil.id == wanted), None)

    def _show_way(self) -> None:
        line = self._line()
        for part in (self.way, self.letter):
            part.setEnabled(line is not None)
        if line is not None:
            self.way.set_value((line.move or Move.PROMOTE).value)
            self.letter.setText(line.letter)

    def _choose(self) -> None:
        """The chosen pupil's way as the buttons and the letter say it."""
        line = self._line()
        if line is None:
            return
        way = Way(Move(self.way.value()), self.letter.text())
        if self.sender() is self.letter and line.letter == self.letter.text():
            return
        self._show_way()  # stays so where the choice is refused
        wanted = {**self.chosen, line.pupil.id or 0: way}
        self.seen = year_change.preview(self._session.db, wanted)
        self.chosen = wanted
        self._show()


def new_year_dialog(session: Session, parent: QWidget) -> Dialog:
    """Refused before it opens: no year to change now, the role does not allow it."""
    rights.need(session, Right.PUPILS)
    body = NewYear(session)
    window = parent.window()

    def change() -> None:
        carry = body.carried.wanted()
        made = session.act(year_change.change, session.db, body.chosen, carry=carry)
        session.tell(N_("The school year {year} is changed"), year=made.year)
        if rights.may(session, Right.PRINT):
            printouts.lay_out(window, session, partial(_act, year=made.year))

    box = Dialog(
        parent,
        N_("From {year} to the new school year"),
        body,
        N_("Change the year"),
        change,
        wide=960,
        year=body.seen.year.replace("-", "–"),
    )
    already = Button(N_("The classes are moved already"), lambda: _already(session, box, body))
    box.foot.insertWidget(0, already)
    return box


def _already(session: Session, box: Dialog, body: NewYear) -> None:
    made = session.act(year_change.mark_changed, session.db, carry=body.carried.wanted())
    session.tell(N_("School year {year}: the classes are moved already"), year=made.year)
    box.reject()


def _act(db: Store, _progress: Progress, *, year: str) -> Printout:
    return year_papers.prepare_act(db, year, "both")
