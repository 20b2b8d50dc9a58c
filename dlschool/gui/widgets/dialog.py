"""A dialog: title, body, a verb and Cancel. A refusal is said inside it and nothing closes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui.widgets.buttons import Button, PrimaryButton
from dlschool.gui.widgets.card import Strip, empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

__all__ = ["CANCEL", "Dialog", "scrolled"]

CANCEL = N_("Cancel")
VERB_KEY = "Ctrl+Enter"
_open: set[QDialog] = set()
watched: "Callable[[Dialog], object] | None" = None
"""What keeps the fields of every dialog that is shown (`gui.drafts`); None: nobody signed in."""


class Dialog(QDialog):
    """`Dialog(self, N_("New case"), body, N_("Open"), on_ok).open()`.

    `on_ok` does the work when the verb's button or Ctrl+Enter is pressed: returning False keeps the
    dialog (say in the fields why), a `Refused` is shown above the buttons and keeps it too, anything
    else closes it. Never blocks: use `finished`, or do the work in `on_ok`. `wide` px is what the
    dialog likes; it never grows out of the screen, the body scrolls instead.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: Words,
        body: QWidget,
        ok: Words = "",
        on_ok: Callable[[], object] | None = None,
        *,
        cancel: Words = CANCEL,
        wide: int = 520,
        loss: bool = False,
        **values: Any,
    ) -> None:
        super().__init__(parent)
        self._on_ok = on_ok
        self._wide = wide
        self.draft_title = title if isinstance(title, str) else type(self).__name__
        self._seen = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say(self, "setWindowTitle", title, **values)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = Label(title, "title", **values)
        self._head.setContentsMargins(24, 20, 24, 4)
        column.addWidget(self._head)
        self.body = body
        column.addWidget(scrolled(body, 24, 12), 1)
        self._said = QVBoxLayout()
        self._said.setContentsMargins(24, 0, 24, 8)
        column.addLayout(self._said)
        self._foot = self._bottom(ok, cancel, loss)
        column.addWidget(self._foot)

    def _bottom(self, ok: Words, cancel: Words, loss: bool) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        self.foot = row
        row.addStretch(1)
        self.cancel_button = Button(cancel, self.reject)
        row.addWidget(self.cancel_button)
        self.ok_button: Button | None = None
        if ok:
            self.ok_button = PrimaryButton(ok, self.accept)
            self.ok_button.setProperty("kind", "primary-loss" if loss else "primary")
            self.ok_button.setDefault(True)
            row.addWidget(self.ok_button)
            self.ok_button.setToolTip(VERB_KEY)
            QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        return foot

    def foot_buttons(self) -> list[Button]:
        """Those at the bottom."""
        return self._foot.findChildren(Button)

    def open(self) -> None:
        """Shows it; it lives until it is closed, whether or not anybody holds it."""
        _open.add(self)
        super().open()

    def done(self, result: int) -> None:
        _open.discard(self)
        super().done(result)

    def accept(self) -> None:
        """Does the work; closes unless it was refused or returned False. Greyed, its key is too."""
        if self.ok_button is not None and not self.ok_button.isEnabled():
            return
        self.clear()
        try:
            done = self._on_ok() if self._on_ok is not None else None
        except Refused as refused:
            self.refuse(refused)
            return
        if done is False:
            QTimer.singleShot(0, self, self._grow)
        else:
            super().accept()

    def refuse(self, refused: Refused) -> None:
        """Says above the buttons what is wrong."""
        self.clear()
        self._said.addWidget(Strip(refused, kind="loss"))
        QTimer.singleShot(0, self, self._grow)

    def said_above(self, strip: QWidget) -> None:
        """Puts a strip above the buttons."""
        self._said.addWidget(strip)
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Makes room for what came in, as far as the screen has it."""
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))

    def clear(self) -> None:
        empty(self._said)

    def sizeHint(self) -> QSize:
        screen = self.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        wide = min(self._wide, room.width() - 32)
        tall = sum(_tall(item, wide) for item in (self._head, self._said, self._foot))
        inner = self.body.parentWidget()
        tall += _tall(inner, wide) if inner is not None else 0
        return QSize(wide, min(tall + 4, room.height() - 60))

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.sizeHint())
        super().showEvent(event)
        if not self._seen and watched is not None:
            self._seen = True
            watched(self)
        inside = self._tab_stops()
        if not inside:
            return
        last = inside[-1]
        for button in filter(None, (self.cancel_button, self.ok_button)):
            QWidget.setTabOrder(last, button)
            last = button
        chosen = self.focusWidget()
        if chosen is None or not self.body.isAncestorOf(chosen):
            inside[0].setFocus()

    def _tab_stops(self) -> list[QWidget]:
        """What Tab comes to in the body, in its order; buttons follow, however late it was filled."""
        found, at = [], self.nextInFocusChain()
        while at is not None and at is not self:
            tabbed = at.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tabbed and at.isEnabled() and self.body.isAncestorOf(at) and at.isVisibleTo(self):
                found.append(at)
            at = at.nextInFocusChain()
        return found


def _tall(item: QWidget | QVBoxLayout, wide: int) -> int:
    """Height in px of a part that is `wide` px wide."""
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
