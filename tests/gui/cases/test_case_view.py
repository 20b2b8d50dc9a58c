"""A case on the screen: its path, the one filled button, what each button does."""

from datetime import date, timedelta

import pytest
from builders import approved_case, attended, paper, ready_case, roster, stored_case, stored_pupil
from gui.naming import nameless
from material_builders import book
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Council, Ground, OrderKind
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Sitting,
    SittingMode,
    Subject,
)
from dlschool.errors import Refused
from dlschool.gui import words
from dlschool.gui.cases.case_view import CaseView
from dlschool.gui.materials.issue_dialog import IssueDialog
from dlschool.gui.materials.view import MaterialsView
from dlschool.gui.session import Session
from dlschool.gui.widgets import Button, Dialog, Label, PrimaryButton, StepRow, Strip
from dlschool.services import calendar, cases, orders
from dlschool.services.cases import case_file
from dlschool.store import changes, learning


def view_of(session: Session, case_id: int) -> CaseView:
    view = CaseView(session, lambda: None)
    session.changed.connect(view.reload)
    view.resize(1140, 680)
    view.put(case_id)
    view.show()
    return view


def button(parent: QWidget, text: str) -> Button:
    return next(b for b in parent.findChildren(Button) if b.text() == text and not b.isHidden())


def the_dialog() -> Dialog:
    QCoreApplication.processEvents()
    return next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()
    )


def states(view: CaseView) -> list[str]:
    return [row.state for row in view.path.findChildren(StepRow)]


def test_the_next_step_holds_the_only_filled_button(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session, family)
    filled = view.findChildren(PrimaryButton)
    assert [b.text() for b in filled] == ["Құжат қосу"]
    assert states(view)[:3] == ["done", "next", "open"]


def test_the_head_says_who_which_class_and_who_speaks_for_the_pupil(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session, family)
    assert view.heading.text() == "Сәрсенбаев Өркен Қайратұлы"
    assert "Сәрсенбаева Гүлнұр Ыбырайқызы, анасы, +7 777 123 45 67" in view.sub.text()
    words.speak("ru")
    assert "мать" in view.sub.text()


@pytest.mark.parametrize(
    "facts",
    [
        {"last": "Мұхаммедғалымжан " * 10, "first": "Әбдірахман " * 10},
        {"birth_date": None, "sex": None, "grade": None, "letter": ""},
    ],
)
def test_no_name_and_no_gap_in_the_card_breaks_the_view(
    session: Session, qtbot: QtBot, facts: dict[str, object]
) -> None:
    pupil_id = stored_pupil(session.db, **facts)
    view = view_of(session, stored_case(session.db, pupil_id=pupil_id, wanted_from=None))
    assert view.minimumSizeHint().width() <= 1140
    assert states(view)[0] == "next"


def test_a_case_of_classes_is_shown_without_a_pupil(session: Session, qtbot: QtBot) -> None:
    case_id = stored_case(session.db, ground=Ground.WEATHER, classes=("1А", "2Ә"))
    view = view_of(session, case_id)
    assert view.heading.text() == "Сыныптар: 1А, 2Ә"


def test_a_point_shows_what_it_says_beside_the_path(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session, family)
    row = view.path.findChildren(StepRow)[0]
    row.prose.opened.emit("annex-2:13")
    assert view.point.shown == ("annex-2:13",)


def test_practice_is_said_to_be_practice(session: Session, family: int, qtbot: QtBot) -> None:
    view = view_of(session, family)
    order = next(r for r in view.path.findChildren(StepRow) if "тәжірибе" in r.prose.text())
    order.prose.opened.emit("practice")
    assert "Мектептердің тәжірибесі" in [label.text() for label in view.point.findChildren(Label)]


def test_papers_that_are_there_fold_and_open_in_place(session: Session, qtbot: QtBot) -> None:
    view = view_of(session, ready_case(session.db))
    folded = len(states(view))
    button(view.path, "Жеке көрсету").click()
    QCoreApplication.sendPostedEvents(None, 52)
    assert len(states(view)) == folded + 5


def test_a_case_is_put_on_the_agenda_of_a_new_meeting(session: Session, qtbot: QtBot) -> None:
    roster(session.db, Council.PEDAGOGICAL)
    case_id = ready_case(session.db)
    view = view_of(session, case_id)
    button(view.path, "Күн тәртібіне қосу").click()
    the_dialog().accept()
    meeting = next(iter(case_file(session.db, case_id).meetings.values()))
    assert (meeting.council, meeting.date) == (Council.PEDAGOGICAL, date(2026, 11, 5))


def test_a_meeting_that_waits_is_opened_from_the_case(session: Session, qtbot: QtBot) -> None:
    case_id = ready_case(session.db)
    meeting = attended(session.db, Council.PEDAGOGICAL, case_id)
    view = view_of(session, case_id)
    with qtbot.waitSignal(session.wanted) as signal:
        button(view.path, "Отырысты ашу").click()
    assert signal.args == ["councils", meeting.id]


def test_access_is_marked_with_a_date_and_can_be_taken_back(session: Session, qtbot: QtBot) -> None:
    case_id = approved_case(session.db)
    orders.issue_order(session.db, orders.draft_order(session.db, case_id, OrderKind.TRANSFER))
    view = view_of(session, case_id)
    view.begin("access")
    the_dialog().accept()
    assert case_file(session.db, case_id).case.access_on == date(2026, 11, 5)
    QCoreApplication.sendPostedEvents(None, 52)
    button(view.path, "Өзгерту").click()
    button(the_dialog(), "Белгіні алып тастау").click()
    assert case_file(session.db, case_id).case.access_on is None


def test_several_materials_are_issued_at_once(session: Session, qtbot: QtBot) -> None:
    case_id = approved_case(session.db)
    orders.issue_order(session.db, orders.draft_order(session.db, case_id, OrderKind.TRANSFER))
    view = view_of(session, case_id)
    button(view.path, "Тізімдемесіз белгілеу").click()
    the_dialog().accept()
    assert len(case_file(session.db, case_id).records.issued) == 4


def test_what_is_issued_from_the_catalogue_is_seen_in_the_case(
    session: Session, qtbot: QtBot
) -> None:
    case_id = approved_case(session.db)
    orders.issue_order(session.db, orders.draft_order(session.db, case_id, OrderKind.TRANSFER))
    textbook = book(session.db)
    view = view_of(session, case_id)
    wanted: list[tuple[object, ...]] = []
    session.wanted.connect(lambda *to: wanted.append(to))
    view.begin("issue:textbooks")
    pupil_id = case_file(session.db, case_id).case.pupil_id
    assert wanted == [("materials", ("issue", pupil_id))]
    materials = MaterialsView(session)
    qtbot.addWidget(materials)
    materials.open(wanted[0][1])
    box = the_dialog()
    assert isinstance(box, IssueDialog)
    assert (box.people(), box.things.value()) == ([pupil_id], [textbook])
    box.accept()
    given = case_file(session.db, case_id).records.issued
    assert [issued.material for issued in given] == ["textbooks"]


def test_a_replaced_edition_warns_until_the_school_says_why(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session, family)
    (strip,) = view.warning.findChildren(Strip)
    button(strip, "Себебін жазып, қалдыру").click()
    dialog = the_dialog()
    dialog.accept()
    assert dialog.isVisible(), "an empty reason is refused inside the dialog"
    dialog.findChild(QLineEdit).setText("мәтіні қолда жоқ")  # type: ignore[union-attr]
    dialog.accept()
    assert case_file(session.db, family).case.later_edition_refused == "мәтіні қолда жоқ"
    assert view.warning.isHidden()


def test_a_case_with_nothing_decided_can_be_removed(
    session: Session, family: int, qtbot: QtBot
) -> None:
    gone: list[bool] = []
    view = CaseView(session, lambda: gone.append(True))
    view.put(family)
    view.show()
    view.remove()
    the_dialog().accept()
    assert gone == [True]
    with pytest.raises(Refused):
        cases.records(session.db, family)


def test_the_keyboard_stands_on_the_next_step_before_and_after_it_is_done(
    session: Session, family: int, qtbot: QtBot
) -> None:
    view = view_of(session, family)
    view.focus_next()
    first = view.window().focusWidget()
    assert isinstance(first, PrimaryButton)
    cases.add_paper(session.db, paper("progress-statement", case_id=family))
    session.changed.emit()
    QCoreApplication.processEvents()
    second = view.window().focusWidget()
    assert isinstance(second, PrimaryButton)
    assert second is not first


def test_everything_has_a_name_for_a_screen_reader(
    session: Session, family: int, qtbot: QtBot
) -> None:
    assert nameless(view_of(session, family)) == []


def test_the_schedule_order_is_issued_from_the_menu_and_from_today(
    session: Session, qtbot: QtBot
) -> None:
    case_id = approved_case(session.db)
    view = view_of(session, case_id)
    with pytest.raises(Refused):
        view.begin("schedule")
    day = session.today()
    orders.issue_order(session.db, orders.draft_order(session.db, case_id, OrderKind.TRANSFER, day))
    pupil_id = case_file(session.db, case_id).case.pupil_id or 0
    with changes.action(session.db, "plan"):
        subject = learning.save(session.db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
        work = Assessment(
            year=calendar.year_of(day), class_name="8Ә", subject_id=subject, term=2,
            kind=AssessmentKind.SOCH,
        )  # fmt: skip
        sitting = Sitting(
            assessment_id=learning.save(session.db, work), pupil_id=pupil_id,
            mode=SittingMode.IN_PERSON, date=day + timedelta(days=10),
        )  # fmt: skip
        learning.save(session.db, sitting)
    view.begin("schedule")
    box = the_dialog()
    assert box.ok_button is not None
    box.ok_button.click()
    issued = case_file(session.db, case_id).records.orders[-1]
    assert (issued.kind, issued.start) == (OrderKind.SCHEDULE, day + timedelta(days=10))
    assert "Жеке кесте туралы бұйрық…" in [a.text() for a in view.more.menu().actions()]
