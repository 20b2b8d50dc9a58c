"""Pictures of a widget at 1366×768 in kk and ru, light and dark, to look at (not a test).

    from tests.gui.shots import shoot
    shoot("today", lambda session: TodayView(session), folder, db)

Run as a script with a folder it draws the kit itself with invented data: `python -m tests.gui.shots
FOLDER`.
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from dlschool.gui import theme, words
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.settings import Settings

SIZE = (1366, 768)
AT = datetime.fromisoformat("2026-11-05T09:41")


def application() -> QApplication:
    """The application in our look, made once."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    app = QApplication(sys.argv[:1])
    theme.dress(app, "light")
    words.speak("kk")
    return app


def settle() -> None:
    """Lets layouts, timers and deletions run."""
    for _ in range(6):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shoot(
    name: str,
    make: Callable[[Session], QWidget],
    folder: str,
    db: Any = None,
    *,
    size: tuple[int, int] | None = SIZE,
    prepare: Callable[[QWidget], object] | None = None,
    languages: tuple[str, ...] = ("kk", "ru"),
    themes: tuple[str, ...] = ("light", "dark"),
) -> None:
    """Writes `folder/name-kk-light.png` and so on. `size` None: as large as the widget wants.

    The widget is made once and switched, as a person would switch it.
    """
    app = application()
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    session = Session(db, DataFolder(place), Settings(), lambda: AT)
    widget = make(session)
    widget.resize(*(size or (widget.sizeHint().width(), widget.sizeHint().height())))
    reload = getattr(widget, "reload", None)
    if reload is not None:
        reload()
    widget.show()
    if prepare is not None:
        prepare(widget)
    for language in languages:
        words.speak(language)
        for shade in themes:
            theme.switch(shade)
            settle()
            widget.grab().save(str(place / f"{name}-{language}-{shade}.png"))
    widget.close()
    app.processEvents()
    words.speak("kk")
    theme.switch("light")


if __name__ == "__main__":
    from tests.gui.shots_kit import everything

    everything(sys.argv[1])
