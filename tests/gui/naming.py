"""Which widgets a screen reader could not name."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

ASKED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
INNER = (QLineEdit, QComboBox, QAbstractSpinBox, QCalendarWidget, QHeaderView, QTabBar, QScrollBar)


def nameless(window: QWidget) -> list[str]:
    """Buttons, fields and lists within `window` that have neither words nor an accessible name."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {_path(widget)}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, ASKED) and not _inner(widget) and not _name(widget)
    ]


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words.strip()


def _inner(widget: QWidget) -> bool:
    """Qt's own parts: the list of a combo, the button that empties a field."""
    if isinstance(widget, QHeaderView) or widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, INNER):
            return True
        if isinstance(parent, QAbstractItemView) and isinstance(widget, QAbstractButton):
            return True
        parent = parent.parentWidget()
    return False


def _path(widget: QWidget) -> str:
    parts = []
    parent = widget.parentWidget()
    while parent is not None:
        parts.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(parts[:4])
