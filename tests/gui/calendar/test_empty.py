"""What the calendar says when there is nothing on it, and where it leads."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, stored_pupil
from gui.kept import press, said
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sitting_parts import planned

from dlschool.gui.calendar.view import CalendarView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import PrimaryButton
from dlschool.paths import DataFolder
from dlschool.settings import Settings

NOW = datetime.fromisoformat("2026-11-05T12:00")
YEAR_WITHOUT = datetime.fromisoformat("2031-11-05T12:00")


def session_at(place: Path, at: datetime) -> Session:
    db = opened(DataFolder(place / "school"), lambda: at, "Оразова Д.")
    return Session(db, db.folder, Settings(theme="light"), lambda: at)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_at(tmp_path, NOW)
    yield made
    made.db.close()


def view_of(qtbot: QtBot, session: Session) -> CalendarView:
    made = CalendarView(session)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    QApplication.processEvents()
    return made


def buttons(view: CalendarView) -> list[str]:
    heads = (view.printing, view.importing, view.adding, view.planning)
    return [button.text() for button in heads if button.isVisible()]


def test_a_school_without_pupils_is_led_to_them(qtbot: QtBot, session: Session) -> None:
    view = view_of(qtbot, session)
    gone: list[tuple[object, ...]] = []
    session.wanted.connect(lambda *to: gone.append(to))
    for layer in ("sittings", "plan"):
        view.open(layer)
        assert not view.sub.isVisible(), "there is nothing that could be dragged"
        assert not view.board.isVisible()
        assert buttons(view) == []
        press(view, "Білім алушыны тіркеу")
    assert gone == [("pupils", "new")] * 2


def test_classes_without_a_plan_are_led_to_the_plan(qtbot: QtBot, session: Session) -> None:
    stored_pupil(session.db)
    view = view_of(qtbot, session)
    assert buttons(view) == []
    press(view, "Сынып жоспарына өту")
    assert view.layer.value() == "plan"
    assert buttons(view) == ["Excel-ден", "Жоспарға қосу"]


def test_a_plan_without_distance_pupils_says_so(qtbot: QtBot, session: Session) -> None:
    stored_pupil(session.db)
    planned(session.db)
    view = view_of(qtbot, session)
    assert buttons(view) == []
    assert "қашықтан оқитын білім алушы жоқ" in said(view)
    view.open("plan")
    assert len(view.board.chips()) == 1
    assert view.class_name() == "8Ә"
    view.open("sittings")
    assert view.class_name() == "", "each layer keeps its own class"


def test_a_year_without_a_calendar_offers_only_to_type_it_in(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_at(tmp_path, YEAR_WITHOUT)
    view = view_of(qtbot, session)
    assert not view.sub.isVisible()
    assert not view.choices.isVisible()
    assert [b.text() for b in view.findChildren(PrimaryButton) if b.isVisible()] == [
        "Күнтізбені енгізу"
    ]
    session.db.close()
