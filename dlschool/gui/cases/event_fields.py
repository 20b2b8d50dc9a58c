"""The event of a competition case: what, where, of which level, from when to when."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from dlschool.domain.case import LEVEL_NAMES, EventLevel
from dlschool.domain.record import Case
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.words import Words
from dlschool.i18n import N_


class EventFields(Fields):
    """`filled(case)` is the case with what stands in the fields."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.name = self.add(N_("Event"), QLineEdit())
        self.place = QLineEdit()
        options: list[tuple[object, Words]] = [("", N_("Not said"))]
        self.level = Combo([*options, *((level.value, LEVEL_NAMES[level]) for level in EventLevel)])
        self.row((N_("Place"), self.place), (N_("Level of the event"), self.level))
        self.start, self.until = DateEdit(session.today), DateEdit(session.today)
        self.row((N_("Event from"), self.start), (N_("Event until"), self.until))

    def put(self, case: Case) -> None:
        self.name.setText(case.event_name)
        self.place.setText(case.event_place)
        self.level.set_key(case.event_level.value if case.event_level else "")
        self.start.set_value(case.event_from)
        self.until.set_value(case.event_until)

    def filled(self, case: Case) -> Case:
        level = str(self.level.key() or "")
        return replace(
            case,
            event_name=self.name.text().strip(),
            event_place=self.place.text().strip(),
            event_level=EventLevel(level) if level else None,
            event_from=self.start.value(),
            event_until=self.until.value(),
        )
