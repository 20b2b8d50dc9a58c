"""Choosing classes of the school, one press each."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.names import class_name
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import PushButton
from dlschool.gui.widgets.flow import Flow
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import pupils


class ClassPicker(QWidget):
    """A press on a class takes it or leaves it out; a press on «All» takes or leaves all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        flow = Flow(holder, 4)
        column.addWidget(holder)
        self.every = self._button(flow)
        say(self.every, "setText", N_("All classes"))
        self.every.clicked.connect(self._take_all)
        self.buttons: dict[str, PushButton] = {}
        for grade, letter, _count in pupils.classes(session.db):
            button = self._button(flow)
            button.setText(class_name(grade, letter))
            self.buttons[f"{grade}{letter}"] = button
        if not self.buttons:
            self.every.hide()
            column.addWidget(Label(N_("There are no classes yet. Import pupils first."), "late"))

    def _button(self, flow: Flow) -> PushButton:
        button = PushButton()
        button.setCheckable(True)
        button.setProperty("kind", "chip")
        flow.addWidget(button)
        return button

    def _take_all(self, on: bool) -> None:
        for button in self.buttons.values():
            button.setChecked(on)

    def value(self) -> tuple[str, ...]:
        return tuple(name for name, button in self.buttons.items() if button.isChecked())

    def set_value(self, names: tuple[str, ...]) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name in names)
