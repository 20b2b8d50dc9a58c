"""The one hook for what goes wrong: a refusal is shown quietly, a fault is logged and shown once.

Views hold no try and no except: what a service raises in a slot reaches `sys.excepthook`.
"""

import sys
import traceback
from collections.abc import Callable
from logging import ERROR, FileHandler, Formatter, getLogger
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QWidget

from dlschool.errors import Newer, Refused
from dlschool.i18n import N_
from dlschool.paths import PROGRAM

LOG = "dlschool.log"
_seen: set[str] = set()
newer_shown: Callable[[QWidget | None, Newer], object] | None = None
"""What offers a way out where data of a newer program were refused; `start` sets it."""


def install(log_folder: Path) -> None:
    """From now on whatever nobody caught comes here; faults are logged in `log_folder`."""
    log = getLogger(PROGRAM)
    for old in list(log.handlers):
        log.removeHandler(old)
        old.close()
    try:
        log_folder.mkdir(parents=True, exist_ok=True)
        writer = FileHandler(log_folder / LOG, encoding="utf-8", delay=True)
    except OSError:
        writer = None
    if writer is not None:
        writer.setFormatter(Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(writer)
    log.setLevel(ERROR)
    log.disabled = False  # a library that sets up logging of its own silences whom it does not know
    sys.excepthook = hook


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """`sys.excepthook`: Ctrl+C ends the program, everything else is shown and work goes on."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    show(error.with_traceback(trace))


def show(error: BaseException, parent: QWidget | None = None) -> None:
    """Shows a refusal in words, or logs a fault and shows it the first time that it happens."""
    from dlschool.gui.widgets import messages

    parent = parent or _window()
    if isinstance(error, Newer) and newer_shown is not None:
        newer_shown(parent, error)
        return
    if isinstance(error, Refused):
        messages.refusal(parent, error)
        return
    details = "".join(traceback.format_exception(error))
    getLogger(PROGRAM).error(_nameless(error))
    place = _place(error)
    if place in _seen:
        return
    _seen.add(place)
    messages.fault(
        parent,
        N_(
            "The program made a mistake and stopped this one thing. What was saved before is safe. "
            "Try again; if it happens again, copy the details and send them to the developers."
        ),
        details,
    )


def _nameless(error: BaseException | None) -> str:
    """The trace without the messages of the faults: they may name a pupil, and the log is no secret."""
    if error is None:
        return ""
    before = _nameless(
        error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    )
    trace = "".join(traceback.format_tb(error.__traceback__))
    return f"{before}Traceback\n{trace}{type(error).__module__}.{type(error).__qualname__}\n"


def met() -> bool:
    """Whether a fault was shown in this run."""
    return bool(_seen)


def forget() -> None:
    """Lets a fault that was shown already be shown again."""
    _seen.clear()


def _window() -> QWidget | None:
    """The window to show the message on; none before there is one."""
    return QApplication.activeModalWidget() or QApplication.activeWindow()


def _place(error: BaseException) -> str:
    """Kind of fault and the line that raised it: the same fault is shown once a run."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} {last.filename}:{last.lineno}" if last else repr(error)
