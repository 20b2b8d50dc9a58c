"""The sign-in screen: who, the password, the language; nothing heavy is read before it is seen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from threading import Thread
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout

from dlschool.errors import Refused
from dlschool.gui import tasks, window_place
from dlschool.gui.users.entrance import Entrance
from dlschool.gui.users.password import KeyHint, PasswordEdit
from dlschool.gui.users.waiting import Waits
from dlschool.gui.widgets.buttons import PrimaryButton, QuietButton
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import NAME, say, speak
from dlschool.i18n import N_
from dlschool.paths import DataFolder

ROWS = 6
"""Names in sight at once; the others scroll."""
ROW = 33
AHEAD = (
    "nacl.public nacl.pwhash dlschool.services.entering dlschool.gui.feeds dlschool.gui.main_window "
    "dlschool.gui.today.view dlschool.gui.users.lock dlschool.gui.drafts dlschool.gui.backing "
    "dlschool.gui.trouble dlschool.gui.unfinished dlschool.gui.epoch_question "
    "dlschool.gui.exchange.courier dlschool.services.history"
).split()
"""In the order in which they are needed."""
SEEN = 150
"""Milliseconds after which the screen stands painted: what comes next is read from then on."""


class SignIn(QDialog):
    """`exec()`; then `keys` are those of who signed in, or None when the window was closed.

    `forgot` shows the way back without a password; True: somebody came in that way.
    """

    def __init__(
        self,
        folder: DataFolder,
        names: Sequence[str],
        clock: Callable[[], datetime],
        forgot: Callable[["SignIn", str], bool],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._folder, self._clock, self._forgot = folder, clock, forgot
        self.keys: Any = None
        self._busy = False
        self.setProperty("role", "entrance")
        say(self, "setWindowTitle", NAME)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.entrance = Entrance("lock", N_("Signing in"), speak)
        column.addWidget(self.entrance)
        self.names = self._list(names)
        self._fields()
        self.waits = Waits(self, self.entrance, self.enter)
        self._place()

    def _list(self, names: Sequence[str]) -> QListWidget:
        listed = QListWidget()
        say(listed, "setAccessibleName", N_("Who signs in"))
        last = window_place.load().who
        for name in names:
            listed.addItem(QListWidgetItem(name))
            if name == last or listed.currentItem() is None:
                listed.setCurrentRow(listed.count() - 1)
        listed.setFixedHeight(min(len(names), ROWS) * ROW + 8)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.setWordWrap(True)
        listed.currentRowChanged.connect(lambda _: self._another())
        self.entrance.body.addWidget(listed)
        return listed

    def _fields(self) -> None:
        body = self.entrance.body
        label = Label(N_("Password"), "field")
        self.password = PasswordEdit()
        say(self.password, "setAccessibleName", N_("Password"))
        label.setBuddy(self.password)
        body.addWidget(label)
        body.addWidget(self.password)
        body.addWidget(KeyHint(self.password))
        self.entrance.add_wrong()
        self.enter = PrimaryButton(N_("Sign in"), self.try_it)
        self.enter.setDefault(True)
        self.forgotten = QuietButton(N_("Forgot the password"), self.forgot)
        body.addWidget(self.enter)
        body.addWidget(self.forgotten)
        self.password.installEventFilter(self)
        self.password.setFocus()

    def _place(self) -> None:
        window_place.put(self, window_place.load())
        QTimer.singleShot(SEEN, self, lambda: Thread(target=_read_ahead, daemon=True).start())

    def name(self) -> str:
        """Who is chosen."""
        item = self.names.currentItem()
        return item.text() if item is not None else ""

    def try_it(self) -> None:
        """Signs in on the other thread: the password is stretched there, the window stays alive."""
        if self._busy or not self.enter.isEnabled():
            return
        self._rest(True)
        name, password = self.name(), self.password.text()
        folder, clock = self._folder, self._clock
        tasks.run(
            self,
            lambda _progress, _cancelled: _signed_in(folder, clock, name, password),
            lambda found: self._came(name, found),
            words=N_("Opening the school's data…"),
            failed=lambda: self._rest(False),
        )

    def _came(self, name: str, found: Any) -> None:
        self._rest(False)
        if isinstance(found, Refused):
            self.waits.refused(name, found)
            self.password.selectAll()
            self.password.setFocus()
            return
        window_place.keep(who=name)
        self.keys = found
        self.password.clear()
        self.accept()

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        self.enter.setEnabled(not busy)
        self.entrance.setCursor(Qt.CursorShape.WaitCursor if busy else Qt.CursorShape.ArrowCursor)

    def _another(self) -> None:
        self.password.clear()
        self.entrance.say_wrong("")
        self.waits.show(self.name())
        self.password.setFocus()

    def forgot(self) -> None:
        if self._forgot(self, self.name()):
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the password's field choose the name."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                row = self.names.currentRow() + step
                self.names.setCurrentRow(max(0, min(self.names.count() - 1, row)))
                return True
        return False


def _signed_in(folder: DataFolder, clock: Callable[[], datetime], name: str, password: str) -> Any:
    """On the other thread: the user's keys (`opening.Unlocked`), or the refusal."""
    from dlschool.services import opening

    try:
        return opening.unlocked(folder, clock, name, password)
    except Refused as refused:
        return refused


def _read_ahead() -> None:
    """While the password is typed: what the window will need."""
    for name in AHEAD:
        import_module(name)
