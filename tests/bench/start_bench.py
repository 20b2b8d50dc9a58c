"""From the start to the sign-in screen, and from the password to a window that can be used.

Each start is a fresh interpreter that watches for the first paint of a window and then waits until the
event loop has nothing left to do; the bare window is watched in the same way. A pair is one start of
each, one after the other; the medians of the pairs are compared. The password is given some time after
the screen is seen, as a person types it; what that time is used for is the program's affair. What only
the comparison needs is imported there, so that it does not make the bare window look slow.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QTableView, QWidget

PAIRS = 9
GOAL = 1.5
TYPING_MS = 1500
"""Nobody types a password of eight characters faster."""
USABLE, ENTERED, LEFT = "usable", "entered", "left"
WHO, PASSWORD = "Оразова Д.", "құпия сөз 2026"


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


class Watch(QObject):
    """Calls `then` once, when a window of the kind is painted and the event loop is idle."""

    def __init__(self, kind: type[QWidget], then: Callable[[], None]) -> None:
        super().__init__()
        self.kind, self.then = kind, then
        self.painted = self.told = False
        app, dispatcher = QApplication.instance(), QAbstractEventDispatcher.instance()
        if app is None or dispatcher is None:
            raise RuntimeError("an application is not there yet")
        app.installEventFilter(self)
        dispatcher.aboutToBlock.connect(self.idle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted = self.painted or isinstance(watched.window(), self.kind)
        return False

    def idle(self) -> None:
        if self.painted and not self.told:
            self.told = True
            self.then()


def done() -> None:
    """Says so, and leaves at once: how a window ends is not measured."""
    say(USABLE)
    os._exit(0)


def bare() -> None:
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    watch = Watch(QMainWindow, done)
    window.show()
    app.exec()
    del watch


def program(folder: str, enter: bool) -> None:
    """The program until its sign-in screen, or through it into the window."""
    from dlschool.gui import start

    app = QApplication(sys.argv[:1])
    watches = [Watch(QDialog, typed if enter else done)]
    if enter:
        watches.append(Watch(QMainWindow, inside))
    start.main(["--data-dir", folder])
    del app, watches


def typed() -> None:
    """The sign-in screen is there: the password follows."""
    QTimer.singleShot(TYPING_MS, give_password)


def give_password() -> None:
    from dlschool.gui.users.sign_in import SignIn

    (screen,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, SignIn))
    screen.password.setText(PASSWORD)
    say(ENTERED)
    screen.try_it()


def inside() -> None:
    from resource import RUSAGE_SELF, getrusage

    say(USABLE)
    say(str(getrusage(RUSAGE_SELF).ru_maxrss // 1024))
    os._exit(0)


def timed(*arguments: str) -> list[tuple[str, float]]:
    """One start in a process of its own: its lines, and when each came, in seconds."""
    import subprocess
    import time

    begun = time.perf_counter()
    command = [sys.executable, __file__, *arguments]
    told = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append((line.strip(), time.perf_counter() - begun))
    if USABLE not in [line for line, _ in told]:
        raise RuntimeError(f"{command} showed no window: {told}")
    return told


def seconds_to_usable(*arguments: str) -> float:
    return timed(*arguments)[0][1]


def found_school(folder: str) -> None:
    """A school with a user and the sample's people in it."""
    from datetime import datetime
    from pathlib import Path

    from dlschool.paths import DataFolder
    from dlschool.services import opening, sample

    db = opening.found(DataFolder(Path(folder)), datetime.now, WHO, PASSWORD).db
    sample.make(db)
    db.close()


def compare(folder: str) -> None:
    """Prints the ratios; `folder` gets a school."""
    import statistics

    found_school(folder)
    timed("enter", folder)  # the first start compiles the modules
    pairs = [
        (seconds_to_usable("program", folder), seconds_to_usable("bare")) for _ in range(PAIRS)
    ]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"start to the sign-in screen: {ours / theirs:.2f} x a bare QMainWindow with a table"
        f" ({ours * 1000:.0f} ms, {theirs * 1000:.0f} ms; median of {PAIRS} pairs; goal {GOAL} x)"
    )
    entered = [timed("enter", folder) for _ in range(PAIRS)]
    waits = [times[1][1] - times[0][1] for times in entered]
    taken, memory = statistics.median(waits), max(int(times[2][0]) for times in entered)
    print(
        f"password to usable window: {taken / theirs:.2f} x the start of the bare window"
        f" ({taken * 1000:.0f} ms, given {TYPING_MS / 1000} s after the screen; {memory} MB at most)"
    )


def main() -> None:
    match sys.argv[1:]:
        case ["program", folder]:
            program(folder, enter=False)
        case ["enter", folder]:
            program(folder, enter=True)
        case ["bare"]:
            bare()
        case _:
            import tempfile

            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
            os.environ["QT_LOGGING_RULES"] = "*.warning=false"  # offscreen knows no size hints
            with tempfile.TemporaryDirectory() as folder:
                os.environ["XDG_CONFIG_HOME"] = os.path.join(folder, "config")
                os.environ["XDG_CACHE_HOME"] = os.path.join(folder, "cache")
                os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
                os.environ["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "compiled")
                compare(os.path.join(folder, "school"))


if __name__ == "__main__":
    main()
