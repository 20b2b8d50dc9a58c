"""A body that scrolls down when it has no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


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
