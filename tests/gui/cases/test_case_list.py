"""The list of cases: filters, an empty school, the chosen row in full."""

from builders import stored_case, stored_pupil
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.domain.case import Ground
from dlschool.gui import words
from dlschool.gui.cases.case_list import CaseList
from dlschool.gui.session import Session
from dlschool.gui.widgets import Button, Dialog, Label


def list_of(session: Session, opened: list[object] | None = None) -> CaseList:
    calls = opened if opened is not None else []
    made = CaseList(session, calls.append, lambda: calls.append("new"))
    made.resize(1140, 680)
    made.reload()
    made.show()
    return made


def count(found: CaseList) -> int:
    return found.model.rowCount()


def test_an_empty_school_is_told_what_a_case_begins_with(session: Session, qtbot: QtBot) -> None:
    opened: list[object] = []
    found = list_of(session, opened)
    button = next(b for b in found.findChildren(Button) if b.text() == "Іс ашу")
    button.click()
    assert opened == ["new"]
    assert not found.print_button.isEnabled()


def test_enter_opens_the_chosen_case(session: Session, family: int, qtbot: QtBot) -> None:
    opened: list[object] = []
    found = list_of(session, opened)
    found.table.choose(family)
    found.table.setFocus()
    qtbot.keyClick(found.table, Qt.Key.Key_Return)
    assert opened == [family]


def test_filters_narrow_the_list(session: Session, family: int, qtbot: QtBot) -> None:
    other = stored_pupil(session.db, last="Қасымов", first="Ербол")
    stored_case(session.db, pupil_id=other, ground=Ground.HEALTH)
    found = list_of(session)
    assert count(found) == 2
    found.ground.set_key(Ground.HEALTH.value)
    assert count(found) == 1
    found.ground.set_key("")
    found.search.setText("сәрс")
    qtbot.waitUntil(lambda: count(found) == 1)
    found.state.button("ended").click()
    assert count(found) == 0
    found.show_all()
    assert count(found) == 2


def test_the_chosen_row_stands_in_full_below(session: Session, qtbot: QtBot) -> None:
    long = stored_pupil(session.db, last="Мұхаммедғалымжанұлы " * 8, first="Ә")
    case_id = stored_case(session.db, pupil_id=long)
    found = list_of(session)
    found.table.choose(case_id)
    assert ("Мұхаммедғалымжанұлы " * 8).strip() in found.whole.text()


def test_a_switch_of_language_speaks_in_place(session: Session, family: int, qtbot: QtBot) -> None:
    found = list_of(session)
    found.search.setText("сәрс")
    words.speak("ru")
    assert found.search.text() == "сәрс"
    assert found.model.headerData(0, Qt.Orientation.Horizontal) == "Номер"


def test_the_register_of_the_list_is_laid_out_and_shown(
    session: Session, family: int, qtbot: QtBot
) -> None:
    from dlschool.gui.preview import Preview

    found = list_of(session)
    found.print_()
    dialog = next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Dialog) and w.isVisible()
    )
    assert any("1" in label.text() for label in dialog.findChildren(Label))
    dialog.accept()
    qtbot.waitUntil(
        lambda: any(isinstance(w, Preview) for w in QApplication.topLevelWidgets()), timeout=20000
    )


def test_everything_has_a_name_for_a_screen_reader(
    session: Session, family: int, qtbot: QtBot
) -> None:
    assert nameless(list_of(session)) == []
