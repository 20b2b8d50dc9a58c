"""The frame: screens made when first shown, keys, search, undo, what it remembers."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from gui.naming import nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.gui import words
from dlschool.gui.feeds import Feeds
from dlschool.gui.main_window import SCREENS, MainWindow
from dlschool.gui.menu import keys, menu
from dlschool.gui.session import Session
from dlschool.gui.side_bar import ITEMS, Item
from dlschool.gui.top_bar import school_year

MADE: list[str] = []


class Seen(QWidget):
    """A screen that notes what it is asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        MADE.append(type(self).__name__)
        self.session = session
        self.asked: list[object] = []
        self.edit = QLineEdit()
        self.edit.setAccessibleName("x")
        QVBoxLayout(self).addWidget(self.edit)

    def reload(self) -> None:
        self.asked.append("reload")

    def open(self, target: object) -> None:
        self.asked.append(target)

    def new(self) -> None:
        self.asked.append("new")

    def back(self) -> bool:
        self.asked.append("back")
        return True


class Other(Seen):
    """A second screen."""


@dataclass(frozen=True)
class Found:
    kind: str
    title: Text
    subtitle: Text | None
    screen: str
    target: int | str | None = None


HIT = Found("case", Text("Іс № 1", "Дело № 1"), Text("Отбасы", "Семья"), "cases", 7)
HERE = __name__


class Frame:
    """A main window over two screens and answers of our own."""

    def __init__(self, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        MADE.clear()
        self.undone = 0
        self.next: str | None = "Құжат қосылды"
        self.next_redo: str | None = None
        feeds = Feeds(
            search=lambda text: [HIT] if text == "1" else [],
            counts=lambda: {"cases": 38},
            school=lambda: Text("№ 12 мектеп", "Школа № 12"),
            last_copy=lambda: datetime.fromisoformat("2026-11-04T17:40"),
            next_undo=lambda: self.next,
            undo=self._undo,
            next_redo=lambda: self.next_redo,
            redo=self._redo,
        )
        import sys

        monkeypatch.setitem(sys.modules, "a_screen", sys.modules[HERE])
        self.window = MainWindow(
            session, feeds, {"today": "a_screen:Seen", "cases": "a_screen:Other"}
        )
        qtbot.addWidget(self.window)
        self.window.start()
        self.window.show()
        qtbot.waitExposed(self.window)

    def _undo(self) -> None:
        self.undone += 1
        self.next, self.next_redo = None, "Құжат қосылды"

    def _redo(self) -> None:
        self.undone -= 1
        self.next_redo = None

    def screen(self, name: str) -> Seen:
        found = self.window.screen_widget(name)
        assert isinstance(found, Seen)
        return found


@pytest.fixture
def frame(qtbot: QtBot, bare_session: Session, monkeypatch: pytest.MonkeyPatch) -> Frame:
    return Frame(qtbot, bare_session, monkeypatch)


def test_a_screen_is_made_when_it_is_first_shown(frame: Frame) -> None:
    assert MADE == ["Seen"]
    frame.window.go("cases")
    frame.window.go("today")
    frame.window.go("cases")
    assert MADE == ["Seen", "Other"]


def test_a_change_reloads_what_is_seen_and_later_the_rest(frame: Frame) -> None:
    frame.window.go("cases")
    today, cases = frame.screen("today"), frame.screen("cases")
    before = len(today.asked), len(cases.asked)
    frame.window.session.changed.emit()
    frame.window.session.changed.emit()
    assert (len(today.asked), len(cases.asked)) == (before[0], before[1] + 2)
    frame.window.go("today")
    assert len(today.asked) == before[0] + 1


def test_a_target_is_opened_in_its_screen(frame: Frame) -> None:
    frame.window.session.go("cases", 7)
    assert frame.window.current() == "cases"
    assert frame.screen("cases").asked[-1] == 7


def test_keys_lead_to_screens_and_to_what_they_do(qtbot: QtBot, frame: Frame) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(frame.window, Qt.Key.Key_3, control)
    assert frame.window.current() == "cases"
    qtbot.keyClick(frame.window, Qt.Key.Key_N, control)
    qtbot.keyClick(frame.window, Qt.Key.Key_P, control)
    qtbot.keyClick(frame.window, Qt.Key.Key_Escape)
    assert frame.screen("cases").asked[-2:] == ["new", "back"]


def test_undo_takes_back_once_and_says_what_is_next(qtbot: QtBot, frame: Frame) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(frame.window, Qt.Key.Key_Z, control)
    qtbot.keyClick(frame.window, Qt.Key.Key_Z, control)
    assert frame.undone == 1


def test_redo_does_again_what_was_taken_back_and_the_menu_names_it(
    qtbot: QtBot, frame: Frame
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(frame.window, Qt.Key.Key_Y, control)
    assert frame.undone == 0
    qtbot.keyClick(frame.window, Qt.Key.Key_Z, control)
    edit = menu(frame.window, frame.window).actions()[0].menu()
    assert any("Қайта жасау" in action.text() for action in edit.actions())  # type: ignore[union-attr]
    qtbot.keyClick(frame.window, Qt.Key.Key_Y, control)
    qtbot.keyClick(frame.window, Qt.Key.Key_Y, control)
    assert frame.undone == 0


def test_in_a_field_undo_takes_back_the_typing_only(qtbot: QtBot, frame: Frame) -> None:
    edit = frame.screen("today").edit
    edit.setFocus()
    qtbot.keyClicks(edit, "abc")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (edit.text(), frame.undone) == ("", 0)


def test_the_search_finds_shows_and_opens(qtbot: QtBot, frame: Frame) -> None:
    search = frame.window.search
    qtbot.keyClick(frame.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert search.hasFocus()
    qtbot.keyClicks(search, "1")
    qtbot.waitUntil(lambda: search.hits() == [HIT])
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert frame.screen("cases").asked[-1] == 7
    assert search.text() == ""
    assert search.hits() == []


def test_a_search_without_a_hit_says_so(qtbot: QtBot, frame: Frame) -> None:
    frame.window.search.show_hits("zzz")
    frame.window.grab()
    assert frame.window.search.hits() in ([], [None])


def test_a_switch_of_language_keeps_what_was_typed(frame: Frame) -> None:
    frame.screen("today").edit.setText("Әлия")
    before = list(frame.screen("today").asked)
    frame.window.top.language.button("ru").click()
    assert frame.window.windowTitle() == "Дистанционное обучение"
    assert frame.screen("today").edit.text() == "Әлия"
    assert frame.screen("today").asked == before
    assert frame.window.session.settings.language == "ru"


def test_the_bars_say_what_there_is(frame: Frame) -> None:
    frame.window.bars()
    said = " ".join(filter(None, (w.accessibleName() for w in frame.window.findChildren(QWidget))))
    assert "Істер, 38" in said
    assert "№ 12 мектеп" in said
    assert "Құжат қосылды" in said


def test_everything_in_the_frame_has_a_name(frame: Frame) -> None:
    assert nameless(frame.window) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_frame_fits_a_small_screen(frame: Frame, language: str) -> None:
    words.speak(language)
    frame.window.bars()
    assert frame.window.minimumSizeHint().width() <= 1366
    frame.window.resize(1366, 740)
    frame.window.grab()
    for button in frame.window.side.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()


def test_tab_stops_at_the_open_screen_in_the_side_bar(frame: Frame) -> None:
    bar = frame.window.side
    for opened, stop in (("today", "today"), ("calendar", "calendar"), ("mornings", "today")):
        bar.mark(opened)
        tabbed = [
            name
            for (name, _, _), item in zip(ITEMS, bar.findChildren(Item), strict=True)
            if item.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert tabbed == [stop]


def test_the_menu_names_what_undo_takes_back(frame: Frame) -> None:
    texts = [
        action.text()
        for part in menu(frame.window, frame.window).actions()
        for action in part.menu().actions()  # type: ignore[union-attr]
    ]
    assert any("Құжат қосылды" in text for text in texts)
    keys(frame.window)


def test_the_window_opens_where_it_was_left(
    qtbot: QtBot, bare_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Frame(qtbot, bare_session, monkeypatch)
    first.window.go("cases")
    first.window.resize(1100, 650)
    first.window.close()
    second = Frame(qtbot, bare_session, monkeypatch)
    assert second.window.current() == "cases"
    assert second.window.height() == 650


def test_every_screen_of_the_bar_is_registered() -> None:
    assert {name for name, _, _ in ITEMS} <= set(SCREENS)


def test_a_school_year_begins_in_september(bare_session: Session) -> None:
    assert school_year(bare_session.today()) == (2026, 2027)
    assert school_year(bare_session.today().replace(month=8)) == (2025, 2026)
