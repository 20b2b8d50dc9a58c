"""The weather morning and the emergency: the page to fill in, then what is to be told and printed."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.case import GROUND_NAMES, WHOLE_CLASSES, Ground
from dlschool.domain.record import Case
from dlschool.domain.text import Text
from dlschool.gui.mornings.done import MorningDone
from dlschool.gui.mornings.form import MorningForm
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.law import says
from dlschool.services import cases
from dlschool.services.directives_calls import Prepared

SHOWN = 5
"""So many earlier mornings are listed."""


class MorningsView(QWidget):
    """`open` takes the id of such a case, alone or first in a tuple, or a ground to begin with
    ("weather", "emergency"), or an order of the department (`Prepared`)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        column.addWidget(self.pages)
        self.form = MorningForm(session, self.show_case)
        self.done = MorningDone(session)
        self.done.left.connect(self.show_form)
        self.pages.addWidget(self.form)
        self.pages.addWidget(self.done)
        self._earlier = RowCard(N_("Earlier mornings"))
        self.form.side.addWidget(self._earlier)

    def reload(self) -> None:
        if self.pages.currentWidget() is self.done:
            self.done.reload()
            return
        self.form.reload()
        found = [r.case for r in cases.every_record(self._session.db)]
        mine = [case for case in found if case.ground in WHOLE_CLASSES]
        mine.sort(key=lambda case: (case.opened_on, case.id or 0), reverse=True)
        self._earlier.put([self._row(case) for case in mine[:SHOWN]])
        self._earlier.setVisible(bool(mine))

    def _row(self, case: Case) -> ListRow:
        classes = ", ".join(case.classes)
        day = says.day(case.opened_on)
        return ListRow(
            None,
            GROUND_NAMES[case.ground],
            Text(f"{day}: {classes}", f"{day}: {classes}"),
            actions=[Action(N_("Open"), partial(self.show_case, case.id or 0))],
        )

    def open(self, target: object) -> None:
        if isinstance(target, tuple):
            target = target[0]
        if isinstance(target, int):
            self.show_case(target)
            return
        self.show_form()
        if isinstance(target, Prepared):
            self.form.prepare(target)
        elif isinstance(target, str) and target in set(Ground):
            self.form.by_hand()
            self.form.set_ground(Ground(str(target)))

    def showEvent(self, event: QShowEvent) -> None:
        """A morning of another day gives way to an empty page: today's is what is wanted."""
        if self.pages.currentWidget() is self.done and not self.done.of(self._session.today()):
            self.show_form()
        super().showEvent(event)

    def new(self) -> None:
        self.form.by_hand()
        self.show_form()

    def show_case(self, case_id: int) -> None:
        self.pages.setCurrentWidget(self.done)
        self.done.show_case(case_id)

    def show_form(self) -> None:
        self.pages.setCurrentWidget(self.form)
        self.reload()

    def print_(self) -> None:
        if self.pages.currentWidget() is self.done:
            self.done.print_order("both")

    def back(self) -> bool:
        if self.pages.currentWidget() is self.done:
            self.show_form()
            return True
        return False
