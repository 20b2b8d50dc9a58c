"""Days without lessons and moved days: what they are and whom they concern."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.calendar import DayOff, DayOffKind, MovedDay
from dlschool.domain.names import parse_class
from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import calendar

KIND_WORDS: dict[DayOffKind, Words] = {
    DayOffKind.SCHOOL: N_("The school's own day off"),
    DayOffKind.REGIONAL: N_("Called off in the region"),
}
ALL, SOME = "all", "some"


class DayOffFields(Fields):
    """`value()` is the days off as typed. Refused: no days, no such class."""

    def __init__(self, session: Session, day: date | None) -> None:
        super().__init__()
        self.start, self.until = DateEdit(session.today, day), DateEdit(session.today, day)
        self.row((N_("First day"), self.start), (N_("Last day"), self.until))
        self.kind = self.add(N_("Kind"), Combo(list(KIND_WORDS.items())))
        self.reason = self.add(N_("Why there are no lessons"), QLineEdit())
        self.act = self.add(N_("Order: number and date"), QLineEdit())
        self.whose = self.add(
            N_("For whom"),
            Combo([(ALL, N_("The whole school")), (SOME, N_("Some classes or grades"))]),
        )
        self.names = self.add(
            N_("Classes or grades"), QLineEdit(), N_("«8Ә, 9А» for classes, «1, 2» for grades.")
        )
        self.whose.currentIndexChanged.connect(self._whose)
        self._whose()

    def _whose(self) -> None:
        self.set_visible(self.names, self.whose.key() == SOME)

    def value(self) -> DayOff:
        start = self.start.value()
        until = self.until.value() or start
        if start is None or until is None:
            raise Refused(N_("Write the first day and the last."))
        grades, classes = self._named() if self.whose.key() == SOME else ((), ())
        return DayOff(
            start=start,
            until=until,
            kind=DayOffKind(str(self.kind.key())),
            reason=self.reason.text().strip(),
            act=self.act.text().strip(),
            grades=grades,
            classes=classes,
        )

    def _named(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        grades, classes = read_classes(self.names.text())
        if not (grades or classes):
            raise Refused(N_("Name the classes or grades."))
        return grades, classes


def read_classes(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """«1, 8ә» as grades (1,) and classes («8Ә»,). Refused: something is neither."""
    grades, classes = [], []
    for part in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        found = parse_class(part)
        if found is None:
            raise Refused(N_("“{name}” is neither a class nor a grade."), name=part)
        grade, letter = found
        if letter:
            classes.append(f"{grade}{letter}")
        else:
            grades.append(grade)
    return tuple(sorted(set(grades))), tuple(dict.fromkeys(classes))


def day_off_dialog(
    parent: QWidget | None, session: Session, year: str, day: date | None = None
) -> Dialog:
    """Days off anew; `day`: the day that is chosen in the calendar."""
    fields = DayOffFields(session, day)

    def save() -> bool:
        if not fields.check():
            return False
        session.act(calendar.add_day_off, session.db, year, fields.value())
        return True

    return Dialog(parent, N_("Days without lessons"), fields, N_("Add"), save)


def moved_day_dialog(parent: QWidget | None, session: Session, year: str) -> Dialog:
    """Rest of one day taken on another."""
    fields = Fields()
    rest, worked = DateEdit(session.today), DateEdit(session.today)
    fields.row((N_("Day of rest"), rest), (N_("Is worked instead"), worked))
    reason = fields.add(N_("Act that moves the day"), QLineEdit())

    def save() -> bool:
        if not fields.check():
            return False
        first, second = rest.value(), worked.value()
        if first is None or second is None:
            raise Refused(N_("Write both days."))
        moved = MovedDay(rest=first, worked=second, reason=reason.text().strip())
        session.act(calendar.add_moved_day, session.db, year, moved)
        return True

    return Dialog(parent, N_("A moved day of rest"), fields, N_("Add"), save)
