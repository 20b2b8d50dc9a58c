"""Self test, the window's half: Qt's plugins, the fonts, the icons, printing, the window with its screens.

Nothing is seen: no window is shown. Elsewhere than on Windows it runs on Qt's platform without a screen,
and the plugin for a real one is loaded beside it; on Windows that one needs no screen, while the other
takes no fonts of ours.
"""

import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QPluginLoader, QRectF
from PySide6.QtGui import QImage, QImageReader, QPainter, QRawFont
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from dlschool import paths
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services.self_test import Check, damaged

if TYPE_CHECKING:
    from dlschool.gui.session import Session

LETTERS = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
REAL = {"win32": "windows", "darwin": "cocoa"}.get(sys.platform, "xcb")
"""The plugin that shows a window to a person."""
OURS = REAL if sys.platform == "win32" else "offscreen"
"""The one that the self test runs on."""
FORMATS = ("png", "svg")
"""Pictures that the window draws by Qt: pages of scans and papers, icons of the style sheet."""


def checks() -> list[Check]:
    return [
        Check(N_("The window's library has its plugins"), _plugins),
        Check(N_("The window's fonts have all Kazakh letters"), _fonts),
        Check(N_("Every icon is drawn"), _icons),
        Check(N_("Pictures are read"), _formats),
        Check(N_("Printing works"), _printing),
        Check(N_("The window opens with every screen"), _window),
    ]


def plugins(kind: str) -> dict[str, Path]:
    """Plugins of a kind by their bare names: "xcb" of libqxcb.so."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / kind
    ending = ".dll" if sys.platform == "win32" else ".so"
    return {
        path.stem.removeprefix("lib").removeprefix("q"): path
        for path in sorted(folder.glob(f"*{ending}"))
    }


def _load(kind: str, *names: str) -> None:
    """Refused: a plugin is missing, or what it needs is."""
    found = plugins(kind)
    for name in names:
        if name not in found:
            raise Refused(N_("missing ({kind}): {names}"), kind=f"Qt, {kind}", names=name)
        loader = QPluginLoader(str(found[name]))
        if not loader.metaData() or not loader.load():
            raise Refused(
                N_("{file} cannot be loaded: {reason}"),
                file=found[name].name,
                reason=loader.errorString(),
            )


def _plugins(_folder: Path) -> None:
    _load("platforms", OURS, REAL)
    _load("imageformats", "svg")
    if sys.platform == "win32":
        return  # printing is a part of Qt6PrintSupport.dll there
    if not plugins("printsupport"):
        raise Refused(N_("missing ({kind}): {names}"), kind="Qt", names="printsupport")
    _load("printsupport", *plugins("printsupport"))


@cache
def application() -> QApplication:
    """Qt ends the whole process where its platform cannot be loaded: that is looked at before."""
    _load("platforms", OURS)
    os.environ["QT_QPA_PLATFORM"] = OURS
    found = QApplication.instance()
    made = found if isinstance(found, QApplication) else QApplication(["dlschool"])
    made.setQuitOnLastWindowClosed(False)
    return made


def _fonts(_folder: Path) -> None:
    application()
    for path in sorted(paths.program_file("resources", "fonts").glob("*.ttf")):
        font = QRawFont(str(path), 14.0)
        if not font.isValid():
            raise damaged(path)
        if not all(font.supportsCharacter(ord(letter)) for letter in LETTERS):
            raise Refused(N_("a font has not all letters: {file}"), file=path.name)


def _icons(_folder: Path) -> None:
    application()
    found = sorted(paths.program_file("resources", "icons").rglob("*.svg"))
    if not found:
        raise damaged(paths.program_file("resources", "icons"))
    for path in found:
        if not _is_drawn(path):
            raise damaged(path)


def _is_drawn(path: Path) -> bool:
    """Whether a drawing shows anything."""
    renderer = QSvgRenderer(path.read_bytes())
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, 32, 32))
    painter.end()
    return renderer.isValid() and any(bytes(picture.constBits()))


def _formats(folder: Path) -> None:
    application()
    known = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    for name in FORMATS:
        if name not in known:
            raise Refused(N_("missing ({kind}): {names}"), kind="Qt, imageformats", names=name)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    place = str(folder / "сурет.png")
    if not picture.save(place) or QImage(place).isNull():
        raise Refused(N_("missing ({kind}): {names}"), kind="Qt, imageformats", names="png")
    for path in paths.program_file("resources", "icons").glob("qss-*.svg"):
        if QImage(str(path)).isNull():
            raise damaged(path)


def _printing(folder: Path) -> None:
    """Into a file: the same painting as to a printer."""
    application()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    place = folder / "парақ.pdf"
    printer.setOutputFileName(str(place))
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(N_("the sheet cannot be drawn"))
    painter.drawText(100, 100, LETTERS)
    painter.end()
    if not place.read_bytes().startswith(b"%PDF-"):
        raise Refused(N_("the sheet cannot be drawn"))


def _window(folder: Path) -> None:
    """Over a school with one case: each screen is made, the last one painted."""
    from dlschool.gui import feeds, theme
    from dlschool.gui.main_window import SCREENS, MainWindow

    app = application()
    theme.dress(app, "light")
    theme.style_sheet(dark=True)
    session = _session(folder)
    window = MainWindow(session, feeds.of(session.db))
    try:
        window.resize(1366, 740)
        for name, place in SCREENS.items():
            import_module(place.partition(":")[0])
            window.go(name)
        picture = window.grab().toImage()
        if len({picture.pixel(x, 300) for x in range(0, picture.width(), 7)}) < 3:
            raise Refused(N_("the window is not painted"))
    finally:
        window.close()
        session.db.close()
        app.processEvents()


def _session(folder: Path) -> "Session":
    from dlschool.gui.session import Session
    from dlschool.paths import DataFolder
    from dlschool.services import self_test_school
    from dlschool.settings import Settings

    db, _case = self_test_school.founded(folder)
    return Session(db, DataFolder(folder), Settings(theme="light"), self_test_school.clock)
