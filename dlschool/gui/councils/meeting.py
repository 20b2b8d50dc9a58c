"""One meeting: presence, its agenda with a decision on each item, and what is printed of it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.record import Meeting
from dlschool.gui import rights
from dlschool.gui.councils.agenda import AgendaRow
from dlschool.gui.councils.at_hand import AtHand, period_of
from dlschool.gui.councils.editor import DecisionEditor
from dlschool.gui.councils.meeting_bar import MeetingBar
from dlschool.gui.councils.meeting_prints import MeetingPrints
from dlschool.gui.councils.presence import Presence
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.page import Columns
from dlschool.gui.widgets.rows import RowCard
from dlschool.i18n import N_
from dlschool.services import agenda, cases, councils, decisions, meetings, reviews
from dlschool.services.cases import CaseFile
from dlschool.services.meetings import AgendaLine, MeetingFile


class MeetingPage(MeetingBar):
    """Shows one meeting at a time; `open` another with its id."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._meeting_id: int | None = None
        self._file: MeetingFile | None = None
        self._editor: DecisionEditor | None = None
        self._holder: QWidget | None = None
        self._current: int | None = None
        columns = Columns()
        self.body.addWidget(columns)
        self.rows: list[AgendaRow] = []
        self._rows = RowCard()
        columns.main.addWidget(self._rows)
        self.presence = Presence(lambda meeting: councils.quorum(session.db, meeting))
        self.presence.changed.connect(self._seat)
        self.presence.settled.connect(self.save_presence)
        columns.side.addWidget(self.presence)
        self.prints = MeetingPrints(session, self)
        columns.side.addWidget(self.prints)

    def open(self, meeting_id: int) -> None:
        if meeting_id != self._meeting_id:
            self.presence.forget()
            self._leave_item()
            self._file = None
        self._meeting_id = meeting_id
        self.reload()

    def close_meeting(self) -> None:
        """Forgets the meeting: another page is shown. Ticks that rest are saved."""
        self.save_presence()
        self.presence.forget()
        self._leave_item()
        self._meeting_id = self._file = None

    def reload(self) -> None:
        """A meeting that was taken back is no longer shown."""
        if self._meeting_id is None:
            return
        known = {line.meeting.id for line in meetings.meetings(self.session.db)}
        if self._meeting_id not in known:
            self._meeting_id = None
            self.left.emit()
            return
        self._show(meetings.meeting_file(self.session.db, self._meeting_id))

    def _show(self, file: MeetingFile) -> None:
        before, self._file = self._file, file
        self.say_meeting(file)
        if self.presence.follows(file.meeting):
            self.presence.put(file.meeting)
        self.prints.put(file)
        items = [line.item.id for line in file.agenda]
        if self._current not in items:
            self._leave_item()
        if before is None or (before.agenda, before.meeting.held) != (
            file.agenda,
            file.meeting.held,
        ):
            self._put_rows(file)
        elif (row := self._row_of(self._current)) is not None:
            case = cases.case_file(self.session.db, row.line.case.id or 0)
            self._lay_at_hand(row.line, case)
        if self._current is None and not file.meeting.held:
            self._choose(_undecided(file.agenda))
        self._seat()
        self._offer_closing()

    def _put_rows(self, file: MeetingFile) -> None:
        """New rows; the editor that is open stays as it is, with all that was typed."""
        if self._holder is not None:
            self._holder.setParent(self)
        rows = [self._row(number, line, file.meeting) for number, line in enumerate(file.agenda, 1)]
        self.rows = rows
        self._rows.put(rows or [self._nothing(file.meeting)])
        row = self._row_of(self._current)
        if self._holder is not None and row is not None:
            row.open(self._holder)
            self._holder.show()

    def _row(self, number: int, line: AgendaLine, meeting: Meeting) -> AgendaRow:
        row = AgendaRow(number, line)
        row.chosen.connect(self._choose)
        row.stepped.connect(lambda step, row=row: self._step(row, step))
        open_ = not meeting.held and line.decision is None
        if open_ and rights.may(self.session, Right.COUNCILS):
            row.add_moves(self.move_item, self.remove_item)
        return row

    def _nothing(self, meeting: Meeting) -> QWidget:
        add = Action(N_("Add a case"), self.add_case, icon="plus")
        actions = [] if meeting.held else rights.left(self.session, Right.COUNCILS, [add])
        return EmptyState("list-checks", N_("The agenda is empty."), *actions)

    def _row_of(self, item_id: int | None) -> AgendaRow | None:
        return next((row for row in self.rows if row.item_id == item_id), None)

    def _step(self, row: AgendaRow, step: int) -> None:
        """The focus goes to the row above or below."""
        assert self._file is not None
        ids = [line.item.id for line in self._file.agenda]
        at = min(max(ids.index(row.item_id) + step, 0), len(ids) - 1)
        found = self._row_of(ids[at])
        if found is not None:
            found.setFocus()

    def _choose(self, item_id: int | None) -> None:
        """Opens an item to be decided; chosen again, it closes."""
        same = item_id == self._current
        self._leave_item()
        row = self._row_of(item_id)
        if same or row is None or self._file is None or self._file.meeting.held:
            return
        self._current = item_id
        file = cases.case_file(self.session.db, row.line.case.id or 0)
        period = period_of(file, self._file.meeting.council)
        editor = DecisionEditor(row.line, period, self.session.today)
        editor.wanted.connect(self.record)
        self._holder, self._editor = QWidget(), editor
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(editor)
        self._lay_at_hand(row.line, file)
        row.open(self._holder)
        self._seat()
        self._offer_closing()
        editor.choice.button(editor.choice.value()).setFocus()
        QTimer.singleShot(0, row, lambda: reveal(row))

    def _lay_at_hand(self, line: AgendaLine, file: CaseFile) -> None:
        """The papers of the case, as they are now, above the editor."""
        if self._holder is None or self._file is None:
            return
        column = self._holder.layout()
        if isinstance(column, QVBoxLayout):
            old = column.itemAt(0)
            if old is not None and isinstance(before := old.widget(), AtHand):
                before.hide()
                before.deleteLater()
            council, opens = self._file.meeting.council, self.look_into(file)
            results = reviews.said(self.session.db, file) if line.item.kind == "review" else None
            column.insertWidget(0, AtHand(file, council, line.item.kind, opens, results))

    def _leave_item(self) -> None:
        if self._holder is not None:
            row = self._row_of(self._current)
            if row is not None:
                row.close_editor(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = self._editor = self._current = None
        self._offer_closing()

    def _offer_closing(self) -> None:
        """Closing the meeting is the next step once all is decided and no item is open."""
        undecided = self._file is None or _undecided(self._file.agenda) is not None
        closed = self._file is None or self._file.meeting.held or not self._file.agenda
        self.hold_button.setVisible(not (undecided or closed or self._current is not None))

    def _seat(self) -> None:
        """The votes that nobody counted follow who is present."""
        if self._editor is not None and self._file is not None:
            meeting = self.presence.meeting()
            self._editor.seat(meeting.attendees, lambda names: councils.voters(meeting, names))

    def save_presence(self) -> None:
        if self._meeting_id is not None and self.presence.unsaved():
            seats = self.presence.attendees()
            self.session.act(meetings.record_attendance, self.session.db, self._meeting_id, seats)

    def record(self) -> None:
        """Records the decision and goes on to the next item that is not decided."""
        editor, item_id = self._editor, self._current
        if editor is None or item_id is None or not editor.ready():
            return
        self.save_presence()
        self.session.act(
            decisions.record_decision,
            self.session.db,
            item_id,
            editor.outcome(),
            start=editor.start(),
            until=editor.until(),
            reason=editor.reason(),
            votes=editor.votes_edit.value(),
            casting_vote=editor.votes_edit.casting.isChecked(),
            recused=editor.also_out,
        )
        self._leave_item()
        self._go_on(item_id)

    def _go_on(self, item_id: int) -> None:
        assert self._file is not None
        at = next((n for n, line in enumerate(self._file.agenda) if line.item.id == item_id), -1)
        later = [*self._file.agenda[at + 1 :], *self._file.agenda[: at + 1]]
        self._choose(_undecided(later))
        if self._current is None:
            self.hold_button.setFocus()
            reveal(self.hold_button)

    def move_item(self, item_id: int, steps: int) -> None:
        self.session.act(agenda.move_item, self.session.db, item_id, steps)

    def remove_item(self, item_id: int) -> None:
        self.session.act(agenda.remove_item, self.session.db, item_id)


def _undecided(lines: Sequence[AgendaLine]) -> int | None:
    return next((line.item.id for line in lines if line.decision is None), None)


def reveal(row: QWidget) -> None:
    """Scrolls the page until the row is in sight, its lower end first."""
    above = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(row, 0, 12)
