"""A list is imported: read beside the window, shown row by row, written only by the verb."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from gui.naming import nameless
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dlschool.domain.pupil import Pupil, Sex
from dlschool.gui import words
from dlschool.gui.pupils.import_dialog import ImportDialog
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.services import history, pupils

LIST = """1 «А» сынып оқушыларының тізімі;;;;
№;Аты-жөні;ЖСН;Туған күні;Белгі
1;Қасымов Өркен;110305500003;05.03.2011;х
2;Ким Артём;;31.02.2012;у
3;Сәрсенбаева Дана;110305500004;;х
Барлығы: 3;;;;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "тізім.csv"
    path.write_text(LIST, "utf-8")
    return path


def read(qtbot: QtBot, session: Session, file: Path) -> ImportDialog:
    dialog = ImportDialog(None, session)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    dialog.read(file)
    qtbot.waitUntil(lambda: dialog.draft is not None)
    return dialog


def count(session: Session) -> int:
    return len(pupils.ids(session.db, pupils.Filter()))


def test_every_row_is_shown_with_its_state_and_nothing_is_written(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    model = dialog.preview.model
    assert [model.data(model.index(row, 0)) for row in range(3)] == ["3", "4", "5"]
    assert [model.data(model.index(row, 1)) for row in range(3)] == [
        "жаңа",
        "қабылданбайды",
        "жаңа",
    ]
    assert count(session) == 0
    dialog.reject()
    assert count(session) == 0
    assert not history.actions(session.db)


def test_a_refused_row_names_its_column_and_reason_in_full(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    dialog.preview.filters.go("refused")
    assert dialog.preview.model.rowCount() == 1
    assert "Туған күні: «31.02.2012»" in dialog.preview.said.text()
    words.speak("ru")
    assert "не существует" in dialog.preview.said.text()
    assert dialog.preview.filters.bar.tabText(4) == "Отклонённые: 1"


def test_the_doubtful_number_is_among_the_doubts(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    dialog.preview.filters.go("doubtful")
    rows = range(dialog.preview.model.rowCount())
    said = [dialog.preview.model.data(dialog.preview.model.index(row, 5)) for row in rows]
    assert any("бақылау" in words for words in said)


def test_import_is_one_action_and_undo_takes_it_back(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert count(session) == 2
    assert len(history.undoable(session.db)) == 1
    history.undo(session.db)
    assert count(session) == 0


def test_another_column_is_chosen_read_again_and_remembered(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    dialog.preview.columns.combos["Белгі"].set_key("note")
    qtbot.waitUntil(lambda: dialog.draft is not None and dialog.draft.mapping["Белгі"] == "note")
    with qtbot.waitSignal(session.changed):
        dialog.import_now()
    found = pupils.lines(session.db, pupils.ids(session.db, pupils.Filter()))
    assert {pupil.note for pupil in found} == {"х"}
    again = read(qtbot, session, file)
    assert again.draft is not None
    assert again.draft.mapping["Белгі"] == "note"
    assert again.draft.counts()["same"] == 2
    assert not again.preview.ok.isEnabled()


def test_a_file_that_is_no_list_is_refused_and_the_dialog_stays(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr("dlschool.gui.errors.show", lambda error, parent=None: shown.append(error))
    wrong = tmp_path / "сурет.xlsx"
    wrong.write_bytes(b"PK\x03\x04 nothing")
    dialog = ImportDialog(None, session)
    dialog.open()
    dialog.read(wrong)
    qtbot.waitUntil(lambda: bool(shown))
    assert "сурет.xlsx" in str(shown[0])
    assert dialog.isVisible()
    assert dialog.stack.isEnabled()


def test_an_exported_list_imports_again_without_a_change(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    known = Pupil(
        last="Қасымов",
        first="Өркен",
        iin="110305500003",
        birth_date=date(2011, 3, 5),
        sex=Sex.MALE,
        grade=8,
        letter="Ә",
    )
    pupils.register_pupil(session.db, known)
    PupilsView(session).export(tmp_path / "тізім")
    dialog = read(qtbot, session, tmp_path / "тізім.xlsx")
    assert dialog.draft is not None
    assert dialog.draft.counts()["same"] == 1
    assert not dialog.preview.ok.isEnabled()


def test_every_control_has_a_name_for_a_screen_reader(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    assert not nameless(read(qtbot, session, file))


def test_an_import_that_is_cancelled_leaves_nothing_and_can_be_begun_again(
    qtbot: QtBot, session: Session, file: Path
) -> None:
    dialog = read(qtbot, session, file)
    dialog.import_now()
    assert dialog.task is not None
    dialog.task.cancel()
    with qtbot.waitSignal(dialog.task.ended):
        pass
    assert count(session) == 0
    assert dialog.isVisible()
    assert dialog.stack.isEnabled()
    with qtbot.waitSignal(session.changed):
        dialog.import_now()
    assert count(session) == 2


def test_a_list_of_many_sheets_names_the_sheet_of_each_row(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for number, name in enumerate(("1А", "2Ә")):
        sheet = book.create_sheet(name) if number else book.active
        assert sheet is not None
        sheet.title = name
        sheet.append(["Тегі", "Аты", "ЖСН", "Туған күні"])
        sheet.append([f"Оқушы{'аә'[number]}", "Өркен", "", "05.03.2011"])
    book.save(tmp_path / "list.xlsx")
    model = read(qtbot, session, tmp_path / "list.xlsx").preview.model
    assert [model.data(model.index(row, 0)) for row in range(2)] == ["1А: 2", "2Ә: 2"]
