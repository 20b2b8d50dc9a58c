"""A quiet button whose words stand in one line with the text above it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.words import Words


def add_link(column: QVBoxLayout, words: Words, do: Callable[[], object]) -> QuietButton:
    """Adds it to the column, to the left."""
    button = QuietButton(words, do)
    button.setProperty("flush", True)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return button
