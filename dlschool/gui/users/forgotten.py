"""The way back without a password: the words of the recovery sheet, or the department's key."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dlschool.gui.users.new_password import NewPassword
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.i18n import N_
from dlschool.paths import DataFolder

HOW = N_(
    "Take the recovery sheet out of the safe and type its nine words in order. Without the sheet: "
    "the owner can set a new password for another user (Settings, Users). Without the sheet and "
    "without any password nobody can open the data."
)


class ForgottenDialog(Dialog):
    """`store` is open for the chosen user once the words were right."""

    def __init__(
        self,
        parent: QWidget | None,
        folder: DataFolder,
        names: Sequence[str],
        name: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._folder, self._clock = folder, clock
        self.store: Any = None
        fields = Fields()
        fields.wide(Label(HOW, "soft"))
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(72)
        self.words.setTabChangesFocus(True)
        fields.add(
            N_("Words of the recovery sheet"),
            self.words,
            N_("Spaces and capitals do not matter; a scanner of QR codes may type them."),
        )
        self.who = Combo([(one, same(one)) for one in names])
        self.who.set_key(name)
        fields.add(N_("Whose password is set anew"), self.who)
        self.password = NewPassword(fields)
        self.fields = fields
        super().__init__(
            parent, N_("Forgot the password"), fields, N_("Set the password"), self._set, wide=600
        )

    def _set(self) -> bool:
        from dlschool.services import opening

        self.fields.clear_errors()
        if not self.words.toPlainText().strip():
            self.fields.error(self.words, N_("Type the nine words."))
            self.words.setFocus()
            return False
        password = self.password.value()
        if password is None:
            return False
        self.store = opening.recover(
            self._folder, self._clock, self.words.toPlainText(), str(self.who.key()), password
        )
        return True
