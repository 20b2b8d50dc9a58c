"""Who is present at a meeting, ticked, with the quorum counted at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dlschool.domain.record import Attendee, Meeting
from dlschool.domain.text import Text
from dlschool.gui.councils.tick import Tick
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Card, empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services.councils import Quorum

REST = 700
"""Milliseconds after the last tick before presence is saved: ticks in a row are one action."""

ROLES: dict[str, Words] = {
    "chair": Text("төраға", "председатель"),
    "secretary": Text("хатшы", "секретарь"),
    "member": "",
}


class Presence(Card):
    """`changed` with every tick; `settled` when the ticks rest and are to be saved."""

    changed = Signal()
    settled = Signal()

    def __init__(self, count: Callable[[Meeting], Quorum], parent: QWidget | None = None) -> None:
        super().__init__(N_("Who is present"), parent)
        self._count = count
        self._meeting: Meeting | None = None
        self._boxes: list[Tick] = []
        self.line = Label("", "strong")
        self.body.addWidget(self.line)
        self.everybody = Button(N_("All are present"), lambda: self._all(True), icon="check")
        self.body.addWidget(self.everybody, 0, Qt.AlignmentFlag.AlignLeft)
        self._ticks = Card(margin=0, gap=0)
        self._ticks.setProperty("role", "plain")
        self.body.addWidget(self._ticks)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.settled.emit)

    def put(self, meeting: Meeting) -> None:
        """Shows the seats of a meeting; of one that is closed they cannot be changed."""
        self._rest.stop()
        seats = [replace(seat, present=False) for seat in meeting.attendees]
        known = self._meeting
        if known is None or [replace(s, present=False) for s in known.attendees] != seats:
            self._meeting = meeting
            self._build(meeting.attendees)
        self._meeting = meeting
        for box, seat in zip(self._boxes, meeting.attendees, strict=True):
            box.blockSignals(True)
            box.setChecked(seat.present)
            box.setEnabled(not meeting.held)
            box.blockSignals(False)
        self.everybody.setVisible(not meeting.held)
        self._say()

    def meeting(self) -> Meeting:
        """The meeting with the ticks as they stand."""
        assert self._meeting is not None
        return replace(self._meeting, attendees=self.attendees())

    def attendees(self) -> tuple[Attendee, ...]:
        assert self._meeting is not None
        pairs = zip(self._meeting.attendees, self._boxes, strict=True)
        return tuple(replace(seat, present=box.isChecked()) for seat, box in pairs)

    def unsaved(self) -> bool:
        return self._meeting is not None and self.attendees() != self._meeting.attendees

    def follows(self, meeting: Meeting) -> bool:
        """Whether what is kept may take the place of the ticks: none of them would be lost."""
        return not self.unsaved() or meeting.held or self.attendees() == meeting.attendees

    def forget(self) -> None:
        """Another meeting comes."""
        self._rest.stop()
        self._meeting = None

    def first(self) -> QWidget | None:
        """Where ticking begins."""
        return next(iter(self._boxes), None)

    def _build(self, seats: Sequence[Attendee]) -> None:
        empty(self._ticks.body)
        self._boxes = []
        for seat in seats:
            kk, ru = (f" · {words}" * bool(words) for words in _seat(seat, self._meeting))
            box = Tick(Text(f"{seat.name}{kk}", f"{seat.name}{ru}"))
            box.toggled.connect(self._ticked)
            self._boxes.append(box)
            self._ticks.body.addWidget(box)

    def _all(self, present: bool) -> None:
        for box in self._boxes:
            box.setChecked(present)

    def _ticked(self) -> None:
        self._rest.start()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        there = self._count(self.meeting())
        words = QUORUM if there.reached else NO_QUORUM
        self.line.say(words, present=there.present, members=there.members, needed=there.needed)
        self.line.setProperty("role", "strong" if there.reached else "late")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)


QUORUM = N_("{present} of {members}: there is a quorum ({needed})")
NO_QUORUM = N_("{present} of {members}, {needed} are needed")


def _seat(seat: Attendee, meeting: Meeting | None) -> tuple[str, str]:
    """The role of a seat in Kazakh and Russian; of one without a vote, that too."""
    role = ROLES[seat.role]
    if not isinstance(role, Text):
        return "", ""
    if meeting is not None and not meeting.votes(seat):
        return f"{role.kk}, дауыссыз", f"{role.ru}, без голоса"
    return role.kk, role.ru
