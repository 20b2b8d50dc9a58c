"""Line icons (lucide, ISC licence in resources/icons/LICENSE) in the colours of the theme."""

import sys
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from dlschool.gui import theme
from dlschool.paths import PROGRAM, program_file

SIZE = 18


def picture(name: str, colour: str, size: int = SIZE, room: int = 0) -> QPixmap:
    """Icon `name` drawn `size` px wide in `colour` (#rrggbb), sharp on the sharpest screen, with
    `room` px left free at its right.

    Raises FileNotFoundError for a name that is not in resources/icons.
    """
    return _picture(name, colour, size, room, _sharpness())


def icon(name: str, token: str = "ink", disabled: str = "soft", room: int = 0) -> QIcon:
    """An icon in the colours of now; `put_icon` makes one that follows the theme."""
    made = QIcon(picture(name, theme.colour(token).name(), room=room))
    faint = theme.colour(disabled)
    made.addPixmap(picture(name, faint.name(), room=room), QIcon.Mode.Disabled)
    return made


def put_icon(
    owner: QAbstractButton | QAction, name: str, token: str = "ink", room: int = 0
) -> None:
    """Gives a button or an action an icon that follows the theme; `room` px before the words."""

    def again() -> None:
        owner.setIcon(icon(name, token, room=room))

    again()
    if isinstance(owner, QAbstractButton):
        owner.setIconSize(QSize(SIZE + room, SIZE))
    theme.on_theme(owner, again, "icon")


class Icon(QLabel):
    """An icon that stands alone, says nothing to a screen reader and follows the theme."""

    def __init__(
        self, name: str, token: str = "soft", size: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)
        self.put(name, token)

    def put(self, name: str, token: str = "soft") -> None:
        """Shows another icon or another colour."""

        def again() -> None:
            self.setPixmap(picture(name, theme.colour(token).name(), self.width()))

        again()
        theme.on_theme(self, again, "icon")


def wear(app: QGuiApplication) -> None:
    """The program's own icon on its windows; on Windows also in the task bar, which would show that of
    pythonw.exe and put our windows with those of other programs in Python.
    """
    app.setWindowIcon(QIcon(str(program_file("resources", "icons", "program", "dlschool.svg"))))
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(PROGRAM)


def _sharpness() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@cache
def _picture(name: str, colour: str, size: int, room: int, sharpness: float) -> QPixmap:
    drawing = _source(name).replace("currentColor", QColor(colour).name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    pixels = round(size * sharpness)
    made = QPixmap(pixels + round(room * sharpness), pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made.setDevicePixelRatio(sharpness)
    return made


@cache
def _source(name: str) -> str:
    """Strokes a little thinner than lucide's own, as at 18 px they would look heavy."""
    text = program_file("resources", "icons", f"{name}.svg").read_text("utf-8")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')
