"""From the start of the process to a window that can be used: the program against a bare one.

Each start is a fresh interpreter that watches the window's first paint and then waits until the
event loop has nothing left to do; both windows are watched in the same way. A pair is one start of
each, one after the other; the medians of the pairs are compared. What only the comparison needs is
imported there, so that it does not make the bare window look slow.
"""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

PAIRS = 9
GOAL = 1.5
USABLE = "usable"


class Watch(QObject):
    """Says on stdout that the main window is painted and the event loop idle, then quits."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.painted = self.painted or isinstance(watched.window(), QMainWindow)
        return False

    def idle(self) -> None:
        if self.painted:
            sys.stdout.write(USABLE + "\n")
            sys.stdout.flush()
            QApplication.quit()


def watched(run: Callable[[], int]) -> int:
    """`QApplication.exec` with a watch on it."""
    app, watch = QApplication.instance(), Watch()
    dispatcher = QAbstractEventDispatcher.instance()
    if app is None or dispatcher is None:
        raise RuntimeError("an application is not there yet")
    app.installEventFilter(watch)
    dispatcher.aboutToBlock.connect(watch.idle)
    return run()


def bare() -> None:
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1366, 768)
    window.show()
    watched(app.exec)


def program(folder: str) -> None:
    from dlschool.gui import start

    run = QApplication.exec
    QApplication.exec = staticmethod(lambda: watched(run))  # type: ignore[method-assign]
    start.main(["--data-dir", folder])


def seconds_to_usable(*arguments: str) -> float:
    """One start in a process of its own."""
    import subprocess
    import time

    begun = time.perf_counter()
    command = [sys.executable, __file__, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
        process.stdout.read()
    if line.strip() != USABLE:
        raise RuntimeError(f"{command} showed no window")
    return taken


def compare(folder: str) -> None:
    """Prints the ratio; `folder` gets a sample school."""
    import statistics
    import subprocess

    dlschool = [sys.executable, "-m", "dlschool", "--data-dir", folder]
    subprocess.run([*dlschool, "sample"], check=True, stdout=subprocess.DEVNULL)
    seconds_to_usable("program", folder)  # the first start compiles the modules
    pairs = [
        (seconds_to_usable("program", folder), seconds_to_usable("bare")) for _ in range(PAIRS)
    ]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(
        f"start to usable window: {ours / theirs:.2f} x a bare QMainWindow with a table"
        f" ({ours * 1000:.0f} ms, {theirs * 1000:.0f} ms; median of {PAIRS} pairs; goal {GOAL} x)\n"
    )


def main() -> None:
    match sys.argv[1:]:
        case ["program", folder]:
            program(folder)
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
