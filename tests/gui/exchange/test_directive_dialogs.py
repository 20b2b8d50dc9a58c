"""Each letter of the department opens its own dialog; the person's verb does it, and nothing before."""

from typing import Any

import pytest
import scan_files
from builders import FAMILY_DETAILS, paper, stored_case
from exchange_parts import heard, letter, pair, sent
from gui.kept import dialog, press, refused, said
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.domain.case import PaperKind
from dlschool.exchange.kinds import Level
from dlschool.gui.exchange.directives import DirectivesPart
from dlschool.gui.session import Session
from dlschool.paths import program_file
from dlschool.services import (
    calendar,
    cases,
    directives,
    exchange_keys,
    exchange_outbox,
    reports,
    scans,
)
from dlschool.store import exchange

YEAR = "2026-2027"


@pytest.fixture
def shows(qtbot: QtBot, session: Session) -> Any:
    """The department says one thing; the part that shows it."""

    def show(kind: str, **values: Any) -> DirectivesPart:
        heard(session.db, letter(session.db, b"", 1, (kind, {"directive": 9, **values})))
        part = DirectivesPart(session)
        qtbot.addWidget(part)
        session.changed.connect(part.reload)
        part.show()
        part.reload()
        return part

    pair(session.db)
    return show


def state(session: Session) -> str:
    return directives.every(session.db)[0].state


def test_a_calendar_is_shown_with_what_differs_then_used(shows: Any, session: Session) -> None:
    text = program_file("resources", "calendars", f"{YEAR}.toml").read_text("utf-8")
    end = calendar.calendar(session.db, YEAR).term(1).until
    changed = text.replace(end.isoformat(), end.replace(day=end.day - 1).isoformat(), 1)
    part = shows("calendar", name=YEAR, content=changed)
    press(part, "Қарау…")
    assert "1-тоқсан" in said(dialog())
    assert state(session) == "seen"
    press(dialog(), "Осы күнтізбені қолдану")
    assert calendar.calendar(session.db, YEAR).term(1).until.day == end.day - 1
    assert state(session) == "used"


def test_a_report_is_made_from_the_dialog(shows: Any, session: Session) -> None:
    part = shows("report-request", period="term", start=2435, until=2489, due=2520)
    press(part, "Есеп жасау…")
    press(dialog(), "Жасап, жіберу")
    assert [each.covered.number for each in reports.kept(session.db)] == [1]
    assert state(session) == "used"


def test_a_level_wants_the_written_agreement(shows: Any, session: Session) -> None:
    part = shows("level-offer", level="names")
    press(part, "Келісу…")
    box = dialog()
    press(box, "Келісу")
    assert refused(box)
    assert exchange_keys.level(session.db) is Level.CASES
    document, day = box.findChildren(QLineEdit)[:2]
    document.setText("№ 5 келісім")
    day.setText("01.11.2026")
    press(box, "Келісу")
    assert exchange_keys.level(session.db) is Level.NAMES
    assert state(session) == "used"


def test_a_scan_goes_only_with_the_tick(shows: Any, session: Session) -> None:
    db = session.db
    case_id = stored_case(db, opened_on=session.today())
    kind = PaperKind.APPLICATION
    made = cases.add_paper(
        db, paper(kind, case_id=case_id, date=session.today(), details=dict(FAMILY_DETAILS[kind]))
    )
    scans.add_scan(db, made, scan_files.photo((600, 400)), "a.jpg")
    exchange_outbox.seal(db)
    told = exchange.told(db, "cases", case_id)
    assert told is not None
    part = shows("scan-request", record=told.no, paper=kind, reason="Тексеру")
    press(part, "Скан-көшірме жіберу…")
    box = dialog()
    assert "Тексеру" in said(box)
    press(box, "Осы скан-көшірмені жіберу")
    assert refused(box)
    assert not sent(db, lane=1)
    box.findChildren(QCheckBox)[0].setChecked(True)
    press(box, "Осы скан-көшірмені жіберу")
    assert sent(db, lane=1)
    assert state(session) == "used"
