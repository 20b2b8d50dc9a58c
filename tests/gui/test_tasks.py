"""Slow work beside the window: result, progress, cancel, refusal, a window that is gone."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui import errors, tasks
from dlschool.gui.tasks import Progress
from dlschool.gui.widgets.progress import ProgressStrip

Cancelled = Callable[[], bool]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_work_runs_elsewhere_and_its_result_comes_to_the_window(
    qtbot: QtBot, window: QWidget
) -> None:
    seen: list[Any] = []

    def work(progress: Progress, cancelled: Cancelled) -> bool:
        return threading.current_thread() is not threading.main_thread()

    def done(result: bool) -> None:
        seen.append((result, QThread.currentThread() is QApplication.instance().thread()))

    tasks.run(window, work, done)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, True)]


def test_quick_work_shows_no_strip_and_slow_work_does(qtbot: QtBot, window: QWidget) -> None:
    seen: list[int] = []
    tasks.run(window, lambda progress, cancelled: 1, seen.append)
    qtbot.waitUntil(lambda: seen == [1])
    assert window.findChild(ProgressStrip) is None
    go = threading.Event()

    def slow(progress: Progress, cancelled: Cancelled) -> int:
        progress(1, 4)
        go.wait(5)
        return 2

    tasks.run(window, slow, seen.append)
    qtbot.waitUntil(lambda: window.findChild(ProgressStrip) is not None)
    go.set()
    qtbot.waitUntil(lambda: seen == [1, 2])
    qtbot.waitUntil(lambda: window.findChild(ProgressStrip) is None)


def test_a_cancel_stops_work_at_its_next_step_and_shows_nothing(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda error, parent: shown.append(error))
    failed: list[bool] = []

    def endless(progress: Progress, cancelled: Cancelled) -> None:
        while True:
            progress(0)
            time.sleep(0.01)

    task = tasks.run(window, endless, print, failed=lambda: failed.append(True))
    task.cancel()
    qtbot.waitUntil(lambda: failed == [True])
    assert shown == []


def test_a_refusal_of_the_work_reaches_the_one_hook(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(errors, "show", lambda error, parent: shown.append(error))

    def work(progress: Progress, cancelled: Cancelled) -> None:
        raise Refused("Cancel")

    tasks.run(window, work, print)
    qtbot.waitUntil(lambda: bool(shown))
    assert isinstance(shown[0], Refused)


def test_work_for_a_window_that_is_gone_tells_nobody(qtbot: QtBot) -> None:
    gone = QWidget()
    go, seen, after = threading.Event(), [], QWidget()
    qtbot.addWidget(after)
    tasks.run(gone, lambda progress, cancelled: go.wait(5), seen.append)
    gone.deleteLater()
    qtbot.wait(20)
    go.set()
    tasks.run(after, lambda progress, cancelled: "next", seen.append)
    qtbot.waitUntil(lambda: seen == ["next"])
