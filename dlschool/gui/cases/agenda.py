"""Putting a case on the agenda of a council's meeting: one that is prepared, or a new one."""

from datetime import date, time

from PySide6.QtWidgets import QWidget

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.record import Meeting
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.services import agenda, meetings
from dlschool.services.cases import CaseFile

NEW = 0
"""The key of a new meeting among ids."""


def put_on_agenda(session: Session, parent: QWidget, file: CaseFile, council: Council) -> Dialog:
    """Offers the council's meetings that are not held yet, else prepares one for a day."""
    found = [line.meeting for line in meetings.meetings(session.db, council)]
    waiting = [meeting for meeting in found if not meeting.held]
    fields = Fields()
    fields.wide(Label(COUNCIL_NAMES[council], "soft"))
    options: list[tuple[object, Words]] = [(m.id, _meeting(m)) for m in waiting]
    which = fields.add(N_("Meeting"), Combo([*options, (NEW, N_("A new meeting"))]))
    day, at = DateEdit(session.today, session.today()), TimeEdit()
    fields.row((N_("Date of the meeting"), day), (N_("Time"), at))

    def chosen() -> None:
        for field in (day, at):
            fields.set_visible(field, which.key() == NEW)

    which.currentIndexChanged.connect(lambda _at: chosen())
    chosen()

    def do() -> object:
        case_id = file.case.id or 0
        if which.key() != NEW:
            meeting_id = int(str(which.key()))
            session.act(agenda.add_item, session.db, meeting_id, case_id)
            return True
        if not fields.check():
            return False
        on = day.value()
        if on is None:
            fields.error(day, N_("Write the date."))
            return False
        session.act(_prepare, session, council, on, at.value(), case_id)
        return True

    dialog = Dialog(parent, N_("Put on the agenda"), fields, N_("Put on the agenda"), do)
    dialog.open()
    return dialog


def _prepare(session: Session, council: Council, day: date, at: time | None, case_id: int) -> int:
    return meetings.prepare_meeting(session.db, council, day, at, case_ids=[case_id])


def _meeting(meeting: Meeting) -> Words:
    number, day = Text(meeting.number, meeting.number), meeting.date
    return lambda: shown(N_("№ {number}, {date}"), number=number, date=day)
