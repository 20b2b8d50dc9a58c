"""Slow work on one thread beside the window: progress, cancel, errors to the one hook.

Work never touches a widget and opens its own connection to the store
(`services.opening.another_connection`).
"""

from collections.abc import Callable
from functools import cache
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from dlschool.gui import errors
from dlschool.gui.words import Words
from dlschool.i18n import N_

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Done = Callable[[Any], object]
Failed = Callable[[], object]
WORKING = N_("Working…")
PATIENCE = 300
"""Milliseconds before the strip with the progress comes up."""


class Cancelled(Exception):
    """Raised inside work by `progress` after a cancel; nobody is shown anything."""


class Progress(Protocol):
    """Tells how far work is: `progress(done, of)`; `of` 0: nobody knows. Raises Cancelled."""

    def __call__(self, done: int, of: int = 0) -> None: ...


class Task(QObject):
    """One piece of work. Its signals come to the window's thread; it lives until the work ends."""

    progressed = Signal(int, int)
    ended = Signal()
    _came = Signal(object, object)

    def __init__(self, parent: QWidget, words: Words, done: Done, failed: Failed | None) -> None:
        super().__init__()
        self.words = words
        self._parent, self._done, self._failed = parent, done, failed
        self._stop = Event()
        self._strip: QWidget | None = None
        self._came.connect(self._end)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_strip)
        self._timer.start(PATIENCE)
        parent.destroyed.connect(self.cancel)

    def cancel(self) -> None:
        """The work stops at its next step."""
        self._stop.set()

    def quiet(self) -> "Task":
        """Without a strip: who began it shows how far it is."""
        self._timer.stop()
        return self

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
        except BaseException as error:
            self._came.emit(None, error)
        else:
            self._came.emit(result, None)

    def _show_strip(self) -> None:
        from dlschool.gui.widgets.progress import ProgressStrip

        if isValid(self._parent):
            strip = ProgressStrip(self._parent, self.words, self.cancel)
            self.progressed.connect(strip.move_to)
            self._strip = strip

    def _end(self, result: Any, error: BaseException | None) -> None:
        """In the window's thread; a parent that is gone wants nothing any more."""
        self._timer.stop()
        _running.discard(self)
        self.ended.emit()
        self.deleteLater()
        if not isValid(self._parent):
            return
        if self._strip is not None:
            self._strip.deleteLater()
        if error is None:
            self._done(result)
            return
        if self._failed is not None:
            self._failed()
        if not isinstance(error, Cancelled):
            errors.show(error, self._parent)


_running: set[Task] = set()


def run(
    parent: QWidget,
    work: Callable[[Progress, Callable[[], bool]], T],
    done: Callable[[T], object],
    *,
    words: Words = WORKING,
    failed: Failed | None = None,
) -> Task:
    """Runs `work(progress, cancelled)` beside the window, then `done(result)` in the window.

    After 300 ms a strip with `words`, the progress and a cancel button lies at the bottom of
    `parent`. A refusal or a fault goes to the hook after `failed()`; a cancel calls `failed()` only.
    If `parent` is gone by then, nothing runs. Returns the task, which has `cancel()`.
    """
    task = Task(parent, words, done, failed)
    _running.add(task)
    _worker().submit(task.work, work)
    return task


@cache
def _worker() -> "ThreadPoolExecutor":
    """The one thread; made when there is something to do."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")


def stop() -> None:
    """At the end of the program: whatever still runs stops at its next step."""
    for task in list(_running):
        task.cancel()
