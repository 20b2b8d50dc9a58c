"""The people who work at the school, and those who come from another."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain import phone
from dlschool.domain.school import Staff
from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, same
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import school


class StaffPage(QWidget):
    """A row for each person."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.with_gone = QCheckBox()
        say(self.with_gone, "setText", N_("With those who left"))
        self.with_gone.toggled.connect(self.reload)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.adding = Button(N_("Add a person"), self.add, icon="user-plus")
        head = QHBoxLayout()
        head.addWidget(self.with_gone, 1)
        head.addWidget(self.adding)
        self._column.addLayout(head)
        self._rows = QVBoxLayout()
        self._column.addLayout(self._rows)
        self._column.addStretch(1)

    def reload(self) -> None:
        """Reads the people again."""
        empty(self._rows)
        people = school.staff(self._session.db, with_gone=self.with_gone.isChecked())
        self.adding.setVisible(bool(people))
        if not people:
            self._rows.addWidget(
                EmptyState(
                    "users",
                    N_("Nobody is written yet. Those who sign papers are chosen from here."),
                    Action(N_("Add a person"), self.add, primary=True),
                )
            )
            return
        card = RowCard()
        card.put([self._row(person) for person in people])
        self._rows.addWidget(card)

    def _row(self, person: Staff) -> ListRow:
        badge: tuple[Words, str] | None = (N_("has left"), "neutral") if person.left else None
        return ListRow(
            badge,
            same(person.name),
            _about(person),
            actions=[Action(N_("Correct"), lambda: self.correct(person))],
        )

    def add(self) -> None:
        staff_dialog(self, self._session, None).open()

    def correct(self, person: Staff) -> None:
        staff_dialog(self, self._session, person).open()


def _about(person: Staff) -> Words:
    """Post, another school, telephone: what is known of them."""
    rest = [part for part in (person.other_school, phone.shown(person.phone)) if part]
    kk = " · ".join([part for part in (person.post_kk or person.post_ru,) if part] + rest)
    ru = " · ".join([part for part in (person.post_ru or person.post_kk,) if part] + rest)
    return Text(kk, ru) if kk else ""


class StaffFields(Fields):
    """`value()` is the person as typed."""

    def __init__(self, person: Staff | None) -> None:
        super().__init__()
        self._id = person.id if person else None
        known = person or Staff(name="")
        self.name = self.add(N_("Surname, first name, patronymic"), QLineEdit(known.name))
        self.post_kk, self.post_ru = QLineEdit(known.post_kk), QLineEdit(known.post_ru)
        self.row((N_("Post in Kazakh"), self.post_kk), (N_("Post in Russian"), self.post_ru))
        self.phone = QLineEdit(phone.shown(known.phone))
        self.other = QLineEdit(known.other_school)
        self.row((N_("Telephone"), self.phone), (N_("From another school"), self.other))
        self.left = QCheckBox()
        self.left.setChecked(known.left)
        self.add(N_("Does not work here any more"), self.left)
        self.set_visible(self.left, person is not None)

    def value(self) -> Staff:
        number, _ = phone.normalised(self.phone.text())
        return Staff(
            id=self._id,
            name=" ".join(self.name.text().split()),
            post_kk=self.post_kk.text().strip(),
            post_ru=self.post_ru.text().strip(),
            other_school=self.other.text().strip(),
            phone=number or self.phone.text().strip(),
            left=self.left.isChecked(),
        )


def staff_dialog(parent: QWidget | None, session: Session, person: Staff | None) -> Dialog:
    """A new person, or a known one to correct."""
    fields = StaffFields(person)

    def save() -> None:
        session.act(school.save_staff, session.db, fields.value())

    title = N_("Person at work") if person else N_("New person at work")
    return Dialog(parent, title, fields, N_("Save"), save, wide=640)
