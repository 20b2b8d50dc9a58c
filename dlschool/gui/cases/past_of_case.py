"""Everything that was done in a case, newest first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui.cases.side import action_line
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import history
from dlschool.services.cases import CaseFile

MOST = 200


def show_history(session: Session, parent: QWidget, file: CaseFile) -> Dialog:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for action in history.history_of_case(session.db, file.case.id or 0, MOST):
        column.addWidget(Label(action_line(action, session.today())))
    dialog = Dialog(parent, N_("History of the case"), body, cancel=N_("Close"), wide=680)
    dialog.open()
    return dialog
