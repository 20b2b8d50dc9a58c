"""Which classes are called off: all, by grades or one by one; who is left out and why."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.gui.widgets.buttons import Choice, PushButton
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services.mornings import Units

Known = Sequence[tuple[int, str, int]]
"""Grade, letter and number of pupils of each class, in school order."""

WAYS = (
    ("school", N_("Whole school")),
    ("grades", N_("Grades")),
    ("classes", N_("Single classes")),
)


class Chip(PushButton):
    """A class or a grade to press in or out."""

    def __init__(self, words: Words, on: bool, **values: object) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setChecked(on)
        say(self, "setText", words, **values)


class ClassesPick(QWidget):
    """`units()` and `dropped()` as `Morning` has them; `changed` with every press."""

    changed = Signal()

    def __init__(self, known: Known, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._off: set[str] = set()
        self._grades: set[int] = set()
        self._chosen: set[str] = set()
        self._reasons: dict[str, str] = {}
        self.emergency = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.choice = Choice(WAYS, "school", N_("Which classes"))
        self.choice.chosen.connect(lambda _value: self._again())
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._chips = QVBoxLayout()
        column.addLayout(self._chips)
        self.other = QLineEdit()
        say(self.other, "setPlaceholderText", N_("Other classes, such as 7А, 8Б"))
        say(self.other, "setAccessibleName", N_("Other classes"))
        self.other.textChanged.connect(lambda _text: self.changed.emit())
        column.addWidget(self.other)
        self._why = QVBoxLayout()
        self._why.setSpacing(8)
        column.addLayout(self._why)
        self._again()

    def put(self, known: Known) -> None:
        """The classes as they are registered now; what was pressed stays."""
        if list(known) != list(self._known):
            self._known = known
            self._again()

    def set_grades(self, grades: tuple[int, ...]) -> None:
        """These grades whole; none: the whole school."""
        self._grades, self._off = set(grades), set()
        self.choice.set_value("grades" if grades else "school")
        self._again()

    def set_emergency(self, emergency: bool) -> None:
        """In an emergency a class that is left out needs a reason."""
        self.emergency = emergency
        self._ask_why()

    def units(self) -> Units:
        way = self.choice.value()
        if way == "school":
            return Units(whole_school=True)
        if way == "grades":
            return Units(grades=tuple(sorted(self._grades)))
        typed = [name.strip() for name in self.other.text().replace(";", ",").split(",")]
        chosen = [label for label in self._labels() if label in self._chosen]
        return Units(classes=(*chosen, *filter(None, typed)))

    def dropped(self) -> tuple[tuple[str, str], ...]:
        """Classes of the units that are left out, with the reason; none where each is chosen."""
        if self.choice.value() == "classes":
            return ()
        return tuple((label, self._reasons.get(label, "")) for label in self._dropped())

    def counted(self) -> tuple[int, int]:
        """How many classes and how many pupils, of those that are registered."""
        named = set(self._named()) - set(self._dropped())
        return len(named), sum(
            n for grade, letter, n in self._known if _label(grade, letter) in named
        )

    def _labels(self) -> list[str]:
        return [_label(grade, letter) for grade, letter, _n in self._known]

    def _named(self) -> list[str]:
        way = self.choice.value()
        if way == "classes":
            return [label for label in self._labels() if label in self._chosen]
        return [
            _label(grade, letter)
            for grade, letter, _n in self._known
            if way == "school" or grade in self._grades
        ]

    def _dropped(self) -> list[str]:
        if self.choice.value() == "classes":
            return []
        return [label for label in self._named() if label in self._off]

    def _again(self) -> None:
        """Chips by grade, as the chosen way needs them."""
        empty(self._chips)
        self.other.setVisible(self.choice.value() == "classes")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grades = list(dict.fromkeys(grade for grade, *_rest in self._known))
        half = -(-len(grades) // 2)
        for at, grade in enumerate(grades):
            row, column = at % half, 2 * (at // half)
            grid.setColumnStretch(column + 1, 1)
            grid.addWidget(self._grade(grade), row, column)
            grid.addWidget(self._classes(grade), row, column + 1)
        self._chips.addLayout(grid)
        if not self._known:
            words = N_("No pupils with a class are registered: write the classes themselves.")
            self._chips.addWidget(Label(words, "soft"))
        self._ask_why()
        self.changed.emit()

    def _grade(self, grade: int) -> QWidget:
        if self.choice.value() != "grades":
            return Label(N_("Grade {grade}"), "soft", grade=grade)
        chip = Chip(N_("Grade {grade}"), grade in self._grades, grade=grade)
        chip.toggled.connect(partial(self._press_grade, grade))
        return chip

    def _classes(self, grade: int) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=4)
        named = set(self._named()) - set(self._dropped())
        for found, letter, count in self._known:
            if found != grade:
                continue
            label = _label(grade, letter)
            chip = Chip(same(label), label in named)
            say(chip, "setToolTip", N_("Pupils: {n}"), n=count)
            chip.setEnabled(self.choice.value() != "grades" or grade in self._grades)
            chip.toggled.connect(partial(self._press, label))
            flow.addWidget(chip)
        return holder

    def _press_grade(self, grade: int, on: bool) -> None:
        self._grades.add(grade) if on else self._grades.discard(grade)
        self._again()

    def _press(self, label: str, on: bool) -> None:
        if self.choice.value() == "classes":
            self._chosen.add(label) if on else self._chosen.discard(label)
        else:
            self._off.discard(label) if on else self._off.add(label)
            self._ask_why()
        self.changed.emit()

    def _ask_why(self) -> None:
        """A line for the reason of every class that is left out."""
        empty(self._why)
        for label in self._dropped():
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Label(N_("Class {name} is left out because"), "body", name=label))
            edit = QLineEdit(self._reasons.get(label, ""))
            need = N_("required in an emergency") if self.emergency else N_("not required")
            say(edit, "setPlaceholderText", need)
            say(edit, "setAccessibleName", N_("Why class {name} is left out"), name=label)
            edit.textChanged.connect(partial(self._reasons.__setitem__, label))
            row.addWidget(edit, 1)
            self._why.addLayout(row)


def _label(grade: int, letter: str) -> str:
    return f"{grade}{letter}"
