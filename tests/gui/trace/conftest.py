"""A session over a real store, and a family's case in it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, school, stored_case
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from dlschool.gui.session import Session
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


@pytest.fixture
def family(session: Session) -> int:
    """A family's case with an application and nothing else."""
    return stored_case(session.db, "application")
