"""A new password typed twice, with a plain word on its strength."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from dlschool.gui.users.password import KeyHint, PasswordEdit
from dlschool.gui.users.strength import SHORTEST, strength
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Badge
from dlschool.i18n import N_

HINT = N_("At least 8 characters; a short sentence is easy to remember and hard to guess.")


class NewPassword:
    """Adds its rows to `fields`; `value()` is the password, None when something is said of it."""

    def __init__(self, fields: Fields, name: QLineEdit | None = None) -> None:
        self._fields, self._name = fields, name
        self.first, self.again = PasswordEdit(), PasswordEdit()
        fields.add(N_("New password"), self.first, HINT)
        fields.add(N_("The same password once more"), self.again)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.badge = Badge("")
        self.badge.hide()
        self.keys = KeyHint(self.first, self.again)
        row.addWidget(self.badge)
        row.addWidget(self.keys)
        row.addStretch(1)
        fields.wide(holder)
        self.first.textChanged.connect(lambda _: self._judge())
        if name is not None:
            name.textChanged.connect(lambda _: self._judge())

    def _judge(self) -> None:
        said = strength(self.first.text(), self._name.text() if self._name else "")
        self.badge.setVisible(said is not None)
        if said is not None:
            self.badge.put(*said)

    def value(self) -> str | None:
        """Says under the fields what is wrong."""
        for edit in (self.first, self.again):
            self._fields.error(edit, "")
        if len(self.first.text().strip()) < SHORTEST:
            self._fields.error(self.first, N_("At least 8 characters."))
            self.first.setFocus()
            return None
        if self.first.text() != self.again.text():
            self._fields.error(self.again, N_("The two are not the same. Type it once more."))
            self.again.clear()
            self.again.setFocus()
            return None
        return self.first.text()
