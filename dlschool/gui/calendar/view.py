"""Calendar of SOR and SOCh: a week or a term, the class's plan or the sittings of distance pupils."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.calendar import Term
from dlschool.domain.learning import Assessment, AssessmentKind
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.calendar import layers
from dlschool.gui.calendar.board import DAYS, Board
from dlschool.gui.calendar.chips import Chip
from dlschool.gui.calendar.dialogs import assessment_dialog, reason_dialog, sitting_dialog
from dlschool.gui.calendar.import_dialog import import_dialog
from dlschool.gui.calendar.layers import PLAN, SITTINGS
from dlschool.gui.calendar.plan_dialog import propose
from dlschool.gui.calendar.printing import print_dialog
from dlschool.gui.calendar.undated import Undated
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button, Choice, IconButton, PrimaryButton
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import assessments, calendar, curriculum, sittings
from dlschool.services.sittings import Line

WEEK, TERM = "week", "term"
ALL = ""


class CalendarView(Page):
    """`open` takes «sittings» or «plan», or the id of a sitting."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Calendar of SOR and SOCh"), scrolls=False)
        self._session = session
        self._monday: date | None = None
        self._lines: dict[int, Line] = {}
        self._fill_head()
        self.board = Board(
            lambda chip, day: layers.why_not(session.db, self.layer.value(), chip, day)
        )
        self.board.moved.connect(self._moved)
        self.board.opened.connect(self.show_one)
        self.why = Label("", "small-late")
        self.board.told.connect(self.why.setText)
        self.undated = Undated(self.show_one)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.undated)
        column.addWidget(self.board)
        self._nothing = QVBoxLayout()
        column.addLayout(self._nothing)
        column.addStretch(1)
        self.body.addWidget(self.why)
        self.body.addWidget(scrolled(inside), 1)
        self.board.frozen = not rights.may(session, Right.LEARNING)

    def _fill_head(self) -> None:
        self.layer = Choice(
            [(SITTINGS, N_("Sittings")), (PLAN, N_("Class plan"))], SITTINGS, N_("What is shown")
        )
        self.span = Choice([(TERM, N_("Term")), (WEEK, N_("Week"))], TERM, N_("Time shown"))
        self.terms, self.classes = Combo(), Combo()
        say(self.terms, "setAccessibleName", N_("Term"))
        say(self.classes, "setAccessibleName", N_("Class"))
        self.before = IconButton("chevron-left", N_("Week before"), partial(self._turn, -7))
        self.after = IconButton("chevron-right", N_("Week after"), partial(self._turn, 7))
        self.choices = QWidget()
        row = Flow(self.choices)
        for widget in (self.layer, self.span, self.terms, self.classes, self.before, self.after):
            row.addWidget(widget)
        self.body.addWidget(self.choices)
        self.layer.chosen.connect(lambda _: self.reload())
        self.span.chosen.connect(lambda _: self._show())
        self.terms.currentIndexChanged.connect(lambda _: self._another_term())
        self.classes.currentIndexChanged.connect(lambda _: self._show())
        self.printing = Button(N_("Print"), self.print_, icon="printer")
        self.importing = Button(N_("From Excel"), self.import_, icon="file-spreadsheet")
        self.adding = Button(N_("Add to the plan"), self.new, icon="plus")
        self.planning = PrimaryButton(N_("Plan sittings"), self.plan, icon="calendar-check")
        for button in (self.printing, self.importing, self.adding, self.planning):
            self.right.addWidget(button)
        rights.forbid(self._session, Right.LEARNING, self.importing, self.adding, self.planning)
        rights.forbid(self._session, Right.PRINT, self.printing)

    def year(self) -> str:
        return calendar.year_of(self._session.today())

    def term(self) -> Term | None:
        number = self.terms.key()
        found = calendar.terms(self._session.db, self.year())
        return next((t for t in found if t.number == number), None)

    def class_name(self) -> str:
        return str(self.classes.key() or "")

    def reload(self) -> None:
        """The terms and classes of now; what was chosen stays."""
        db, year = self._session.db, self.year()
        if not calendar.has_calendar(db, year):
            self._say_empty()
            return
        first = self.terms.count() == 0
        known = calendar.calendar(db, year)
        self.terms.put(
            [(t.number, Text(f"{t.number}-тоқсан", f"{t.number} четверть")) for t in known.terms]
        )
        if first:
            now = known.coming_term(self._session.today()) or known.terms[-1]
            self.terms.set_key(now.number)
        plan = assessments.assessments(db, year)
        names = sorted({each.class_name for each in plan}, key=_place)
        every = [each.name for each in curriculum.classes(db)]
        names = names if self.layer.value() == SITTINGS else every
        self.classes.put([(ALL, N_("All classes")), *((n, same(n)) for n in names)])
        if not self.class_name() and self.layer.value() == PLAN and names:
            self.classes.set_key(
                next((n for n in names if any(n == a.class_name for a in plan)), names[0])
            )
        self._show()

    def _say_empty(self) -> None:
        self.board.hide()
        empty(self._nothing)
        go = Action(N_("Type in the calendar"), lambda: self._session.go("year"), primary=True)
        self._nothing.addWidget(
            EmptyState("calendar", N_("The school year has no calendar yet."), go)
        )

    def _another_term(self) -> None:
        self._monday = None
        self._show()

    def _show(self) -> None:
        term = self.term()
        if term is None:
            return
        week = self.span.value() == WEEK
        if self._monday is None:
            self._monday = max(term.start, min(self._session.today(), term.until))
            self._monday -= timedelta(days=self._monday.weekday())
        for turn in (self.before, self.after):
            turn.setVisible(week)
        monday = self._monday if week else term.start - timedelta(days=term.start.weekday())
        weeks = 1 if week else (term.until - monday).days // 7 + 1
        chips = self._chips(term)
        closed = self._closed(term, monday, weeks)
        self.board.put(monday, weeks, chips, closed, self._session.today())
        self.undated.put([chip for chip in chips if chip.day is None])
        self._say_count(term, chips)
        self.adding.setVisible(self.layer.value() == PLAN)
        self.importing.setVisible(self.layer.value() == PLAN)
        self.planning.setVisible(self.layer.value() == SITTINGS)
        self.printing.setVisible(self.layer.value() == SITTINGS)

    def _say_count(self, term: Term, chips: list[Chip]) -> None:
        empty(self._nothing)
        self.board.show()
        kind: Words = N_("Sittings: {count}. Drag one to another day; Enter opens it.")
        if self.layer.value() == PLAN:
            kind = N_("SOR and SOCh: {count}. Drag one to another day; Enter opens it.")
        self.say(N_("Calendar of SOR and SOCh"), kind, count=len(chips))
        wanting = self.layer.value() == SITTINGS and not chips
        if wanting and rights.may(self._session, Right.LEARNING):
            new = sittings.wanting(self._session.db, self.year(), term.number)
            self._nothing.addWidget(
                EmptyState(
                    "calendar-check",
                    N_("The class plans ask for {count} sittings of distance pupils."),
                    Action(N_("Plan sittings"), self.plan),
                    count=len(new),
                )
            )

    def _chips(self, term: Term) -> list[Chip]:
        db = self._session.db
        if self.layer.value() == PLAN:
            plan = assessments.assessments(db, self.year(), self.class_name(), term.number)
            return layers.plan_chips(db, plan)
        found = sittings.sittings(db, self.year(), term.number, class_name=self.class_name())
        self._lines = {line.id: line for line in found}
        return layers.sitting_chips(db, found)

    def _closed(self, term: Term, monday: date, weeks: int) -> dict[date, Words]:
        known = calendar.days_with_cases(self._session.db, self.year(), self.class_name())
        found: dict[date, Words] = {}
        for n in range(7 * weeks):
            day = monday + timedelta(days=n)
            what = known.get(day)
            if n % 7 >= DAYS:
                continue
            if day not in term or what is None:
                found[day] = N_("outside the term")
            elif not what.lessons:
                found[day] = what.words or N_("day off")
        return found

    def _turn(self, days: int) -> None:
        term = self.term()
        if term is not None and self._monday is not None:
            monday = self._monday + timedelta(days=days)
            if term.start - timedelta(days=6) <= monday <= term.until:
                self._monday = monday
                self._show()

    def _moved(self, chip_id: int, day: date) -> None:
        """Of a sitting the reason is asked; the class's own plan moves at once."""
        if self.layer.value() == PLAN:
            self._session.act(assessments.move, self._session.db, chip_id, day)
        else:
            reason_dialog(self, self._session, chip_id, day).open()

    def show_one(self, chip_id: int) -> None:
        """What was clicked, with its facts."""
        rights.need(self._session, Right.LEARNING)
        if self.layer.value() == PLAN:
            value = assessments.assessment(self._session.db, chip_id)
            assessment_dialog(self, self._session, value).open()
        else:
            sitting_dialog(self, self._session, chip_id).open()

    def new(self) -> None:
        """A SOR or SOCh into the plan of the class in sight."""
        rights.need(self._session, Right.LEARNING)
        term, names = self.term(), curriculum.classes(self._session.db)
        name = self.class_name() or (names[0].name if names else "")
        if term is not None:
            draft = Assessment(
                year=self.year(), class_name=name, subject_id=0, term=term.number,
                kind=AssessmentKind.SOR,
            )  # fmt: skip
            assessment_dialog(self, self._session, draft).open()

    def plan(self) -> None:
        """For the class in sight, or for all."""
        rights.need(self._session, Right.LEARNING)
        term, name = self.term(), self.class_name()
        if term is None:
            return
        wanted = sittings.distance_pupils(self._session.db, name) if name else None
        propose(self, self._session, self.year(), term.number, wanted)

    def import_(self) -> None:
        rights.need(self._session, Right.LEARNING)
        file, _ = QFileDialog.getOpenFileName(self, "", "", "Excel (*.xlsx *.xls *.csv)")
        if file:
            import_dialog(self, self._session, self.year(), Path(file)).open()

    def print_(self) -> None:
        """A schedule or summonses: of what is asked in a small dialog."""
        rights.need(self._session, Right.PRINT)
        term = self.term()
        if term is not None:
            lines = list(self._lines.values())
            print_dialog(self, self._session, self.year(), term.number, lines).open()

    def open(self, target: object) -> None:
        if target in (PLAN, SITTINGS):
            self.layer.set_value(str(target))
            self.reload()
        elif isinstance(target, int):
            self.layer.set_value(SITTINGS)
            self.reload()
            sitting_dialog(self, self._session, target).open()


def _place(name: str) -> tuple[int, str]:
    digits = "".join(sign for sign in name if sign.isdecimal())
    return int(digits or 0), name
