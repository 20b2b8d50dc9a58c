"""Calendar of SOR and SOCh: a week or a term, the class's plan or the sittings of distance pupils."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.calendar import Term
from dlschool.domain.learning import Assessment, AssessmentKind
from dlschool.gui import rights
from dlschool.gui.calendar import layers, nothing
from dlschool.gui.calendar.board import Board
from dlschool.gui.calendar.chips import Chip
from dlschool.gui.calendar.choices import WEEK, Choices
from dlschool.gui.calendar.dialogs import assessment_dialog, reason_dialog, sitting_dialog
from dlschool.gui.calendar.import_dialog import import_dialog
from dlschool.gui.calendar.laid import HEAD
from dlschool.gui.calendar.layers import PLAN, SITTINGS
from dlschool.gui.calendar.legend import Legend
from dlschool.gui.calendar.plan_dialog import propose
from dlschool.gui.calendar.printing import print_dialog
from dlschool.gui.calendar.undated import Undated
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, PrimaryButton
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.widgets.tab_order import tab_through
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import assessments, calendar, curriculum, sittings
from dlschool.services.sittings import Line

AROUND = 32
"""Px that stay in sight over and under a chip: the names of the weekdays stand there."""


class CalendarView(Page):
    """`open` takes «sittings» or «plan», or the id of a sitting."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Calendar of SOR and SOCh"), scrolls=False)
        self._session = session
        self._monday: date | None = None
        self._lines: dict[int, Line] = {}
        self._now_wanted = False
        self._fill_head()
        self.board = Board(
            lambda chip, day: layers.why_not(session.db, self.layer.value(), chip, day)
        )
        self.board.moved.connect(self._moved)
        self.board.opened.connect(self.show_one)
        self.board.unfolded.connect(self._show_week)
        self.board.frozen = not rights.may(session, Right.LEARNING)
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
        self._scroll = scrolled(inside)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._to_now())
        bar.valueChanged.connect(lambda _: self.board.update())
        self.board.wanted.connect(self._bring)
        self.body.addWidget(self._scroll, 1)

    def _fill_head(self) -> None:
        self.printing = Button(N_("Print"), self.print_, icon="printer")
        self.importing = Button(N_("From Excel"), self.import_, icon="file-spreadsheet")
        self.adding = Button(N_("Add to the plan"), self.new, icon="plus")
        self.planning = PrimaryButton(N_("Plan sittings"), self.plan, icon="calendar-check")
        for button in (self.printing, self.importing, self.adding, self.planning):
            self.right.addWidget(button)
        rights.forbid(self._session, Right.LEARNING, self.importing, self.adding, self.planning)
        rights.forbid(self._session, Right.PRINT, self.printing)
        self.choices = Choices(self._turn)
        self.layer, self.span = self.choices.layer, self.choices.span
        self.legend = Legend()
        self.body.addWidget(self.choices)
        self.body.addWidget(self.legend)
        self.choices.switched.connect(self.reload)
        self.choices.narrowed.connect(self._show)
        self.choices.term_chosen.connect(self._another_term)

    def _bring(self, place: QRect) -> None:
        """Scrolls so that a place of the board is in sight."""
        at = self.board.mapToParent(place.center())
        self._scroll.ensureVisible(at.x(), at.y(), 0, place.height() // 2 + AROUND)

    def year(self) -> str:
        return calendar.year_of(self._session.today())

    def term(self) -> Term | None:
        number = self.choices.terms.key()
        found = calendar.terms(self._session.db, self.year())
        return next((t for t in found if t.number == number), None)

    def class_name(self) -> str:
        return self.choices.class_name()

    def reload(self) -> None:
        """The terms and classes of now; what was chosen stays."""
        db, year = self._session.db, self.year()
        if not calendar.has_calendar(db, year):
            self._say_no_calendar()
            return
        self.choices.show()
        known = calendar.calendar(db, year)
        now = known.coming_term(self._session.today()) or known.terms[-1]
        self.choices.put_terms([t.number for t in known.terms], now.number)
        planned = sorted(
            {each.class_name for each in assessments.assessments(db, year)}, key=_place
        )
        every = [each.name for each in curriculum.classes(db)]
        self.choices.put_classes(planned if self.layer.value() == SITTINGS else every, planned)
        self._show()

    def _say_no_calendar(self) -> None:
        for part in (self.board, self.undated, self.choices, self.legend, *self._head_buttons()):
            part.hide()
        self.say(N_("Calendar of SOR and SOCh"))
        self._put_nothing(nothing.no_calendar(self._session))

    def _head_buttons(self) -> tuple[Button, ...]:
        return self.printing, self.importing, self.adding, self.planning

    def _put_nothing(self, state: EmptyState | None) -> None:
        empty(self._nothing)
        if state is not None:
            self._nothing.addWidget(state)

    def _another_term(self) -> None:
        self._monday = None
        self._show()

    def _show(self) -> None:
        term = self.term()
        if term is None:
            return
        week = self.span.value() == WEEK
        first = self._monday is None
        if self._monday is None:
            self._monday = max(term.start, min(self._session.today(), term.until))
            self._monday -= timedelta(days=self._monday.weekday())
        for turn in (self.choices.before, self.choices.after):
            turn.setVisible(week)
        monday = self._monday if week else term.start - timedelta(days=term.start.weekday())
        weeks = 1 if week else (term.until - monday).days // 7 + 1
        chips = self._chips(term)
        closed = layers.closed_days(
            self._session.db, self.year(), self.class_name(), term, monday, weeks
        )
        self.board.put(monday, weeks, chips, closed, self._session.today())
        self.undated.put([chip for chip in chips if chip.day is None])
        tab_through(self.choices.after, *self.undated.buttons(), self.board)
        self._say_count(term, chips)
        if first and not week:
            self._now_wanted = True
            QTimer.singleShot(0, self, self._to_now)

    def _to_now(self) -> None:
        """A term opens at the week of today, as soon as the board has its height."""
        bar = self._scroll.verticalScrollBar()
        if self._now_wanted and self._monday is not None and bar.maximum():
            self._now_wanted = False
            top = self.board.y() + self.board.laid.top_of(self._monday) - HEAD
            bar.setValue(max(top, 0))

    def _say_count(self, term: Term, chips: list[Chip]) -> None:
        plan = self.layer.value() == PLAN
        classes = bool(curriculum.classes(self._session.db))
        for button in (self.adding, self.importing):
            button.setVisible(plan and classes)
        for button in (self.planning, self.printing):
            button.setVisible(not plan and bool(chips))
        self.board.setVisible(bool(chips))
        self.legend.setVisible(bool(chips))
        self.legend.put(plan=plan)
        counted = self._counted(plan=plan) if chips else ""
        self.say(N_("Calendar of SOR and SOCh"), counted, count=len(chips))
        self._put_nothing(None if chips else self._why_nothing(term, classes=classes))

    def _counted(self, *, plan: bool) -> Words:
        if self.board.frozen:
            return N_("SOR and SOCh: {count}.") if plan else N_("Sittings: {count}.")
        if plan:
            return N_("SOR and SOCh: {count}. Drag one to another day; Enter opens it.")
        return N_("Sittings: {count}. Drag one to another day; Enter opens it.")

    def _why_nothing(self, term: Term, *, classes: bool) -> EmptyState:
        if not classes:
            return nothing.no_classes(self._session)
        if self.layer.value() == PLAN:
            return nothing.no_plan()
        to_plan = partial(self.open, PLAN)
        return nothing.no_sittings(self._session, self.year(), term.number, to_plan, self.plan)

    def _chips(self, term: Term) -> list[Chip]:
        db = self._session.db
        if self.layer.value() == PLAN:
            plan = assessments.assessments(db, self.year(), self.class_name(), term.number)
            return layers.plan_chips(db, plan)
        found = sittings.sittings(db, self.year(), term.number, class_name=self.class_name())
        self._lines = {line.id: line for line in found}
        return layers.sitting_chips(db, found)

    def _turn(self, days: int) -> None:
        term = self.term()
        if term is not None and self._monday is not None:
            monday = self._monday + timedelta(days=days)
            if term.start - timedelta(days=6) <= monday <= term.until:
                self._monday = monday
                self._show()

    def _show_week(self, day: date) -> None:
        """The week of a day, where all its chips have room."""
        self._monday = day - timedelta(days=day.weekday())
        self.span.set_value(WEEK)
        self._show()

    def _moved(self, chip_id: int, day: date) -> None:
        """Of a sitting the reason is asked; the class's own plan moves at once."""
        if self.layer.value() == PLAN:
            self._session.act(assessments.move, self._session.db, chip_id, day)
        else:
            reason_dialog(self, self._session, chip_id, day).open()

    def show_one(self, chip_id: int) -> None:
        """What was clicked, with its facts; changed by who may."""
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
        if target not in (PLAN, SITTINGS) and not isinstance(target, int):
            return
        self.layer.set_value(PLAN if target == PLAN else SITTINGS)
        self.reload()
        if isinstance(target, int):
            sitting_dialog(self, self._session, target).open()


def _place(name: str) -> tuple[int, str]:
    digits = "".join(sign for sign in name if sign.isdecimal())
    return int(digits or 0), name
