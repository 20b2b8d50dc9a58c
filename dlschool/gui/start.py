"""Starting the window: options, settings, the first start, the sign-in, the main window."""

import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget
from shiboken6 import delete

from dlschool import i18n, paths, settings
from dlschool.errors import Newer, Refused
from dlschool.gui import beginning, errors, icons, tasks, theme, updates_trial, words
from dlschool.gui.given import GivenFiles
from dlschool.gui.session import Session, wall_clock
from dlschool.gui.single import Single, forward
from dlschool.gui.users import entering
from dlschool.gui.users.entering import SWITCH_USER
from dlschool.i18n import N_
from dlschool.paths import DataFolder
from dlschool.services import logins, own_files
from dlschool.settings import Settings


def main(arguments: list[str]) -> int:
    """Opens the window; `--data-dir DIR` and `--language kk|ru` go before what is remembered."""
    asked, files = options(arguments), given(arguments)
    known = settings.load()
    language = asked.get("--language", known.language)
    if language not in i18n.LANGUAGES:
        sys.stderr.write("--language kk|ru\n")
        return 2
    chosen = asked.get("--data-dir") or known.data_folder
    folder = Path(chosen) if chosen else paths.default_data_folder()
    folder = folder.absolute()
    _leave_folder()
    return run(DataFolder(folder), replace(known, language=language), files)


def _leave_folder() -> None:
    """A window that was opened from a stick must not keep it: Windows lets nobody take out a stick on
    which a program stands.
    """
    with contextlib.suppress(OSError):
        os.chdir(Path.home())


def options(arguments: list[str]) -> dict[str, str]:
    """`--name value` and `--name=value`, as given."""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name.startswith("--"):
            found[name] = value if equals else next(rest, "")
    return found


def given(arguments: list[str]) -> list[Path]:
    """Files that the window is to open, whole paths: another process may open them."""
    found: list[Path] = []
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("--"):
            found.append(Path(argument).absolute())
        elif "=" not in argument:
            next(rest, None)
    return found


def run(folder: DataFolder, known: Settings, files: Sequence[Path] = ()) -> int:
    """The window over the school in `folder`, until it is closed; 0, or 1 if nothing was begun."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(paths.PROGRAM)
    app.setDesktopFileName(paths.PROGRAM)
    icons.wear(app)
    i18n.set_language(known.language)
    try:
        own_files.refuse_missing()
    except Refused as refused:
        QMessageBox.critical(None, paths.PROGRAM, refused.text())
        return 1
    theme.dress(app, known.theme)
    words.speak(known.language)
    errors.install(folder.log)
    errors.newer_shown = _newer
    waiting = GivenFiles(files)
    single = Single(folder, lambda more: _wanted(waiting, more))
    if not single.first(files):
        updates_trial.handed_over()
        return 0 if single.handed else _unheard(files)
    updates_trial.begin(app)
    try:
        code = _windows(folder, known, waiting)
    except Exception as error:
        errors.show(error)
        QApplication.exec()
        code = updates_trial.FAULT
    finally:
        single.release()
    if updates_trial.wanted():
        return updates_trial.anew(sys.argv[1:])
    return updates_trial.FAULT if code == 1 and errors.met() else code


def _newer(parent: QWidget | None, newer: Newer) -> None:
    from dlschool.gui import updates_newer

    updates_newer.show(parent, newer)


def _wanted(waiting: GivenFiles, files: list[Path]) -> None:
    """Somebody started the program again, perhaps with files."""
    forward()
    waiting.come(files)


def _unheard(files: Sequence[Path]) -> int:
    """The first window does not answer, or is of a version that takes no files."""
    refused = Refused(
        N_(
            "The program is open already, and its window did not take the file {file}. Close that "
            "window, then open the file again."
        ),
        file=files[0],
    )
    QMessageBox.warning(None, paths.PROGRAM, refused.text())
    return 1


def _windows(folder: DataFolder, known: Settings, waiting: GivenFiles) -> int:
    """One window after the other, as users change and the sample is left."""
    session = _first(folder, known)
    while session is not None:
        place = session.folder
        code, known = window_over(session, waiting)
        if code == SWITCH_USER:
            session = _entered(place, known)
        elif code == beginning.BEGIN_OWN:
            session = _own(folder, place, known)
        else:
            return code
    return 1


def _first(folder: DataFolder, known: Settings) -> Session | None:
    """The first session of this run: after the question of the first start, or signed in."""
    if logins.exists(folder):
        return _entered(folder, known)
    return _speaking(beginning.ask_first(folder, known, wall_clock))


def _own(folder: DataFolder, sample: DataFolder, known: Settings) -> Session | None:
    """From the sample to one's own school; back into the sample when the person thought better."""
    own = beginning.own_in(folder)
    session = beginning.ask_own(None, own, known, wall_clock)
    if session is None:
        return _entered(sample, known)
    if own != folder:
        session.settings = replace(session.settings, data_folder=str(own.root))
        settings.save(session.settings)
    return session


def _entered(place: DataFolder, known: Settings) -> Session | None:
    """Somebody signed in; None when the sign-in screen was closed. A store that cannot be opened is
    told in words."""
    try:
        return _speaking(entering.enter(place, known, wall_clock))
    except Refused as refused:
        errors.show(refused)
        QApplication.exec()
        return None


def _speaking(session: Session | None) -> Session | None:
    """The language chosen on the way in is remembered."""
    if session is not None and session.settings.language != i18n.language():
        session.settings = replace(session.settings, language=i18n.language())
        settings.save(session.settings)
    return session


def window_over(session: Session, waiting: GivenFiles | None = None) -> tuple[int, Settings]:
    """Shows the school until the window is left; its exit code and the settings then. `waiting`: files to
    be opened in it.
    """
    from dlschool.gui import feeds
    from dlschool.gui.drafts import Keeper
    from dlschool.gui.exchange import courier
    from dlschool.gui.main_window import MainWindow
    from dlschool.gui.users.lock import Lock

    window = MainWindow(session, feeds.of(session.db))
    lock = Lock(window, session)
    window.start()
    window.show()
    QTimer.singleShot(0, window, lambda: _watch(window, session))
    waiting = waiting or GivenFiles()
    waiting.attach(window, session)
    keeper = Keeper(session, window.current)
    code = QApplication.exec()
    waiting.detach()
    lock.end()
    keeper.close()
    courier.end(session)
    tasks.stop()
    QApplication.setQuitOnLastWindowClosed(False)
    window.close()
    QApplication.setQuitOnLastWindowClosed(True)
    delete(window)
    session.leave()
    return code, session.settings


def _watch(window: QMainWindow, session: Session) -> None:
    """After the first paint: whose data these are, their backups, trouble, unfinished text."""
    from dlschool.gui import backing, trouble, unfinished
    from dlschool.gui.exchange import courier

    backing.begin(window, session)
    courier.of(session).begin()
    trouble.Watch(window, session)
    updates_trial.settle(window, session)
    unfinished.offer(window, session)
