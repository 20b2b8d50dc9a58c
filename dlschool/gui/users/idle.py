"""Whether anybody is at the computer: keys, mouse, wheel, touch."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

ALIVE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
LETTERS = {Qt.Key.Key_L.value, ord("Д")}
"""The key L on the Latin and on the Cyrillic keyboard."""


class Idle(QObject):
    """Calls `away` when nobody did anything for `minutes`, or Ctrl+L was pressed in any window."""

    def __init__(self, parent: QObject, away: Callable[[], object]) -> None:
        super().__init__(parent)
        self._away = away
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(away)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def wait(self, minutes: int) -> None:
        """Begins to count anew; 0 minutes: only Ctrl+L counts."""
        self._timer.stop()
        if minutes > 0:
            self._timer.start(minutes * 60_000)

    def end(self) -> None:
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in ALIVE:
            return False
        if self._timer.isActive():
            self._timer.start()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_lock(event):
            self._away()
            return True
        return False


def _is_lock(event: QKeyEvent) -> bool:
    only = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return only and event.key() in LETTERS and not event.isAutoRepeat()
