"""Starting the window: options, settings, the first start, the main window."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from dlschool import i18n, paths, settings
from dlschool.errors import Refused
from dlschool.gui import beginning, errors, feeds, tasks, theme, words
from dlschool.gui.main_window import MainWindow
from dlschool.gui.session import Session, wall_clock
from dlschool.paths import DataFolder
from dlschool.services import opening
from dlschool.settings import Settings


def main(arguments: list[str]) -> int:
    """Opens the window; `--data-dir DIR` and `--language kk|ru` go before what is remembered."""
    asked = options(arguments)
    known = settings.load()
    language = asked.get("--language", known.language)
    if language not in i18n.LANGUAGES:
        sys.stderr.write("--language kk|ru\n")
        return 2
    chosen = asked.get("--data-dir") or known.data_folder
    folder = Path(chosen) if chosen else paths.default_data_folder()
    return run(DataFolder(folder.absolute()), replace(known, language=language))


def options(arguments: list[str]) -> dict[str, str]:
    """`--name value` and `--name=value`, as given."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        found[name] = value if equals else next(rest, "")
    return found


def run(folder: DataFolder, known: Settings) -> int:
    """The window over the school in `folder`, until it is closed; 0, or 1 if nothing was begun."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(paths.PROGRAM)
    app.setDesktopFileName(paths.PROGRAM)
    theme.dress(app, known.theme)
    words.speak(known.language)
    errors.install(folder.log)
    place: DataFolder | None = folder
    if not opening.exists(folder):
        place = beginning.ask_first(folder, known.language, wall_clock)
        known = _kept(replace(known, language=i18n.language()))
    while place is not None:
        code, known = window_over(place, known)
        if code != beginning.BEGIN_OWN:
            return code
        own = beginning.own_in(folder)
        if beginning.ask_own(None, own, wall_clock):
            place = own
            if own != folder:
                known = _kept(replace(known, data_folder=str(own.root)))
    return 1


def window_over(place: DataFolder, known: Settings) -> tuple[int, Settings]:
    """Shows the school in `place` until the window is left; its exit code and the settings then.

    A store that cannot be opened is told in words.
    """
    try:
        session = open_session(place, known)
    except Refused as refused:
        errors.show(refused)
        QApplication.exec()
        return 1, known
    window = MainWindow(session, feeds.of(session.db))
    window.start()
    window.show()
    code = QApplication.exec()
    tasks.stop()
    QApplication.setQuitOnLastWindowClosed(False)
    window.close()
    QApplication.setQuitOnLastWindowClosed(True)
    delete(window)
    session.db.close()
    return code, session.settings


def _kept(known: Settings) -> Settings:
    settings.save(known)
    return known


def open_session(folder: DataFolder, known: Settings) -> Session:
    """Refused: the store cannot be opened."""
    return Session(opening.open_school(folder, wall_clock), folder, known)
