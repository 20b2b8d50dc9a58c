"""A session over a real store with a described school; for the screens that write."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, school
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dlschool.gui.session import Session
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.prose import Prose
from dlschool.paths import DataFolder
from dlschool.services import school as schools
from dlschool.settings import Settings

AT = datetime.fromisoformat("2026-11-05T09:41")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, lambda: AT, "Сәрсенбаева Г.")
    schools.save_school(db, school())
    yield Session(db, folder, Settings(theme="light"), lambda: AT)
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    db.close()


def said(widget: QWidget) -> str:
    """All words in sight."""
    QApplication.processEvents()
    spoken = (*widget.findChildren(QLabel), *widget.findChildren(Prose))
    return " | ".join(one.text() for one in spoken if one.isVisible())


def press(widget: QWidget, words: str) -> None:
    """Clicks the button with these words that is in sight."""
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    assert found, f"no button «{words}»"
    found[0].click()


def refused(box: Dialog) -> str:
    """What a dialog says above its buttons."""
    return " ".join(said(strip) for strip in box.findChildren(Strip))


def dialog() -> Dialog:
    """The dialog that is open."""
    QApplication.processEvents()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()]
    return found[-1]
