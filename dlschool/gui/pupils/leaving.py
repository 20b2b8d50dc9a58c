"""A pupil leaves the school: only the day is asked, the record stays."""

from PySide6.QtWidgets import QWidget

from dlschool.domain.pupil import Pupil
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import pupils


def leaving_dialog(parent: QWidget | None, session: Session, pupil: Pupil) -> Dialog:
    """Asks for the day on which the pupil left."""
    fields = Fields()
    fields.wide(
        Label(
            N_("{name}: the card and the cases stay and can be found with “With those who left”."),
            name=pupil.full_name,
        )
    )
    day = fields.add(N_("Left on"), DateEdit(session.today, session.today()))

    def leave() -> bool:
        if not fields.check():
            return False
        if day.value() is None:
            fields.error(day, N_("Write the day."))
            return False
        session.act(pupils.leave, session.db, pupil.id or 0, day.value())
        session.tell(N_("Left the school: {name}"), name=pupil.full_name)
        return True

    return Dialog(parent, N_("The pupil left the school"), fields, N_("Mark as left"), leave)
