"""Buttons: quiet, primary (one filled button in sight), icon only, and a row of choices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from dlschool.gui.icons import put_icon
from dlschool.gui.words import Words, say

ICON_GAP = 4
"""Px between an icon and its words, beside those that Qt leaves."""

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Action:
    """A button to be: its verb, what it does, whether it is the one filled button."""

    words: Words
    do: Do
    primary: bool = False
    icon: str = ""
    enabled: bool = True
    values: dict[str, Any] = field(default_factory=dict)

    def button(self, parent: QWidget | None = None) -> "Button":
        kind = PrimaryButton if self.primary else Button
        made = kind(self.words, self.do, icon=self.icon, parent=parent, **self.values)
        made.setEnabled(self.enabled)
        return made


class PushButton(QPushButton):
    """Enter presses the button that the keyboard stands on, as the space bar does. Left to itself Qt
    does so under GNOME; on Windows it would press the dialog's main button instead, or none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class Button(PushButton):
    """32 px high, as wide as its words; `do` runs on click (its argument is left out)."""

    kind = "plain"
    ink = "ink"

    def __init__(
        self,
        words: Words,
        do: Do | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", self.kind)
        say(self, "setText", words, **values)
        if icon:
            put_icon(self, icon, self.ink, ICON_GAP)
        if do is not None:
            self.clicked.connect(lambda _checked=False: do())


class PrimaryButton(Button):
    """The next thing to do, filled with the accent: one in sight."""

    kind = "primary"
    ink = "on-accent"


class QuietButton(Button):
    """Without a border, in the accent's colour: for what is seldom wanted."""

    kind = "quiet"
    ink = "accent"


class LossButton(Button):
    """For what cannot be taken back."""

    kind = "loss"
    ink = "loss"


class IconButton(PushButton):
    """An icon alone; `words` are its name for a screen reader and its tooltip."""

    def __init__(
        self,
        icon: str,
        words: Words,
        do: Do | None = None,
        *,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "icon")
        self._shortcut = shortcut
        self.put(icon, words)
        if do is not None:
            self.clicked.connect(lambda _checked=False: do())

    def put(self, icon: str, words: Words) -> None:
        put_icon(self, icon, "soft")
        say(self, "setAccessibleName", words)
        say(self, "_tip", words)

    def _tip(self, words: str) -> None:
        self.setToolTip(f"{words} ({self._shortcut})" if self._shortcut else words)


class Choice(QFrame):
    """Buttons side by side, one of them chosen: ҚАЗ | РУС. `chosen` gives its value."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, Words]],
        value: str,
        name: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "choice")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        say(self, "setAccessibleName", name)
        for place, (key, words) in enumerate(options):
            button = PushButton(self)
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setProperty("place", _place(place, len(options)))
            say(button, "setText", words)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        self.set_value(value)

    def value(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Chooses without a signal."""
        self._buttons[value].setChecked(True)

    def button(self, value: str) -> QPushButton:
        return self._buttons[value]


def _place(place: int, count: int) -> str:
    return "first" if place == 0 else "last" if place == count - 1 else "middle"
