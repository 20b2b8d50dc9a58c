"""A dialog: title, body, a verb and Cancel. A refusal is said inside it and nothing closes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dlschool.errors import Refused
from dlschool.gui.widgets.buttons import Button, PrimaryButton
from dlschool.gui.widgets.card import Strip, empty
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_

CANCEL = N_("Cancel")


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
            say(self.ok_button, "setToolTip", N_("Ctrl+Enter"))
            self.ok_button.setShortcut("Ctrl+Return")
            say(self.ok_button, "setText", ok)
        return foot

    def accept(self) -> None:
        """Does the work; closes unless it was refused or returned False."""
        self.clear()
        try:
            done = self._on_ok() if self._on_ok is not None else None
        except Refused as refused:
            self.refuse(refused)
            return
        if done is not False:
            super().accept()

    def refuse(self, refused: Refused) -> None:
        """Says above the buttons what is wrong."""
        self.clear()
        self._said.addWidget(Strip(refused, kind="loss"))
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
        first = self.body.nextInFocusChain()
        if self.focusWidget() is None and first is not None and self.body.isAncestorOf(first):
            first.setFocus()


def _tall(item: QWidget | QVBoxLayout, wide: int) -> int:
    """Height in px of a part that is `wide` px wide."""
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()


def scrolled(body: QWidget, side: int = 0, top: int = 0) -> QScrollArea:
    """A body that scrolls down when there is no room for it, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(side, top, side, top)
    column.addWidget(body)
    column.addStretch(1)
    area.setWidget(inner)
    return area
