"""Fields and choices where there is little room: hidden rows take none, long words end in «…»."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dlschool.gui.widgets.fields import Combo, Fields, same

LONG = "Қостанай облысы әкімдігі білім басқармасының Алтынсарин ауданы білім бөлімі"


def test_a_row_of_hidden_fields_leaves_no_gap(qtbot: QtBot) -> None:
    fields = Fields()
    qtbot.addWidget(fields)
    first, second, last = QLineEdit(), QLineEdit(), QLineEdit()
    fields.add("Above", QLineEdit())
    fields.row(("First", first), ("Second", second))
    fields.add("Below", last)
    fields.show()
    QApplication.processEvents()
    whole = fields.sizeHint().height()
    fields.set_visible(first, False)
    assert fields.sizeHint().height() == whole
    fields.set_visible(second, False)
    shorter = fields.sizeHint().height()
    fields.set_visible(first, True)
    assert shorter < whole - first.height()
    assert fields.sizeHint().height() == whole
    assert first.isVisible()


def test_long_words_in_a_field_are_seen_from_their_beginning(qtbot: QtBot) -> None:
    fields = Fields()
    qtbot.addWidget(fields)
    edit = fields.add("Name", QLineEdit(LONG))
    assert edit.cursorPosition() == 0


def painted(combo: Combo) -> set[int]:
    """Columns of px of the words' place that have ink."""
    image = combo.grab().toImage()
    ground = image.pixelColor(3, combo.height() // 2)
    middle = QRect(6, 8, combo.width() - 40, combo.height() - 16)
    return {
        x
        for x in range(middle.left(), middle.right())
        for y in range(middle.top(), middle.bottom())
        if image.pixelColor(x, y) != ground
    }


def test_a_choice_that_fits_is_whole_and_a_long_one_is_elided(qtbot: QtBot) -> None:
    def combo_of(text: str, wide: int) -> Combo:
        made = Combo([(1, same(text))])
        qtbot.addWidget(made)
        made.resize(wide, 32)
        made.show()
        QApplication.processEvents()
        return made

    narrow, wide = combo_of(LONG, 160), combo_of(LONG, 900)
    assert max(painted(narrow)) < 160 - 32, "the words end before the arrow"
    assert len(painted(wide)) > len(painted(narrow))
    fitting = combo_of("2 четверть", 10)
    fitting.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
    fitting.resize(fitting.sizeHint())
    larger = combo_of("2 четверть", 300)
    assert len(painted(fitting)) == len(painted(larger)), "nothing is cut where it fits"
