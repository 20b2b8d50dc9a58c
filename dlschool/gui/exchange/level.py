"""How much the department is told, by which agreement; the owner changes it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.exchange.pairing_dialog import EnrolmentDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Choice
from dlschool.gui.widgets.card import Card, buttons
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import exchange_level, exchange_pairing
from dlschool.services.exchange_level import Agreed, Level
from dlschool.services.exchange_pairing import State
from dlschool.services.exchange_status import LEVEL_NAMES


class LevelCard(QWidget):
    """Hidden before the connection stands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(N_("Agreement with the department"))
        column.addWidget(self.card)

    def reload(self) -> None:
        db = self._session.db
        self.setVisible(exchange_pairing.pairing_of(db).state is State.CONNECTED)
        found = exchange_level.agreed(db)
        self.card.clear()
        self.card.body.addWidget(Label(LEVEL_NAMES[found.level]))
        if found.date is not None:
            self.card.body.addWidget(
                Label(N_("{document} of {date}"), "soft", document=found.document, date=found.date)
            )
        if rights.may(self._session, Right.USERS):
            change = Action(N_("Change…"), self.change, icon="pencil")
            anew = Action(N_("Connect anew…"), self.connect_anew)
            self.card.body.addWidget(buttons(change, anew))

    def connect_anew(self) -> None:
        """By another enrolment file: new keys, another department. What stands goes on until then."""
        EnrolmentDialog(self, self._session).open()

    def change(self) -> None:
        LevelDialog(self, self._session, exchange_level.agreed(self._session.db)).open()


class LevelDialog(Dialog):
    """More than totals asks for the written agreement."""

    def __init__(self, parent: QWidget | None, session: Session, now: Agreed) -> None:
        self._session = session
        options: list[tuple[str, Words]] = [(each.value, LEVEL_NAMES[each]) for each in Level]
        self.level = now.level
        self.fields = Fields()
        self.levels = Choice(options, now.level.value, N_("Level"))
        self.levels.chosen.connect(self._choose)
        self.fields.wide(self.levels)
        self.document = QLineEdit(now.document)
        self.day = DateEdit(session.today, now.date)
        self.fields.add(
            N_("Written agreement: name and number"),
            self.document,
            N_("Both the school and the department have signed it."),
        )
        self.fields.add(N_("Date of the agreement"), self.day)
        self.fields.wide(
            Label(
                N_(
                    "What the new level does not allow is taken back at the department with the next "
                    "sending. The change stands in the journal."
                ),
                "soft",
            )
        )
        super().__init__(
            parent, N_("What the department is told"), self.fields, N_("Agree"), self._go, wide=640
        )
        self._choose(now.level.value)

    def _choose(self, key: str) -> None:
        self.level = Level(key)
        for field in (self.document, self.day):
            self.fields.set_visible(field, self.level is not Level.TOTALS)
        QTimer.singleShot(0, self, self._grow)

    def _go(self) -> bool:
        if not self.fields.check():
            return False
        self._session.act(
            exchange_level.agree, self._session.db, self.level, self.document.text(),
            self.day.value(),
        )  # fmt: skip
        return True
