"""Councils: cases that wait, meetings prepared and held; a meeting opens in place of the list."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.text import Text
from dlschool.gui import rights, table
from dlschool.gui.councils.meeting import MeetingPage
from dlschool.gui.councils.prepare import Prepare, prepare_dialog
from dlschool.gui.councils.words import meeting_when
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Action, Choice, PrimaryButton
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.services import councils, meetings
from dlschool.services.meetings import MeetingLine

HELD = Text("өткізілді", "проведено")
PREPARED = Text("дайындалды", "подготовлено")
COLUMNS = (
    Column("council", N_("Council"), 260, sorts=False),
    Column("number", N_("№"), 70, sorts=False),
    Column("date", N_("When and where"), 330, sorts=False),
    Column("agenda", N_("Decided of agenda"), 160, sorts=False),
    Column("state", N_("State"), 140, sorts=False),
)
NAMED = 5
"""So many of those who wait are named; the rest are counted."""


class MeetingList(Page):
    """What waits for each council, then all meetings, newest first."""

    def __init__(self, session: Session, open_meeting: Callable[[int], object]) -> None:
        super().__init__(N_("Councils"), scrolls=False)
        self._session = session
        self._lines: dict[int, MeetingLine] = {}
        self.choice = Choice(
            [("", N_("All")), *((one.value, COUNCIL_NAMES[one]) for one in Council)],
            "",
            N_("Council"),
        )
        self.choice.chosen.connect(lambda _value: self.reload())
        self.right.addWidget(self.choice)
        self.new_button = PrimaryButton(N_("Prepare a meeting"), self.prepare, icon="plus")
        self.right.addWidget(self.new_button)
        rights.forbid(session, Right.COUNCILS, self.new_button)
        self._top = QVBoxLayout()
        self.body.addLayout(self._top)
        self.model = PagedModel(COLUMNS, lambda _by, _down: list(self._lines), self._rows)
        self.table = table.view(self.model, N_("Meetings"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        for signal in (self.table.activated, self.table.clicked):
            signal.connect(lambda index: open_meeting(self.model.id_at(index.row())))
        self.body.addWidget(self.table, 1)
        prepare = Action(N_("Prepare a meeting"), self.prepare, icon="plus")
        self.nothing = EmptyState(
            "landmark",
            N_("No meeting yet. Prepare one: its agenda is filled from the cases that wait."),
            *rights.left(session, Right.COUNCILS, [prepare]),
        )
        self.body.addWidget(self.nothing, 1)

    def reload(self) -> None:
        value = self.choice.value()
        council = Council(value) if value else None
        found = meetings.meetings(self._session.db, council)
        self._lines = {line.meeting.id or 0: line for line in found}
        self.model.reload()
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.new_button.setVisible(bool(found))
        self._say_waiting()

    def _say_waiting(self) -> None:
        empty(self._top)
        rows = [row for one in Council if (row := self._waiting(one)) is not None]
        if rows:
            card = RowCard()
            card.put(rows)
            self._top.addWidget(card)

    def _waiting(self, council: Council) -> ListRow | None:
        waiting = councils.waiting(self._session.db, council)
        if not waiting:
            return None
        named = ", ".join(line.subject for line in waiting[:NAMED])
        rest = len(waiting) - NAMED
        kk, ru = (f" және тағы {rest}", f" и ещё {rest}") if rest > 0 else ("", "")
        points = tuple(dict.fromkeys(key for line in waiting for key in line.step.points))
        return ListRow(
            (_cases(len(waiting)), "accent"),
            COUNCIL_NAMES[council],
            Text(f"шешім күтеді: {named}{kk}", f"ждут решения: {named}{ru}"),
            points,
            rights.left(
                self._session,
                Right.COUNCILS,
                [Action(N_("Prepare a meeting"), lambda: self.prepare(council))],
            ),
            opens=self._open_point,
        )

    def _open_point(self, key: str) -> None:
        self._session.go("law", key)

    def prepare(self, council: Council = Council.PEDAGOGICAL) -> Prepare:
        rights.need(self._session, Right.COUNCILS)
        return prepare_dialog(self._session, self, council)

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [_cells(self._lines[key]) for key in ids]


def _cells(line: MeetingLine) -> tuple[object, ...]:
    meeting = line.meeting
    state = Cell(HELD, "done", "check") if meeting.held else Cell(PREPARED, "accent", "clock")
    return (
        COUNCIL_NAMES[meeting.council],
        same(meeting.number),
        same(meeting_when(meeting)),
        same(f"{line.decided} / {line.items}"),
        state,
    )


def _cases(n: int) -> Text:
    return Text(f"{n} іс", f"дел: {n}")


class CouncilsView(QWidget):
    """`open` takes the id of a meeting, or ("new", council) to prepare one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        column.addWidget(self.pages)
        self.list = MeetingList(session, self.show_meeting)
        self.meeting = MeetingPage(session)
        self.meeting.left.connect(self.show_list)
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.meeting)

    def reload(self) -> None:
        self.list.reload() if self.pages.currentWidget() is self.list else self.meeting.reload()

    def open(self, target: object) -> None:
        if isinstance(target, int):
            self.show_meeting(target)
        elif isinstance(target, tuple) and target[0] == "new":
            self.show_list()
            self.list.prepare(Council(target[1]))
        else:
            self.show_list()

    def show_meeting(self, meeting_id: int) -> None:
        self.pages.setCurrentWidget(self.meeting)
        self.meeting.open(meeting_id)

    def show_list(self) -> None:
        self.meeting.close_meeting()
        self.pages.setCurrentWidget(self.list)
        self.list.reload()

    def new(self) -> None:
        self.list.prepare()

    def print_(self) -> None:
        if self.pages.currentWidget() is self.meeting:
            self.meeting.prints.print_minutes("both")

    def back(self) -> bool:
        if self.pages.currentWidget() is self.meeting:
            self.show_list()
            return True
        return False
