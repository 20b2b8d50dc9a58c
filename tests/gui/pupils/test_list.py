"""The list of pupils: search, filter, order, many pupils, the way to the card."""

import pytest
from gui.naming import nameless
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dlschool.domain.pupil import Pupil
from dlschool.gui import words
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.gui.table import PAGE
from dlschool.services import pupils

LONG = "Абдрахманова-Қызылординская " * 10


def registered(session: Session, count: int) -> list[int]:
    rows = [
        (
            Pupil(
                last=f"Оқушы{number:04}",
                first="Өркен",
                iin_reason="үлгі",
                grade=1 + number % 3,
                letter="А",
            ),
            None,
            None,
        )
        for number in range(count)
    ]
    pupils.import_rows(session.db, rows, "list")
    return pupils.ids(session.db, pupils.Filter())


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> PupilsView:
    made = PupilsView(session)
    session.changed.connect(made.reload)
    made.resize(1166, 690)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def names(view: PupilsView) -> list[object]:
    model = view.list.model
    return [model.data(model.index(row, 0)) for row in range(min(model.rowCount(), 3))]


def test_an_empty_school_is_told_what_to_do_first(view: PupilsView) -> None:
    view.reload()
    assert view.list.stack.currentWidget() is view.list.nobody


def test_the_first_page_comes_at_once_and_all_the_others_after_it(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    found = registered(session, 3 * PAGE)
    view.reload()
    assert view.list.model.rowCount() == PAGE
    qtbot.waitUntil(lambda: view.list.model.rowCount() == len(found))
    assert [view.list.model.id_at(row) for row in range(len(found))] == found


def test_what_is_typed_narrows_the_list_and_escape_widens_it(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    registered(session, 40)
    view.reload()
    view.list.search.setText("оқушы0007")
    qtbot.waitUntil(lambda: view.list.model.rowCount() == 1)
    assert names(view) == ["Оқушы0007 Өркен"]
    qtbot.keyClick(view.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.list.model.rowCount() == 40)


def test_nobody_found_says_so_and_shows_everybody_again(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    registered(session, 5)
    view.reload()
    view.list.search.setText("жоқ адам")
    qtbot.waitUntil(lambda: view.list.stack.currentWidget() is view.list.not_found)
    view.list.widen()
    assert view.list.model.rowCount() == 5


def test_a_class_is_chosen_and_stays_chosen_after_a_change(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    found = registered(session, 9)
    view.reload()
    view.list.classes.set_key("2/А")
    assert view.list.model.rowCount() == 3
    pupil = pupils.card(session.db, found[1]).pupil
    session.act(pupils.leave, session.db, pupil.id or 0, session.today())
    assert view.list.classes.key() == "2/А"
    assert view.list.model.rowCount() == 2
    view.list.with_left.setChecked(True)
    assert view.list.model.rowCount() == 3


def test_a_click_on_a_heading_turns_the_order(session: Session, view: PupilsView) -> None:
    registered(session, 5)
    view.reload()
    view.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(view)[0] == "Оқушы0004 Өркен"


def test_down_and_enter_open_a_card_and_back_leads_to_the_same_row(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    found = registered(session, 5)
    view.reload()
    qtbot.keyClick(view.list.search, Qt.Key.Key_Down)
    qtbot.keyClick(view.list.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.list.table, Qt.Key.Key_Return)
    assert view.stack.currentWidget() is view.card
    assert "Оқушы0001" in view.card.heading.text()
    view.back()
    assert view.list.table.current_id() == found[1]


def test_a_name_of_300_letters_is_cut_in_the_list_and_whole_on_the_card(
    session: Session, view: PupilsView
) -> None:
    made = pupils.register_pupil(session.db, Pupil(last=LONG, first="Дана", iin_reason="үлгі"))
    view.reload()
    assert view.list.table.horizontalScrollBar().maximum() == 0
    view.open(made)
    assert view.card.heading.text() == f"{LONG} Дана"
    assert view.card.minimumSizeHint().width() < 1166


def test_a_switch_of_language_keeps_search_filter_and_row(
    qtbot: QtBot, session: Session, view: PupilsView
) -> None:
    registered(session, 9)
    view.reload()
    view.list.search.setText("өркен")
    view.list.classes.set_key("1/А")
    view.list.table.selectRow(1)
    kept = view.list.table.current_id()
    words.speak("ru")
    assert view.list.heading.text() == "Обучающиеся"
    assert (view.list.search.text(), view.list.classes.key()) == ("өркен", "1/А")
    assert view.list.table.current_id() == kept


def test_a_card_whose_pupil_was_taken_back_gives_way_to_the_list(
    session: Session, view: PupilsView
) -> None:
    from dlschool.services import history

    made = pupils.register_pupil(session.db, Pupil(last="Ким", first="Артём", iin_reason="үлгі"))
    view.open(made)
    session.act(history.undo, session.db)
    assert view.stack.currentWidget() is view.list


def test_every_control_has_a_name_for_a_screen_reader(session: Session, view: PupilsView) -> None:
    (made, *_) = registered(session, 3)
    view.reload()
    assert not nameless(view.list)
    view.open(made)
    assert not nameless(view.card)
