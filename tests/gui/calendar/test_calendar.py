"""The calendar on the screen: chips dragged by the rules, a reason asked, a plan proposed and kept."""

from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, opened
from gui.calendar.parts import DATES, dialog, drag
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sitting_parts import NAMES, TERM, YEAR, draft

from dlschool import tables
from dlschool.domain.access import Role
from dlschool.gui import words
from dlschool.gui.calendar.dialogs import (
    AssessmentFields,
    SittingFields,
    assessment_dialog,
    sitting_dialog,
    waive_dialog,
)
from dlschool.gui.calendar.import_dialog import import_dialog
from dlschool.gui.calendar.layers import PLAN, SITTINGS
from dlschool.gui.calendar.plan_dialog import proposal_dialog
from dlschool.gui.calendar.printing import PrintFields
from dlschool.gui.calendar.view import CalendarView
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.services import assessments, sitting_plan, sittings
from dlschool.services import school as schools
from dlschool.settings import Settings


def dates(session: Session) -> list[date | None]:
    return [line.sitting.date for line in sittings.sittings(session.db, YEAR, TERM)]


def test_the_terms_sittings_are_in_sight_and_everything_has_a_name(view: CalendarView) -> None:
    assert len(view.board.chips()) == 3
    assert view.term() is not None
    assert "3" in view.sub.text()
    assert not nameless(view)
    words.speak("ru")
    assert view.board.chips()[0].spoken == "СОЧ Алгебра (рус.), Сәрсенбаев Ө., 8Ә, в школе"


def test_a_drag_asks_for_the_reason_and_moves(view: CalendarView, session: Session) -> None:
    first = view.board.chips()[0]
    drag(view.board, first.id, date(2026, 12, 14))
    asked = dialog(view)
    asked.accept()
    assert dates(session)[0] == date(2026, 12, 8)
    asked.body.findChildren(type(SittingFields(session, first.id).why))[0].setText("ауырды")
    asked.accept()
    assert dates(session)[-1] == date(2026, 12, 14)
    assert view.board.chips()[-1].moved


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 12, 19), date(2026, 12, 16)])
def test_a_forbidden_day_says_why_while_dragging_and_nothing_moves(
    view: CalendarView, session: Session, day: date
) -> None:
    first = view.board.chips()[0]
    drag(view.board, first.id, day, drop=False)
    assert f"{day:%d.%m.%Y}" in view.board.hint.text()
    assert view.board.hint.isVisible()
    assert view.board.rect().contains(view.board.hint.geometry())
    QTest.mouseRelease(view.board, Qt.MouseButton.LeftButton, pos=view.board.cell(day).center())
    assert not view.board.hint.isVisible()
    assert dates(session) == [date(2026, 12, n) for n in DATES]
    assert not [one for one in view.findChildren(Dialog) if one.isVisible()]


def test_the_class_plan_moves_at_once_with_the_sittings_on_it(
    view: CalendarView, session: Session
) -> None:
    view.open(PLAN)
    assert view.class_name() == "8Ә"
    drag(view.board, view.board.chips()[0].id, date(2026, 12, 14))
    assert date(2026, 12, 14) in dates(session)
    assert any(a.date == date(2026, 12, 14) for a in assessments.assessments(session.db, YEAR))


def test_arrows_choose_and_enter_opens(view: CalendarView) -> None:
    view.activateWindow()
    view.board.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.board.chosen() == view.board.chips()[0].id
    QTest.keyClick(view.board, Qt.Key.Key_Right)
    assert view.board.chosen() == view.board.chips()[1].id
    QTest.keyClick(view.board, Qt.Key.Key_Return)
    dialog(view).reject()


def test_a_week_is_turned_within_the_term(view: CalendarView) -> None:
    view.span.set_value("week")
    view.span.chosen.emit("week")
    assert view.choices.before.isVisible()
    for _ in range(20):
        view.choices.after.click()
    assert view.board.laid.day_at(view.board.cell(date(2026, 12, 21)).center()) == date(
        2026, 12, 21
    )


def test_a_plan_is_proposed_with_figures_and_kept(qtbot: QtBot, view: CalendarView) -> None:
    view.plan()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in view.findChildren(Dialog)), timeout=8000)
    dialog(view).accept()
    assert len({chip.day for chip in view.board.chips()}) == 1


def test_a_plan_that_moves_nothing_has_nothing_to_keep(
    qtbot: QtBot, view: CalendarView, session: Session
) -> None:
    sitting_plan.keep(session.db, sitting_plan.propose(session.db, YEAR, TERM))
    again = proposal_dialog(view, session, sitting_plan.propose(session.db, YEAR, TERM))
    qtbot.addWidget(again)
    assert again.ok_button is None


def test_a_sittings_card_saves_all_at_once_or_nothing(view: CalendarView, session: Session) -> None:
    chip = view.board.chips()[0]
    fields = SittingFields(session, chip.id)
    fields.room.setText(" 204 ")
    fields.day.set_value(date(2026, 12, 15))
    with pytest.raises(Exception, match="."):
        fields.save()
    assert sittings.line(session.db, chip.id).sitting.room == ""
    fields.why.setText("ауырды")
    fields.fixed.setChecked(True)
    fields.travel[0].setChecked(False)
    assert fields.save()
    saved = sittings.line(session.db, chip.id).sitting
    assert (saved.room, saved.date, saved.fixed) == ("204", date(2026, 12, 15), True)
    again = SittingFields(session, chip.id)
    assert not again.travel[0].isChecked()


def test_release_by_an_order_and_back(qtbot: QtBot, view: CalendarView, session: Session) -> None:
    chip = view.board.chips()[0]
    asked = waive_dialog(view, session, chip.id)
    qtbot.addWidget(asked)
    session.act(sittings.waive, session.db, chip.id, "№ 91")
    assert view.board.chips()[0].done
    made = sitting_dialog(view, session, chip.id)
    qtbot.addWidget(made)
    assert made.foot.count() > 3


def test_a_new_sor_takes_the_next_number(
    qtbot: QtBot, view: CalendarView, session: Session
) -> None:
    fields = AssessmentFields(session, draft(session.db, date=None))
    fields.kind.set_key("SOR")
    value = fields.value(session)
    assert (value.number, value.kind) == (1, "SOR")
    made = assessment_dialog(view, session, assessments.assessments(session.db, YEAR)[0])
    qtbot.addWidget(made)
    view.open(PLAN)
    view.new()
    dialog(view).reject()


def test_an_import_shows_what_is_refused_first(
    qtbot: QtBot, view: CalendarView, session: Session, tmp_path: Path
) -> None:
    file = tmp_path / "plan.xlsx"
    headings = ["Сынып", "Пән", "Тоқсан", "Түрі", "Күні"]
    rows = [["8Ә", NAMES[0], "2", "БЖБ", "25.11.2026"], ["8Ә", "Астрология", "2", "БЖБ", ""]]
    tables.write_xlsx(file, "plan", headings, rows)
    made = import_dialog(view, session, YEAR, file)
    made.open()
    made.accept()
    assert len(assessments.assessments(session.db, YEAR)) == 4


def test_the_print_dialog_offers_pupils_classes_and_teachers(
    qtbot: QtBot, view: CalendarView, session: Session
) -> None:
    fields = PrintFields(session, sittings.sittings(session.db, YEAR, TERM))
    qtbot.addWidget(fields)
    assert fields.who.count() == 1
    fields.what.set_key("class")
    assert fields.who.key() == "8Ә"
    fields.what.set_key("teacher")
    assert fields.who.count() == len(schools.staff(session.db))
    fields.what.set_key("summons")
    assert fields.who.count() == 1
    for line in sittings.sittings(session.db, YEAR, TERM):
        sittings.waive(session.db, line.id, "№ 91")
    released = PrintFields(session, sittings.sittings(session.db, YEAR, TERM))
    qtbot.addWidget(released)
    released.what.set_key("summons")
    assert released.who.count() == 0, "nobody is called to what was released"
    assert view.layer.value() == SITTINGS


def test_a_teacher_only_looks(qtbot: QtBot, session: Session) -> None:
    folder = session.folder
    session.db.close()
    db = opened(folder, at_noon, "Омарова А.", Role.TEACHER, ("8Ә",))
    made = CalendarView(Session(db, folder, Settings(theme="light"), at_noon))
    qtbot.addWidget(made)
    made.reload()
    assert made.board.frozen
    assert len(made.board.chips()) == 3
    assert not made.planning.isEnabled() or not made.planning.isVisible()
    db.close()
