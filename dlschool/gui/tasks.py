"""Slow work on one thread beside the window: progress, cancel, errors to the one hook.

Work never touches a widget and opens its own connection to the store
(`services.opening.another_connection`).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from dlschool.gui import errors
from dlschool.gui.words import Words
from dlschool.i18n import N_

T = TypeVar("T")
PATIENCE = 300
"""Milliseconds before the strip with the progress comes up."""

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")


class Cancelled(Exception):
    """Raised inside work by `progress` after a cancel; nobody is shown anything."""


class Progress(Protocol):
    """Tells how far work is: `progress(done, of)`; `of` 0: nobody knows. Raises Cancelled."""

    def __call__(self, done: int, of: int = 0) -> None: ...


class Task(QObject):
    """One piece of work: its signals come to the window's thread."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stop = Event()

    def cancel(self) -> None:
        """The work stops at its next step; what it did so far is its own matter to take back."""
        self._stop.set()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def progress(self, done: int, of: int = 0) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, of)

    def work(self, work: Callable[[Progress, Callable[[], bool]], Any]) -> None:
        """Runs on the worker thread."""
        try:
            result = work(self.progress, self.cancelled)
        except BaseException as error:  # noqa: BLE001
            _emit(self, "failed", error)
        else:
            _emit(self, "succeeded", result)


def run(
    parent: QWidget,
    work: Callable[[Progress, Callable[[], bool]], T],
    done: Callable[[T], object],
    *,
    words: Words = N_("Working…"),
    failed: Callable[[], object] | None = None,
) -> Task:
    """Runs `work(progress, cancelled)` beside the window, then `done(result)` in the window.

    After 300 ms a strip with the progress and a cancel button lies at the bottom of `parent`.
    A refusal or a fault goes to the hook and `failed()` runs; so it does after a cancel.
    If `parent` is gone by then, nothing runs. Returns the task (`cancel()`).
    """
    task = Task(parent)
    strip: list[QWidget] = []

    def show_strip() -> None:
        from dlschool.gui.widgets.strip import Strip

        if not strip and isValid(task):
            strip.append(Strip(parent, words, task))

    def end(error: BaseException | None, result: Any = None) -> None:
        timer.stop()
        for shown in strip:
            shown.deleteLater()
        task.ended.emit()
        task.deleteLater()
        if error is None:
            done(result)
            return
        if failed is not None:
            failed()
        if not isinstance(error, Cancelled):
            errors.show(error, parent)

    timer = QTimer(task)
    timer.setSingleShot(True)
    timer.timeout.connect(show_strip)
    timer.start(PATIENCE)
    task.succeeded.connect(lambda result: end(None, result))
    task.failed.connect(end)
    _worker.submit(task.work, work)
    return task


def _emit(task: Task, signal: str, value: object) -> None:
    """The window may have closed meanwhile: then there is nobody to tell."""
    if isValid(task):
        getattr(task, signal).emit(value)
