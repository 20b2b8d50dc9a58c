"""Number, day, place, chair and secretary of a meeting that is prepared."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.record import Meeting
from dlschool.gui.councils import words
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.i18n import N_
from dlschool.services import meetings


def edit_dialog(session: Session, parent: QWidget, meeting: Meeting) -> Dialog:
    """Saves the changes as one action; refused, it stays open."""
    fields = Fields()
    day = DateEdit(session.today, meeting.date)
    at = TimeEdit(meeting.time)
    number, place = QLineEdit(meeting.number), QLineEdit(meeting.place)
    fields.row((N_("Date"), day), (N_("Time"), at), (N_("Number"), number), stretch=(3, 2, 2))
    fields.add(N_("Place"), place)
    chair = fields.add(N_("Chair"), _seat(meeting, meeting.chair))
    secretary = fields.add(N_("Secretary"), _seat(meeting, meeting.secretary))

    def save() -> object:
        found = day.value() if fields.check() else None
        if found is None:
            if day.problem() is None:
                fields.error(day, N_("Write the day of the meeting."))
            return False
        changed = replace(
            meeting,
            number=number.text(),
            date=found,
            time=at.value(),
            place=place.text(),
            chair=str(chair.key() or ""),
            secretary=str(secretary.key() or ""),
        )
        return session.act(meetings.edit_meeting, session.db, changed)

    box = Dialog(parent, words.meeting_name(meeting), fields, N_("Save"), save)
    box.open()
    return box


def _seat(meeting: Meeting, name: str) -> Combo:
    """A choice among those who sit at the meeting, and whoever is written there now."""
    names = dict.fromkeys([name, *(seat.name for seat in meeting.attendees)])
    combo = Combo([(found, same(found)) for found in names])
    combo.set_key(name)
    return combo
