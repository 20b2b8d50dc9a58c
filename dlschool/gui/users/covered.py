"""Windows put away while the program is locked, and brought back exactly as they were."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid


@dataclass(frozen=True, slots=True)
class Put:
    """A window that was put away, where it stood and what had the focus in it."""

    window: QWidget
    place: QRect
    state: Qt.WindowState
    focus: QWidget | None

    @classmethod
    def of(cls, window: QWidget) -> "Put":
        focus = window.focusWidget()
        return cls(window, window.geometry(), window.windowState(), focus)


class Covered(QObject):
    """Hides every window but `cover`, those too that come up meanwhile."""

    def __init__(self, cover: QWidget) -> None:
        super().__init__(cover)
        self._cover = cover
        self._put: list[Put] = []
        self._last = QApplication.activeWindow()
        for popup in _popups():
            popup.close()
        standing = [Put.of(w) for w in QApplication.topLevelWidgets() if self._is_seen(w)]
        for put in standing:
            self._put_away(put)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def dialogs(self) -> list[QDialog]:
        """Dialogs with work in them."""
        put = (one.window for one in self._put if isValid(one.window))
        return [window for window in put if isinstance(window, QDialog)]

    def _is_seen(self, window: QWidget) -> bool:
        return window is not self._cover and window.isVisible() and window.isWindow()

    def _put_away(self, put: Put) -> None:
        if isinstance(put.window, QFileDialog):
            put.window.reject()  # its answer is waited for in place; it holds no work
            return
        self._put.append(put)
        put.window.hide()

    def uncover(self) -> None:
        """Every window comes back: the main one first, then its dialogs in their order."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        for put in sorted(self._put, key=lambda put: _depth(put.window)):
            if isValid(put.window):
                _bring_back(put)
        for put in self._put:
            _focus_again(put)
        if self._last is not None and isValid(self._last) and self._last.isVisible():
            self._last.activateWindow()
        self._put = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What comes up under the lock (a finished print preview) waits until it is opened."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            inside = watched is self._cover or self._cover.isAncestorOf(watched)
            if watched.isWindow() and not inside and watched.isVisible():
                self._put_away(Put.of(watched))
        return False


def _bring_back(put: Put) -> None:
    window = put.window
    window.setWindowState(put.state)
    window.show()
    if not put.state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        window.setGeometry(put.place)


def _focus_again(put: Put) -> None:
    if put.focus is not None and isValid(put.focus):
        put.focus.setFocus()


def _depth(window: QWidget) -> int:
    """How many windows a window stands on."""
    if not isValid(window):
        return 0
    depth, parent = 0, window.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth


def _popups() -> list[QWidget]:
    """Menus and lists that hang open, the uppermost first."""
    found = [w for w in QApplication.topLevelWidgets() if w.isVisible() and _hangs(w)]
    return sorted(found, key=_depth, reverse=True)


def _hangs(window: QWidget) -> bool:
    return isinstance(window, QMenu) or window.windowType() == Qt.WindowType.Popup
