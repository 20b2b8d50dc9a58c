"""The school year: its calendar, subjects and hours, who teaches whom."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.new_year.dialog import new_year_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.tabs import Tabs
from dlschool.gui.words import say
from dlschool.gui.year.calendar_tab import CalendarTab
from dlschool.gui.year.edit_dialog import edit_dialog
from dlschool.gui.year.rooms_tab import RoomsTab
from dlschool.gui.year.subjects_tab import SubjectsTab
from dlschool.gui.year.teachers_tab import TeachersTab
from dlschool.i18n import N_
from dlschool.services import calendar, year_change


class YearView(Page):
    """`open` takes «2026-2027», the name of a tab (calendar, subjects, teachers, rooms), or «change»."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("School year"), scrolls=False)
        self._session = session
        self.years = Combo()
        say(self.years, "setAccessibleName", N_("School year"))
        self.years.currentIndexChanged.connect(self._show)
        self.pills.addWidget(self.years)
        self.adding = Button(N_("Calendar of the next year"), self.add_year, icon="plus")
        self.right.addWidget(self.adding)
        self.changing = Button(N_("Change the year"), self.change_year, icon="graduation-cap")
        self.right.addWidget(self.changing)
        rights.forbid(session, Right.LEARNING, self.adding, self.changing)
        self.calendar = CalendarTab(session)
        self.subjects = SubjectsTab(session)
        self.teachers = TeachersTab(session)
        self.rooms = RoomsTab(session)
        self._nothing = QVBoxLayout()
        self.tabs = Tabs(N_("About the school year"))
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.calendar)
        column.addLayout(self._nothing)
        self.tabs.add("calendar", N_("Calendar"), scrolled(first))
        self.tabs.add("subjects", N_("Subjects and hours"), scrolled(self.subjects))
        self.tabs.add("teachers", N_("Teachers of classes"), scrolled(self.teachers))
        self.tabs.add("rooms", N_("Rooms and hours"), scrolled(self.rooms))
        self.tabs.switched.connect(lambda _: self._show())
        self.body.addWidget(self.tabs, 1)

    def year(self) -> str:
        """The year in sight."""
        return str(self.years.key() or calendar.year_of(self._session.today()))

    def reload(self) -> None:
        """The year in sight, read again; at first, this year."""
        now = calendar.year_of(self._session.today())
        first = self.years.count() == 0
        known = sorted({*calendar.years(self._session.db), now})
        self.years.put([(year, same(year.replace("-", "–"))) for year in known])
        if first:
            self.years.set_key(now)
        self.changing.setVisible(year_change.due(self._session.db) is not None)
        self._show()

    def _show(self) -> None:
        """Only the tab in sight reads."""
        if self.years.count() == 0:
            return
        {
            "calendar": self._calendar,
            "subjects": self._subjects,
            "teachers": self._teachers,
            "rooms": self._rooms,
        }[self.tabs.key()]()

    def _calendar(self) -> None:
        there = calendar.has_calendar(self._session.db, self.year())
        self.calendar.setVisible(there)
        empty(self._nothing)
        if there:
            self.calendar.put(calendar.calendar(self._session.db, self.year()))
            return
        self._nothing.addWidget(
            EmptyState(
                "calendar",
                N_("The program has no calendar of {year}: the ministry's order is typed in."),
                Action(N_("Type in the calendar"), self.add_year, primary=True),
                year=self.year(),
            )
        )

    def _subjects(self) -> None:
        self.subjects.put(self.year())

    def _teachers(self) -> None:
        self.teachers.put(self.year())

    def _rooms(self) -> None:
        self.rooms.put(self.year())

    def add_year(self) -> None:
        """The year after the last known, as a draft to be looked through."""
        rights.need(self._session, Right.LEARNING)
        edit_dialog(self, self._session, calendar.next_year(self._session.db)).open()

    def change_year(self) -> None:
        """Everybody to the next class, previewed; refused outside of the summer."""
        new_year_dialog(self._session, self).open()

    def open(self, target: object) -> None:
        if target == "change":
            self.change_year()
        elif target in ("calendar", "subjects", "teachers", "rooms"):
            self.tabs.go(str(target))
        elif isinstance(target, str):
            self.years.set_key(target)
