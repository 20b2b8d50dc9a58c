"""The wait after wrong passwords: counted down on a label, the button rests as long."""

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from dlschool.errors import Refused
from dlschool.gui.users.entrance import Entrance
from dlschool.i18n import N_

WAIT = N_("Too many wrong passwords. The next try in {seconds} s.")


class Waits:
    """Each name waits for itself; `show(name)` tells how it stands with this one."""

    def __init__(self, owner: QWidget, entrance: Entrance, button: QPushButton) -> None:
        self._entrance, self._button = entrance, button
        self._until: dict[str, float] = {}
        self._name = ""
        self._shown = False
        self._timer = QTimer(owner)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)

    def refused(self, name: str, refused: Refused) -> None:
        """Shows why not; where the store says how many seconds to wait, counts them down."""
        seconds = refused.values.get("seconds")
        if isinstance(seconds, int):
            self._until[name] = monotonic() + seconds
            self.show(name)
        else:
            self._entrance.say_wrong(refused)

    def show(self, name: str) -> None:
        self._name = name
        if self.left() > 0:
            self._timer.start()
        self._tick()

    def left(self) -> int:
        """Whole seconds that the name in sight has to wait yet."""
        return max(0, round(self._until.get(self._name, 0.0) - monotonic() + 0.5))

    def _tick(self) -> None:
        left = self.left()
        self._button.setEnabled(left == 0)
        if left:
            self._shown = True
            self._entrance.say_wrong(WAIT, seconds=left)
            return
        self._timer.stop()
        if self._shown:
            self._shown = False
            self._entrance.say_wrong("")
