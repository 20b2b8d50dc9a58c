"""The question before a file with personal data is written: its password, or in the open by choice."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from dlschool.errors import Refused
from dlschool.gui.users.password import KeyHint, PasswordEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say, shown
from dlschool.i18n import N_
from dlschool.services import protected_files
from dlschool.services.protected_files import PLAIN, Protection

WHY = N_(
    "The file holds personal data of children. With a password it opens only for those who know "
    "it; tell the password by another way than the file."
)
PLAIN_WARNING = N_(
    "Without a password anybody who finds the file reads it; the journal notes that."
)

Write = Callable[[Path, Protection], object]


class ProtectDialog(Dialog):
    """A check box that is on, the password twice; then where to write the file."""

    def __init__(
        self, parent: QWidget | None, name: str, kinds: str, write: Write, *, on: bool = True
    ) -> None:
        self._name, self._kinds, self._write = name, kinds, write
        self.fields = Fields()
        self.fields.wide(Label(WHY, "soft"))
        self.box = QCheckBox()
        say(self.box, "setText", N_("Protect with a password"))
        self.box.setChecked(on)
        self.fields.wide(self.box)
        self.first = self.fields.add(N_("Password of the file"), PasswordEdit())
        self.second = self.fields.add(N_("Once more"), PasswordEdit())
        self.hint = self.fields.wide(KeyHint(self.first, self.second))
        self.warning = self.fields.wide(Label(PLAIN_WARNING, "small-late"))
        self.box.toggled.connect(self._show)
        super().__init__(
            parent, N_("How to write the file"), self.fields, N_("Choose where…"), self._go
        )
        self.setProperty("draft", False)
        self._show(on)

    def _show(self, on: bool) -> None:
        for edit in (self.first, self.second):
            self.fields.set_visible(edit, on)
        self.hint.setVisible(on)
        self.warning.setVisible(not on)

    def protection(self) -> Protection:
        """Refused: the password is too short, or the two differ."""
        if not self.box.isChecked():
            return PLAIN
        if self.first.text() != self.second.text():
            raise Refused(N_("The two passwords differ."))
        return protected_files.under(self.first.text())

    def _go(self) -> bool:
        chosen = self.protection()
        title = shown(N_("How to write the file"))
        path, _ = QFileDialog.getSaveFileName(self, title, self._name, self._kinds)
        if not path:
            return False
        file = Path(path)
        self._write(file if file.suffix else file.with_suffix(Path(self._name).suffix), chosen)
        return True
