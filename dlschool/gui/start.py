"""Starting the window: options, settings, the first start, the main window."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from dlschool import i18n, paths, settings
from dlschool.gui import errors, feeds, tasks, theme, words
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
    if not opening.exists(folder) and not first_start(folder, known):
        return 1
    session = open_session(folder, known)
    window = MainWindow(session, feeds.of(session.db))
    window.start()
    window.show()
    code = QApplication.exec()
    tasks.stop()
    session.db.close()
    return code


def open_session(folder: DataFolder, known: Settings) -> Session:
    """Refused: the store cannot be opened."""
    return Session(opening.open_school(folder, wall_clock), folder, known)


def first_start(folder: DataFolder, known: Settings) -> bool:
    """Asks how to begin; False when the person closed the window."""
    from dlschool.gui.first_start import FirstStart

    def sample() -> None:
        from dlschool.services.sample import make

        db = opening.open_school(folder, wall_clock)
        make(db)
        db.close()

    def mine() -> None:
        opening.open_school(folder, wall_clock).close()

    dialog = FirstStart(words.speak, known.language, sample, mine)
    return dialog.exec() == QDialog.DialogCode.Accepted
