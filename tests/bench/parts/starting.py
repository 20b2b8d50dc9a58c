"""What is started and watched, in a process of its own; each thing that stands is said on a line.

    python -m parts.starting bare | sign-in FOLDER | enter FOLDER | day FOLDER | found FOLDER PUPILS

The program is imported as it imports itself: `dlschool.gui` before anything of Qt. The password is given
some time after the screen is seen, as a person types it; what it is used for is the program's affair.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

TYPING_MS = 1500
"""Nobody types a password of eight characters faster."""
WHO, PASSWORD = "Оразова Д.", "құпия сөз 2026"
SEEN, ENTERED, USABLE, HELD = "seen", "entered", "usable", "held"
LISTED, OPENED, PRINTED, SAVED = "listed", "opened", "printed", "saved"
DAY = (LISTED, OPENED, PRINTED, SAVED)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    from parts.watch import Watch

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    watch = Watch(QMainWindow, lambda: leave(USABLE))
    window.show()
    app.exec()
    del watch


def program(folder: str, seen: Callable[[], None], inside: Callable[[], None]) -> None:
    """The program, watched until its sign-in screen and then until its window."""
    from dlschool.gui import start  # isort: split

    from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

    from parts.watch import Watch

    app = QApplication(sys.argv[:1])
    watches = [Watch(QDialog, seen), Watch(QMainWindow, inside)]
    start.main(["--data-dir", folder])
    del app, watches


def leave(word: str) -> None:
    """Says so, and leaves: how a window ends is not measured, but a session ends well."""
    from resource import RUSAGE_SELF, getrusage

    from PySide6.QtWidgets import QApplication

    from parts.watch import say

    say(word)
    sys.stdout.write(f"{HELD} {getrusage(RUSAGE_SELF).ru_maxrss // 1024}\n")
    sys.stdout.flush()
    for window in QApplication.topLevelWidgets():
        if session := getattr(window, "session", None):
            session.leave()
    os._exit(0)


def typed() -> None:
    """The sign-in screen is there: the password follows."""
    from PySide6.QtCore import QTimer

    from parts.watch import say

    say(SEEN)
    QTimer.singleShot(TYPING_MS, give_password)


def give_password() -> None:
    from PySide6.QtWidgets import QApplication

    from dlschool.gui.users.sign_in import SignIn
    from parts.watch import say

    (screen,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, SignIn))
    screen.password.setText(PASSWORD)
    say(ENTERED)
    screen.try_it()


def day() -> None:
    """The window stands: the list of pupils, a case, its documents to print, a change saved."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from dlschool.gui.cases import printing
    from dlschool.gui.main_window import MainWindow
    from dlschool.gui.preview import Preview
    from dlschool.services import cases

    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    session = window.session
    case = next(iter(cases.every_record(session.db))).case.id
    assert case is not None
    steps: list[tuple[str, Any, Callable[[], object]]] = [
        (LISTED, QMainWindow, lambda: window.go("pupils")),
        (OPENED, QMainWindow, lambda: window.go("cases", case)),
        (PRINTED, Preview, lambda: printing.show_case(session, window, case, "kk")),
        (SAVED, QMainWindow, lambda: note(session)),
    ]
    one_by_one(steps)


def one_by_one(steps: list[tuple[str, Any, Callable[[], object]]]) -> None:
    """Each begins when the one before stands."""
    from PySide6.QtCore import QTimer

    from parts.watch import Watch, say

    watches = []

    def begin(number: int) -> None:
        word, kind, do = steps[number]
        last = number + 1 == len(steps)

        def stands() -> None:
            if last:
                leave(word)
            say(word)
            QTimer.singleShot(0, lambda: begin(number + 1))

        watches.append(Watch(kind, stands))
        do()

    say(USABLE)
    QTimer.singleShot(0, lambda: begin(0))


def note(session: Any) -> None:
    """A word is written about a pupil and saved; the preview is closed before."""
    from dataclasses import replace

    from PySide6.QtWidgets import QApplication

    from dlschool.gui.preview import Preview
    from dlschool.services import pupils

    for window in QApplication.topLevelWidgets():
        if isinstance(window, Preview):
            window.close()
    pupil = pupils.lines(session.db, pupils.ids(session.db, pupils.Filter(), 1))[0]
    session.act(pupils.edit_pupil, session.db, replace(pupil, note="бассейн"))


def found(folder: str, count: int) -> None:
    """A school with a user, the sample's people in it, and more pupils up to `count`."""
    from dataclasses import replace
    from datetime import datetime
    from pathlib import Path

    from dlschool.paths import DataFolder
    from dlschool.services import opening, pupils, sample, sample_people

    db = opening.found(DataFolder(Path(folder)), datetime.now, WHO, PASSWORD).db
    sample.make(db)
    more = count - pupils.count(db)
    if more > 0:
        rows = [
            (replace(pupil, iin=""), guardian, None)  # the sample has these numbers already
            for pupil, guardian in sample_people.pupils(db.today(), more)
        ]
        pupils.import_rows(db, rows, "bench")
    db.close()


def main() -> None:
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["sign-in", folder]:
            program(folder, lambda: leave(SEEN), lambda: None)
        case ["enter", folder]:
            program(folder, typed, lambda: leave(USABLE))
        case ["day", folder]:
            program(folder, typed, day)
        case ["found", folder, count]:
            found(folder, int(count))


if __name__ == "__main__":
    main()
