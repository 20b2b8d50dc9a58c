"""The calendar of a school year: a glance at every day; terms, breaks and days off beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.calendar import DayOff, MovedDay, Span, Year
from dlschool.domain.calendar_check import term_name
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton, QuietButton
from dlschool.gui.widgets.card import Card, empty, line
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Columns
from dlschool.gui.words import Words, say
from dlschool.gui.year.day_dialogs import KIND_WORDS, day_off_dialog, moved_day_dialog
from dlschool.gui.year.edit_dialog import edit_dialog
from dlschool.gui.year.glance import YearGlance
from dlschool.gui.year.legend import legend
from dlschool.i18n import N_
from dlschool.services import calendar, curriculum

WHOLE = ""


class CalendarTab(QWidget):
    """`put(year)` shows a year that has a calendar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year: Year | None = None
        columns = Columns(side=360)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)
        sheet = Card(gap=12)
        columns.main.addWidget(sheet)
        head = QHBoxLayout()
        self.classes = Combo([(WHOLE, N_("The whole school"))])
        say(self.classes, "setAccessibleName", N_("Whose days are shown"))
        self.classes.currentIndexChanged.connect(self._show_days)
        head.addWidget(self.classes, 1)
        self._count = Label("", "soft")
        head.addWidget(self._count, 2)
        sheet.body.addLayout(head)
        self._told = Label("", "strong")
        self.glance = YearGlance()
        self.glance.chosen.connect(self._tell)
        sheet.body.addWidget(legend())
        sheet.body.addWidget(self._told)
        sheet.body.addWidget(self.glance)
        self._side = columns.side

    def put(self, year: Year) -> None:
        """Reads the year's days again."""
        self._year = year
        names = [(each.name, same(each.name)) for each in curriculum.classes(self._session.db)]
        self.classes.put([(WHOLE, N_("The whole school")), *names])
        self._show_days()
        empty(self._side)
        for card in (
            self._terms(year),
            self._breaks(year),
            self._days_off(year),
            self._moved(year),
        ):
            self._side.addWidget(card)
        rights.forbid_all(
            self._session,
            Right.LEARNING,
            [*self.findChildren(Button), *self.findChildren(IconButton)],
        )

    def _show_days(self) -> None:
        if self._year is None:
            return
        name = str(self.classes.key() or "")
        days = calendar.days_with_cases(self._session.db, self._year.year, name)
        self.glance.put(days, self._session.today())
        self._count.say(
            N_("Days of lessons: {days}."), days=sum(what.lessons for what in days.values())
        )
        self._tell(self.glance.day())

    def _tell(self, day: date | None) -> None:
        self._told.setVisible(day is not None)
        self._told.say("" if day is None else lambda: self.glance.words_of(day))

    def _terms(self, year: Year) -> Card:
        card = Card(N_("Terms"))
        for term in year.terms:
            weeks = Text(f"{term.weeks} апта", f"недель: {term.weeks}")
            card.body.addWidget(_line(term_name(term.number), term, weeks))
        card.body.addWidget(line())
        card.body.addWidget(
            Label(
                N_("Weeks of study: {weeks}, in grade 1: {first}."), "soft",
                weeks=year.weeks(), first=year.weeks(1),
            )
        )  # fmt: skip
        card.body.addWidget(Label(year.source, "small-soft"))
        if calendar.is_own(self._session.db, year.year):
            card.body.addWidget(Label(N_("The school has changed this calendar."), "small-late"))
        card.body.addWidget(self._edit_buttons(year))
        return card

    def _edit_buttons(self, year: Year) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        flow.addWidget(Button(N_("Change the dates"), self.edit, icon="pencil"))
        if calendar.can_use_shipped(self._session.db, year.year):
            flow.addWidget(QuietButton(N_("Back to the ministry's dates"), self._use_shipped))
        return holder

    def _breaks(self, year: Year) -> Card:
        card = Card(N_("Breaks and final examinations"))
        for pause in year.breaks:
            card.body.addWidget(
                _line(pause.name, pause, Text(f"{pause.length} күн", f"дней: {pause.length}"))
            )
        for exams in year.exams:
            card.body.addWidget(_line(exams.name, exams))
        return card

    def _days_off(self, year: Year) -> Card:
        card = Card(N_("Days without lessons"))
        if not year.days_off:
            card.body.addWidget(Label(N_("Only weekends, holidays and breaks."), "soft"))
        for off in year.days_off:
            card.body.addWidget(
                self._removable(_line(*_said(off)), N_("Take away"), partial(self._remove, off))
            )
        card.body.addWidget(Button(N_("Add days without lessons"), self.add_day_off, icon="plus"))
        return card

    def _moved(self, year: Year) -> Card:
        card = Card(N_("Moved days of rest"))
        card.body.addWidget(
            Label(N_("A holiday on a weekend moves its rest by itself, by the law."), "small-soft")
        )
        for moved in year.moved:
            words = Text(
                f"Демалыс {moved.rest:%d.%m.%Y}, жұмыс күні {moved.worked:%d.%m.%Y}",
                f"Отдых {moved.rest:%d.%m.%Y}, рабочий день {moved.worked:%d.%m.%Y}",
            )
            card.body.addWidget(
                self._removable(
                    _line(words, None, same(moved.reason)), N_("Take away"),
                    partial(self._unmove, moved),
                )
            )  # fmt: skip
        card.body.addWidget(Button(N_("Add a moved day"), self.add_moved_day, icon="plus"))
        return card

    def _removable(self, shown: QWidget, words: Words, do: Callable[[], object]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(shown, 1)
        row.addWidget(IconButton("trash-2", words, do))
        return holder

    def edit(self) -> None:
        if self._year is not None:
            edit_dialog(self, self._session, self._year).open()

    def add_day_off(self) -> None:
        if self._year is not None:
            day_off_dialog(self, self._session, self._year.year, self.glance.day()).open()

    def add_moved_day(self) -> None:
        if self._year is not None:
            moved_day_dialog(self, self._session, self._year.year).open()

    def _use_shipped(self) -> None:
        if self._year is not None:
            self._session.act(calendar.use_shipped, self._session.db, self._year.year)

    def _remove(self, off: DayOff) -> None:
        if self._year is not None:
            self._session.act(calendar.remove_day_off, self._session.db, self._year.year, off)

    def _unmove(self, moved: MovedDay) -> None:
        if self._year is not None:
            self._session.act(calendar.remove_moved_day, self._session.db, self._year.year, moved)


def _said(off: DayOff) -> tuple[Words, Span, Words]:
    """What stands on the line of days off: reason, days, whom they concern."""
    whose: Sequence[str] = [*off.classes, *(str(grade) for grade in off.grades)]
    parts = [", ".join(whose), off.act]
    kind = KIND_WORDS[off.kind]
    about = " · ".join(part for part in parts if part)
    return same(off.reason), off, same(about) or kind


def _line(name: Words, span: Span | None = None, more: Words = "") -> QWidget:
    """A name and under it the days and what more there is to say."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(name))
    row = QHBoxLayout()
    row.setSpacing(8)
    if span is not None:
        days = f"{span.start:%d.%m.%Y}–{span.until:%d.%m.%Y}"
        if span.start == span.until:
            days = f"{span.start:%d.%m.%Y}"
        row.addWidget(Label(Text(days, days), "small-soft"))
    if more:
        row.addWidget(Label(more, "small-soft"), 1)
    column.addLayout(row)
    return holder
