"""The catalogue: filters over a table, the chosen thing beside it with what to do."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.learning import CatalogueItem, MaterialKind
from dlschool.domain.pupil import LANGUAGE_NAMES, OLDEST_GRADE
from dlschool.domain.text import Text
from dlschool.gui import printouts, rights, table
from dlschool.gui.materials.issue_dialog import IssueDialog
from dlschool.gui.materials.item_dialog import ItemDialog, arrived_dialog
from dlschool.gui.materials.plan_dialog import PlanDialog
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, buttons
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.prose import Prose, Span
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import material_prints, materials, plan_check
from dlschool.services.materials import Filter, Shelf

COLUMNS = (
    Column("title", N_("Title"), 280, sorts=False),
    Column("subject", N_("Subject"), 196, sorts=False),
    Column("grade", N_("Grade"), 78, sorts=False),
    Column("kind", N_("What it is"), 116, sorts=False),
    Column("left", N_("At school"), 98, sorts=False, right=True),
)
SHORT = {
    MaterialKind.PROGRAMME: Text("Бағдарлама", "Программа"),
    MaterialKind.PLAN: Text("КТЖ", "КТП"),
    MaterialKind.TEXTBOOK: Text("Оқулық", "Учебник"),
    MaterialKind.SCHEDULE: Text("Кесте", "График"),
}
EVERY = Text("бәрі", "все")
"""Of a thing that is for no single grade: a programme of several."""
SIDE = 320


class CatalogueTab(QWidget):
    """`reload()` reads the catalogue; `choose(id)` shows one thing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shelves: dict[int, Shelf] = {}
        self.is_empty = False
        """The catalogue has nothing at all."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.filters = QWidget()
        self.filters.setLayout(self._filters())
        column.addWidget(self.filters)
        self.model = PagedModel(COLUMNS, lambda _by, _down: list(self._shelves), self._rows)
        self.table = table.view(self.model, N_("Catalogue"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.activated.connect(lambda _index: self.main_action())
        self.search.down.connect(self.table.setFocus)
        self.card = Card()
        side = scrolled(self.card)
        side.setFixedWidth(SIDE)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addWidget(side)
        self._list = QWidget()
        self._list.setLayout(row)
        column.addWidget(self._list, 1)
        self.nothing = self._empty()
        column.addWidget(self.nothing, 1)
        self.not_found = EmptyState("search", N_("Nothing in the catalogue is like that."))
        column.addWidget(self.not_found, 1)

    def _empty(self) -> EmptyState:
        add = Action(N_("Add to the catalogue"), self.add, icon="plus", primary=True)
        return EmptyState(
            "book-open",
            N_("The catalogue is empty: enter programmes, thematic plans, textbooks, schedules."),
            *rights.left(self._session, Right.LEARNING, [add]),
        )

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = SearchBox(N_("Title, author, subject or inventory number"))
        self.search.typed.connect(lambda _text: self.reload())
        row.addWidget(self.search, 3)
        self.kind = Combo([(None, N_("Everything")), *SHORT.items()])
        say(self.kind, "setAccessibleName", N_("What it is"))
        grades: list[tuple[object, Words]] = [
            (grade, Text(f"{grade}-сынып", f"{grade} класс")) for grade in range(1, OLDEST_GRADE)
        ]
        self.grade = Combo([(None, N_("All grades")), *grades])
        say(self.grade, "setAccessibleName", N_("Grade"))
        for combo in (self.kind, self.grade):
            combo.currentIndexChanged.connect(lambda _at: self.reload())
            row.addWidget(combo, 1)
        return row

    def reload(self) -> None:
        chosen = self.table.current_id()
        kind, grade = self.kind.key(), self.grade.key()
        wanted = Filter(
            text=self.search.text().strip(),
            kind=MaterialKind(str(kind)) if kind else None,
            grade=int(str(grade)) if grade is not None else None,
        )
        found = materials.catalogue(self._session.db, wanted)
        self._shelves = {shelf.item.id or 0: shelf for shelf in found}
        self.model.reload()
        narrowed = wanted != Filter()
        self.is_empty = not found and not narrowed
        self.filters.setVisible(not self.is_empty)
        self._list.setVisible(bool(found))
        self.nothing.setVisible(self.is_empty)
        self.not_found.setVisible(not found and narrowed)
        if not self.table.choose(chosen) and found:
            self.table.choose(found[0].item.id)
        self._show()

    def choose(self, material_id: int) -> None:
        """Shows one thing, whatever the filters hide."""
        if not self.table.choose(material_id):
            self.search.clear()
            self.kind.set_key(None)
            self.grade.set_key(None)
            self.reload()
            self.table.choose(material_id)

    def shelf(self) -> Shelf | None:
        """The chosen thing."""
        return self._shelves.get(self.table.current_id() or 0)

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [_cells(self._shelves[key]) for key in ids]

    def _show(self) -> None:
        self.card.clear()
        shelf = self.shelf()
        if shelf is None:
            return
        self.card.body.addWidget(Label(same(shelf.item.title), "head"))
        self.card.body.addWidget(Badge(materials.KIND_NAMES[shelf.item.kind], "neutral"))
        for name, value in self._facts(shelf):
            if value:
                spans = [Span(name, token="soft"), Span(same(": "), token="soft"), Span(value)]
                self.card.body.addWidget(Prose(spans))
        if shelf.item.kind is MaterialKind.PLAN:
            self._say_plan(shelf)
        self.card.body.addWidget(buttons(*self._actions(shelf)))
        self.card.body.addStretch(1)

    def _facts(self, shelf: Shelf) -> Iterator[tuple[Words, Words]]:
        item = shelf.item
        yield N_("Subject"), shelf.subject.name if shelf.subject else ""
        yield N_("Grade"), EVERY if item.grade is None else same(str(item.grade))
        yield N_("Language of teaching"), LANGUAGE_NAMES.get(item.language, "")
        yield N_("School year"), same(item.year)
        yield N_("Author"), same(item.author)
        yield N_("Publisher"), same(", ".join(filter(None, (item.publisher, item.published))))
        yield N_("ISBN"), same(item.isbn)
        yield N_("Inventory number"), same(item.inventory)
        if item.kind is MaterialKind.TEXTBOOK:
            yield N_("Copies"), same(str(item.copies))
            yield N_("With pupils"), same(str(shelf.out))
        yield N_("Note"), same(item.note)

    def _say_plan(self, shelf: Shelf) -> None:
        found = plan_check.check_saved(self._session.db, shelf.item.id or 0)
        words = N_("Lines: {lines}, hours: {hours}.")
        lines = len(materials.plan(self._session.db, shelf.item.id or 0))
        hours = plan_check.shown(found.planned)
        self.card.body.addWidget(Label(words, lines=lines, hours=hours))
        for remark in found.remarks[:3] if lines else ():
            self.card.body.addWidget(Label(remark, "small-late"))

    def _actions(self, shelf: Shelf) -> Iterator[Action]:
        key = shelf.item.id or 0
        is_plan = shelf.item.kind is MaterialKind.PLAN
        may = rights.may(self._session, Right.LEARNING)
        if is_plan:
            if may:
                yield Action(N_("Open the plan"), partial(self.open_plan, key), icon="pencil")
            yield Action(N_("Print"), partial(self.print_plan, key), icon="printer")
        if not may:
            return
        yield Action(N_("Issue…"), partial(self.issue, key), icon="users")
        if shelf.item.kind is MaterialKind.TEXTBOOK:
            yield Action(N_("Copies arrived…"), partial(self.arrived, key), icon="plus")
        yield Action(N_("Change…"), partial(self.change, key))
        yield Action(N_("Off the catalogue"), partial(self.take_off, key), icon="trash-2")

    def main_action(self) -> None:
        """What a double click does: a plan opens, anything else is changed."""
        shelf = self.shelf()
        if shelf is None or not rights.may(self._session, Right.LEARNING):
            return
        is_plan = shelf.item.kind is MaterialKind.PLAN
        (self.open_plan if is_plan else self.change)(shelf.item.id or 0)

    def add(self) -> None:
        rights.need(self._session, Right.LEARNING)
        kind = MaterialKind(str(self.kind.key() or MaterialKind.TEXTBOOK))
        grade = self.grade.key()
        new = CatalogueItem(
            kind=kind, title="", grade=int(str(grade)) if grade is not None else None
        )
        box = ItemDialog(self, self._session, new)
        box.accepted.connect(lambda: self.choose(box.made))
        box.open()

    def change(self, material_id: int) -> None:
        item = materials.item(self._session.db, material_id)
        ItemDialog(self, self._session, item).open()

    def open_plan(self, material_id: int) -> None:
        PlanDialog(self, self._session, material_id).open()

    def print_plan(self, material_id: int) -> None:
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: material_prints.prepare_plan(db, material_id, "both"),
        )

    def arrived(self, material_id: int) -> None:
        arrived_dialog(self, self._session, material_id).open()

    def issue(self, *material_ids: int) -> None:
        rights.need(self._session, Right.LEARNING)
        IssueDialog(self, self._session, material_ids).open()

    def take_off(self, material_id: int) -> None:
        def off() -> None:
            self._session.act(materials.take_off, self._session.db, material_id)

        words = N_("What was given before stays readable. Undo brings it back.")
        ask(self, N_("Off the catalogue"), words, N_("Take off"), off)


def _cells(shelf: Shelf) -> tuple[object, ...]:
    item = shelf.item
    book = item.kind is MaterialKind.TEXTBOOK
    left = f"{shelf.left} / {item.copies}"
    token = "late" if book and shelf.left == 0 else "ink"
    return (
        Cell(same(item.title), bold=True),
        shelf.subject.name if shelf.subject else "",
        EVERY if item.grade is None else same(str(item.grade)),
        SHORT[item.kind],
        Cell(same(left), token) if book else "",
    )
