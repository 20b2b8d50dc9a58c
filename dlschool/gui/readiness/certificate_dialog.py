"""A teacher's certificate of a course: a new one, or one that is there; the others lead to theirs."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.readiness import Certificate
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import LossButton, QuietButton
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.numbers import number_edit
from dlschool.i18n import N_
from dlschool.services import certificates
from dlschool.services.certificates import Trained

DAY = N_("Write the day.")


class CertificateDialog(Dialog):
    """`CertificateDialog(parent, session, teacher, certificate or None).open()`."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        who: Trained,
        value: Certificate | None = None,
    ) -> None:
        self._session, self._who, self._value = session, who, value
        self.fields = fields = Fields()
        fields.wide(Label(same(who.staff.name), "strong"))
        self.title = fields.add(N_("Name of the course"), QLineEdit(value.title if value else ""))
        hours = value.hours if value and value.hours else 0
        self.hours = number_edit(hours, 0, certificates.MOST_HOURS)
        self.number = QLineEdit(value.number if value else "")
        fields.row((N_("Hours"), self.hours), (N_("№"), self.number))
        self.issuer = fields.add(N_("Issued by"), QLineEdit(value.issuer if value else ""))
        self.day = DateEdit(session.today, value.date if value else None)
        self.until = DateEdit(session.today, value.valid_until if value else None)
        fields.row((N_("Date"), self.day), (N_("Holds until"), self.until))
        fields.wide(Label(N_("Without an end: leave “Holds until” empty."), "small-soft"))
        self.note = fields.add(N_("Note"), QLineEdit(value.note if value else ""))
        self._others()
        super().__init__(parent, N_("Certificate"), fields, N_("Save"), self._save, wide=580)
        if value is not None:
            self.foot.insertWidget(0, LossButton(N_("Remove"), self.remove))

    def _others(self) -> None:
        """The teacher's other certificates, each a way to change it."""
        held = [one for one in self._who.certificates if one != self._value]
        if held:
            self.fields.section(N_("Other certificates of the teacher"))
        for one in held:
            words = same(f"{one.title}, {one.date:%d.%m.%Y}")
            self.fields.wide(QuietButton(words, partial(self.turn_to, one)))

    def turn_to(self, other: Certificate) -> None:
        """Opens another certificate in place of this one."""
        parent = self.parentWidget()
        self.reject()
        CertificateDialog(parent, self._session, self._who, other).open()

    def remove(self) -> None:
        if self._value is not None:
            self._session.act(certificates.remove, self._session.db, self._value.id or 0)
            self._session.tell(N_("It is removed. Undo brings it back."))
            self.reject()

    def _save(self) -> bool:
        if not self.fields.check():
            return False
        self._session.act(certificates.save, self._session.db, self._typed())
        return True

    def _typed(self) -> Certificate:
        """Refused: there is no day."""
        day = self.day.value()
        if day is None:
            raise Refused(DAY)
        return Certificate(
            id=self._value.id if self._value else None,
            staff_id=self._who.staff.id or 0,
            title=self.title.text(),
            hours=self.hours.value() or None,
            issuer=self.issuer.text(),
            number=self.number.text(),
            date=day,
            valid_until=self.until.value(),
            note=self.note.text(),
        )
