"""A case that runs on paper already is entered: whose, by which ground, with its documents."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.case import GROUND_NAMES, WHOLE_CLASSES, Ground
from dlschool.domain.record import Case
from dlschool.gui.past.documents import Documents
from dlschool.gui.pickers.class_picker import ClassPicker
from dlschool.gui.pickers.pupil_picker import PupilPicker
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.law import edition as law
from dlschool.law.shape import Edition
from dlschool.services import cases, editions, past_case

GAPS = N_(
    "Write what there is, under its own numbers and dates. What is missing does not stop the entry: "
    "the case lists it."
)


class PastCaseDialog(Dialog):
    """`made` is the id of the case once it is entered."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        self._session = session
        self.made: int | None = None
        body = QWidget()
        super().__init__(
            parent,
            N_("A case that runs on paper"),
            body,
            N_("Enter the case"),
            self._enter,
            wide=760,
        )
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(GAPS, "soft"))
        column.addWidget(self._about())
        self.documents = Documents(session.today)
        column.addWidget(self.documents)
        self._fit()

    def _about(self) -> Fields:
        db = self._session.db
        choice = editions.choice(db)
        usable = {k: e for k, e in editions.known(db).items() if law.usable(e, choice)}
        fields = self.fields = Fields()
        self.ground = Combo([(ground.value, GROUND_NAMES[ground]) for ground in Ground])
        self.ground.set_key(Ground.FAMILY.value)
        self.edition = Combo([(key, found.act.short) for key, found in usable.items()])
        self.edition.set_key(editions.default(db).key)
        fields.row((N_("Ground"), self.ground), (N_("Edition"), self.edition))
        self.pupil = fields.add(N_("Pupil"), PupilPicker(self._session))
        self.classes = fields.add(N_("Classes"), ClassPicker(self._session))
        self.opened, self.number = DateEdit(self._session.today), QLineEdit()
        say(self.number, "setPlaceholderText", N_("the next one"))
        fields.row((N_("Opened on"), self.opened), (N_("Number of the case"), self.number))
        for combo in (self.ground, self.edition):
            combo.currentIndexChanged.connect(lambda _at: self._fit())
        return fields

    def _fit(self) -> None:
        ground = Ground(str(self.ground.key()))
        self.fields.set_visible(self.pupil, ground not in WHOLE_CLASSES)
        self.fields.set_visible(self.classes, ground in WHOLE_CLASSES)
        self.documents.put(self._edition(), ground)

    def _edition(self) -> Edition:
        return editions.edition(self._session.db, str(self.edition.key()))

    def _enter(self) -> object:
        if not (self.fields.check() and self.documents.check()):
            return False
        documents = self.documents.value()
        opened = self.opened.value() or _earliest(documents)
        if opened is None:
            self.fields.error(self.opened, N_("Write the day when the case was opened."))
            return False
        ground = Ground(str(self.ground.key()))
        whole = ground in WHOLE_CLASSES
        draft = Case(
            number=self.number.text().strip(),
            edition=str(self.edition.key()),
            ground=ground,
            pupil_id=None if whole else self.pupil.value(),
            classes=self.classes.value() if whole else (),
            opened_on=opened,
            wanted_from=self.documents.start.value(),
            wanted_until=self.documents.until.value(),
        )
        self.made = self._session.act(past_case.enter_case, self._session.db, draft, documents)
        return True


class PastDocumentsDialog(Dialog):
    """Further documents from paper for a case that is here."""

    def __init__(self, session: Session, parent: QWidget | None, case_id: int) -> None:
        self._session, self._case_id = session, case_id
        body = QWidget()
        file = cases.case_file(session.db, case_id)
        super().__init__(
            parent, N_("Documents from paper"), body, N_("Enter"), self._enter, wide=760
        )
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        subject = file.pupil.full_name if file.pupil else ", ".join(file.case.classes)
        column.addWidget(
            Label(N_("{who} · case № {number}"), "soft", who=subject, number=file.case.number)
        )
        column.addWidget(Label(GAPS, "soft"))
        self.documents = Documents(session.today)
        self.documents.put(file.edition, file.case.ground)
        column.addWidget(self.documents)

    def _enter(self) -> object:
        if not self.documents.check():
            return False
        return self._session.act(
            past_case.enter_documents, self._session.db, self._case_id, self.documents.value()
        )


def _earliest(documents: past_case.PastDocuments) -> date | None:
    days = [
        *(paper.date for paper in documents.papers),
        *(minutes.day for minutes in documents.minutes),
        *(order.date for order in documents.orders),
    ]
    return min(days, default=None)


def past_case_dialog(session: Session, parent: QWidget) -> PastCaseDialog:
    """Enters a case; afterwards it is shown."""
    box = PastCaseDialog(session, parent)
    box.accepted.connect(lambda: session.go("cases", box.made))
    box.open()
    return box


def past_documents_dialog(session: Session, parent: QWidget, case_id: int) -> PastDocumentsDialog:
    box = PastDocumentsDialog(session, parent, case_id)
    box.open()
    return box
