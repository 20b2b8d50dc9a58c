"""A new computer: the school is brought back from a stick or another disk, with its users' passwords."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QWidget

from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.tasks import Progress
from dlschool.gui.users.password import PasswordEdit
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import restoring_anew
from dlschool.services.restoring_anew import Opener


class FromBackup(Dialog):
    """Asks where the backup lies and who opens it; accepted when the school is in the folder."""

    def __init__(
        self, parent: QWidget | None, folder: DataFolder, clock: Callable[[], datetime]
    ) -> None:
        self._folder, self._clock = folder, clock
        self._source: Path | None = None
        self._at_work = self._by_words = False
        fields = self.fields = Fields()
        fields.wide(
            Label(
                N_("Put the stick in and choose it, or the folder of the backup on another disk."),
                "soft",
            )
        )
        self.where = Button(N_("Choose the folder…"), self.choose, icon="hard-drive")
        fields.add(N_("Where the backup lies"), self.where)
        self.found = fields.wide(Label("", "soft"))
        self.who = fields.add(N_("User"), Combo())
        self.password = fields.add(N_("Password"), PasswordEdit())
        self.words = fields.add(N_("Words of the recovery sheet"), QPlainTextEdit())
        self.words.setFixedHeight(72)
        self.words.setTabChangesFocus(True)
        super().__init__(
            parent,
            N_("The school from a backup"),
            fields,
            N_("Bring it back"),
            self._begin,
            wide=560,
        )
        self.setProperty("draft", False)
        self.other = Button(N_("By the recovery sheet"), self.by_words)
        self.foot.insertWidget(0, self.other)
        self.fields.set_visible(self.words, False)

    def choose(self) -> None:
        """Asks for the folder."""
        chosen = QFileDialog.getExistingDirectory(self, shown(N_("Where the backup lies")))
        if chosen:
            self.look(Path(chosen))

    def look(self, source: Path) -> None:
        """Says what lies there and who can open it."""
        self.clear()
        try:
            names = restoring_anew.names_in(source)
            backup = restoring_anew.newest_in(source)
        except Refused as refused:
            self.refuse(refused)
            return
        self._source = source
        self.who.put([(name, same(name)) for name in names])
        manifest = backup.manifest
        if manifest is not None:
            words = N_("{school}: backup of {when}")
            self.found.say(words, school=manifest.name, when=f"{manifest.at:%d.%m.%Y, %H:%M}")

    def by_words(self) -> None:
        """The words of the recovery sheet in the password's place, or back."""
        self._by_words = not self._by_words
        self.fields.set_visible(self.words, self._by_words)
        self.fields.set_visible(self.password, not self._by_words)
        self._grow()

    def _begin(self) -> bool:
        """The work is done beside; the dialog stays until it is over."""
        if self._at_work:
            return False
        if self._source is None:
            raise Refused(N_("Choose first where the backup lies."))
        source, folder, clock = self._source, self._folder, self._clock
        name = str(self.who.key() or "")
        typed = self.words.toPlainText() if self._by_words else ""
        opener = Opener(name, self.password.text(), typed)
        self._busy(True)

        def work(progress: Progress, _cancelled: Callable[[], bool]) -> Refused | None:
            try:
                restoring_anew.restore_anew(folder, clock, source, opener, lambda _b: progress(0))
            except Refused as refused:
                return refused
            return None

        words, rest = N_("Bringing the school back…"), self._rest
        self._task = tasks.run(self, work, self._over, words=words, failed=rest)
        return False

    def _busy(self, on: bool) -> None:
        self._at_work = on
        for button in (self.ok_button, self.where, self.other):
            if button is not None:
                button.setEnabled(not on)

    def _rest(self) -> None:
        self._busy(False)

    def _over(self, refused: Refused | None) -> None:
        self._busy(False)
        if refused is None:
            self.done(QDialog.DialogCode.Accepted)
        else:
            self.refuse(refused)

    def reject(self) -> None:
        """Nothing is brought back; what was begun can be gone on with."""
        if self._at_work:
            self._task.cancel()
        super().reject()
