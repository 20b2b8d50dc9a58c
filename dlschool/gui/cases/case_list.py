"""The list of cases: filtered by ground, state and words, each with its next step."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import Ground
from dlschool.domain.text import Text
from dlschool.gui import rights, table
from dlschool.gui.cases import printing
from dlschool.gui.cases.grounds import SHORT
from dlschool.gui.cases.menu import more_button
from dlschool.gui.cases.said import period, together
from dlschool.gui.cases.side import PRINT_LANGUAGES
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Action, Button, Choice, PrimaryButton
from dlschool.gui.widgets.card import Card, EmptyState
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import Words, say
from dlschool.i18n import N_, language
from dlschool.law.step import CaseOutcome
from dlschool.services import lists
from dlschool.services.lists import CaseFilter, CaseLine

_COLUMNS = (
    Column("number", N_("Number"), 92),
    Column("subject", N_("Pupil or classes"), 264),
    Column("class", N_("Class"), 88),
    Column("ground", N_("Ground"), 180),
    Column("until", N_("Period"), 190),
    Column("next", N_("Next step"), 276, sorts=False),
)
_STATES: Sequence[tuple[str, Words]] = (
    ("running", N_("Running")),
    ("ended", N_("Ended")),
    ("all", N_("All")),
)


class CaseList(Page):
    """Opens a case with Enter or a double click; `open_case` gets its id."""

    def __init__(
        self, session: Session, open_case: Callable[[int], object], new_case: Callable[[], object]
    ) -> None:
        super().__init__(N_("Cases"), scrolls=False)
        self._session = session
        self._new_case = new_case
        self.print_button = Button(N_("Print the list…"), self.print_, icon="printer")
        self.right.addWidget(self.print_button)
        items: list[tuple[Words, Callable[[], object]]] = [
            (N_("Enter a case that ran on paper…"), self.enter_past),
            (N_("Past cases from Excel…"), self.import_past),
        ]
        past = more_button(N_("Cases that ran on paper"), items)
        self.right.addWidget(past)
        self.new_button = PrimaryButton(N_("New case"), new_case, icon="plus")
        rights.forbid(session, Right.CASES, past, self.new_button)
        rights.forbid(session, Right.PRINT, self.print_button)
        self.right.addWidget(self.new_button)
        self.model = PagedModel(_COLUMNS, self._ids, self._rows)
        self.model.sorted_by = ("number", True)
        self.table = table.view(self.model, N_("Cases"))
        self.table.activated.connect(lambda at: open_case(self.model.id_at(at.row())))
        self.body.addLayout(self._filters())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty: QWidget | None = None
        self.body.addWidget(self._stack, 1)
        self.whole = Label("", "soft")
        self.body.addWidget(self.whole)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_whole())

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.search = SearchBox(N_("Name, IIN, class or number of the case"))
        self.search.typed.connect(lambda _text: self.reload())
        self.search.down.connect(self.table.setFocus)
        row.addWidget(self.search, 1)
        every: tuple[object, Words] = ("", N_("Every ground"))
        self.ground = Combo([every, *((ground.value, name) for ground, name in SHORT.items())])
        say(self.ground, "setAccessibleName", N_("Ground"))
        self.ground.setMinimumContentsLength(20)
        self.ground.currentIndexChanged.connect(lambda _at: self.reload())
        row.addWidget(self.ground)
        self.state = Choice(_STATES, "running", N_("Which cases"))
        self.state.chosen.connect(lambda _key: self.reload())
        row.addWidget(self.state)
        return row

    def filter(self) -> CaseFilter:
        ground, (by, down) = self.ground.key(), self.model.sorted_by
        return CaseFilter(
            text=self.search.text().strip(),
            ground=Ground(str(ground)) if ground else None,
            state=self.state.value(),  # type: ignore[arg-type]
            order=by,
            descending=down,
        )

    def reload(self) -> None:
        chosen = self.table.current_id()
        self.model.reload()
        self.table.choose(chosen)
        count = self.model.rowCount()
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if not count:
            self._empty = self._nothing()
            self._stack.addWidget(self._empty)
            self._stack.setCurrentWidget(self._empty)
        self.print_button.setEnabled(count > 0)
        self._say_whole()

    def _say_whole(self) -> None:
        """The chosen row in full: a column may be too narrow for it."""
        chosen = self.table.current_id()
        found = lists.case_lines(self._session.db, [chosen]) if chosen is not None else []
        self.whole.setVisible(bool(found))
        if found:
            line = found[0]
            self.whole.say(together(line.subject, line.ground_name, line.next_step or ""))

    def _nothing(self) -> Card:
        """Nothing at all yet, or nothing that meets the filter."""
        card = Card()
        if lists.count(self._session.db, "all"):
            clear = Action(N_("Show all cases"), self.show_all)
            card.body.addWidget(EmptyState("search", N_("No case meets the filter."), clear))
        else:
            words = N_(
                "There are no cases yet. A case begins with its ground: the program then says "
                "which papers and decisions the order asks for."
            )
            new = Action(N_("Open a case"), self._new_case)
            offered = rights.left(self._session, Right.CASES, [new])
            card.body.addWidget(EmptyState("folder-open", words, *offered))
        return card

    def show_all(self) -> None:
        """Takes the filters away."""
        for field in (self.search, self.ground):
            field.blockSignals(True)
        self.search.clear()
        self.ground.set_key("")
        for field in (self.search, self.ground):
            field.blockSignals(False)
        self.state.set_value("all")
        self.reload()

    def _ids(self, _by: str, _down: bool) -> Sequence[int]:
        return lists.cases(self._session.db, self.filter())

    def _rows(self, ids: Sequence[int]) -> Sequence[Sequence[object]]:
        return [_cells(line) for line in lists.case_lines(self._session.db, ids)]

    def enter_past(self) -> None:
        from dlschool.gui.past.dialog import past_case_dialog

        past_case_dialog(self._session, self)

    def import_past(self) -> None:
        from dlschool.gui.past.import_dialog import past_import_dialog

        past_import_dialog(self._session, self)

    def print_(self) -> None:
        """The register of the cases listed, or all their documents."""
        ids = [self.model.id_at(row) for row in range(self.model.rowCount())]
        fields = Fields()
        fields.wide(Label(N_("Cases in the list: {count}"), "soft", count=len(ids)))
        what = fields.add(
            N_("What to print"),
            Combo(
                [
                    ("register", N_("The register of these cases")),
                    ("documents", N_("Every document of these cases that is ready")),
                ]
            ),
        )
        lang = fields.add(N_("Language of the documents"), Combo(list(PRINT_LANGUAGES)))
        lang.set_key(language())

        def do() -> None:
            show = printing.show_register if what.key() == "register" else printing.show_cases
            show(self._session, self, ids, str(lang.key()))

        Dialog(self, N_("Print the list"), fields, N_("Lay out"), do).open()


def _cells(line: CaseLine) -> list[object]:
    running = line.outcome is CaseOutcome.RUNNING
    following: object = Cell(line.next_step, "late") if line.next_step else N_("nothing is missing")
    if line.handed_over:
        following = Cell(N_("handed over to another school"), "soft")
    dates = period(line.start, line.until) if line.start or line.until else ""
    return [
        Text(line.number, line.number),
        Cell(line.subject, bold=True),
        Text(line.class_name, line.class_name) if line.class_name else "",
        SHORT[line.ground],
        Text(dates, dates) if dates else "",
        following if running else Cell(line.outcome_name, "soft"),
    ]
