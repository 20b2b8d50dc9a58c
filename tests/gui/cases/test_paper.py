"""A paper with its scans: fields by kind, black boxes, one action."""

from pathlib import Path

import pytest
from builders import stored_case
from gui.naming import nameless
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Ground, PaperKind
from dlschool.gui import words
from dlschool.gui.cases.paper import PaperDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets import Strip
from dlschool.services import history, scans
from dlschool.services.cases import case_file


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.png"
    Image.new("RGB", (400, 560), "white").save(path)
    return path


@pytest.fixture
def health(session: Session) -> int:
    return stored_case(session.db, ground=Ground.HEALTH)


def dialog_of(session: Session, case_id: int, kind: str, *, there: bool = False) -> PaperDialog:
    file = case_file(session.db, case_id)
    paper = file.papers(kind)[0] if there else None
    made = PaperDialog(session, None, file, kind, paper)
    made.open()
    return made


def add(qtbot: QtBot, dialog: PaperDialog, *paths: Path) -> None:
    before = len(dialog.scans.entries)
    dialog.scans.add_files(list(paths))
    qtbot.waitUntil(lambda: len(dialog.scans.entries) == before + len(paths))
    qtbot.waitUntil(lambda: not dialog.scans.viewer.empty())


def test_a_paper_is_saved_with_the_keyboard(session: Session, family: int, qtbot: QtBot) -> None:
    dialog = dialog_of(session, family, PaperKind.CHILD_OPINION)
    opinion = dialog.fields.details["opinion"]
    assert isinstance(opinion, QPlainTextEdit)
    opinion.setPlainText("Үйде оқығым келеді")
    qtbot.keyClicks(dialog.fields.number, "7")
    qtbot.keyClick(dialog.fields.number, Qt.Key.Key_Return)
    (paper,) = case_file(session.db, family).papers(PaperKind.CHILD_OPINION)
    assert (paper.number, paper.details) == ("7", {"opinion": "Үйде оқығым келеді"})


def test_a_paper_without_a_date_is_not_saved_and_nothing_is_lost(
    session: Session, family: int, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, family, PaperKind.HOUSING_ACT)
    dialog.fields.day.edit.clear()
    dialog.fields.number.setText("12")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.fields.number.text() == "12"
    assert case_file(session.db, family).papers(PaperKind.HOUSING_ACT) == ()


def test_what_the_service_refuses_is_said_inside(
    session: Session, health: int, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, health, PaperKind.MEDICAL)
    dialog.fields.issuer.setText("Аурухана")
    dialog.fields.start.edit.setText("20.11.2026")
    dialog.fields.until.edit.setText("10.11.2026")
    dialog.accept()
    assert dialog.findChildren(Strip)
    assert dialog.fields.issuer.text() == "Аурухана"


def test_a_medical_conclusion_asks_for_its_period_and_never_for_a_diagnosis(
    session: Session, health: int, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, health, PaperKind.MEDICAL)
    assert dialog.fields.until.isVisible()
    assert set(dialog.fields.details) == {"form", "recommendation"}


def test_a_medical_scan_is_blacked_out_before_it_is_kept(
    session: Session, health: int, page: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, health, PaperKind.MEDICAL)
    add(qtbot, dialog, page)
    assert dialog.scans.asking.isVisible()
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Strip)))
    assert case_file(session.db, health).papers(PaperKind.MEDICAL) == ()
    viewer = dialog.scans.viewer
    qtbot.mousePress(viewer.viewport(), Qt.MouseButton.LeftButton, pos=_middle(dialog, -40))
    qtbot.mouseMove(viewer.viewport(), _middle(dialog, 40))
    qtbot.mouseRelease(viewer.viewport(), Qt.MouseButton.LeftButton, pos=_middle(dialog, 40))
    assert len(viewer.parts()) == 1
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    file = case_file(session.db, health)
    (paper,) = file.papers(PaperKind.MEDICAL)
    (scan,) = file.scans[paper.id or 0]
    kept, _mime = scans.scan_content(session.db, scan.id or 0)
    picture = _opened(kept)
    middle = (picture.width // 2, picture.height // 2)
    assert picture.convert("L").getpixel(middle) == 0


def _middle(dialog: PaperDialog, by: int) -> QPoint:
    centre = dialog.scans.viewer.viewport().rect().center()
    return QPoint(centre.x() + by, centre.y() + by)


def _opened(content: bytes) -> Image.Image:
    import io

    return Image.open(io.BytesIO(content))


def test_a_scan_without_a_diagnosis_is_kept_when_a_person_says_so(
    session: Session, health: int, page: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, health, PaperKind.MEDICAL)
    add(qtbot, dialog, page)
    dialog.scans.absent.click()
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert len(case_file(session.db, health).scans) == 1


def test_boxes_are_drawn_moved_and_taken_away_with_keys(
    session: Session, health: int, page: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, health, PaperKind.MEDICAL)
    add(qtbot, dialog, page)
    viewer = dialog.scans.viewer
    qtbot.keyClick(viewer, Qt.Key.Key_Space)
    first = viewer.parts()[0]
    qtbot.keyClick(viewer, Qt.Key.Key_Down)
    assert viewer.parts()[0][1] > first[1]
    qtbot.keyClick(viewer, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.parts()[0][2] > first[2]
    qtbot.keyClick(viewer, Qt.Key.Key_Delete)
    assert viewer.parts() == []


def test_a_paper_and_its_scans_are_one_action_in_the_order_of_the_list(
    session: Session, family: int, page: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second = tmp_path / "second.png"
    Image.new("RGB", (300, 300), "grey").save(second)
    before = len(history.actions(session.db))
    dialog = dialog_of(session, family, PaperKind.HOUSING_ACT)
    add(qtbot, dialog, page, second)
    dialog.scans.list.setCurrentRow(1)
    dialog.scans.move_file(-1)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert len(history.actions(session.db)) == before + 1
    paper = case_file(session.db, family).papers(PaperKind.HOUSING_ACT)[0]
    kept = case_file(session.db, family).scans[paper.id or 0]
    sizes = [_opened(scans.scan_content(session.db, scan.id or 0)[0]).size for scan in kept]
    assert sizes == [(300, 300), (400, 560)]


def test_a_scan_is_taken_out_when_the_paper_is_saved(
    session: Session, family: int, page: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, family, PaperKind.HOUSING_ACT)
    add(qtbot, dialog, page)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    again = dialog_of(session, family, PaperKind.HOUSING_ACT, there=True)
    qtbot.waitUntil(lambda: not again.scans.viewer.empty())
    again.scans.take_out()
    again.accept()
    assert [kept for kept in case_file(session.db, family).scans.values() if kept] == []


def test_a_file_that_is_no_scan_is_refused_and_the_others_come(
    session: Session, family: int, page: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "letter.docx"
    wrong.write_bytes(b"PK\x03\x04")
    dialog = dialog_of(session, family, PaperKind.HOUSING_ACT)
    with qtbot.captureExceptions() as caught:
        dialog.scans.add_files([wrong, page])
        qtbot.waitUntil(lambda: len(dialog.scans.entries) == 1)
        qtbot.wait(50)
    assert "letter.docx" in str(caught[0][1])


def test_a_switch_of_language_keeps_fields_and_scans(
    session: Session, family: int, page: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(session, family, PaperKind.HOUSING_ACT)
    dialog.fields.number.setText("12")
    add(qtbot, dialog, page)
    words.speak("ru")
    assert dialog.fields.number.text() == "12"
    assert dialog.scans.list.item(0).text() == "page.png · отсканирована 1 страница"


def test_everything_has_a_name_for_a_screen_reader(
    session: Session, health: int, qtbot: QtBot
) -> None:
    assert nameless(dialog_of(session, health, PaperKind.MEDICAL)) == []
