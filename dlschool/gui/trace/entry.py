"""A new entry in one line: Enter anywhere in it writes the entry and stands ready for the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.learning import Trace
from dlschool.domain.trace import KIND_NAMES, TraceKind
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, Strip, buttons, empty
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import traces

KINDS = [(kind.value, KIND_NAMES[kind]) for kind in TraceKind]
DAY = N_("Write the day.")


class EntryLine(Card):
    """`put(pupil_id, case_id)`, then type. What was typed stays when the entry is refused."""

    def __init__(self, session: Session, kept: Callable[[], object]) -> None:
        super().__init__(N_("New entry"))
        self._session, self._kept = session, kept
        self._pupil_id, self._case_id = 0, 0
        self.fields = Fields()
        self.kind = Combo(KINDS)
        self.day = DateEdit(session.today, session.today())
        self.text = QLineEdit()
        self.who = QLineEdit()
        self.system = QLineEdit()
        self.verified = QLineEdit()
        self.fields.row(
            (N_("Kind of entry"), self.kind),
            (N_("Date"), self.day),
            (N_("In short"), self.text),
            (N_("With whom"), self.who),
            (N_("System"), self.system),
            (N_("Verified by"), self.verified),
            stretch=(5, 3, 5, 4, 3, 4),
        )
        self.body.addWidget(self.fields)
        self.body.addWidget(self._foot())
        say(self.text, "setToolTip", N_("Enter writes the entry."))

    def _foot(self) -> QWidget:
        return buttons(Action(N_("Write the entry"), self.keep, icon="plus"))

    def put(self, pupil_id: int, case_id: int) -> None:
        """Of whom the entries are; typed words stay, unless it is another case."""
        if case_id != self._case_id:
            self.text.clear()
            self.clear_problem()
        self._pupil_id, self._case_id = pupil_id, case_id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)

    def keep(self) -> None:
        """Writes the entry; the day, the people and the system stay for the next one."""
        self.clear_problem()
        try:
            self._session.act(traces.add, self._session.db, self._drafted())
        except Refused as refused:
            self.body.addWidget(Strip(refused, kind="loss"))
            return
        self._session.tell(N_("The entry is written."))
        self.text.clear()
        self.text.setFocus()
        self._kept()

    def clear_problem(self) -> None:
        empty(self.body, keep=3)

    def _drafted(self) -> Trace:
        day = self.day.value()
        if day is None:
            raise Refused(DAY)
        return Trace(
            pupil_id=self._pupil_id,
            case_id=self._case_id,
            kind=str(self.kind.key()),
            date=day,
            who=self.who.text(),
            system=self.system.text(),
            verified_by=self.verified.text(),
            text=self.text.text(),
        )
