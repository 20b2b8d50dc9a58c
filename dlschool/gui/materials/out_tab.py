"""Textbooks that are with pupils: one class or all; those brought back are taken in, one or many."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.names import folded
from dlschool.gui import printouts, rights, table
from dlschool.gui.materials.issue_dialog import print_sheet
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import lent, loans, material_prints
from dlschool.services.lent import LoanLine

COLUMNS = (
    Column("pupil", N_("Pupil"), 280, sorts=False),
    Column("class", N_("Class"), 90, sorts=False),
    Column("title", N_("Textbook"), 300, sorts=False),
    Column("inventory", N_("Inventory number"), 170, sorts=False),
    Column("since", N_("Given"), 110, sorts=False),
)


class OutTab(QWidget):
    """`reload()` reads what is out; several rows are chosen with Shift or Ctrl."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: dict[int, LoanLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.filters = QWidget()
        self.filters.setLayout(self._head())
        column.addWidget(self.filters)
        self.model = PagedModel(COLUMNS, lambda _by, _down: list(self._lines), self._rows)
        self.table = table.view(self.model, N_("Textbooks with pupils"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._count())
        self.search.down.connect(self.table.setFocus)
        column.addWidget(self.table, 1)
        self.nothing = EmptyState("check", N_("All textbooks are at school."))
        column.addWidget(self.nothing, 1)
        self.not_found = EmptyState("search", N_("No such textbook is with pupils."))
        column.addWidget(self.not_found, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = SearchBox(N_("Name, title or inventory number"))
        self.search.typed.connect(lambda _text: self.reload())
        row.addWidget(self.search, 3)
        self.classes = Combo([("", N_("All classes"))])
        say(self.classes, "setAccessibleName", N_("Class"))
        self.classes.currentIndexChanged.connect(lambda _at: self.reload())
        row.addWidget(self.classes, 1)
        self.list_button = Button(N_("Print the list"), self.print_list, icon="printer")
        row.addWidget(self.list_button)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.said = Label("", "soft")
        row.addWidget(self.said, 1)
        self.sheet_button = Button(N_("The pupil's sheet"), self.print_sheet, icon="printer")
        self.lost_button = Button(N_("Write off…"), self.write_off)
        self.back_button = Button(N_("Take back…"), self.give_back, icon="check")
        for button in (self.sheet_button, self.lost_button, self.back_button):
            row.addWidget(button)
        return row

    def reload(self) -> None:
        every = lent.still_out(self._session.db)
        names: list[tuple[object, Words]] = [
            (name, same(name)) for name in dict.fromkeys(lent.plain_class(e.pupil) for e in every)
        ]
        self.classes.put([("", N_("All classes")), *((n, w) for n, w in names if n)])
        wanted, words = str(self.classes.key() or ""), folded(self.search.text()).split()
        self._lines = {
            line.loan.id or 0: line
            for line in every
            if wanted in ("", lent.plain_class(line.pupil)) and _fits(line, words)
        }
        self.model.reload()
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not every)
        self.not_found.setVisible(bool(every) and not self._lines)
        for part in (self.said, self.sheet_button, self.lost_button, self.back_button):
            part.setVisible(bool(self._lines))
        self.filters.setVisible(bool(every))
        self._count()

    def chosen(self) -> list[int]:
        """Ids of the chosen loans."""
        return [self.model.id_at(i.row()) for i in self.table.selectionModel().selectedRows()]

    def _count(self) -> None:
        picked = self.chosen()
        people = len({line.pupil.id for line in self._lines.values()})
        self.said.say(
            N_("Textbooks: {count}, pupils: {people}; chosen: {chosen}."),
            count=len(self._lines), people=people, chosen=len(picked),
        )  # fmt: skip
        self.back_button.setEnabled(bool(picked))
        self.lost_button.setEnabled(len(picked) == 1)
        self.sheet_button.setEnabled(len(picked) == 1)
        self.list_button.setEnabled(bool(self._lines))
        rights.forbid(self._session, Right.LEARNING, self.back_button, self.lost_button)

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [_cells(self._lines[key]) for key in ids]

    def give_back(self) -> None:
        """Takes the chosen textbooks in."""
        ids = self.chosen()
        fields, day, note = _fields(self._session)

        def keep() -> bool:
            on = day.value() if fields.check() else None
            if on is None:
                fields.error(day, N_("Write the day."))
                return False
            count = self._session.act(loans.give_back, self._session.db, ids, on, note.text())
            self._session.tell(N_("Returned: {count}"), count=count)
            return True

        said = N_("Textbooks that came back: {count}")
        fields.wide(Label(said, "soft", count=len(ids)))
        Dialog(self, N_("Return of textbooks"), fields, N_("Take back"), keep).open()

    def write_off(self) -> None:
        """The chosen copy will not come back."""
        ids = self.chosen()
        fields, day, why = _fields(self._session)

        def keep() -> bool:
            on = day.value() if fields.check() else None
            if on is None:
                fields.error(day, N_("Write the day."))
                return False
            self._session.act(loans.write_off, self._session.db, ids[0], on, why.text())
            return True

        words = N_("The pupil owes it no more, and the school has one copy less.")
        fields.wide(Label(words, "soft"))
        Dialog(self, N_("Write a copy off"), fields, N_("Write off"), keep, loss=True).open()

    def print_sheet(self) -> None:
        line = self._lines[self.chosen()[0]]
        print_sheet(self, self._session, "", line.pupil.id or 0)

    def print_list(self) -> None:
        name = str(self.classes.key() or "")
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: material_prints.prepare_out(db, name, "both"),
        )


def _fields(session: Session) -> tuple[Fields, DateEdit, QLineEdit]:
    fields = Fields()
    day, note = DateEdit(session.today, session.today()), QLineEdit()
    fields.row(
        (N_("Date"), day), (N_("The state of the books, what happened"), note), stretch=(1, 2)
    )
    return fields, day, note


def _fits(line: LoanLine, words: Sequence[str]) -> bool:
    said = folded(f"{line.pupil.full_name} {line.item.title} {line.item.inventory}")
    return all(word in said for word in words)


def _cells(line: LoanLine) -> tuple[object, ...]:
    left = line.pupil.left_on is not None
    return (
        Cell(same(line.pupil.full_name), "late" if left else "ink", bold=True),
        same(line.pupil.class_name),
        same(line.item.title),
        same(line.item.inventory),
        line.loan.date,
    )
