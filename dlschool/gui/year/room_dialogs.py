"""A room, or a teacher's hours: how many hours a day are free for sittings."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from dlschool.domain.learning import LESSONS_A_DAY, Room
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.numbers import number_edit
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import rooms, travel

DAYS = 6
"""Monday to Saturday."""
SHORT = tuple(
    Text(kk, ru)
    for kk, ru in zip(
        ("дс", "сс", "ср", "бс", "жм", "сб"), ("пн", "вт", "ср", "чт", "пт", "сб"), strict=True
    )
)
USUAL = 2
WIDE = 64


class WeekHours(QWidget):
    """Hours of each day, Monday to Saturday, if `stated`; `value()` is seven numbers, or none."""

    def __init__(self, words: Words, hours: Sequence[int]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(DAYS, 1)
        self.stated = QCheckBox()
        say(self.stated, "setText", words)
        self.stated.setChecked(bool(hours))
        grid.addWidget(self.stated, 0, 0, 1, DAYS + 1)
        self.days: list[QSpinBox] = []
        for day in range(DAYS):
            name = travel.DAY_NAMES[day]
            edit = number_edit(hours[day] if hours else USUAL, 0, rooms.MOST_HOURS)
            edit.setFixedWidth(WIDE)
            say(edit, "setAccessibleName", N_("Hours for sittings: {name}"), name=name)
            grid.addWidget(Label(SHORT[day], "small-soft"), 1, day)
            grid.addWidget(edit, 2, day)
            self.days.append(edit)
        self.stated.toggled.connect(self._show)
        self._show()

    def _show(self) -> None:
        for edit in self.days:
            edit.setEnabled(self.stated.isChecked())

    def value(self) -> tuple[int, ...]:
        if not self.stated.isChecked():
            return ()
        return (*(edit.value() for edit in self.days), 0)


class RoomFields(Fields):
    """`value()` is the room as typed."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.name = QLineEdit(room.name)
        self.seats = QLineEdit("" if room.seats is None else str(room.seats))
        self.row((N_("Room"), self.name), (N_("Seats"), self.seats), stretch=(3, 1))
        self.hours = self.wide(WeekHours(N_("Hours of each day are stated"), room.hours))
        self.wide(
            Label(
                N_(
                    "An hour takes one work of a class, with as many pupils as there are seats. "
                    "Where no hours are stated, a day has {lessons}, one a lesson."
                ),
                "small-soft",
                lessons=LESSONS_A_DAY,
            )
        )

    def check(self) -> bool:
        text = self.seats.text().strip()
        right = not text or (text.isascii() and text.isdigit() and len(text) < 6)
        self.error(self.seats, "" if right else N_("Write a number, or leave it empty."))
        return right and super().check()

    def value(self) -> Room:
        text = self.seats.text().strip()
        seats = int(text) if text else None
        return replace(self._room, name=self.name.text(), seats=seats, hours=self.hours.value())


def room_dialog(parent: QWidget | None, session: Session, room: Room | None) -> Dialog:
    """A new room, or one that is there."""
    fields = RoomFields(room or Room(name=""))

    def save() -> bool:
        if not fields.check():
            return False
        session.act(rooms.save, session.db, fields.value(), room.name if room else "")
        return True

    return Dialog(parent, N_("Room"), fields, N_("Save"), save, wide=560)


def teacher_hours_dialog(
    parent: QWidget | None, session: Session, person: Staff, hours: Sequence[int]
) -> Dialog:
    """Hours in which the teacher takes sittings of all classes."""
    fields = Fields()
    fields.wide(Label(Text(person.name, person.name), "strong"))
    edit = fields.wide(WeekHours(N_("Hours of each day are stated"), hours))
    fields.wide(
        Label(
            N_("They are shared by all classes of the teacher; where none are stated, any number."),
            "small-soft",
        )
    )

    def save() -> None:
        session.act(rooms.save_teacher_hours, session.db, person.id or 0, edit.value())

    return Dialog(parent, N_("Hours for sittings"), fields, N_("Save"), save, wide=560)
