"""The guardians of a pupil, each as a few fields; one of them is the main one."""

from collections.abc import Iterable

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dlschool.domain import phone
from dlschool.domain.pupil import RELATION_NAMES, Guardian, Relation
from dlschool.gui.pupils.offer import Offer
from dlschool.gui.pupils.typed import repaired
from dlschool.gui.widgets.buttons import Button, IconButton
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.tab_order import tab_through
from dlschool.gui.words import say
from dlschool.i18n import N_


class GuardianFields(Card):
    """One guardian; `value()` is None while nothing is written."""

    def __init__(self, guardian: Guardian | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=12)
        self._before = guardian
        self.main = QRadioButton()
        say(self.main, "setText", N_("Main representative"))
        say(self.main, "setAccessibleName", N_("Main representative"))
        self.remove = IconButton("trash-2", N_("Take this representative out"))
        head = QHBoxLayout()
        head.addWidget(self.main)
        head.addStretch(1)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.fields = Fields()
        self.body.addWidget(self.fields)
        self.name, self.iin, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.email, self.address = QLineEdit(), QLineEdit()
        self.relation = Combo([(one, RELATION_NAMES[one]) for one in Relation])
        self._lay()
        if guardian is not None:
            self._put(guardian)
        else:
            self.relation.set_key(Relation.MOTHER)

    def _lay(self) -> None:
        self.offer = Offer(N_("Repair"), self._repair)
        self.fields.row(
            (N_("Surname, first name, patronymic"), self.name),
            (N_("Who it is to the child"), self.relation),
            stretch=(3, 2),
        )
        self.fields.wide(self.offer)
        self.fields.row((N_("Telephone"), self.phone), (N_("IIN"), self.iin))
        self.fields.row((N_("E-mail"), self.email), (N_("Address, if another"), self.address))
        self.name.textChanged.connect(self._look)
        self.phone.editingFinished.connect(self._normalise)

    def _put(self, guardian: Guardian) -> None:
        self.name.setText(guardian.name)
        self.relation.set_key(guardian.relation)
        self.iin.setText(guardian.iin)
        self.phone.setText(phone.shown(guardian.phone))
        self.email.setText(guardian.email)
        self.address.setText(guardian.address)
        self.main.setChecked(guardian.main)

    def value(self) -> Guardian | None:
        """What the fields say."""
        written = [self.name, self.iin, self.phone, self.email, self.address]
        if not any(edit.text().strip() for edit in written):
            return None
        number, _problem = phone.normalised(self.phone.text())
        before = self._before
        return Guardian(
            id=before.id if before else None,
            pupil_id=before.pupil_id if before else None,
            name=" ".join(self.name.text().split()),
            relation=Relation(str(self.relation.key())),
            iin="".join(self.iin.text().split()),
            phone=number or self.phone.text().strip(),
            email=self.email.text().strip(),
            address=self.address.text().strip(),
            main=self.main.isChecked(),
        )

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab comes, in order."""
        return (
            self.main,
            self.remove,
            self.name,
            self.relation,
            self.offer.button,
            self.phone,
            self.iin,
            self.email,
            self.address,
        )

    def _look(self) -> None:
        right = repaired((self.name.text(),))
        self.offer.put(
            N_("Latin letters look like Kazakh ones: {name}") if right else "",
            **({"name": right[0]} if right else {}),
        )

    def _repair(self) -> None:
        right = repaired((self.name.text(),))
        if right is not None:
            self.name.setText(right[0])

    def _normalise(self) -> None:
        """A number is shown in one way; what is no +7 number stays and is said."""
        number, problem = phone.normalised(self.phone.text())
        if number is not None:
            self.phone.setText(phone.shown(number))
        self.fields.error(self.phone, problem if problem is not None else "")


class GuardiansFields(QWidget):
    """All guardians of one pupil."""

    def __init__(self, guardians: Iterable[Guardian] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.add_button = Button(N_("Add a representative"), self.add, icon="user-plus")
        head = QHBoxLayout()
        head.addWidget(Label(N_("Parents and other legal representatives"), "head"), 1)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self.none = Label(N_("No representative is written yet."), "soft")
        column.addWidget(self.none)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        self._mains = QButtonGroup(self)
        self.cards: list[GuardianFields] = []
        for guardian in guardians:
            self._add(guardian)
        self._seen()

    def add(self) -> None:
        """Empty fields for one more, ready to type."""
        card = self._add(None)
        self._seen()
        card.name.setFocus()

    def values(self) -> list[Guardian]:
        """Guardians with anything written."""
        return [value for card in self.cards if (value := card.value()) is not None]

    def _add(self, guardian: Guardian | None) -> GuardianFields:
        card = GuardianFields(guardian)
        self._mains.addButton(card.main)
        if not self.cards and guardian is None:
            card.main.setChecked(True)
        card.remove.clicked.connect(lambda: self._remove(card))
        before = self.cards[-1].stops()[-1] if self.cards else self.add_button
        self.cards.append(card)
        self._cards.addWidget(card)
        tab_through(before, *card.stops())
        return card

    def _remove(self, card: GuardianFields) -> None:
        self.cards.remove(card)
        self._mains.removeButton(card.main)
        card.hide()
        card.deleteLater()
        if self.cards and not any(one.main.isChecked() for one in self.cards):
            self.cards[0].main.setChecked(True)
        self._seen()

    def _seen(self) -> None:
        self.none.setVisible(not self.cards)
