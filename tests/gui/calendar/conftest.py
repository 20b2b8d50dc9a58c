"""A distance pupil with three sittings in December, and the calendar that shows them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened, school
from gui.calendar.parts import DATES
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sitting_parts import NAMES, TERM, YEAR, distance_case, planned

from dlschool.gui.calendar.view import CalendarView
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.services import school as schools
from dlschool.services import sittings
from dlschool.settings import Settings


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    schools.save_school(db, school())
    distance_case(db)
    for name, day in zip(NAMES, DATES, strict=False):
        planned(db, name, date=date(2026, 12, day))
    sittings.follow_plan(db, YEAR, TERM)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CalendarView:
    made = CalendarView(session)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    QApplication.processEvents()
    return made
