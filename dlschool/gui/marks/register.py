"""The register of a subject in a term: a row for each pupil, a column for each work, typed through."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dlschool.domain import grade_words
from dlschool.domain.access import Right
from dlschool.domain.grade_words import PERIOD_NAMES, comma
from dlschool.domain.learning import Assessment, AssessmentKind, SittingState
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui import rights
from dlschool.gui.marks import dialogs
from dlschool.gui.marks.cell import Cell
from dlschool.gui.marks.grade_dialog import expected_dialog, grade_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.card import Card, EmptyState, Strip, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import formative, mark_register, results
from dlschool.services.mark_register import Register, Row
from dlschool.services.result_lists import Line, work_name

ABSENT = ("б", "н", "нб")
"""Typed in place of points, these ask why the pupil was not there: «болмады», «не был»."""
WIDE = 72


class RegisterTab(QWidget):
    """`put(year, class, subject, term)` shows a register; `go_to(text)` goes to a pupil's row."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of: tuple[str, str, int, int] | None = None
        self._register: Register | None = None
        self.cells: dict[tuple[int, int], Cell] = {}
        """By row and column, from 0; column 0: formative marks."""
        self._results: dict[int, tuple[Label, QuietButton]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._said = QVBoxLayout()
        column.addLayout(self._said)
        self._body = QVBoxLayout()
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, year: str, class_name: str, subject_id: int, term: int) -> None:
        """Reads again; a register of the same shape is refreshed and keeps what is being typed."""
        of = (year, class_name, subject_id, term)
        found = mark_register.read(self._session.db, *of)
        same_shape = of == self._of and self._register and _shape(found) == _shape(self._register)
        self._of, self._register = of, found
        if same_shape:
            self._refresh()
            return
        self.cells, self._results = {}, {}
        empty(self._said)
        empty(self._body)
        self._body.addWidget(self._grid(found) if found.rows else self._nothing())
        self._refresh()

    def _nothing(self) -> EmptyState:
        return EmptyState("users", N_("There is nobody in this class."))

    def _grid(self, found: Register) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        self._heads(grid, found)
        for at, row in enumerate(found.rows):
            self._row(grid, at, row, found)
        card.body.addLayout(grid)
        hint = N_(
            "Enter goes down, Tab to the right; «б» or «н» enters an absence. Marks of formative "
            "assessment stand in a row: 8 9 10; 4/5 is of five. Right click: sitting again, "
            "moderation, aims."
        )
        card.body.addWidget(Label(hint, "small-soft"))
        return card

    def _heads(self, grid: QGridLayout, found: Register) -> None:
        heads: list[Words] = [same("№"), N_("Pupil"), N_("Formative marks")]
        for at, words in enumerate(heads):
            grid.addWidget(Label(words, "small-soft"), 0, at)
        for at, work in enumerate(found.works, 3):
            grid.addWidget(Label(_head(work), "small-soft"), 0, at)
        last = 3 + len(found.works)
        grid.addWidget(Label(same("%"), "small-soft"), 0, last)
        grid.addWidget(Label(PERIOD_NAMES[found.period], "small-soft"), 0, last + 1)

    def _row(self, grid: QGridLayout, at: int, row: Row, found: Register) -> None:
        line = at + 1
        grid.addWidget(Label(same(str(line)), "soft"), line, 0)
        grid.addWidget(Label(same(row.pupil.full_name)), line, 1)
        daily = self._cell(at, 0, partial(self._keep_formative, row.pupil.id or 0))
        say(daily, "setAccessibleName", N_("Formative marks: {name}"), name=row.pupil.full_name)
        grid.addWidget(daily, line, 2)
        for place, work in enumerate(found.works, 1):
            if (work.id or 0) in row.lines:
                grid.addWidget(self._points(at, place, row, work), line, 2 + place)
            else:
                none = Label(same("–"), "soft")
                say(none, "setToolTip", N_("No sitting of this work is planned for the pupil."))
                grid.addWidget(none, line, 2 + place, Qt.AlignmentFlag.AlignCenter)
        percent, grade = Label("", "soft"), QuietButton("", partial(self._open_grade, at))
        say(grade, "setAccessibleName", N_("{name}, {period}"),
            name=row.pupil.full_name, period=PERIOD_NAMES[found.period])  # fmt: skip
        self._results[at] = (percent, grade)
        grid.addWidget(percent, line, 3 + len(found.works))
        grid.addWidget(grade, line, 4 + len(found.works), Qt.AlignmentFlag.AlignLeft)

    def _points(self, at: int, place: int, row: Row, work: Assessment) -> Cell:
        cell = self._cell(at, place, partial(self._keep_points, at, place))
        cell.setFixedWidth(WIDE)
        cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        said = work_name(work)
        name = row.pupil.full_name
        say(cell, "setAccessibleName", Text(f"{said.kk}: {name}", f"{said.ru}: {name}"))
        return cell

    def _cell(self, at: int, place: int, keep: Callable[[str], object]) -> Cell:
        cell = Cell("", keep, partial(self._choices, at, place))
        cell.below.connect(partial(self._go, at, place))
        cell.said.connect(self._say)
        self.cells[at, place] = cell
        return cell

    def _refresh(self) -> None:
        assert self._register is not None
        for at, row in enumerate(self._register.rows):
            self.cells[at, 0].put(formative.row_text(row.formative).replace(".", ","))
            for place, work in enumerate(self._register.works, 1):
                line = row.lines.get(work.id or 0)
                if line is not None:
                    self._show(self.cells[at, place], line)
            percent, grade = self._results[at]
            value = mark_register.percent(row)
            percent.say(same(comma(value) if value else "–"))
            say(grade, "setText", _grade_words(row))
        if not self._register.own:
            rights.forbid_all(self._session, Right.MARKS, self.cells.values())
            for cell in self.cells.values():
                cell.setReadOnly(True)

    def _show(self, cell: Cell, line: Line) -> None:
        cell.put(_shown(line))
        waived = line.sitting.state is SittingState.WAIVED
        cell.setReadOnly(waived)
        if line.sitting.reason and not cell.property("wrong"):
            say(cell, "setToolTip", same(line.sitting.reason))

    def _line(self, at: int, place: int) -> tuple[Line, Assessment]:
        assert self._register is not None
        work = self._register.works[place - 1]
        return self._register.rows[at].lines[work.id or 0], work

    def _keep_formative(self, pupil_id: int, text: str) -> None:
        assert self._of is not None
        year, _class, subject_id, term = self._of
        self._session.act(
            formative.put_row, self._session.db, pupil_id, subject_id, year, term, text
        )

    def _keep_points(self, at: int, place: int, text: str) -> bool:
        line, work = self._line(at, place)
        db, sitting = self._session.db, line.sitting.id or 0
        if text.lower() in ABSENT:
            dialogs.absence_dialog(self._session, self, line, work)
            return False
        if text:
            self._session.act(results.enter, db, sitting, text)
        else:
            self._session.act(results.take_back, db, sitting)
        return True

    def _choices(self, at: int, place: int) -> list[tuple[Words, Callable[[], object]]]:
        if place == 0 or self._register is None or not self._register.own:
            return []
        line, work = self._line(at, place)
        found: list[tuple[Words, Callable[[], object]]] = []
        wanted = (
            (not line.results, N_("The pupil was absent"), dialogs.absence_dialog),
            (bool(line.results), N_("Individual sitting"), dialogs.again_dialog),
            (
                bool(line.results and work.aims),
                N_("Aims that were not reached"),
                dialogs.aims_dialog,
            ),
            (_moderated(self._session, line, work), N_("Moderation"), dialogs.moderate_dialog),
        )
        for there, words, make in wanted:
            if there:
                found.append((words, partial(make, self._session, self, line, work)))
        return found

    def _go(self, at: int, place: int, step: int) -> None:
        """To the cell below or above in the same column."""
        below = self.cells.get((at + step, place))
        if below is not None:
            below.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self, refused: Refused | None) -> None:
        """What is wrong with the cell, over the register."""
        empty(self._said)
        if refused is not None:
            self._said.addWidget(Strip(refused, kind="loss"))

    def _open_grade(self, at: int) -> None:
        assert self._register is not None
        row = self._register.rows[at]
        if row.grade is not None and row.grade.mark != "not-attested":
            grade_dialog(self._session, self, row.grade)
        else:
            expected_dialog(self._session, self, row, self._register.period, self._of)

    def go_to(self, text: str) -> bool:
        """Goes to the first pupil whose name begins with the text, or holds it."""
        rows = self._register.rows if self._register else ()
        wanted = text.casefold().strip()
        names = [row.pupil.full_name.casefold() for row in rows]
        at = next((n for n, name in enumerate(names) if name.startswith(wanted)), None)
        if at is None:
            at = next((n for n, name in enumerate(names) if wanted in name), None)
        if at is None or not wanted:
            return False
        self.cells[at, 0].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _shape(of: Register) -> object:
    return (
        of.own,
        [(work.id, work.max_points) for work in of.works],
        [(row.pupil, sorted(row.lines)) for row in of.rows],
    )


def _head(work: Assessment) -> Text:
    said, most = work_name(work), comma(work.max_points) or "?"
    return Text(f"{said.kk} / {most}", f"{said.ru} / {most}")


def _shown(line: Line) -> str:
    """Points, or «б» for a work that was missed."""
    if line.sitting.state is SittingState.WAIVED:
        return "–"
    if line.newest is not None:
        return comma(line.newest.points)
    return ABSENT[0] if line.sitting.state is SittingState.MISSED else ""


def _grade_words(row: Row) -> Words:
    if row.grade is not None:
        return grade_words.shown(row.grade, short=True) or same("–")
    if row.expected is not None and row.expected.grade is not None:
        return same(f"({row.expected.grade})")
    return same("…")


def _moderated(session: Session, line: Line, work: Assessment) -> bool:
    soch = work.kind is AssessmentKind.SOCH
    return soch and bool(line.results) and rights.may(session, Right.COUNCILS)
