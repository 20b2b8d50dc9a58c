"""A case on its way between schools, as the windows of both show it."""

from datetime import datetime
from typing import Any

import msgspec
import pytest
from builders import approved_case, pupil
from exchange_parts import DEVICE, pair
from gui.kept import dialog, press, refused, said
from pytestqt.qtbot import QtBot

from dlschool.gui.cases.case_view import CaseView
from dlschool.gui.exchange.handovers import HandoversPart
from dlschool.gui.session import Session
from dlschool.services import cases, exchange_keys, handover_content, handovers
from dlschool.store import changes, exchange
from dlschool.store import handovers as store
from dlschool.store.handovers import Handover


@pytest.fixture
def part(qtbot: QtBot, session: Session) -> HandoversPart:
    pair(session.db)
    with exchange.writing(session.db):
        named = [["990240001234", "Ақсу мектебі", "Школа Аксу"]]
        exchange.put(session.db, "schools", msgspec.msgpack.encode(named))
    made = HandoversPart(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(900, 600)
    made.show()
    return made


def row(session: Session, **facts: Any) -> int:
    known: dict[str, Any] = {
        "mark": "ab" * 16, "way": "in", "school": "990240001234", "name": "Ақсу мектебі",
        "at": datetime(2026, 11, 5), "state": "asked", "agreed": {}, "keys": [],
    }  # fmt: skip
    with changes.action(session.db, "test"):
        return store.save(session.db, Handover(**{**known, **facts}))


def test_the_new_school_agrees_with_its_own_word(part: HandoversPart, session: Session) -> None:
    made = row(session)
    part.reload()
    press(part, "Келісу…")
    box = dialog()
    press(box, "Келісу")
    assert refused(box)
    assert handovers.find(session.db, made).state == "asked"


def test_what_came_is_shown_and_taken_into_the_list_of_cases(
    part: HandoversPart, session: Session
) -> None:
    case_id = approved_case(session.db)
    content = handover_content.packed(session.db, case_id).decode()
    made = row(session, state="sent", content=content)
    wanted: list[Any] = []
    session.wanted.connect(lambda screen, target: wanted.append((screen, target)))
    part.reload()
    press(part, "Қарап, қабылдау…")
    box = dialog()
    assert pupil().full_name in said(box)
    box.reject()
    assert handovers.find(session.db, made).state == "sent"
    assert not wanted


def test_a_case_that_was_sent_says_so_above_its_path(
    qtbot: QtBot, part: HandoversPart, session: Session
) -> None:
    case_id = approved_case(session.db)
    mine = exchange_keys.every_pair(session.db)[-1].public
    keys = [[DEVICE, mine.number, mine.seal.hex()]]
    row(session, way="out", case_id=case_id, state="agreed", keys=keys)
    part.reload()
    press(part, "Істі жіберу")
    view = CaseView(session, lambda: None)
    qtbot.addWidget(view)
    view.show()
    view.put(case_id)
    assert "Ақсу мектебі" in said(view)
    number = cases.records(session.db, case_id).case.number
    assert number in said(part)
    press(part, "Қайтарып алу")
    press(dialog(), "Қайтарып алу")
    view.reload()
    assert handovers.frozen(session.db, case_id) is None
