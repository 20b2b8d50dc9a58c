"""Choosing a pupil by any part of the name, IIN or class."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dlschool.domain.pupil import Pupil
from dlschool.gui.session import Session
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import lists, pupils
from dlschool.services.lists import CaseFilter

FIRST = 30
"""So many of those found are listed."""
ROWS = 4


class PupilPicker(QWidget):
    """A search box over a short list; the chosen row is the pupil. Down goes to the list."""

    picked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: dict[int, Pupil] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.search = SearchBox(N_("Name, IIN or class"))
        self.search.typed.connect(self.look)
        column.addWidget(self.search)
        self.list = QListWidget()
        say(self.list, "setAccessibleName", N_("Pupils found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(ROWS * 34 + 4)
        self.list.currentItemChanged.connect(lambda _now, _before: self._say())
        self.search.down.connect(self.list.setFocus)
        column.addWidget(self.list)
        self.note = Label("", "small-late")
        column.addWidget(self.note)
        self.setFocusProxy(self.search)
        self.look("")

    def look(self, text: str) -> None:
        """Lists the pupils that the words may mean; the only one is chosen at once."""
        ids = pupils.ids(self._session.db, pupils.Filter(text=text), FIRST)
        self.show_pupils(pupils.lines(self._session.db, ids))
        if len(ids) == 1 and text:
            self.list.setCurrentRow(0)

    def show_pupils(self, found: list[Pupil]) -> None:
        kept = self.value()
        self._found = {pupil.id or 0: pupil for pupil in found}
        self.list.clear()
        for pupil in found:
            words = " · ".join(filter(None, (pupil.full_name, pupil.class_name, pupil.iin)))
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, pupil.id)
            self.list.addItem(item)
            if pupil.id == kept:
                self.list.setCurrentItem(item)
        self._say()

    def choose(self, pupil_id: int) -> None:
        """Shows one pupil, chosen."""
        self.show_pupils(pupils.lines(self._session.db, [pupil_id]))
        self.list.setCurrentRow(0)

    def value(self) -> int | None:
        item = self.list.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def _say(self) -> None:
        """The full name, and what to know before another case is opened."""
        pupil = self._found.get(self.value() or 0)
        self.note.setVisible(pupil is not None)
        if pupil is None:
            self.note.say("" if self._found else N_("Nobody is found. Register the pupil first."))
            self.note.setVisible(not self._found)
            return
        running = lists.cases(self._session.db, CaseFilter(pupil_id=pupil.id))
        numbers = [line.number for line in lists.case_lines(self._session.db, running)]
        if numbers:
            self.note.say(
                N_("{name}: a case is running already: № {numbers}."),
                name=pupil.full_name,
                numbers=numbers,
            )
        elif pupil.home_teaching:
            self.note.say(
                N_(
                    "{name} is taught at home by teachers who come (order 223): "
                    "that is another service than distance learning."
                ),
                name=pupil.full_name,
            )
        else:
            self.note.hide()
        self.picked.emit()
