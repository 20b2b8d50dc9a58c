"""The heading of a card with a button beside it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words


def headed(words: Words, action: Action, margin: int = 0) -> QWidget:
    """`margin` px around, for a card without a margin of its own."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(margin, margin // 2, margin, margin // 2)
    row.addWidget(Label(words, "head"), 1)
    row.addWidget(action.button())
    return holder
