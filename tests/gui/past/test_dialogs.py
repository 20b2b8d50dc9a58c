"""Cases that ran on paper: entered in one dialog, gaps and all, or imported from Excel with a preview."""

from datetime import date
from pathlib import Path

import pytest
from builders import stored_case, stored_pupil
from gui.kept import said
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dlschool import tables
from dlschool.domain.case import Council, Ground
from dlschool.gui import words
from dlschool.gui.past.dialog import (
    PastCaseDialog,
    PastDocumentsDialog,
    past_case_dialog,
    past_documents_dialog,
)
from dlschool.gui.past.import_dialog import PastImport, past_import_dialog
from dlschool.gui.session import Session
from dlschool.services import cases, history, lists

PED = Council.PEDAGOGICAL


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(session: Session, window: QWidget, pupil_id: int) -> PastCaseDialog:
    box = past_case_dialog(session, window)
    box.pupil.choose(pupil_id)
    return box


def test_a_case_is_entered_with_what_there_is_and_the_gaps_stay_listed(
    session: Session, window: QWidget
) -> None:
    box = opened(session, window, stored_pupil(session.db))
    number, day = box.documents._papers["application"]
    number.setText("114")
    day.set_value(date(2026, 9, 1))
    number, day, _outcome = box.documents._minutes[PED]
    number.setText("2")
    day.set_value(date(2026, 9, 18))
    box.documents.number.setText("84-қ")
    box.documents.day.set_value(date(2026, 9, 20))
    box.documents.start.set_value(date(2026, 9, 21))
    box.documents.until.set_value(date(2026, 12, 27))
    before = len(history.actions(session.db))
    box.accept()
    file = cases.case_file(session.db, box.made or 0)
    assert file.case.from_paper
    assert file.case.opened_on == date(2026, 9, 1)
    assert [o.number for o in file.records.orders] == ["84-қ"]
    assert [d.from_paper for d in file.records.decisions] == [True]
    assert file.assessment.next is not None
    assert len(history.actions(session.db)) == before + 1


def test_a_number_without_its_date_keeps_the_dialog_and_says_so(
    session: Session, window: QWidget
) -> None:
    box = opened(session, window, stored_pupil(session.db))
    box.documents._papers["application"][0].setText("114")
    box.accept()
    assert box.isVisible()
    assert "№ 114: күнін жазыңыз" in said(box)
    assert box.documents._papers["application"][0].text() == "114"


def test_without_any_date_the_day_of_opening_is_asked_for(
    session: Session, window: QWidget
) -> None:
    box = opened(session, window, stored_pupil(session.db))
    box.accept()
    assert box.isVisible()
    assert "Істің ашылған күнін жазыңыз" in said(box)


def test_a_refusal_writes_nothing_and_keeps_what_was_typed(
    session: Session, window: QWidget
) -> None:
    box = opened(session, window, stored_pupil(session.db))
    number, day, _ = box.documents._minutes[PED]
    day.set_value(date(2026, 9, 18))
    box.accept()
    assert box.isVisible()
    assert lists.cases(session.db) == []
    assert day.value() == date(2026, 9, 18)
    assert number.text() == ""


def test_another_ground_or_language_keeps_numbers_that_still_fit(
    session: Session, window: QWidget
) -> None:
    box = opened(session, window, stored_pupil(session.db))
    box.documents._papers["application"][0].setText("114")
    box.documents.number.setText("84-қ")
    box.ground.set_key(Ground.COMPETITION.value)
    words.speak("ru")
    assert box.documents._papers["application"][0].text() == "114"
    assert box.documents.number.text() == "84-қ"
    assert set(box.documents._papers) == {"application", "participation-order"}
    box.ground.set_key(Ground.EMERGENCY.value)
    assert box.pupil.isHidden() or not box.pupil.isVisible()


def test_further_documents_come_into_a_case_that_is_here(session: Session, window: QWidget) -> None:
    case_id = stored_case(session.db, from_paper=True)
    box = past_documents_dialog(session, window, case_id)
    number, day = box.documents._papers["housing-act"]
    number.setText("7")
    day.set_value(date(2026, 9, 3))
    box.accept()
    papers = cases.case_file(session.db, case_id).papers("housing-act")
    assert [(p.number, p.from_paper) for p in papers] == [("7", True)]


def register(folder: Path, *rows: list[str]) -> Path:
    file = folder / "register.xlsx"
    headings = ["ЖСН", "Аты-жөні", "Туған күні", "Негізі", "Өтініштің күні"]
    tables.write_xlsx(file, "Тізілім", headings, rows)
    return file


def read(qtbot: QtBot, session: Session, window: QWidget, file: Path) -> PastImport:
    box = past_import_dialog(session, window)
    box.read(file)
    qtbot.waitUntil(lambda: box.draft is not None, timeout=10000)
    return box


def test_a_register_is_shown_row_by_row_before_anything_is_written(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    stored_pupil(session.db, last="Қасымов", first="Өркен", birth_date=date(2011, 3, 5))
    file = register(
        tmp_path,
        ["", "Қасымов Өркен", "05.03.2011", "отбасы өтініші", "01.09.2026"],
        ["", "Белгісіз Бала", "01.01.2012", "отбасы өтініші", "01.09.2026"],
    )
    box = read(qtbot, session, window, file)
    QApplication.processEvents()
    assert box.draft is not None
    assert box.draft.counts()["new"] == 1
    assert box.ok.text() == "Импорттау: 1 іс"
    assert lists.cases(session.db) == []
    box.filters.go("refused")
    assert "тіркелмеген" in box.said.text()
    box.import_now()
    qtbot.waitUntil(lambda: len(lists.cases(session.db)) == 1, timeout=10000)


def test_a_file_that_is_no_register_is_refused_and_the_dialog_stays(
    qtbot: QtBot, session: Session, window: QWidget, tmp_path: Path
) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"no workbook")
    box = past_import_dialog(session, window)
    box.read(file)
    qtbot.waitUntil(box.stack.isEnabled, timeout=10000)
    assert box.isVisible()
    assert box.draft is None


def test_everything_has_a_name_for_a_screen_reader(session: Session, window: QWidget) -> None:
    case_id = stored_case(session.db)
    boxes = [
        PastCaseDialog(session, window),
        PastDocumentsDialog(session, window, case_id),
        PastImport(window, session),
    ]
    for box in boxes:
        assert nameless(box) == []
