"""A new case: its ground first, then whose it is, for which period, under which edition."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.case import WHOLE_CLASSES, Ground
from dlschool.domain.record import Case
from dlschool.gui.cases.edition_choice import EditionChoice
from dlschool.gui.cases.event_fields import EventFields
from dlschool.gui.cases.ground_picker import GroundPicker
from dlschool.gui.cases.points import PointCard
from dlschool.gui.pickers.class_picker import ClassPicker
from dlschool.gui.pickers.pupil_picker import PupilPicker
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.services.numbers import next_case_number


class NewCase(Dialog):
    """`opened` gets the id of the case; `pupil_id` is a pupil chosen before."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        opened: Callable[[int], object],
        pupil_id: int | None = None,
    ) -> None:
        self._session, self._opened = session, opened
        self.edition = EditionChoice(session)
        self.ground = GroundPicker(self.edition.value(), self._say_point)
        self.point = PointCard(session)
        self.pupil = PupilPicker(session)
        self.classes = ClassPicker(session)
        self.event_ = EventFields(session)
        body = self._body()
        super().__init__(parent, N_("New case"), body, N_("Open the case"), self._open, wide=1080)
        self.ground.chosen.connect(self._show_fields)
        self.edition.chosen.connect(lambda: self.ground.put(self.edition.value()))
        if pupil_id is not None:
            self.pupil.choose(pupil_id)
        self.ground.set_value(Ground.FAMILY)

    def _body(self) -> QWidget:
        """The ground to the left, what it asks for to the right."""
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(Label(N_("Why is distance learning asked for?"), "head"))
        left.addWidget(self.ground)
        left.addWidget(self.point)
        left.addStretch(1)
        row.addLayout(left, 4)
        right = QVBoxLayout()
        right.addWidget(self._fields())
        right.addStretch(1)
        row.addLayout(right, 5)
        return body

    def _fields(self) -> Fields:
        self.fields = fields = Fields()
        fields.add(N_("Pupil"), self.pupil)
        fields.add(N_("Classes"), self.classes)
        self.morning = fields.wide(self._morning())
        fields.wide(self.event_)
        today = self._session.today
        self.start, self.until = DateEdit(today), DateEdit(today)
        fields.row((N_("Asked for from"), self.start), (N_("Asked for until"), self.until))
        self.reason = fields.add(N_("Reason, as the family or the order gives it"), QLineEdit())
        self.number = QLineEdit()
        self.number.setPlaceholderText(next_case_number(self._session.db, today()))
        self.opened_on = DateEdit(today, today())
        fields.row((N_("Number of the case"), self.number), (N_("Opened on"), self.opened_on))
        self.from_paper = fields.add(N_("The case ran on paper before"), QCheckBox())
        fields.wide(self.edition)
        return fields

    def _morning(self) -> QWidget:
        """Where a whole morning is called off at one go."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        words = N_("The screen of a morning does it at one go: the order, the texts, who was told.")
        column.addWidget(Label(words, "soft"))
        column.addWidget(buttons(Action(N_("To the screen of the morning"), self._to_morning)))
        return holder

    def _to_morning(self) -> None:
        ground = self.ground.value()
        self.reject()
        self._session.go("mornings", ground.value if ground else None)

    def _show_fields(self) -> None:
        """Each ground asks for its own."""
        ground = self.ground.value()
        whole, event = ground in WHOLE_CLASSES, ground is Ground.COMPETITION
        self.fields.set_visible(self.pupil, not whole)
        self.fields.set_visible(self.classes, whole)
        self.morning.setVisible(whole)
        self.event_.setVisible(event)
        for field in (self.start, self.until):
            self.fields.set_visible(field, ground is Ground.FAMILY)

    def _say_point(self, key: str) -> None:
        self.point.put(self.edition.value(), [key])

    def draft(self, ground: Ground) -> Case:
        """The case as the fields have it. Raises Refused for what is no date."""
        whole, today = ground in WHOLE_CLASSES, self._session.today()
        case = Case(
            number=self.number.text().strip(),
            edition=self.edition.value().key,
            ground=ground,
            pupil_id=None if whole else self.pupil.value(),
            classes=self.classes.value() if whole else (),
            opened_on=self.opened_on.value() or today,
            reason=self.reason.text().strip(),
            later_edition_refused=self.edition.reason(),
            from_paper=self.from_paper.isChecked(),
        )
        if ground is Ground.COMPETITION:
            return self.event_.filled(case)
        if ground is Ground.FAMILY:
            return replace(case, wanted_from=self.start.value(), wanted_until=self.until.value())
        return case

    def _open(self) -> object:
        ground = self.ground.value()
        if ground is None or not (self.fields.check() and self.event_.check()):
            return False
        made = self._session.act(cases.open_case, self._session.db, self.draft(ground))
        self._session.tell(N_("The case is opened"))
        self._opened(made)
        return True
