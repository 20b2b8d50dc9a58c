"""The Law screen: editions and their standing, points with both wordings, grounds, what is unknown."""

from datetime import date

import pytest
from gui.kept import press, said
from gui.naming import nameless
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool.gui import words
from dlschool.gui.law.places import place_words
from dlschool.gui.law.view import LawView
from dlschool.gui.session import Session
from dlschool.law.edition import references
from dlschool.services import editions

OLD, NOW, NEW = "order-137-547-2021", "order-137-97-2022", "order-349-2023"


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> LawView:
    made = LawView(session)
    qtbot.addWidget(made)
    session.changed.connect(made.reload)
    made.resize(1166, 692)
    made.show()
    made.reload()
    return made


def test_the_chain_shows_every_edition_each_before_the_one_that_replaces_it(view: LawView) -> None:
    keys = [tile.key for tile in view.tiles]
    assert keys == ["order-137-141-2020", OLD, NOW, NEW]
    assert [tile.key for tile in view.tiles if tile.isChecked()] == [NOW]


def test_the_edition_of_new_cases_and_what_is_not_confirmed_are_marked(view: LawView) -> None:
    assert "жаңа істерге" in said(view.tiles[2])
    assert "расталмаған" in said(view.tiles[3])
    assert "тек өзгерістер" in said(view.tiles[0])


def test_a_point_is_read_in_both_languages_with_its_place(view: LawView) -> None:
    view.open(f"{NOW}#annex-2:13.1")
    text = said(view.points.reader)
    point = editions.known()[NOW].point("annex-2:13.1")
    assert point is not None
    assert point.text.kk in text
    assert point.text.ru in text
    assert "Отбасының өтініші бойынша: беру" in text


def test_points_are_found_by_number_and_by_word(qtbot: QtBot, view: LawView) -> None:
    view.points.search.setText("13.3")
    qtbot.waitUntil(lambda: view.points.table.current_id() == "annex-2:13.3")
    view.points.search.setText("психолог")
    qtbot.waitUntil(lambda: 0 < view.points.model.rowCount() < 20)
    view.points.search.setText("жоқ мұндай сөз")
    qtbot.waitUntil(lambda: view.points.model.rowCount() == 0)
    assert "Мұндай тармақ жоқ" in said(view.points.reader)


def test_every_place_of_every_edition_has_words_in_both_languages() -> None:
    places = {place for edition in editions.known().values() for _, place in references(edition)}
    for place in places:
        spoken = place_words(place)
        assert not set("abcdefghijklmnopqrstuvwxyz") & set(spoken.kk + spoken.ru), place


def test_a_click_on_a_point_of_a_ground_opens_the_point(view: LawView) -> None:
    view.tabs.go("grounds")
    view.show_point("annex-2:13")
    assert view.tabs.key() == "points"
    assert view.points.table.current_id() == "annex-2:13"


def test_practice_is_explained_and_what_is_unknown_is_said(view: LawView) -> None:
    view.show_edition(NEW)
    view.tabs.go("unknown")
    QApplication.processEvents()
    text = said(view.tabs)
    assert "тәжірибе" in text
    assert editions.known()[NEW].unknown[0].topic.kk in text


def test_the_school_switches_an_unconfirmed_edition_on_and_takes_it(
    view: LawView, session: Session
) -> None:
    view.show_edition(NEW)
    view.tabs.go("about")
    press(view.tabs, "Қосу")
    assert editions.default(session.db).key == NEW
    press(view.tabs, "Өшіру")
    assert editions.default(session.db).key == NOW


def test_the_school_sets_an_unknown_day_and_takes_it_back(view: LawView, session: Session) -> None:
    view.show_edition(OLD)
    view.tabs.go("about")
    from dlschool.gui.law.particulars import Particulars

    card = view.findChildren(Particulars)[-1]
    card.day.set_value(date(2021, 11, 20))
    card.set_day()
    assert editions.choice(session.db).dates[OLD] == date(2021, 11, 20)
    assert "20.11.2021 күнінен бастап" in said(view)
    QApplication.processEvents()
    press(view.tabs, "Белгісіз")
    assert OLD not in editions.choice(session.db).dates


def test_a_typed_day_survives_a_change_elsewhere_and_a_switch_of_language(
    view: LawView, session: Session
) -> None:
    from dlschool.gui.law.particulars import Particulars

    view.tabs.go("about")
    card = view.findChildren(Particulars)[-1]
    card.day.edit.setText("01.12")
    session.changed.emit()
    words.speak("ru")
    assert card.day.edit.text() == "01.12"
    assert view.findChildren(Particulars)[-1] is card


def test_everything_has_a_name_for_a_screen_reader(view: LawView) -> None:
    for key in ("points", "grounds", "about", "unknown"):
        view.tabs.go(key)
        assert nameless(view) == []


def test_the_long_titles_fit_the_smallest_window(view: LawView) -> None:
    for edition in editions.known():
        view.show_edition(edition)
        for language in ("kk", "ru"):
            words.speak(language)
            QApplication.processEvents()
            assert view.minimumSizeHint().width() <= 1166
