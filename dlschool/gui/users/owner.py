"""The first user of a school: the owner's name and password."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.gui.users.new_password import NewPassword
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_

NEW = N_(
    "The data of pupils are encrypted on this computer. The owner signs in with this name and "
    "password, may do everything and adds the other users."
)
OLD = N_(
    "This school was made by an earlier version without users. From now on its data, scans too, are "
    "encrypted and open to users only. The owner may do everything and adds the others."
)


class OwnerDialog(Dialog):
    """`begin(name, password)` does the work; a refusal keeps the dialog and what was typed."""

    def __init__(
        self, parent: QWidget | None, intro: Words, begin: Callable[[str, str], object]
    ) -> None:
        self._begin = begin
        self.fields = Fields()
        self.fields.wide(Label(intro, "soft"))
        self.name = QLineEdit()
        self.fields.add(
            N_("Your name"), self.name, N_("Surname and initials: it stands in the journal.")
        )
        self.password = NewPassword(self.fields, self.name)
        super().__init__(
            parent, N_("The owner of the data"), self.fields, N_("Continue"), self._write, wide=600
        )

    def _write(self) -> bool:
        self.fields.clear_errors()
        name = " ".join(self.name.text().split())
        if not name:
            self.fields.error(self.name, N_("Write your name."))
            self.name.setFocus()
            return False
        password = self.password.value()
        if password is None:
            return False
        return self._begin(name, password) is not False
