"""Grades of a subject over the year: a row for each pupil; each grade opens its arithmetic."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dlschool.domain import grade_words
from dlschool.domain.access import Right
from dlschool.domain.grade_words import PERIOD_NAMES
from dlschool.domain.learning import Grade, Period
from dlschool.domain.pupil import Pupil
from dlschool.gui import printouts, rights
from dlschool.gui.marks.class_put import put_class
from dlschool.gui.marks.grade_dialog import grade_dialog, work_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton, QuietButton
from dlschool.gui.widgets.card import Card, EmptyState, Strip, empty
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.tab_order import tab_through
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.services import grade_rules, grades, mark_papers, mark_register

CENTRE = Qt.AlignmentFlag.AlignCenter
LATER = (Period.ANNUAL, Period.CHANCE_2, Period.CHANCE_3, Period.EXAM, Period.FINAL)


class GradesTab(QWidget):
    """`put(year, class, subject)` shows the grades of the year."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of = ("", "", 0)
        self._refused = Strip("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.annual = Button(N_("Put the annual grades"), partial(self._whole, Period.ANNUAL))
        self.final = Button(N_("Put the final grades"), partial(self._whole, Period.FINAL))
        self.cards = Button(N_("Report cards of the class"), self.print_, icon="printer")
        for button in (self.annual, self.final, self.cards):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        rights.forbid(session, Right.MARKS, self.annual, self.final)
        rights.forbid(session, Right.PRINT, self.cards)
        self._body = QVBoxLayout()
        column.addLayout(self._body)
        column.addWidget(self._rounding())
        column.addStretch(1)

    def _rounding(self) -> Card:
        card = Card(N_("Rounding before the scale"))
        self.rounding = Combo(list(grade_rules.ROUNDING_NAMES.items()))
        say(self.rounding, "setAccessibleName", N_("Rounding before the scale"))
        self.rounding.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.rounding.activated.connect(self._round)
        rights.forbid(self._session, Right.SCHOOL, self.rounding)
        card.body.addWidget(self.rounding, 0, Qt.AlignmentFlag.AlignLeft)
        self._note = Label("", "small-soft")
        card.body.addWidget(self._note)
        return card

    def _round(self) -> None:
        key = str(self.rounding.key())
        self._session.act(grade_rules.save_rounding, self._session.db, key)  # type: ignore[arg-type]

    def put(self, year: str, class_name: str, subject_id: int) -> None:
        self._of = (year, class_name, subject_id)
        people = mark_register.pupils(self._session.db, class_name, year)
        empty(self._body)
        for button in (self.annual, self.final, self.cards):
            button.setVisible(bool(people))
        shown: QWidget = EmptyState("users", N_("There is nobody in this class."))
        if people:
            shown = self._grid(people)
        self._body.addWidget(shown)
        tab_through(*shown.findChildren(QPushButton)[-1:], self.rounding)
        self.rounding.set_key(grade_rules.rounding(self._session.db, year))
        self._note.say(grading.rules_of(year).rounding_note)

    def _grid(self, people: list[Pupil]) -> Card:
        year, _class_name, subject_id = self._of
        card, grid = Card(), QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        held = {
            p.id: grades.of_pupil(self._session.db, p.id or 0, year).get(subject_id, {})
            for p in people
        }
        periods = [*mark_register.periods(self._session.db, people[0], subject_id, year)]
        later = [p for p in LATER if p in (Period.ANNUAL, Period.FINAL) or _any(held, p)]
        columns = [*periods, *later]
        grid.addWidget(Label(N_("Pupil"), "small-soft"), 0, 0)
        for at, period in enumerate(columns, 1):
            grid.addWidget(Label(PERIOD_NAMES[period], "small-soft"), 0, at, CENTRE)
        for line, person in enumerate(people, 1):
            grid.addWidget(Label(same(person.full_name)), line, 0)
            for at, period in enumerate(columns, 1):
                grade = self._grade(held[person.id].get(period), person, period)
                grid.addWidget(grade, line, at, CENTRE)
            self._row_buttons(grid, line, len(columns) + 1, person)
        card.body.addLayout(grid)
        return card

    def _row_buttons(self, grid: QGridLayout, line: int, at: int, person: Pupil) -> None:
        year, _class, subject_id = self._of
        work: Callable[[], object] = partial(
            work_dialog, self._session, self, person.id or 0, subject_id, year
        )
        mend = IconButton("pencil", N_("Work of the year or examination"), work)
        card = IconButton("printer", N_("Report card"), partial(self._print, [person.id or 0]))
        rights.forbid(self._session, Right.MARKS, mend)
        grid.addWidget(mend, line, at)
        grid.addWidget(card, line, at + 1)

    def _grade(self, grade: Grade | None, person: Pupil, period: Period) -> QWidget:
        if grade is None:
            return Label(same("–"), "soft")
        said = grade_words.shown(grade, short=True) or same("–")
        made = QuietButton(said, partial(grade_dialog, self._session, self, grade))
        say(made, "setAccessibleName", N_("{name}, {period}"),
            name=person.full_name, period=PERIOD_NAMES[period])  # fmt: skip
        return made

    def _whole(self, period: Period) -> None:
        put_class(self._session, self, *self._of, period)

    def print_(self) -> None:
        year, class_name, _subject = self._of
        people = mark_register.pupils(self._session.db, class_name, year)
        self._print([person.id or 0 for person in people])

    def _print(self, pupil_ids: list[int]) -> None:
        from dlschool.i18n import language

        year, spoken = self._of[0], language()
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: mark_papers.prepare_cards(db, pupil_ids, year, spoken),
        )


def _any(held: "dict[int | None, dict[Period, Grade]]", period: Period) -> bool:
    return any(period in each for each in held.values())
