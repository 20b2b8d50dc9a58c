"""«Check the program»: the self test in a process of its own, beside the window; then its sentence."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dlschool.errors import Refused, reason
from dlschool.gui import tasks
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import same
from dlschool.gui.words import say
from dlschool.i18n import N_, language

MOST_SECONDS = 300
"""On the slowest computer; then something hangs."""
CHECKING = N_("The program checks itself…")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the self test said."""

    good: bool
    sentence: str
    lines: str


def begin(parent: QWidget) -> tasks.Task:
    """Runs the self test; its result stands in a dialog."""
    code = language()
    return tasks.run(
        parent,
        lambda _progress, cancelled: run(command(), code, cancelled),
        lambda checked: show(parent, checked),
        words=CHECKING,
    )


def command() -> list[str]:
    """This program once more, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-X", "utf8", "-m", "dlschool"]


def run(program: list[str], code: str, cancelled: Callable[[], bool] = lambda: False) -> Checked:
    """On the worker. Refused: it cannot be started, or does not end. Cancelled: it was stopped."""
    with tempfile.TemporaryDirectory(prefix="dlschool-", ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.txt"
        asked = [*program, "--self-test", "--language", code, "--report", str(report)]
        try:
            good = _waited(asked, cancelled)
            said = report.read_text("utf-8").strip()
        except OSError as error:
            raise Refused(
                N_("The check of the program cannot be started: {reason}"),
                reason=reason(error),
            ) from error
    return Checked(good, said.rpartition("\n")[2], said)


def _waited(asked: list[str], cancelled: Callable[[], bool]) -> bool:
    """Whether it ended well."""
    ends = monotonic() + MOST_SECONDS
    process = subprocess.Popen(
        asked,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        while process.poll() is None:
            if cancelled():
                raise tasks.Cancelled
            if monotonic() > ends:
                raise Refused(N_("The check of the program does not end. Start the computer anew."))
            with_patience(process)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    return process.returncode == 0


def with_patience(process: "subprocess.Popen[bytes]") -> None:
    """A fifth of a second, or until it ends."""
    try:
        process.wait(0.2)
    except subprocess.TimeoutExpired:
        return


def show(parent: QWidget, checked: Checked) -> Dialog:
    """The sentence; what was checked under it, to be copied."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(Strip(same(checked.sentence), kind="accent" if checked.good else "loss"))
    lines = QPlainTextEdit(checked.lines)
    lines.setReadOnly(True)
    lines.setFixedHeight(260)
    say(lines, "setAccessibleName", N_("What was checked"))
    column.addWidget(lines)
    box = Dialog(parent, N_("Check the program"), body, cancel=N_("Close"), wide=720)
    copy = Button(
        N_("Copy details"), lambda: QGuiApplication.clipboard().setText(checked.lines), icon="copy"
    )
    box.foot.insertWidget(0, copy)
    box.open()
    return box
