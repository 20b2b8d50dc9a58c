"""Rooms with their seats, and the hours a day that rooms and teachers have for sittings."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.learning import LESSONS_A_DAY, Room
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button, IconButton
from dlschool.gui.widgets.card import Card, EmptyState, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.gui.year.room_dialogs import room_dialog, teacher_hours_dialog
from dlschool.i18n import N_
from dlschool.services import curriculum, rooms, school
from dlschool.services.year_values import hours_in_words


class RoomsTab(QWidget):
    """`put(year)` shows the rooms, and the teachers of the year's subjects."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._known: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        note = Label(
            N_("The planner puts no more sittings on a day than these hours take."), "soft"
        )
        head.addWidget(note, 1)
        self.adding = Button(N_("Add a room"), self.add, icon="plus")
        head.addWidget(self.adding)
        column.addLayout(head)
        self._body = QVBoxLayout()
        self._body.setSpacing(12)
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, year: str) -> None:
        """Reads rooms and teachers again."""
        db = self._session.db
        found = rooms.rooms(db, year)
        ids = {taught.staff_id for taught in curriculum.teachings(db, year)}
        people = [person for person in school.staff(db) if person.id in ids]
        hours = rooms.teacher_hours(db)
        if (found, people, hours) == self._known:
            return
        self._known = (found, people, hours)
        empty(self._body)
        self.adding.setVisible(bool(found))
        self._body.addWidget(self._rooms(found) if found else self._nothing())
        if people:
            self._body.addWidget(self._teachers(people, hours))
        rights.forbid_all(self._session, Right.LEARNING, self.findChildren(Button))
        rights.forbid_all(self._session, Right.LEARNING, self.findChildren(IconButton))

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "school",
            N_("No rooms yet: name those in which sittings are taken."),
            Action(N_("Add a room"), self.add, primary=True),
        )

    def _rooms(self, found: list[Room]) -> Card:
        card, grid = _grid(N_("Room"), N_("Seats"), N_("Hours for sittings"))
        for row, room in enumerate(found, 1):
            seats = "—" if room.seats is None else str(room.seats)
            lessons = N_("{lessons} every day, one a lesson")
            grid.addWidget(Label(same(room.name)), row, 0)
            grid.addWidget(Label(same(seats)), row, 1)
            grid.addWidget(_hours(room.hours, lessons), row, 2)
            change = partial(self._change, room)
            grid.addWidget(IconButton("pencil", N_("Change the room"), change), row, 3)
            if room.id is not None:
                remove = partial(self._remove, room.id)
                grid.addWidget(IconButton("trash-2", N_("Take the room off"), remove), row, 4)
        card.body.addLayout(grid)
        return card

    def _teachers(self, people: list[Staff], hours: dict[int, tuple[int, ...]]) -> Card:
        card, grid = _grid(N_("Teacher"), N_("Hours for sittings"))
        for row, person in enumerate(people, 1):
            own = hours.get(person.id or 0, ())
            grid.addWidget(Label(same(person.name)), row, 0)
            grid.addWidget(_hours(own, N_("as many as needed")), row, 1)
            change = partial(self._change_hours, person, own)
            grid.addWidget(IconButton("pencil", N_("Change the hours"), change), row, 2)
        card.body.addLayout(grid)
        return card

    def add(self) -> None:
        room_dialog(self, self._session, None).open()

    def _change(self, room: Room) -> None:
        room_dialog(self, self._session, room).open()

    def _change_hours(self, person: Staff, hours: tuple[int, ...]) -> None:
        teacher_hours_dialog(self, self._session, person, hours).open()

    def _remove(self, room_id: int) -> None:
        self._session.act(rooms.remove, self._session.db, room_id)


def _grid(*heads: Words) -> tuple[Card, QGridLayout]:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(len(heads) - 1, 3)
    for place, words in enumerate(heads):
        grid.addWidget(Label(words, "small-soft"), 0, place, Qt.AlignmentFlag.AlignLeft)
    return Card(), grid


def _hours(hours: tuple[int, ...], otherwise: Words) -> Label:
    said: Text | None = hours_in_words(hours)
    if said is None:
        return Label(otherwise, "soft", lessons=LESSONS_A_DAY)
    return Label(said)
