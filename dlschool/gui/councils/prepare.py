"""A meeting is prepared: council, day, place, number, and an agenda from the cases that wait."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.case import COUNCIL_NAMES, Council
from dlschool.domain.text import Text
from dlschool.gui.councils.tick import Tick
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Choice, IconButton
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import councils, meetings
from dlschool.services.councils import Waiting


class Prepare(Dialog):
    """`made` holds the id of the new meeting once the dialog has closed with its verb."""

    def __init__(self, session: Session, parent: QWidget | None, council: Council) -> None:
        self._session = session
        self.made: int | None = None
        body = QWidget()
        super().__init__(
            parent, N_("Prepare a meeting"), body, N_("Prepare"), self._prepare, wide=680
        )
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        options = [(one.value, COUNCIL_NAMES[one]) for one in Council]
        self.council_choice = Choice(options, council.value, N_("Council"))
        self.council_choice.chosen.connect(lambda _value: self._list_waiting())
        column.addWidget(self.council_choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.fields = Fields()
        self.day = DateEdit(session.today, session.today())
        self.at, self.number, self.place = TimeEdit(), QLineEdit(), QLineEdit()
        say(self.number, "setPlaceholderText", N_("the next one"))
        self.fields.row(
            (N_("Date"), self.day),
            (N_("Time"), self.at),
            (N_("Number"), self.number),
            stretch=(3, 2, 2),
        )
        self.fields.add(N_("Place"), self.place)
        column.addWidget(self.fields)
        column.addWidget(Label(N_("Agenda: cases that wait for this council"), "head"))
        self.agenda = Agenda()
        column.addWidget(self.agenda)
        self._list_waiting()

    def council(self) -> Council:
        return Council(self.council_choice.value())

    def _list_waiting(self) -> None:
        self.agenda.put(councils.waiting(self._session.db, self.council()))

    def _prepare(self) -> object:
        day = self.day.value() if self.fields.check() else None
        if day is None:
            if self.day.problem() is None:
                self.fields.error(self.day, N_("Write the day of the meeting."))
            return False
        self.made = self._session.act(
            meetings.prepare_meeting,
            self._session.db,
            self.council(),
            day,
            self.at.value(),
            self.place.text(),
            self.number.text(),
            case_ids=self.agenda.case_ids(),
        )
        return True


class Agenda(QWidget):
    """Waiting cases, each to be ticked and moved up or down."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._lines: list[Waiting] = []
        self._left_out: set[int] = set()

    def put(self, lines: list[Waiting]) -> None:
        self._lines = list(lines)
        self._left_out = set()
        self._show()

    def case_ids(self) -> list[int]:
        """Ticked cases in their order."""
        return [line.case_id for line in self._lines if line.case_id not in self._left_out]

    def _show(self) -> None:
        empty(self._column)
        if not self._lines:
            words = N_("No case waits for this council. Cases can be added later.")
            self._column.addWidget(Label(words, "soft"))
        for at, line in enumerate(self._lines):
            self._column.addWidget(self._row(at, line))

    def _row(self, at: int, line: Waiting) -> QWidget:
        holder = QFrame()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        tick = Tick(_about(line), line.case_id not in self._left_out)
        tick.toggled.connect(lambda on, case_id=line.case_id: self._tick(case_id, on))
        row.addWidget(tick, 1)
        up = IconButton("arrow-up", N_("Move up"), lambda: self._move(at, -1))
        down = IconButton("arrow-down", N_("Move down"), lambda: self._move(at, 1))
        up.setEnabled(at > 0)
        down.setEnabled(at < len(self._lines) - 1)
        row.addWidget(up)
        row.addWidget(down)
        return holder

    def _tick(self, case_id: int, on: bool) -> None:
        self._left_out.discard(case_id) if on else self._left_out.add(case_id)

    def _move(self, at: int, step: int) -> None:
        line = self._lines.pop(at)
        self._lines.insert(at + step, line)
        self._show()


def _about(line: Waiting) -> Text:
    name = ", ".join(filter(None, (line.subject, line.class_name)))
    review = line.kind == "review"
    kk, ru = (" · қайта қарау", " · рассмотрение") if review else ("", "")
    return Text(f"{name} · № {line.number} іс{kk}", f"{name} · дело № {line.number}{ru}")


def prepare_dialog(
    session: Session, parent: QWidget, council: Council = Council.PEDAGOGICAL
) -> Prepare:
    """Opens the dialog; when a meeting was made, its page is shown."""
    box = Prepare(session, parent, council)

    def shown() -> None:
        if box.made is not None:
            session.go("councils", box.made)

    box.accepted.connect(shown)
    box.open()
    return box
