"""Windows do not offer what the services would refuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import at_noon, family_papers, opened, school, stored_case, stored_pupil
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import CLOSED, Right, Role
from dlschool.domain.case import Ground, PaperKind
from dlschool.errors import Refused
from dlschool.gui import feeds, menu, rights
from dlschool.gui.cases.paper import PaperDialog
from dlschool.gui.cases.paper_fields import PaperFields
from dlschool.gui.cases.side import PrintCard
from dlschool.gui.cases.view import CasesView
from dlschool.gui.councils.meeting_prints import MeetingPrints
from dlschool.gui.councils.view import CouncilsView
from dlschool.gui.law.particulars import Particulars
from dlschool.gui.law.view import LawView
from dlschool.gui.main_window import MainWindow
from dlschool.gui.mornings.view import MorningsView
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.gui.settings.view import SettingsView
from dlschool.gui.today.view import TodayView
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.rows import ListRow
from dlschool.paths import DataFolder
from dlschool.services import cases, mornings, papers, pupils
from dlschool.services import school as schools
from dlschool.services.mornings import Morning, Units
from dlschool.services.today import today
from dlschool.settings import Settings

WEATHER = Morning(
    ground=Ground.WEATHER,
    units=Units(whole_school=True),
    authority_date=date(2026, 11, 21),
    authority_number="1",
    authority_issuer="Білім бөлімі",
    order_date=date(2026, 11, 21),
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    place = DataFolder(tmp_path / "school")
    db = opened(place, at_noon)
    schools.save_school(db, school())
    stored_pupil(db, special_needs="көру қабілеті")
    stored_case(db, *(paper.kind for paper in family_papers()))
    (act,) = cases.case_file(db, 1).papers(PaperKind.HOUSING_ACT)
    papers.keep_paper(db, replace(act, details={"family": "көп балалы отбасы"}), ())
    db.close()
    return place


def session(folder: DataFolder, role: Role) -> Iterator[Session]:
    db = opened(folder, at_noon, "Ким А.", role)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def viewer(folder: DataFolder) -> Iterator[Session]:
    yield from session(folder, Role.VIEWER)


@pytest.fixture
def secretary(folder: DataFolder) -> Iterator[Session]:
    yield from session(folder, Role.SECRETARY)


def offered(view: object) -> set[str]:
    buttons = view.findChildren(QPushButton)  # type: ignore[attr-defined]
    return {b.text() for b in buttons if b.isEnabled() and b.isVisibleTo(view)}


def test_a_viewer_is_offered_nothing_that_writes(viewer: Session, qtbot: QtBot) -> None:
    people = PupilsView(viewer)
    qtbot.addWidget(people)
    people.reload()
    assert not any(button.isEnabled() for button in people.list._tops)
    assert "Көруші" in people.list._tops[2].toolTip()
    with pytest.raises(Refused):
        people.new()
    work = CasesView(viewer)
    qtbot.addWidget(work)
    work.open(1)
    texts = offered(work.case)
    assert "Құжат қосу" not in texts
    with pytest.raises(Refused):
        work.new()
    settings = SettingsView(viewer)
    qtbot.addWidget(settings)
    settings.reload()
    assert "Түзету" not in offered(settings.sections["school"])


def test_the_same_screens_offer_a_secretary_the_daily_work(
    secretary: Session, qtbot: QtBot
) -> None:
    people = PupilsView(secretary)
    qtbot.addWidget(people)
    assert all(button.isEnabled() for button in people.list._tops)
    assert rights.may(secretary, Right.CASES)
    people.new()


def test_sealed_details_are_said_to_be_closed_and_go_back_as_they_are(
    folder: DataFolder, secretary: Session, qtbot: QtBot
) -> None:
    file = cases.case_file(secretary.db, 1)
    (paper,) = file.papers(PaperKind.HOUSING_ACT)
    fields = PaperFields(secretary, file, PaperKind.HOUSING_ACT, paper)
    qtbot.addWidget(fields)
    said = " ".join(label.text() for label in fields.findChildren(QLabel))
    assert "Жабық" in said
    assert fields.details == {}
    fields.number.setText("77")
    secretary.act(papers.keep_paper, secretary.db, fields.filled(date(2026, 11, 5)), ())
    db = opened(folder, at_noon)
    (kept,) = cases.case_file(db, 1).papers(PaperKind.HOUSING_ACT)
    assert kept.number == "77"
    assert kept.details == {"family": "көп балалы отбасы"}
    db.close()


def test_closed_special_needs_are_not_typed_over(secretary: Session, qtbot: QtBot) -> None:
    box = PupilDialog(None, secretary, pupils.card(secretary.db, 1))
    dialog = box.fields
    assert dialog.needs.text() == CLOSED
    assert dialog.needs.isReadOnly()
    assert "Жабық" in dialog.needs.toolTip()


def greyed(view: QWidget) -> set[str]:
    return {b.text() for b in view.findChildren(QPushButton) if not b.isEnabled() and b.text()}


def test_a_viewer_calls_no_classes_off_and_marks_nobody_as_told(
    folder: DataFolder, qtbot: QtBot
) -> None:
    owner = opened(folder, at_noon)
    case_id = mornings.call_off(owner, WEATHER)
    owner.close()
    for viewer in session(folder, Role.VIEWER):
        view = MorningsView(viewer)
        qtbot.addWidget(view)
        view.reload()
        assert not view.form.button.isEnabled()
        assert "Көруші" in view.form.button.toolTip()
        view.open(case_id)
        assert offered(view.done.told) == set()
        assert len(greyed(view.done.told)) >= 1


def test_a_viewer_decides_nothing_about_editions(
    viewer: Session, secretary: Session, qtbot: QtBot
) -> None:
    for who in (viewer, secretary):
        view = LawView(who)
        qtbot.addWidget(view)
        view.reload()
        for tile in view.tiles:
            tile.click()
            page = view.findChildren(Particulars)[-1]
            assert all(not button.isEnabled() for button in page.findChildren(Button))


def test_a_line_of_today_leads_nobody_to_what_the_role_refuses(
    viewer: Session, secretary: Session, qtbot: QtBot
) -> None:
    seen = {}
    for who in (viewer, secretary):
        view = TodayView(who)
        qtbot.addWidget(view)
        view.reload()
        rows = view.rows.findChildren(ListRow)
        seen[who.db.user.role] = [b.isEnabled() for r in rows for b in r.findChildren(Button)]
        assert len(rows) == len(today(who.db).lines) > 0
    assert not any(seen[Role.VIEWER])
    assert any(seen[Role.SECRETARY])


def test_first_steps_are_offered_to_who_may_take_them(tmp_path: Path, qtbot: QtBot) -> None:
    for role, allowed in ((Role.VIEWER, False), (Role.OWNER, True)):
        db = opened(DataFolder(tmp_path / role), at_noon, "Ким А.", role)
        view = TodayView(Session(db, db.folder, Settings(theme="light"), at_noon))
        qtbot.addWidget(view)
        view.reload()
        assert {b.isEnabled() for b in view.rows.findChildren(Button)} == {allowed}
        db.close()


def entries(whole: QMenu) -> dict[str, QAction]:
    parts = [entry.menu() for entry in whole.actions()]
    return {a.text().split("\t")[0]: a for part in parts if part for a in part.actions()}


def test_the_menu_greys_the_backup_and_an_undo_that_the_role_refuses(
    folder: DataFolder, qtbot: QtBot
) -> None:
    for role, may_back_up, may_undo in (
        (Role.OWNER, True, True),
        (Role.SECRETARY, True, False),
        (Role.VIEWER, False, False),
    ):
        owner = opened(folder, at_noon, "Ким А.")
        schools.save_school(owner, school(director=f"Директор {role}"))
        owner.close()
        for who in session(folder, role):
            window = MainWindow(who, feeds.of(who.db))
            qtbot.addWidget(window)
            made = entries(menu.menu(window, window))
            copy = next(a for text, a in made.items() if "көшірме" in text.lower())
            back = next(a for text, a in made.items() if "«" in text or "“" in text)
            assert copy.isEnabled() is may_back_up is rights.may(who, Right.BACKUP)
            assert back.isEnabled() is may_undo
            assert may_undo or "Ким А." in back.toolTip()


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        (Role.VIEWER, PaperKind.HOUSING_ACT, False),
        (Role.PSYCHOLOGIST, PaperKind.HOUSING_ACT, False),
        (Role.PSYCHOLOGIST, PaperKind.PSYCHOLOGIST, True),
        (Role.SECRETARY, PaperKind.HOUSING_ACT, True),
    ],
)
def test_a_paper_is_saved_and_removed_by_who_may_write_it(
    folder: DataFolder, qtbot: QtBot, role: Role, kind: PaperKind, may: bool
) -> None:
    for who in session(folder, role):
        file = cases.case_file(who.db, 1)
        paper = next(iter(file.papers(kind)), None)
        box = PaperDialog(who, None, file, kind, paper)
        qtbot.addWidget(box)
        assert box.ok_button
        assert box.ok_button.isEnabled() is may
        writing = [b for b in box.foot_buttons() if b is not box.cancel_button]
        assert {b.isEnabled() for b in writing} == {may}
        assert len(writing) == (2 if paper else 1)
        if not may:
            before = who.db.value("select count(*) from actions")
            box.accept()
            assert who.db.value("select count(*) from actions") == before


def test_who_may_not_print_is_offered_no_print(
    viewer: Session, secretary: Session, qtbot: QtBot
) -> None:
    seen = {}
    for who in (viewer, secretary):
        work = CasesView(who)
        qtbot.addWidget(work)
        work.open(1)
        card = work.case.findChildren(PrintCard)[-1]
        seen[who.db.user.role] = {b.isEnabled() for b in card.findChildren(QPushButton)}
    assert seen == {Role.VIEWER: {False}, Role.SECRETARY: {True}}
    for who, may in ((viewer, False), (secretary, True)):
        page = MeetingPrints(who, QWidget())
        qtbot.addWidget(page)
        assert {b.isEnabled() for b in page.minutes.buttons.values()} == {may}


def test_who_may_not_hold_councils_is_not_led_to_prepare_one(viewer: Session, qtbot: QtBot) -> None:
    view = CouncilsView(viewer)
    qtbot.addWidget(view)
    view.reload()
    assert not any("дайындау" in text for text in offered(view))
    with pytest.raises(Refused):
        view.open(("new", "pedagogical"))
