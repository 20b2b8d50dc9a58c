"""Cards, rows, steps, bars: nothing cut, everything named, one language at a time."""

import pytest
from gui.naming import nameless
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.text import Text
from dlschool.gui import widgets as kit
from dlschool.gui import words
from dlschool.gui.widgets import (
    Action,
    Badge,
    BarChart,
    Button,
    Card,
    Choice,
    Columns,
    EmptyState,
    Flow,
    Label,
    ListRow,
    Page,
    PrimaryButton,
    RowCard,
    SearchBox,
    StepPath,
    StepRow,
    Strip,
    facts,
)

LONG = Text("Өтегенова " * 30, "Утегенова " * 30)
BADGES = [Text("Кеңес", "Совет"), Text("Құжат жоқ", "Нет документа")]


def rows() -> RowCard:
    card = RowCard("Today")
    do = Action("Print", lambda: None)
    card.put([ListRow((badge, "late"), "Cases", LONG, ("annex-2:13",), [do]) for badge in BADGES])
    return card


def test_pills_of_a_list_stand_in_one_column_and_are_never_cut(qtbot: QtBot) -> None:
    card = rows()
    qtbot.addWidget(card)
    card.resize(800, 400)
    card.show()
    for language in ("kk", "ru"):
        words.speak(language)
        qtbot.wait(20)
        badges = card.findChildren(Badge)
        assert len({badge.width() for badge in badges}) == 1
        assert all(badge.width() >= badge.sizeHint().width() for badge in badges)


def test_a_row_with_a_long_name_grows_instead_of_cutting(qtbot: QtBot) -> None:
    card = rows()
    qtbot.addWidget(card)
    card.resize(700, 900)
    card.show()
    qtbot.wait(10)
    row = card.findChildren(ListRow)[0]
    assert row.prose.height() >= row.prose.heightForWidth(row.prose.width())


@pytest.mark.parametrize("state", ["done", "open", "next", "blocked", "not-needed"])
def test_a_step_says_its_state_to_a_screen_reader(qtbot: QtBot, state: str) -> None:
    path = StepPath()
    qtbot.addWidget(path)
    path.put([StepRow(3, state, "Orders", points=("annex-2:13",), sub="Print")])
    path.grab()
    names = [widget.accessibleName() for widget in path.findChildren(QWidget)]
    assert any(name.startswith("3-қадам:") for name in names)


def test_a_step_knows_only_its_five_states() -> None:
    with pytest.raises(ValueError, match="late"):
        StepRow(1, "late", "Orders")


def test_bars_are_told_in_words_too(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.put([(Text("Отбасы", "Семья"), 21), (Text("ТЖ", "ЧС"), 0)])
    chart.grab()
    assert chart.accessibleName() == "Отбасы: 21; ТЖ: 0"
    words.speak("ru")
    assert chart.accessibleName() == "Семья: 21; ЧС: 0"


def test_everything_in_the_kit_has_a_name(qtbot: QtBot) -> None:
    page = Page("Today")
    qtbot.addWidget(page)
    columns = Columns()
    page.body.addWidget(columns)
    columns.main.addWidget(rows())
    columns.side.addWidget(EmptyState("info", "Cases", Action("Print", lambda: None)))
    columns.side.addWidget(Strip("Cases", Action("Print", lambda: None)))
    columns.side.addWidget(SearchBox("Find anything"))
    columns.side.addWidget(Choice([("a", "Print"), ("b", "Close")], "a", "Language"))
    columns.side.addWidget(facts([("Language", "Print"), ("Menu", "")]))
    assert nameless(page) == []


def test_columns_go_one_under_the_other_when_it_is_narrow(qtbot: QtBot) -> None:
    columns = Columns()
    qtbot.addWidget(columns)
    main, side = Label("Cases"), Label("Orders")
    columns.main.addWidget(main)
    columns.side.addWidget(side)
    columns.resize(1100, 300)
    columns.show()
    beside = side.mapTo(columns, side.rect().topLeft()).x()
    columns.resize(600, 300)
    qtbot.wait(10)
    under = side.mapTo(columns, side.rect().topLeft())
    assert beside > 600
    assert under.x() == main.mapTo(columns, main.rect().topLeft()).x()
    assert under.y() > main.mapTo(columns, main.rect().topLeft()).y()


def test_a_row_of_buttons_wraps(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder)
    made = [Button("Save as PDF…") for _ in range(4)]
    for button in made:
        flow.addWidget(button)
    assert flow.heightForWidth(250) > 3 * made[0].sizeHint().height()
    holder.resize(250, 300)
    holder.show()
    assert all(button.width() >= button.sizeHint().width() for button in made)


def test_a_button_does_its_work_without_the_state_of_the_click(qtbot: QtBot) -> None:
    done: list[tuple[object, ...]] = []
    button = PrimaryButton("Print", lambda *given: done.append(given))
    qtbot.addWidget(button)
    button.click()
    assert done == [()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_button_that_the_keyboard_stands_on_is_pressed_and_not_the_main_one(
    qtbot: QtBot, key: Qt.Key
) -> None:
    """Also where Qt's own rule is that of Windows: there Enter is only for a dialog's main button."""
    did: list[str] = []
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    main = PrimaryButton("Save", lambda: did.append("save"))
    main.setDefault(True)
    choice = Choice([("kk", "Print"), ("ru", "Close")], "kk", "Language")
    choice.chosen.connect(did.append)
    others = [Button("Close", lambda: did.append("close")), choice.button("ru")]
    for widget in (main, others[0], choice):
        column.addWidget(widget)
    dialog.show()
    for button in others:
        button.setFocus()
        QTest.keyClick(button, key)
    assert did == ["close", "ru"]
    QApplication.sendEvent(others[0], _held(key))
    assert did == ["close", "ru"]


def _held(key: Qt.Key) -> QKeyEvent:
    """A key that is held down: it must not press what it opened."""
    none = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, none, "", autorep=True)


def test_a_choice_tells_its_key(qtbot: QtBot) -> None:
    choice = Choice([("kk", "Print"), ("ru", "Close")], "kk", "Language")
    qtbot.addWidget(choice)
    with qtbot.waitSignal(choice.chosen) as told:
        choice.button("ru").click()
    assert told.args == ["ru"]
    assert choice.value() == "ru"


def test_a_search_box_tells_after_a_rest(qtbot: QtBot) -> None:
    box = SearchBox("Find anything")
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.typed) as told:
        for text in ("ә", "әл", " әли "):
            box.setText(text)
    assert told.args == ["әли"]


def test_a_card_can_be_emptied_but_keeps_its_heading(qtbot: QtBot) -> None:
    card = Card("Today")
    qtbot.addWidget(card)
    card.body.addWidget(QPushButton("x"))
    card.clear()
    assert card.body.count() == 1


def test_every_name_of_the_kit_is_where_it_is_said_to_be() -> None:
    assert all(getattr(kit, name).__module__.endswith(module) for name, module in kit.WHERE.items())
    with pytest.raises(AttributeError):
        kit.NoSuchWidget  # noqa: B018


def test_a_chart_that_became_narrow_is_as_tall_as_its_wrapped_names(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    chart = BarChart()
    column.addWidget(chart)
    column.addStretch(1)
    chart.put([(Text("Төтенше жағдай, шектеу шаралары", "Чрезвычайная ситуация"), 3)] * 4)
    holder.resize(900, 600)
    holder.show()
    qtbot.waitUntil(lambda: chart.width() > 800 and chart.height() == chart.sizeHint().height())
    wide = chart.height()
    holder.resize(220, 600)
    qtbot.waitUntil(lambda: chart.height() == chart.sizeHint().height() > wide)
