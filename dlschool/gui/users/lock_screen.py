"""The lock screen: the same person comes back by PIN or password, another one signs in instead."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.session import Session
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.gui.users.entrance import Entrance
from dlschool.gui.users.password import KeyHint, PasswordEdit
from dlschool.gui.users.waiting import Waits
from dlschool.gui.widgets.buttons import Action, PrimaryButton, QuietButton
from dlschool.gui.widgets.card import Strip, buttons, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import NAME, say
from dlschool.i18n import N_
from dlschool.services import users

PIN_OR_PASSWORD, PASSWORD = N_("PIN or password"), N_("Password")
KEPT = N_("Everything is as you left it, half-filled forms too.")
LOST = N_("A form is still open here. What was typed in it and not saved is lost. Leave it?")
QUIT = 0


class LockScreen(QWidget):
    """`unlocked()` once the right PIN or password was typed; `leave(code)` when the work ends."""

    def __init__(
        self, session: Session, unlocked: Callable[[], object], leave: Callable[[int], object]
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._session, self._unlocked, self._leave = session, unlocked, leave
        self._name: str = session.db.user.name
        self._wrong, self._busy = 0, False
        self.unsaved = 0
        """How many dialogs wait behind the lock."""
        self.done_with = False
        say(self, "setWindowTitle", NAME)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.entrance = Entrance("lock", N_("Locked"), lambda code: session.keep(language=code))
        column.addWidget(self.entrance)
        self._fields()
        self.waits = Waits(self, self.entrance, self.open)

    def _fields(self) -> None:
        body = self.entrance.body
        body.addWidget(Label(same(self._name), "head"))
        body.addWidget(Label(KEPT, "small-soft"))
        self.label = Label("", "field")
        self.typed = PasswordEdit()
        self.label.setBuddy(self.typed)
        body.addWidget(self.label)
        body.addWidget(self.typed)
        body.addWidget(KeyHint(self.typed))
        self.entrance.add_wrong()
        self.open = PrimaryButton(N_("Unlock"), self.try_it)
        self.other = QuietButton(N_("Another person signs in"), lambda: self.end(SWITCH_USER))
        body.addWidget(self.open)
        body.addWidget(self.other)
        self._question = QVBoxLayout()
        body.addLayout(self._question)
        self.typed.returnPressed.connect(self.try_it)
        self._say_what()
        self.typed.setFocus()

    def _say_what(self) -> None:
        """A PIN serves until it was wrong three times."""
        pin = users.has_pin(self._session.db) and self._wrong < users.PIN_TRIES
        words = PIN_OR_PASSWORD if pin else PASSWORD
        self.label.say(words)
        say(self.typed, "setAccessibleName", words)

    def try_it(self) -> None:
        """Compares on the other thread; the window stays alive."""
        if self._busy or not self.open.isEnabled() or not self.typed.text():
            return
        self._rest(True)
        db, typed, wrong = self._session.db, self.typed.text(), self._wrong
        tasks.run(
            self,
            lambda _progress, _cancelled: _compared(db, typed, wrong),
            self._came,
            failed=lambda: self._rest(False),
        )

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        self.open.setEnabled(not busy)

    def _came(self, refused: Refused | None) -> None:
        self._rest(False)
        if refused is None:
            self._unlocked()
            return
        self._wrong += 1
        self.waits.refused(self._name, refused)
        self._say_what()
        self.typed.selectAll()
        self.typed.setFocus()

    def end(self, code: int) -> None:
        """Asks first when a form is half filled behind the lock."""
        empty(self._question)
        if not self.unsaved:
            self._leave(code)
            return
        self._question.addWidget(Strip(LOST))
        self._question.addWidget(buttons(Action(N_("Leave it"), lambda: self._leave(code))))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross ends the program, after the same question."""
        if self.done_with:
            super().closeEvent(event)
            return
        event.ignore()
        self.end(QUIT)


def _compared(db: Any, typed: str, wrong: int) -> Refused | None:
    """On the other thread, with a connection of its own."""
    from dlschool.services.opening import another_connection

    other = another_connection(db)
    try:
        users.unlock(other, typed, wrong)
    except Refused as refused:
        return refused
    finally:
        other.close()
    return None
