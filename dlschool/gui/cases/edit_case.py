"""Changing what was said when a case was opened; removing a case in which nothing stands."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dlschool.domain.case import WHOLE_CLASSES, Ground
from dlschool.domain.record import Case
from dlschool.gui.cases.event_fields import EventFields
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import ask
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.services.cases import CaseFile


class EditCase(Dialog):
    """Number, period asked for, event, reason, note. Ground and edition stay."""

    def __init__(self, session: Session, parent: QWidget, file: CaseFile) -> None:
        self._session, self._case = session, file.case
        self.fields = fields = Fields()
        fields.wide(Label(cases.ground_name(file.case), "soft"))
        self.number = QLineEdit(file.case.number)
        self.opened_on = DateEdit(session.today, file.case.opened_on)
        fields.row((N_("Number of the case"), self.number), (N_("Opened on"), self.opened_on))
        self.start = DateEdit(session.today, file.case.wanted_from)
        self.until = DateEdit(session.today, file.case.wanted_until)
        if file.case.ground not in WHOLE_CLASSES:
            fields.row((N_("Asked for from"), self.start), (N_("Asked for until"), self.until))
        self.event_ = EventFields(session)
        self.event_.put(file.case)
        fields.wide(self.event_)
        self.event_.setVisible(file.case.ground is Ground.COMPETITION)
        self.reason = fields.add(
            N_("Reason, as the family or the order gives it"), QLineEdit(file.case.reason)
        )
        self.note = fields.add(N_("Note"), QPlainTextEdit(file.case.note))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        super().__init__(parent, N_("Change the case"), fields, N_("Save"), self._save)

    def changed(self) -> Case:
        """The case as the fields have it. Raises Refused for what is no date."""
        case = replace(
            self._case,
            number=self.number.text().strip() or self._case.number,
            opened_on=self.opened_on.value() or self._case.opened_on,
            wanted_from=self.start.value(),
            wanted_until=self.until.value(),
            reason=self.reason.text().strip(),
            note=self.note.toPlainText().strip(),
        )
        return self.event_.filled(case)

    def _save(self) -> object:
        if not (self.fields.check() and self.event_.check()):
            return False
        self._session.act(cases.edit_case, self._session.db, self.changed())
        return True


def edit_case(session: Session, parent: QWidget, file: CaseFile) -> EditCase:
    dialog = EditCase(session, parent, file)
    dialog.open()
    return dialog


def remove_case(
    session: Session, parent: QWidget, file: CaseFile, gone: Callable[[], object]
) -> Dialog:
    """Asks, then removes; `gone` runs before views reload, so that nobody shows the case."""

    def do() -> None:
        cases.remove_case(session.db, file.case.id or 0)
        gone()
        session.changed.emit()

    return ask(
        parent,
        N_("Remove case № {number}?"),
        N_(
            "The case and its papers are removed. Undo brings them back. "
            "A case with decisions or orders cannot be removed."
        ),
        N_("Remove"),
        do,
        loss=True,
        number=file.case.number,
    )
