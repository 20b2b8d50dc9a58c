"""The dialog of a breach: what happened, whose data, who answers, what was done."""

from datetime import datetime

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dlschool.domain.personal import Breach, working_day_after
from dlschool.gui.pickers.pupil_picker import PupilPicker
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import personal, pupils
from dlschool.services.school import school


class Concerned(QWidget):
    """Pupils whose data were touched: chosen by search, added, taken out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.picker = PupilPicker(session)
        column.addWidget(self.picker)
        row = QHBoxLayout()
        row.addWidget(Button(N_("Add the pupil"), self.add, icon="plus"))
        row.addWidget(Button(N_("Take out"), self.take_out))
        row.addStretch(1)
        column.addLayout(row)
        self.list = QListWidget()
        self.list.setFixedHeight(90)
        say(self.list, "setAccessibleName", N_("Pupils concerned"))
        column.addWidget(self.list)
        self._ids: list[int] = []

    def add(self) -> None:
        pupil_id = self.picker.value()
        if pupil_id is None or pupil_id in self._ids:
            return
        self._ids.append(pupil_id)
        name = pupils.card(self._session.db, pupil_id).pupil.full_name
        self.list.addItem(QListWidgetItem(name))

    def take_out(self) -> None:
        at = self.list.currentRow()
        if at >= 0:
            self.list.takeItem(at)
            del self._ids[at]

    def value(self) -> tuple[int, ...]:
        return tuple(self._ids)


class BreachDialog(Dialog):
    """A new breach; the last day of the notice is said as soon as the day is known."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._session, now = session, session.now()
        self.fields = fields = Fields()
        self.day = DateEdit(session.today, session.today())
        self.hour = TimeEdit(now.time().replace(second=0, microsecond=0))
        fields.row((N_("Discovered on"), self.day), (N_("At"), self.hour))
        due = working_day_after(session.today(), 1)
        fields.wide(
            Label(
                N_("The notice goes to the authorised body within one working day: by {day}."),
                "small-late",
                day=due,
            )
        )
        self.happened = fields.add(N_("When it happened"), QLineEdit())
        self.what = fields.add(N_("What happened"), _text())
        self.data = fields.add(N_("What data"), QLineEdit())
        self.measures = fields.add(N_("Measures taken"), _text())
        self.concerned = fields.add(N_("Pupils concerned"), Concerned(session))
        held = school(session.db)
        self.responsible = fields.add(N_("Who answers for personal data"), QLineEdit(held.director))
        self.contact = fields.add(N_("Contact"), QLineEdit(held.phone))
        super().__init__(
            parent, N_("Breach of personal data"), fields, N_("Enter"), self._keep, wide=640
        )

    def _keep(self) -> bool:
        day, hour = (self.day.value(), self.hour.value()) if self.fields.check() else (None, None)
        if day is None or hour is None:
            self.fields.error(self.day, N_("Write the day."))
            return False
        value = Breach(
            discovered_at=datetime.combine(day, hour).isoformat(timespec="minutes"),
            happened_at=self.happened.text().strip(),
            what=self.what.toPlainText().strip(),
            data=self.data.text().strip(),
            measures=self.measures.toPlainText().strip(),
            pupils=self.concerned.value(),
            responsible=self.responsible.text().strip(),
            contact=self.contact.text().strip(),
        )
        self._session.act(personal.record_breach, self._session.db, value)
        self._session.tell(N_("Send the notice by {day}."), day=value.due)
        return True


def _text() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setFixedHeight(72)
    edit.setTabChangesFocus(True)
    return edit
