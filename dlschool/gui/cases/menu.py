"""A button with three dots and what else can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from dlschool.gui.widgets.buttons import IconButton
from dlschool.gui.words import Words, say


def more_button(
    name: Words, items: Sequence[tuple[Words, Callable[[], object]]], parent: QWidget | None = None
) -> IconButton:
    """Opens a menu of these words; each does its work."""
    button = IconButton("ellipsis", name, parent=parent)
    menu = QMenu(button)
    for words, do in items:
        action = menu.addAction("")
        say(action, "setText", words)
        action.triggered.connect(lambda _=False, do=do: do())
    button.setMenu(menu)
    return button
