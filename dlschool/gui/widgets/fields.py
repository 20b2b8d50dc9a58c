"""Labelled fields of a dialog: the label above, the error below, every field with its name."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.gui.widgets.date_edit import DateEdit, TimeEdit, mark
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, on_language, say, shown

W = TypeVar("W", bound=QWidget)


class Fields(QWidget):
    """`add(N_("Number"), edit)` puts one field under the other; `row` puts several side by side.

    A field shows its error with `error(edit, N_("…"))`; `check()` shows those of dates and times
    and is False when there is one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._errors: dict[QWidget, Label] = {}
        self._boxes: dict[QWidget, QWidget] = {}
        self._rows: dict[QWidget, QWidget] = {}
        """Boxes that stand side by side, and what holds them."""

    def add(self, words: Words, field: W, hint: Words = "", **values: Any) -> W:
        """Adds a field and returns it; the label is its accessible name."""
        self._column.addWidget(self._box(words, field, hint, values))
        return field

    def row(self, *fields: tuple[Words, QWidget], stretch: Sequence[int] = ()) -> None:
        """Fields side by side, their tops in one line; `stretch` shares out the width."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for place, (words, field) in enumerate(fields):
            box = self._box(words, field, "", {})
            self._rows[box] = holder
            row.addWidget(box, stretch[place] if stretch else 1)
        self._column.addWidget(holder)

    def section(self, words: Words) -> None:
        """A small heading between fields."""
        self._column.addSpacing(4)
        self._column.addWidget(Label(words, "head"))

    def wide(self, widget: W) -> W:
        """Something without a label: a note, a table, buttons."""
        self._column.addWidget(widget)
        return widget

    def set_visible(self, field: QWidget, visible: bool) -> None:
        """Shows or hides a field with its label; a row of hidden ones takes no room."""
        box = self._boxes[field]
        box.setVisible(visible)
        row = self._rows.get(box)
        if row is not None:
            row.setVisible(any(not one.isHidden() for one, its in self._rows.items() if its is row))

    def error(self, field: QWidget, words: Words, **values: Any) -> None:
        """Says under the field what is wrong with it."""
        label = self._errors[field]
        label.say(words, **values)
        label.setVisible(bool(words))
        problem = Refused("{text}", text=shown(words, **values)) if words else None
        mark(field.edit if isinstance(field, DateEdit) else field, problem)

    def clear_errors(self) -> None:
        for field in self._errors:
            self.error(field, "")

    def check(self) -> bool:
        """Whether every date and time can be read; says under a field why it cannot."""
        right = True
        for field in self._errors:
            if isinstance(field, DateEdit | TimeEdit):
                problem = field.problem()
                self.error(field, problem if problem is not None else "")
                right = right and problem is None
        return right

    def _box(self, words: Words, field: QWidget, hint: Words, values: dict[str, Any]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        say(field, "setAccessibleName", words, **values)
        if isinstance(field, QLineEdit):
            field.setCursorPosition(0)
        if isinstance(field, QCheckBox):
            say(field, "setText", words, **values)
        else:
            label = Label(words, "field", **values)
            label.setBuddy(field)
            column.addWidget(label)
        column.addWidget(field)
        if hint:
            column.addWidget(Label(hint, "small-soft"))
        error = Label("", "small-loss")
        error.hide()
        column.addWidget(error)
        column.addStretch(1)
        self._errors[field] = error
        self._boxes[field] = box
        return box


class Combo(QComboBox):
    """A choice from (key, words); `key()` is the chosen key. Words follow the language.

    The wheel does not change it unless it has the focus.
    """

    def __init__(
        self, options: Sequence[tuple[object, Words]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words: list[Words] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        on_language(self, self._said)
        self.put(options)

    def put(self, options: Sequence[tuple[object, Words]]) -> None:
        """Other options; a key that is still there stays chosen."""
        kept = self.key()
        blocked = self.blockSignals(True)
        self.clear()
        self._words = [words for _, words in options]
        for key, words in options:
            self.addItem(shown(words), key)
        self.set_key(kept)
        self.blockSignals(blocked)

    def key(self) -> object:
        return self.currentData()

    def set_key(self, key: object) -> None:
        """Chooses a key; one that is not there leaves the first."""
        at = next((at for at in range(self.count()) if self.itemData(at) == key), 0)
        self.setCurrentIndex(at if self.count() else -1)

    def _said(self) -> None:
        for at, words in enumerate(self._words):
            self.setItemText(at, shown(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words that have no room end in «…»; the list that opens has them whole."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        sub = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, sub, self).width()
        cut = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), cut, room)
        painter.drawComplexControl(kind, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def facts(rows: Sequence[tuple[Words, Words]]) -> QWidget:
    """Names and values to read, in two columns; an empty value is left out."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate((n, v) for n, v in rows if v):
        label = Label(name, "soft")
        label.setMinimumWidth(180)
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value), at, 1, Qt.AlignmentFlag.AlignTop)
    return holder


def same(words: str) -> Text | str:
    """Words that are data, alike in both languages (a name, a number)."""
    return Text(words, words) if words.strip() else ""
