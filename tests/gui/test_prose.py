"""Running text with points of the law: clicked, chosen by key, in both languages."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.gui import words
from dlschool.gui.widgets import Prose, Span, point_spans

KEYS = ("annex-2:13", "annex-2:4.3")


def prose(qtbot: QtBot) -> tuple[Prose, list[str]]:
    opened: list[str] = []
    spans = [Span(Text("Өтініш", "Заявление"), bold=True), *point_spans(KEYS)]
    made = Prose(spans, opens=opened.append)
    qtbot.addWidget(made)
    made.resize(400, 40)
    made.show()
    return made, opened


def test_points_are_written_as_secretaries_write_them(qtbot: QtBot) -> None:
    made, _ = prose(qtbot)
    assert made.text().replace("\u00a0", " ") == "Өтініш 13-т., 4-т. 3)"
    words.speak("ru")
    assert made.text().replace("\u00a0", " ") == "Заявление п. 13, п. 4, пп. 3)"
    assert made.accessibleName() == made.text()


def test_a_click_on_a_point_opens_it_and_elsewhere_nothing(qtbot: QtBot) -> None:
    made, opened = prose(qtbot)
    made.grab()
    for x in range(0, made.width(), 4):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert set(opened) == set(KEYS)
    opened.clear()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(4, 10))
    assert opened == []


def test_points_are_reached_by_keys(qtbot: QtBot) -> None:
    made, opened = prose(qtbot)
    made.setFocus()
    made.grab()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    made.grab()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert opened == [*KEYS, KEYS[0]]


def test_text_without_points_takes_no_focus(qtbot: QtBot) -> None:
    made = Prose([Span("Print")])
    qtbot.addWidget(made)
    assert made.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_long_text_wraps_instead_of_being_cut(qtbot: QtBot) -> None:
    made = Prose([Span("Ә" * 300)])
    qtbot.addWidget(made)
    one = Prose([Span("Ә")])
    qtbot.addWidget(one)
    assert made.heightForWidth(300) > 8 * one.heightForWidth(300)
