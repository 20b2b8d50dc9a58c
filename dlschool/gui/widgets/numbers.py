"""Fields for numbers, with steps up and down."""

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox

INSET = 9
"""Px before the digits, as in the other fields: the style sheet cannot reach in there."""


def number_edit(value: int, least: int, most: int) -> QSpinBox:
    """A whole number between `least` and `most`."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    _inset(made)
    return made


def millimetres_edit(value: float, most: float) -> QDoubleSpinBox:
    """A length on paper from 0 to `most` mm, in whole millimetres."""
    made = QDoubleSpinBox()
    made.setDecimals(0)
    made.setRange(0, most)
    made.setValue(value)
    _inset(made)
    return made


def _inset(field: QAbstractSpinBox) -> None:
    for edit in field.findChildren(QLineEdit):
        edit.setTextMargins(INSET, 0, 0, 0)
