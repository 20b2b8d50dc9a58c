"""Who teaches what to a class, on which days, in which room; kept as it is chosen."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dlschool.domain.access import Right
from dlschool.domain.learning import Teaching
from dlschool.domain.school import Staff
from dlschool.gui import rights
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, PushButton
from dlschool.gui.widgets.card import Card, EmptyState, empty
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, locale, on_language, say
from dlschool.i18n import N_
from dlschool.services import curriculum, rooms, school
from dlschool.services.curriculum import Taught

DAYS = range(6)
NOBODY = 0
ROOM_WIDE, DAY_WIDE = 84, 46


class WeekDays(QWidget):
    """Buttons for the days of the week; `days()` are those that are pressed."""

    def __init__(self, words: Words, days: tuple[int, ...], **values: object) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        say(self, "setAccessibleName", words, **values)
        self.buttons: list[QPushButton] = []
        for day in DAYS:
            button = PushButton()
            button.setCheckable(True)
            button.setFixedWidth(DAY_WIDE)
            button.setProperty("kind", "choice")
            button.setProperty("place", {DAYS[0]: "first", DAYS[-1]: "last"}.get(day, "middle"))
            button.setChecked(day in days)
            self.buttons.append(button)
            row.addWidget(button)
        on_language(self, self._name)
        self._name()

    def _name(self) -> None:
        for day, button in enumerate(self.buttons):
            short = locale().dayName(day + 1, locale().FormatType.ShortFormat)
            button.setText(short.strip(".")[:2])
            button.setAccessibleName(locale().dayName(day + 1))
            button.setToolTip(locale().dayName(day + 1))

    def days(self) -> tuple[int, ...]:
        return tuple(day for day, button in enumerate(self.buttons) if button.isChecked())


class TeachersTab(QWidget):
    """`put(year)` shows the teachers of one class."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = ""
        self._known: object = None
        self.lines: list[tuple[Combo, WeekDays, QLineEdit]] = []
        self._taught: list[Taught] = []
        self._rooms = QStringListModel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        self.classes = Combo()
        say(self.classes, "setAccessibleName", N_("Class"))
        self.classes.currentIndexChanged.connect(self._show)
        head.addWidget(self.classes, 1)
        head.addWidget(
            Label(N_("Days on which the teacher takes sittings; none pressed: any day."), "soft"), 3
        )
        column.addLayout(head)
        self._body = QVBoxLayout()
        column.addLayout(self._body)
        column.addStretch(1)

    def put(self, year: str) -> None:
        """Reads the teachers again."""
        self._year = year
        names = [(each.name, same(each.name)) for each in curriculum.classes(self._session.db)]
        self.classes.put(names)
        self._show()

    def _show(self) -> None:
        db, name = self._session.db, str(self.classes.key() or "")
        self._taught = curriculum.subjects_of(db, self._year, name)
        people = school.staff(db)
        known = (self._year, name, [t.subject for t in self._taught], people)
        if known == self._known and self.lines:
            self._refresh()
            return
        self._known = known
        self.lines = []
        self._name_rooms()
        empty(self._body)
        if not self._taught:
            self._body.addWidget(
                EmptyState("users", N_("The subjects of this class are chosen first, beside this."))
            )
        elif not people:
            add = Action(N_("Add a person"), self._staff, primary=True)
            self._body.addWidget(EmptyState("users", N_("Nobody works at the school yet."), add))
        else:
            self._body.addWidget(self._grid(people))
        for line in self.lines:
            rights.forbid_all(self._session, Right.LEARNING, line)

    def _staff(self) -> None:
        self._session.go("settings", "staff")

    def _grid(self, people: list[Staff]) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for place, words in enumerate((N_("Subject"), N_("Teacher"), N_("Days"), N_("Room"))):
            grid.addWidget(Label(words, "small-soft"), 0, place)
        options: list[tuple[object, Words]] = [(NOBODY, N_("not named"))]
        options += [(person.id or 0, same(person.name)) for person in people]
        for at, taught in enumerate(self._taught):
            line = self._line(at, taught, options)
            self.lines.append(line)
            grid.addWidget(Label(taught.subject.name), at + 1, 0)
            for place, widget in enumerate(line, 1):
                grid.addWidget(widget, at + 1, place, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(grid)
        return card

    def _line(
        self, at: int, taught: Taught, options: list[tuple[object, Words]]
    ) -> tuple[Combo, WeekDays, QLineEdit]:
        name, teaching = taught.subject.name, taught.teaching
        who = Combo(options)
        who.set_key(teaching.staff_id or NOBODY if teaching else NOBODY)
        say(who, "setAccessibleName", N_("Teacher: {name}"), name=name)
        days = WeekDays(N_("Days: {name}"), teaching.days if teaching else (), name=name)
        room = QLineEdit(teaching.room if teaching else "")
        room.setFixedWidth(ROOM_WIDE)
        room.setCompleter(self._completer(room))
        say(room, "setAccessibleName", N_("Room: {name}"), name=name)
        keep = partial(self._keep, at)
        who.activated.connect(keep)
        room.editingFinished.connect(keep)
        for button in days.buttons:
            button.clicked.connect(keep)
        return who, days, room

    def _completer(self, room: QLineEdit) -> QCompleter:
        """Names of rooms as they are typed; another name makes another room."""
        made = QCompleter(self._rooms, room)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        return made

    def _name_rooms(self) -> None:
        """All completers offer the rooms of one list: it is renewed here."""
        known = [each.name for each in rooms.rooms(self._session.db, self._year)]
        if known != self._rooms.stringList():
            self._rooms.setStringList(known)

    def _refresh(self) -> None:
        self._name_rooms()
        for (who, days, room), taught in zip(self.lines, self._taught, strict=True):
            teaching = taught.teaching
            who.set_key(teaching.staff_id or NOBODY if teaching else NOBODY)
            for day, button in enumerate(days.buttons):
                button.setChecked(teaching is not None and day in teaching.days)
            if not (room.hasFocus() and room.isModified()):
                room.setText(teaching.room if teaching else "")

    def _keep(self, at: int, *_: object) -> None:
        """The line as it stands now; one like before is not written."""
        if at >= len(self.lines):
            return
        (who, days, room), taught = self.lines[at], self._taught[at]
        old = taught.teaching or Teaching(
            year=self._year, class_name=str(self.classes.key()), subject_id=taught.subject.id or 0
        )
        room.setModified(False)
        new = replace(
            old,
            staff_id=int(str(who.key())) or None,
            days=days.days(),
            room=room.text().strip(),
        )
        if new != old:
            self._session.act(curriculum.save_teaching, self._session.db, new)
