"""One's own password and PIN."""

from PySide6.QtWidgets import QWidget

from dlschool.gui.session import Session
from dlschool.gui.users.new_password import NewPassword
from dlschool.gui.users.password import PasswordEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.services import users

PIN = N_(
    "The PIN opens the lock when you come back to this computer. It does not sign in: that takes the "
    "password. After three wrong PINs the password is asked for."
)


def password_dialog(parent: QWidget | None, session: Session) -> Dialog:
    """The old password once, the new one twice."""
    fields = Fields()
    old = fields.add(N_("Your password now"), PasswordEdit())
    new = NewPassword(fields)

    def change() -> bool:
        typed = new.value()
        if typed is None:
            return False
        session.act(users.change_password, session.db, old.text(), typed)
        session.tell(N_("Your new password is set"))
        return True

    return Dialog(parent, N_("Your password"), fields, N_("Set the password"), change, wide=560)


def pin_dialog(parent: QWidget | None, session: Session) -> Dialog:
    """A PIN typed twice; both empty take it away."""
    fields = Fields()
    fields.wide(Label(PIN, "soft"))
    had = users.has_pin(session.db)
    first = fields.add(
        N_("PIN, 4 to 8 digits"),
        PasswordEdit(),
        N_("Leave empty to take the PIN away.") if had else "",
    )
    again = fields.add(N_("The PIN once more"), PasswordEdit())

    def keep() -> bool:
        fields.clear_errors()
        if first.text() != again.text():
            fields.error(again, N_("The two are not the same. Type it once more."))
            again.clear()
            again.setFocus()
            return False
        if not first.text() and not had:
            fields.error(first, N_("Type 4 to 8 digits."))
            return False
        session.act(users.set_pin, session.db, first.text())
        session.tell(N_("The PIN is set") if first.text() else N_("The PIN is taken away"))
        return True

    return Dialog(parent, N_("PIN"), fields, N_("Save"), keep, wide=520)
