"""The weather morning: one button does it all; then it is told, late ones are seen; the emergency."""

from datetime import date, datetime

import pytest
from builders import stored_pupil
from gui.kept import press, said
from gui.naming import nameless
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.domain.alert import Audience
from dlschool.domain.case import Ground
from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.mornings.view import MorningsView
from dlschool.gui.session import Session
from dlschool.services import cases, history, mornings


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> MorningsView:
    for grade, letter in ((1, "А"), (1, "Ә"), (7, "Ә")):
        stored_pupil(session.db, grade=grade, letter=letter)
    made = MorningsView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    return made


def called_off(view: MorningsView, ground: Ground = Ground.WEATHER) -> int:
    view.open(ground.value)
    view.form.reason.setText("қатты аяз")
    view.form.paper_number.setText("45")
    view.form.call_off()
    QApplication.processEvents()
    return view.done._case_id


def test_one_button_opens_the_case_adds_the_paper_and_issues_the_order(
    view: MorningsView, session: Session
) -> None:
    before = len(history.actions(session.db))
    case_id = called_off(view)
    file = cases.case_file(session.db, case_id)
    assert file.case.classes == ("1А", "1Ә", "7Ә")
    assert file.assessment.step("order") is not None
    assert [o.number for o in file.records.orders] == ["1-н"]
    assert len(history.actions(session.db)) == before + 1
    assert view.pages.currentWidget() is view.done


def test_single_classes_and_grades_are_pressed_in(view: MorningsView) -> None:
    pick = view.form.classes
    pick.choice.button("grades").click()
    pick._press_grade(1, True)
    assert pick.counted() == (2, 2)
    pick.choice.button("classes").click()
    pick._press("7Ә", True)
    pick.other.setText("9Б")
    assert pick.units().classes == ("7Ә", "9Б")


def test_an_emergency_asks_why_a_class_is_left_out_and_keeps_what_was_typed(
    view: MorningsView, session: Session
) -> None:
    view.open("emergency")
    view.form.reason.setText("сел қаупі")
    view.form.classes._press("7Ә", False)
    with pytest.raises(Refused):
        view.form.call_off()
    assert view.form.reason.text() == "сел қаупі"
    view.form.classes._reasons["7Ә"] = "бөлек ғимарат"
    view.form.call_off()
    case = cases.case_file(session.db, view.done._case_id).case
    assert case.classes == ("1А", "1Ә")
    assert "бөлек ғимарат" in case.dropped_classes


def test_a_school_without_pupils_writes_its_classes(qtbot: QtBot, session: Session) -> None:
    view = MorningsView(session)
    qtbot.addWidget(view)
    view.show()
    view.form.classes.choice.button("classes").click()
    assert "Сыныбы көрсетілген білім алушы жоқ" in said(view)
    view.form.classes.other.setText("1А, 7 «Ә»")
    view.form.call_off()
    assert cases.case_file(session.db, view.done._case_id).case.classes == ("1А", "7Ә")


def test_a_half_written_clause_is_said_under_its_field(view: MorningsView) -> None:
    view.form.clause_kk.setText("Қосымша тармақ.")
    view.form.call_off()
    assert view.pages.currentWidget() is view.form
    assert view.form.clause_ru.property("wrong")


def test_the_message_is_copied_in_each_language(view: MorningsView) -> None:
    called_off(view)
    view.done.message.copy("kk")
    assert "қатты аяз" in QGuiApplication.clipboard().text()
    view.done.report.copy("ru")
    assert "Дистанционно учатся" in QGuiApplication.clipboard().text()


def test_a_click_marks_who_was_told_and_late_ones_are_said(
    view: MorningsView, session: Session
) -> None:
    case_id = called_off(view)
    assert "уақыты өтті" in said(view.done.told)
    view.done.told.tell(Audience.TEACHERS)
    told = cases.case_file(session.db, case_id).told
    assert [(t.audience, t.at) for t in told] == [("teachers", "2026-11-05T09:41")]
    assert "09:41" in said(view.done.told)
    view.done.told.remove(told[0].id or 0)
    assert cases.case_file(session.db, case_id).told == ()


def test_the_emergency_puts_work_off_and_gives_it_a_new_date(
    view: MorningsView, session: Session
) -> None:
    case_id = called_off(view, Ground.EMERGENCY)
    view.form.classes._off.clear()
    box = view.done.postponed.add()
    box.accept()
    assert box.isVisible(), "no work is named: the dialog stays"
    from PySide6.QtWidgets import QLineEdit

    edit = next(
        e for e in box.findChildren(QLineEdit) if e.accessibleName().startswith("Қай жұмыс")
    )
    edit.setText("Химия, № 2 практикалық жұмыс")
    box.accept()
    work = cases.case_file(session.db, case_id).postponed[0]
    assert "күні жоқ" in said(view.done.postponed)
    mornings.postpone_work(
        session.db, type(work)(**{**_facts(work), "new_date": date(2026, 11, 20)})
    )
    session.changed.emit()
    assert "20.11.2026" in said(view.done.postponed)


def _facts(work: object) -> dict[str, object]:
    return {name: getattr(work, name) for name in work.__slots__}  # type: ignore[attr-defined]


def test_weather_puts_no_work_off(view: MorningsView) -> None:
    called_off(view)
    assert not view.done.postponed.isVisible()


def test_a_switch_of_language_keeps_the_form_and_the_changed_message(view: MorningsView) -> None:
    view.form.reason.setText("боран")
    words.speak("ru")
    assert view.form.reason.text() == "боран"
    assert "Перевод классов" in said(view)
    words.speak("kk")
    view.form.call_off()
    view.done.message.edits["kk"].setPlainText("өз сөзіміз")
    words.speak("ru")
    assert view.done.message.edits["kk"].toPlainText() == "өз сөзіміз"


def test_undo_leads_back_to_the_form(view: MorningsView, session: Session) -> None:
    called_off(view)
    history.undo(session.db)
    session.changed.emit()
    assert view.pages.currentWidget() is view.form


def test_earlier_mornings_are_opened_again(view: MorningsView) -> None:
    case_id = called_off(view)
    view.back()
    press(view, "Ашу")
    assert view.done._case_id == case_id


def test_everything_has_a_name_for_a_screen_reader(view: MorningsView) -> None:
    assert nameless(view) == []
    called_off(view, Ground.EMERGENCY)
    assert nameless(view) == []


def test_the_page_fits_the_smallest_window(view: MorningsView) -> None:
    called_off(view, Ground.EMERGENCY)
    for language in ("kk", "ru"):
        words.speak(language)
        QApplication.processEvents()
        assert view.minimumSizeHint().width() <= 1166


def test_the_next_day_begins_with_an_empty_page(view: MorningsView, session: Session) -> None:
    called_off(view)
    view.hide()
    view.show()
    assert view.pages.currentWidget() is view.done, "still the same morning"
    view.hide()
    session._clock = lambda: datetime.fromisoformat("2026-11-06T06:10")
    view.show()
    assert view.pages.currentWidget() is view.form
