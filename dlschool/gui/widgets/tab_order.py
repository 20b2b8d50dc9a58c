"""The order in which Tab goes, for fields that come while a window is open."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_through(*widgets: QWidget) -> None:
    """Tab goes from the first to the last of these, then on to what followed the first."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
