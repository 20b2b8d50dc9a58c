"""A line that stands still until a test lets it move."""

from threading import Event
from typing import Any

from exchange_hub import Way
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from dlschool.exchange.https import NoLine
from dlschool.gui.exchange.courier import Courier
from dlschool.hub.office import Office


class Waiting:
    """A line on which nothing moves until `go` is set; `cut` ends it."""

    def __init__(self, desk: Office) -> None:
        self.way, self.go, self.was_cut = Way(desk), Event(), Event()

    def post(self, path: str, body: bytes) -> Any:
        while not self.go.wait(0.02):
            if self.was_cut.is_set():
                raise NoLine("cut")
        return self.way.post(path, body)

    def cut(self) -> None:
        self.was_cut.set()


def finished(qtbot: QtBot, runner: Courier) -> None:
    qtbot.waitUntil(lambda: not runner.busy)
    QCoreApplication.processEvents()
