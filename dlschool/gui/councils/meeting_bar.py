"""The head of a meeting's page: its name and day, and what can be done with the meeting itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.councils import words
from dlschool.gui.councils.edit import edit_dialog
from dlschool.gui.councils.looks import Looks
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton, PrimaryButton
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.page import Page
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services import agenda, councils, meetings
from dlschool.services.cases import CaseFile
from dlschool.services.meetings import MeetingFile


class MeetingBar(Page):
    """`left` when the list of meetings is wanted again."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: MeetingFile | None = None
        self.back_button = IconButton("arrow-left", N_("All meetings"), self.left.emit)
        self.row.insertWidget(0, self.back_button)
        self.badge = Badge("")
        self.pills.addWidget(self.badge)
        self.edit_button = Button(N_("Edit"), self.edit, icon="pencil")
        self.add_button = Button(N_("Add a case"), self.add_case, icon="plus")
        self.cancel_button = IconButton("trash-2", N_("Cancel the meeting"), self.cancel_meeting)
        self.reopen_button = Button(N_("Open again"), self.reopen, icon="rotate-ccw")
        self.hold_button = PrimaryButton(N_("Close the meeting"), self.hold, icon="check")
        for button in (
            self.cancel_button,
            self.edit_button,
            self.add_button,
            self.reopen_button,
            self.hold_button,
        ):
            self.right.addWidget(button)
            rights.forbid(session, Right.COUNCILS, button)

    def say_meeting(self, file: MeetingFile) -> None:
        self._shown = file
        meeting = file.meeting
        self.heading.say(words.meeting_name(meeting))
        self.sub.say(same(words.meeting_when(meeting)))
        self.sub.show()
        decided = sum(1 for line in file.agenda if line.decision is not None)
        if meeting.held:
            self.badge.put(N_("held"), "done")
        else:
            self.badge.put(N_("decided {n} of {all}"), "neutral", n=decided, all=len(file.agenda))
        self.edit_button.setVisible(not meeting.held)
        self.add_button.setVisible(not meeting.held)
        self.cancel_button.setVisible(not meeting.held and decided == 0)
        self.reopen_button.setVisible(meeting.held and not meeting.from_paper)

    def edit(self) -> None:
        assert self._shown is not None
        edit_dialog(self.session, self, self._shown.meeting)

    def add_case(self) -> None:
        """A menu of the cases that wait for this council."""
        assert self._shown is not None
        menu = QMenu(self)
        waiting = councils.waiting(self.session.db, self._shown.meeting.council)
        for line in waiting:
            action = menu.addAction(f"{line.subject} {line.class_name} · № {line.number}")
            action.triggered.connect(lambda _=False, case_id=line.case_id: self.add_item(case_id))
        if not waiting:
            menu.addAction(shown(N_("No case waits for this council"))).setEnabled(False)
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def add_item(self, case_id: int) -> None:
        assert self._shown is not None
        self.session.act(agenda.add_item, self.session.db, self._shown.meeting.id or 0, case_id)

    def cancel_meeting(self) -> None:
        assert self._shown is not None
        meeting = self._shown.meeting
        ask(
            self,
            N_("Cancel the meeting?"),
            N_("{meeting} of {date} did not take place: it is removed. Undo brings it back."),
            N_("Cancel the meeting"),
            lambda: self.session.act(meetings.cancel_meeting, self.session.db, meeting.id or 0),
            loss=True,
            meeting=words.meeting_name(meeting),
            date=meeting.date,
        )

    def hold(self) -> None:
        assert self._shown is not None
        self.session.act(meetings.hold, self.session.db, self._shown.meeting.id or 0)
        self.session.tell(N_("The meeting is closed: its minutes can be printed"))

    def reopen(self) -> None:
        assert self._shown is not None
        self.session.act(meetings.reopen, self.session.db, self._shown.meeting.id or 0)

    def look_into(self, file: CaseFile) -> Looks:
        """What a link beside an item opens: a paper, the case, a point."""
        return Looks(self.session, self, file)
