"""Today: what waits and why, the most urgent first; who learns at a distance; what ends soon."""

from typing import Any

from PySide6.QtCore import QDate

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.cases.grounds import SHORT
from dlschool.gui.cases.points import PointCard
from dlschool.gui.session import Session
from dlschool.gui.today.beginning import beginning
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import Card, EmptyState
from dlschool.gui.widgets.chart import BarChart
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Columns, Page
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import locale, shown
from dlschool.i18n import N_
from dlschool.services import editions
from dlschool.services.cases import case_file
from dlschool.services.school import setting
from dlschool.services.today import Line, Today, Urgency, today

SOON = 6
"""So many dates at most stand in the right column."""
ENDS = ("period", "attestation")
"""Kinds of lines whose date is the end of a period."""
RIGHTS = {
    "paper": Right.CASES,
    "order": Right.ORDERS,
    "access": Right.CASES,
    "issue": Right.CASES,
    "schedule": Right.CASES,
    "attestation": Right.CASES,
    "council": Right.COUNCILS,
    "review": Right.COUNCILS,
    "telling": Right.CASES,
    "edition": Right.SCHOOL,
    "copy": Right.BACKUP,
    "consent": Right.PERSONAL,
    "books": Right.LEARNING,
    "readiness": Right.READINESS,
    "department": Right.EXCHANGE,
}
"""What the button of a line leads to needs this; the others only show."""


class TodayView(Page):
    """The first screen: one line for each thing that waits, one filled button for the first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        morning = Button(N_("Weather, emergency"), lambda: session.go("mornings"), icon="cloud-sun")
        self.right.addWidget(morning)
        rights.forbid(session, Right.ORDERS, morning)
        columns = Columns()
        self.body.addWidget(columns)
        self.rows = RowCard()
        columns.main.addWidget(self.rows)
        self.point = PointCard(session)
        self.counts = Card(N_("Learn at a distance: {count}"), count=0)
        self.chart = BarChart()
        self.counts.body.addWidget(self.chart)
        self.soon = Card(N_("Periods that end soon"), gap=4)
        for card in (self.point, self.counts, self.soon):
            columns.side.addWidget(card)

    def reload(self) -> None:
        found = today(self._session.db)
        day = self._session.today()
        self.heading.say(lambda: _heading(QDate(day.year, day.month, day.day)))
        self.sub.show()
        first_steps = beginning(self._session, found.totals)
        if first_steps:
            self.sub.say(N_("Three steps, and the school is at work."))
            self.rows.put(first_steps)
        elif found.lines:
            self._say_under(found)
            self.rows.put([self._row(line, n == 0) for n, line in enumerate(found.lines)])
        else:
            self.sub.say(N_("All that could be done is done."))
            self.rows.put([self._nothing()])
        self._put_right(found)

    def _say_under(self, found: Today) -> None:
        days = int(setting(self._session.db, "reminder_days"))
        self.sub.say(
            N_(
                "Matters that wait: {count}. Dates come from the cases; that a date is told of "
                "{days} days ahead is the school's own rule."
            ),
            count=len(found.lines),
            days=days,
        )

    def _row(self, line: Line, first: bool) -> ListRow:
        row = ListRow(
            (line.badge, "late" if _pressing(line) else "accent"),
            line.subject,
            line.sentence,
            line.points,
            [Action(line.action, lambda: self.lead(line), primary=first)],
            opens=lambda key: self.say_point(line, key),
        )
        if line.kind in RIGHTS:
            rights.forbid_all(self._session, RIGHTS[line.kind], row.findChildren(Button))
        return row

    def _nothing(self) -> EmptyState:
        new = Action(N_("Open a case"), lambda: self._session.go("cases", "new"), primary=True)
        offered = rights.left(self._session, Right.CASES, [new])
        return EmptyState("circle-check", N_("Nothing waits today."), *offered)

    def _put_right(self, found: Today) -> None:
        if self.counts.head is not None:
            self.counts.head.say(N_("Learn at a distance: {count}"), count=found.totals.learners)
        self.chart.put([(SHORT[count.ground], count.learners) for count in found.counts_by_ground])
        dated = [line for line in found.lines if line.until and line.kind in ENDS]
        dated.sort(key=lambda line: str(line.until))
        self.soon.clear()
        for line in dated[:SOON]:
            words = N_("{day} · {what}")
            self.soon.body.addWidget(
                Label(words, "small-soft", day=f"{line.until:%d.%m}", what=line.subject)
            )
        self.soon.setVisible(bool(dated))

    def lead(self, line: Line) -> None:
        """Goes to where the line's matter is done."""
        screen = "mornings" if line.kind == "telling" else line.screen
        self._session.go(screen, target_of(line))

    def say_point(self, line: Line, key: str) -> None:
        """Shows what a point says, by the edition of the line's case."""
        db = self._session.db
        edition = case_file(db, line.case_id).edition if line.case_id else editions.default(db)
        self.point.put(edition, [key])


def target_of(line: Line) -> Any:
    """What the screen opens: (case, step), (case, ""), a meeting, or a council to hold one of."""
    if line.kind == "telling":
        return line.case_id
    if line.screen in ("settings", "year", "materials", "readiness"):
        return line.step
    if line.case_id is not None:
        return (line.case_id, line.step)
    if line.meeting_id is not None:
        return line.meeting_id
    return ("new", line.council) if line.council is not None else None


def _pressing(line: Line) -> bool:
    return line.urgency is Urgency.LATE or line.kind in ("paper", "period", "attestation")


def _heading(day: QDate) -> str:
    """«Бүгін, 5 қараша, бейсенбі» / «Сегодня, 5 ноября, четверг»."""
    return shown(N_("Today, {date}"), date=locale().toString(day, "d MMMM, dddd"))
