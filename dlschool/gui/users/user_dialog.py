"""Adding a user, changing one, a new password for one."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.access import Role, User
from dlschool.gui.session import Session
from dlschool.gui.users import roles
from dlschool.gui.users.new_password import NewPassword
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import users


class UserFields(Fields):
    """Name, role with what it may, and for a teacher the classes and subjects."""

    def __init__(self, user: User | None) -> None:
        super().__init__()
        known = user or User(0, "", Role.SECRETARY)
        self.name = QLineEdit(known.name)
        self.add(N_("Name"), self.name, N_("Surname and initials: it stands in the journal."))
        self.role = Combo(roles.options())
        self.role.set_key(known.role)
        self.add(N_("Role"), self.role)
        self.may = self.wide(Label("", "small-soft"))
        self.classes = QLineEdit(", ".join(known.classes))
        self.add(N_("Classes"), self.classes, N_("The pupils of these classes are seen: 7 Ә, 8 Б"))
        self.subjects = QLineEdit(", ".join(known.subjects))
        self.add(N_("Subjects"), self.subjects)
        self.role.currentIndexChanged.connect(lambda _: self._follow())
        self._follow()

    def chosen(self) -> Role:
        return Role(str(self.role.key()))

    def _follow(self) -> None:
        role = self.chosen()
        self.may.say(roles.told(role))
        for edit in (self.classes, self.subjects):
            self.set_visible(edit, role == Role.TEACHER)

    def value(self, user: User) -> User:
        """The user as typed."""
        teacher = self.chosen() == Role.TEACHER
        return replace(
            user,
            name=" ".join(self.name.text().split()),
            role=self.chosen(),
            classes=_listed(self.classes.text()) if teacher else (),
            subjects=_listed(self.subjects.text()) if teacher else (),
        )

    def named(self) -> bool:
        """Whether a name is written; says so under it."""
        self.clear_errors()
        if self.name.text().strip():
            return True
        self.error(self.name, N_("Write the name."))
        self.name.setFocus()
        return False


def _listed(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in text.replace(";", ",").split(","))
    return tuple(part for part in parts if part)


def add_dialog(parent: QWidget | None, session: Session) -> Dialog:
    """A new user with a first password, which the person changes later."""
    fields = UserFields(None)
    password = NewPassword(fields, fields.name)

    def add() -> bool:
        if not fields.named():
            return False
        typed = password.value()
        if typed is None:
            return False
        user = fields.value(User(0, ""))
        session.act(users.add, session.db, user.name, user.role, typed, user.classes, user.subjects)
        session.tell(N_("User added: {name}"), name=user.name)
        return True

    return Dialog(parent, N_("New user"), fields, N_("Add"), add, wide=600)


def change_dialog(parent: QWidget | None, session: Session, user: User) -> Dialog:
    fields = UserFields(user)

    def change() -> bool:
        if not fields.named():
            return False
        session.act(users.change, session.db, fields.value(user))
        return True

    return Dialog(parent, N_("User"), fields, N_("Save"), change, wide=600)


def password_dialog(parent: QWidget | None, session: Session, user: User) -> Dialog:
    """A new password for another person, who forgot the old one."""
    fields = Fields()
    fields.wide(Label(same(user.name), "head"))
    password = NewPassword(fields)

    def change() -> bool:
        typed = password.value()
        if typed is None:
            return False
        session.act(users.reset_password, session.db, user.id, typed)
        session.tell(N_("New password: {name}"), name=user.name)
        return True

    return Dialog(parent, N_("New password"), fields, N_("Set the password"), change, wide=560)
