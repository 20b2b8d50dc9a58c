"""The department's letters on the screen: prepared, shown, decided by the person only."""

from typing import Any

import pytest
from builders import approved_case, stored_pupil
from exchange_parts import heard, letter, pair
from gui.kept import dialog, press, refused, said
from gui.naming import nameless
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.exchange.differences import DifferencesPart
from dlschool.gui.exchange.directives import DirectivesPart
from dlschool.gui.exchange.exceptions import ExceptionsPart
from dlschool.gui.exchange.handovers import HandoversPart
from dlschool.gui.mornings.view import MorningsView
from dlschool.gui.session import Session
from dlschool.services import (
    cases,
    directives,
    exchange_differences,
    exchange_outbox,
    handovers,
    number_blocks,
)
from dlschool.services import school as schools
from dlschool.store import exchange

CALL = {
    "directive": 12, "ground": "weather", "order_number": "151-н", "order_date": 2500,
    "issuer": "Білім бөлімі", "grades": [8], "start": 2500, "until": 2501, "text_kk": "Боран",
}  # fmt: skip
BLOCK = {"directive": 15, "series": "movement", "year": 2026, "first": 400, "last": 430}


def shown_part(
    qtbot: QtBot, session: Session, kind: type[Any], *messages: tuple[str, dict[str, Any]]
) -> Any:
    pair(session.db)
    if messages:
        heard(session.db, letter(session.db, b"", 1, *messages))
    made = kind(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(900, 600)
    made.show()
    made.reload()
    return made


def test_an_order_fills_the_morning_and_the_persons_button_uses_it(
    qtbot: QtBot, session: Session
) -> None:
    stored_pupil(session.db, grade=8, letter="Ә")
    part = shown_part(qtbot, session, DirectivesPart, ("call", CALL))
    wanted: list[Any] = []
    session.wanted.connect(lambda screen, target: wanted.append((screen, target)))
    press(part, "Істі дайындау")
    ((screen, target),) = wanted
    assert screen == "mornings"
    view = MorningsView(session)
    qtbot.addWidget(view)
    view.show()
    view.open(target)
    assert view.form.paper_number.text() == "151-н"
    assert view.form.classes.units().grades == (8,)
    assert not list(cases.every_record(session.db))
    view.form.call_off()
    (found,) = directives.every(session.db)
    assert (found.state, found.made and found.made[0]) == ("used", "cases")


def test_another_morning_begun_by_hand_does_not_use_the_order(
    qtbot: QtBot, session: Session
) -> None:
    stored_pupil(session.db, grade=8, letter="Ә")
    part = shown_part(qtbot, session, DirectivesPart, ("call", CALL))
    wanted: list[Any] = []
    session.wanted.connect(lambda _screen, target: wanted.append(target))
    press(part, "Істі дайындау")
    view = MorningsView(session)
    qtbot.addWidget(view)
    view.open(wanted[0])
    view.open("weather")
    view.form.reason.setText("боран")
    view.form.paper_number.setText("7")
    view.form.call_off()
    assert directives.every(session.db)[0].waits


def test_numbers_are_accepted_in_a_dialog_and_what_is_refused_needs_a_reason(
    qtbot: QtBot, session: Session
) -> None:
    part = shown_part(qtbot, session, DirectivesPart, ("number-block", BLOCK))
    press(part, "Бас тарту…")
    box = dialog()
    press(box, "Бас тарту")
    assert refused(box)
    box.reject()
    press(part, "Нөмірлерді қабылдау…")
    press(dialog(), "Нөмірлерді қабылдау")
    assert [block.next for block in number_blocks.blocks(session.db)] == [400]


def test_many_missing_records_stand_behind_one_row_and_are_ticked_off_one_by_one(
    qtbot: QtBot, session: Session
) -> None:
    lacking = [("missing", {"kind": 3, "values": {1: f"2026/{n}"}}) for n in range(6)]
    part = shown_part(qtbot, session, DirectivesPart, *lacking)
    assert "6" in said(part)
    press(part, "Тізімді көрсету…")
    box = dialog()
    press(box, "Белгілеу")
    assert len([each for each in directives.every(session.db) if each.waits]) == 5


def test_a_difference_is_shown_side_by_side_and_one_value_chosen(
    qtbot: QtBot, session: Session
) -> None:
    pair(session.db)
    exchange_outbox.seal(session.db)
    told = exchange.told(session.db, "school", 1)
    assert told is not None
    conflict = {
        "conflict": 3, "kind": 1, "record": told.no, "field": 2, "current": "Школа отдела",
        "other": "Наша школа", "current_source": 0, "other_source": 7,
    }  # fmt: skip
    part = shown_part(qtbot, session, DifferencesPart, ("conflict", conflict))
    press(part, "Таңдау…")
    box = dialog()
    assert "Школа отдела" in said(box)
    assert "Наша школа" in said(box)
    press(box, "Осы мән қолданылсын")
    assert schools.school(session.db).name.ru == "Школа отдела"
    assert not exchange_differences.find(session.db, 3).open
    press(part, "Екіншісін қайтару…")
    press(dialog(), "Қайтару")
    assert schools.school(session.db).name.ru == "Наша школа"


def test_a_handover_is_asked_with_the_word_of_this_school(qtbot: QtBot, session: Session) -> None:
    case_id = approved_case(session.db)
    number = cases.records(session.db, case_id).case.number
    named = {"schools": [["990240001234", "Ақсу мектебі", "Школа Аксу"]]}
    part = shown_part(qtbot, session, HandoversPart, ("schools", named))
    press(part, "Істі беру…")
    box = dialog()
    case, who, document = box.findChildren(QLineEdit)[:3]
    case.setText(number)
    press(box, "Мектептен сұрау")
    assert refused(box)
    who.setText("Б. Ғалымова")
    document.setText("өтініш")
    press(box, "Мектептен сұрау")
    (found,) = handovers.every(session.db)
    assert (found.state, found.case_id) == ("asked", case_id)
    assert "Ақсу мектебі" in said(part)


@pytest.mark.parametrize("kind", [DirectivesPart, DifferencesPart, HandoversPart, ExceptionsPart])
def test_where_there_is_nothing_nothing_is_seen(
    qtbot: QtBot, session: Session, kind: type[Any]
) -> None:
    part = shown_part(qtbot, session, kind)
    assert not part.isVisible()


def test_rows_have_names_for_who_does_not_see_and_speak_both_languages(
    qtbot: QtBot, session: Session
) -> None:
    part = shown_part(qtbot, session, DirectivesPart, ("call", CALL), ("number-block", BLOCK))
    assert nameless(part) == []
    words.speak("ru")
    assert "Запас номеров № 15" in said(part)
