"""A meeting is prepared and held from the keyboard; a refusal and a switch of language lose nothing."""

from datetime import date

import pytest
from builders import FAMILY_DETAILS, ready_case, roster, stored_case, stored_pupil
from gui.kept import press, said
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Council, Outcome
from dlschool.domain.school import Member
from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.councils.meeting import MeetingPage
from dlschool.gui.councils.prepare import Prepare
from dlschool.gui.councils.view import CouncilsView
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import PrimaryButton
from dlschool.services import councils, history, meetings

PED = Council.PEDAGOGICAL


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> CouncilsView:
    made = CouncilsView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    session.wanted.connect(lambda _screen, target: made.open(target))
    made.resize(1166, 692)
    made.show()
    made.reload()
    return made


def waiting(session: Session, cases: int = 2) -> list[int]:
    roster(session.db, PED)
    return [ready_case(session.db) for _ in range(cases)]


def opened(view: CouncilsView, session: Session, cases: int = 2) -> MeetingPage:
    made = meetings.prepare_meeting(
        session.db, PED, session.today(), case_ids=waiting(session, cases)
    )
    view.open(made)
    QApplication.processEvents()
    return view.meeting


def everybody(page: MeetingPage) -> None:
    page.presence.everybody.click()
    page.save_presence()


def test_an_empty_school_is_told_to_prepare_a_meeting(view: CouncilsView) -> None:
    assert "Әзірге отырыс жоқ" in said(view)
    press(view, "Отырысты дайындау")


def test_cases_that_wait_are_named_with_the_points(view: CouncilsView, session: Session) -> None:
    waiting(session)
    view.reload()
    assert "шешім күтеді" in said(view)
    assert "13-т." in said(view)


def test_a_meeting_is_prepared_with_the_waiting_cases_but_those_unticked(
    view: CouncilsView, session: Session
) -> None:
    kept, left_out = waiting(session)
    box = view.list.prepare()
    box.place.setText("12-кабинет")
    box.agenda._tick(left_out, False)
    box.accept()
    file = meetings.meeting_file(session.db, box.made or 0)
    assert [line.case.id for line in file.agenda] == [kept]
    assert file.meeting.place == "12-кабинет"
    assert view.pages.currentWidget() is view.meeting


def test_a_council_without_members_refuses_and_the_dialog_keeps_what_was_typed(
    qtbot: QtBot, session: Session
) -> None:
    box = Prepare(session, None, PED)
    qtbot.addWidget(box)
    box.show()
    box.place.setText("акт залы")
    box.accept()
    assert box.isVisible()
    assert box.place.text() == "акт залы"
    assert "мүшелер" in said(box)


def test_another_council_lists_its_own_cases_and_keeps_the_day(
    qtbot: QtBot, session: Session
) -> None:
    waiting(session)
    box = Prepare(session, None, PED)
    qtbot.addWidget(box)
    box.day.set_value(date(2026, 11, 9))
    box.council_choice.button("trustee").click()
    assert box.day.value() == date(2026, 11, 9)
    assert len(box.agenda.case_ids()) == 2


def test_ticks_count_the_quorum_at_once_and_are_saved_as_one_action(
    view: CouncilsView, session: Session
) -> None:
    page = opened(view, session)
    before = len(history.actions(session.db))
    for box in page.presence._boxes[:3]:
        box.setChecked(True)
    assert "5 мүшеден 3, керегі — 4" in said(page.presence)
    page.presence._boxes[3].setChecked(True)
    assert "кворум бар" in said(page.presence)
    page.save_presence()
    assert len(history.actions(session.db)) == before + 1


def test_enter_records_the_item_and_goes_on_to_the_next(
    qtbot: QtBot, view: CouncilsView, session: Session
) -> None:
    page = opened(view, session, 3)
    everybody(page)
    for _ in range(3):
        assert page._editor is not None
        qtbot.keyClick(page._editor.until_edit.edit, Qt.Key.Key_Return)
    assert page._file is not None
    outcomes = [line.decision.outcome for line in page._file.agenda if line.decision]
    assert outcomes == [Outcome.APPROVE] * 3
    assert [d.votes_for for line in page._file.agenda if (d := line.decision)] == [5, 5, 5]
    page.hold_button.click()
    assert meetings.meeting_file(session.db, page._meeting_id or 0).meeting.held


def test_votes_follow_presence_until_somebody_counts(view: CouncilsView, session: Session) -> None:
    page = opened(view, session)
    everybody(page)
    assert page._editor is not None
    assert page._editor.votes_edit.value() == (5, 0, 0)
    page.presence._boxes[4].setChecked(False)
    assert page._editor.votes_edit.value() == (4, 0, 0)
    page._editor.votes_edit.boxes[1].setValue(1)
    page.presence._boxes[4].setChecked(True)
    assert page._editor.votes_edit.value() == (4, 1, 0)


def test_a_refused_decision_keeps_all_that_was_typed(view: CouncilsView, session: Session) -> None:
    page = opened(view, session)
    everybody(page)
    assert page._editor is not None
    page._editor.choose("refuse")
    page._editor.votes_edit.set_value((1, 4, 0))
    page._editor.reason_edit.setText("жағдай жасалмаған")
    with pytest.raises(Refused):
        page.record()
    assert page._editor.reason_edit.text() == "жағдай жасалмаған"
    assert page._editor.outcome() is Outcome.REFUSE


def test_a_switch_of_language_keeps_the_open_item(view: CouncilsView, session: Session) -> None:
    page = opened(view, session)
    assert page._editor is not None
    page._editor.choose("refuse")
    page._editor.reason_edit.setText("жағдай жасалмаған")
    words.speak("ru")
    assert page._editor.reason_edit.text() == "жағдай жасалмаған"
    assert "Отказать" in [page._editor.choice.button("refuse").text()]
    assert "Педагогический совет, заседание № 1" in said(page)


def test_ticks_that_rest_do_not_close_the_item_or_lose_its_words(
    view: CouncilsView, session: Session
) -> None:
    page = opened(view, session)
    editor = page._editor
    assert editor is not None
    editor.choose("refuse")
    editor.reason_edit.setText("себебі бар")
    everybody(page)
    assert page._editor is editor
    assert editor.reason_edit.text() == "себебі бар"
    assert editor.isVisible()


def test_missing_papers_are_named_beside_the_item(view: CouncilsView, session: Session) -> None:
    roster(session.db, PED)
    kinds = [kind for kind in FAMILY_DETAILS if kind != "housing-act"]
    case_id = stored_case(session.db, *kinds)
    made = meetings.prepare_meeting(session.db, PED, session.today(), case_ids=[case_id])
    view.open(made)
    assert "Жетіспейтіні" in said(view.meeting)


def test_a_member_who_is_the_guardian_is_named_and_not_counted(
    view: CouncilsView, session: Session
) -> None:
    from builders import guardian

    roster(session.db, PED)
    name = "Дәулетова Сәуле Маратқызы"
    councils.save_member(session.db, Member(council=PED, name=name))
    pupil_id = stored_pupil(session.db, guardian(id=None, name=name))
    case_id = ready_case(session.db, pupil_id=pupil_id)
    view.open(meetings.prepare_meeting(session.db, PED, session.today(), case_ids=[case_id]))
    everybody(view.meeting)
    assert view.meeting._editor is not None
    assert view.meeting._editor.votes_edit.value() == (5, 0, 0)
    assert name in view.meeting._editor.out_label.text()


def test_an_undone_meeting_gives_way_to_the_list(view: CouncilsView, session: Session) -> None:
    opened(view, session)
    history.undo(session.db)
    session.changed.emit()
    assert view.pages.currentWidget() is view.list


def test_everything_has_a_name_for_a_screen_reader(
    qtbot: QtBot, view: CouncilsView, session: Session
) -> None:
    opened(view, session)
    box = Prepare(session, None, PED)
    qtbot.addWidget(box)
    assert nameless(view) == []
    assert nameless(box) == []


def test_names_of_300_letters_wrap_and_push_nothing_out(
    view: CouncilsView, session: Session
) -> None:
    long = "Әбдірахманқожаева " * 17
    roster(session.db, PED)
    councils.save_member(session.db, Member(council=PED, name=long.strip()))
    pupil_id = stored_pupil(session.db, last=long.strip())
    case_id = ready_case(session.db, pupil_id=pupil_id)
    view.open(meetings.prepare_meeting(session.db, PED, session.today(), case_ids=[case_id]))
    QApplication.processEvents()
    assert view.minimumSizeHint().width() <= 1166
    row = view.meeting.rows[0]
    assert row.width() <= 1166
    assert view.meeting.presence.width() == 332


def shown_preview(qtbot: QtBot) -> Preview:
    """The preview, once the pages are laid out beside the window."""

    def found() -> list[Preview]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]

    qtbot.waitUntil(lambda: bool(found()), timeout=10000)
    return found()[0]


@pytest.mark.parametrize("what", ["minutes", "extracts", "notices"])
@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_minutes_extracts_and_notices_are_previewed_and_noted_once_printed(
    qtbot: QtBot, view: CouncilsView, session: Session, what: str, language: str
) -> None:
    page = opened(view, session, 2)
    everybody(page)
    page.record()
    page.record()
    row = getattr(page.prints, what)
    row.buttons[language].click()
    preview = shown_preview(qtbot)
    assert preview.pages.count() >= 1
    before = len(history.actions(session.db))
    assert preview._used is not None
    preview._used("printed")
    assert len(history.actions(session.db)) == before + 1


def test_of_a_closed_meeting_everything_is_read_only_until_it_is_opened_again(
    view: CouncilsView, session: Session
) -> None:
    page = opened(view, session, 1)
    everybody(page)
    page.record()
    assert page.hold_button.isVisible()
    page.hold()
    page._choose(page.rows[0].item_id)
    assert page._editor is None
    assert "жақтап 5 · қарсы 0 · қалыс 0" in said(page)
    page.reopen()
    assert page.edit_button.isVisible()


def test_one_filled_button_is_in_sight_at_a_time(view: CouncilsView, session: Session) -> None:
    page = opened(view, session, 2)
    everybody(page)
    for _ in range(2):
        assert len(filled(page)) == 1
        page.record()
    assert [button.text() for button in filled(page)] == ["Отырысты аяқтау"]
    page._choose(page.rows[0].item_id)
    assert [button.text() for button in filled(page)] == ["Жазып, келесіге өту"]


def filled(page: MeetingPage) -> list[PrimaryButton]:
    QApplication.processEvents()
    return [b for b in page.findChildren(PrimaryButton) if b.isVisible()]
