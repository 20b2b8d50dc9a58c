"""An entry that is there: changed, or taken away."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.access import CLOSED
from dlschool.domain.learning import Trace
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.trace.entry import DAY, KINDS
from dlschool.gui.widgets.buttons import LossButton
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.i18n import N_
from dlschool.services import traces


class EntryDialog(Dialog):
    """`EntryDialog(session, parent, trace_id).open()`; a sealed text that is closed stays as it is."""

    def __init__(self, session: Session, parent: QWidget | None, trace_id: int) -> None:
        self._session = session
        self._old = old = traces.entry(session.db, trace_id)
        self.fields = fields = Fields()
        self.kind = Combo(KINDS)
        self.kind.set_key(old.kind)
        self.day = DateEdit(session.today, old.date)
        fields.row((N_("Kind of entry"), self.kind), (N_("Date"), self.day), stretch=(2, 1))
        self.text = QPlainTextEdit(old.text)
        self.text.setMaximumHeight(96)
        closed = rights.is_closed(old.text)
        self.text.setReadOnly(closed)
        fields.add(N_("In short"), self.text, rights.CLOSED_TIP if closed else "")
        self.who, self.hours = QLineEdit(old.who), QLineEdit(old.hours.replace(".", ","))
        fields.row((N_("With whom"), self.who), (N_("Hours"), self.hours), stretch=(3, 1))
        self.system, self.verified = QLineEdit(old.system), QLineEdit(old.verified_by)
        fields.row((N_("System"), self.system), (N_("Verified by"), self.verified))
        super().__init__(parent, N_("Entry"), fields, N_("Keep"), self._keep, wide=620)
        self.foot.insertWidget(0, LossButton(N_("Remove the entry"), self.remove))

    def remove(self) -> None:
        """Undo brings it back."""
        self._session.act(traces.remove, self._session.db, self._old.id or 0)
        self._session.tell(N_("The entry is removed. Undo brings it back."))
        self.reject()

    def _keep(self) -> bool:
        day = self.day.value() if self.fields.check() else None
        if day is None:
            if self.day.problem() is None:
                self.fields.error(self.day, DAY)
            return False
        self._session.act(traces.edit, self._session.db, self._typed(day))
        return True

    def _typed(self, day: object) -> Trace:
        text = self.text.toPlainText()
        return replace(
            self._old,
            kind=str(self.kind.key()),
            date=day,  # type: ignore[arg-type]
            text=CLOSED if rights.is_closed(self._old.text) else text,
            who=self.who.text(),
            hours=self.hours.text(),
            system=self.system.text(),
            verified_by=self.verified.text(),
        )
