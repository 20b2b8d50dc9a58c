"""The register of orders, newest first; the chosen one beside it; orders that can be issued now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import ORDER_NAMES, OrderKind
from dlschool.domain.text import Text
from dlschool.gui import rights, table
from dlschool.gui.orders import words
from dlschool.gui.orders.detail import OrderCard
from dlschool.gui.orders.issue import OrderDialog, issue_dialog
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel
from dlschool.gui.widgets.buttons import Action, Button
from dlschool.gui.widgets.card import EmptyState, empty
from dlschool.gui.widgets.dialog import scrolled
from dlschool.gui.widgets.fields import Combo, same
from dlschool.gui.widgets.page import Page
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.widgets.search_box import SearchBox
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services.order_register import OrderFilter, OrderLine, orders
from dlschool.services.today import Line, today

COLUMNS = (
    Column("number", N_("№"), 76, sorts=False),
    Column("date", N_("Date"), 104, sorts=False),
    Column("kind", N_("About"), 110, sorts=False),
    Column("subject", N_("Who"), 215, sorts=False),
    Column("state", N_("State"), 190, sorts=False),
)
KINDS = {"order": OrderKind.TRANSFER, "order:extend": OrderKind.EXTEND}
SHOWN = 3
"""So many cases that can have their order now are named; the rest are counted."""


class OrdersView(Page):
    """`open` takes the id of an order, or ("issue", case id, kind) to issue one."""

    def __init__(self, session: Session) -> None:
        super().__init__(N_("Orders"), scrolls=False)
        self._session = session
        self._lines: dict[int, OrderLine] = {}
        self._ready = QVBoxLayout()
        morning = Button(N_("Weather, emergency"), self.morning, icon="cloud-sun")
        self.right.addWidget(morning)
        rights.forbid(session, Right.ORDERS, morning)
        self.body.addLayout(self._ready)
        self.body.addLayout(self._filters())
        self.model = PagedModel(COLUMNS, lambda _by, _down: list(self._lines), self._rows)
        self.table = table.view(self.model, N_("Register of orders"))
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.search.down.connect(self.table.setFocus)
        self.card = OrderCard(session, self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        side = scrolled(self.card)
        side.setFixedWidth(340)
        row.addWidget(side)
        self._register = QWidget()
        self._register.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._register, 1)
        self.nothing = EmptyState(
            "file-text",
            N_("No order yet. An order is issued in its case, once nothing before it is missing."),
            Action(N_("To the cases"), partial(session.go, "cases")),
        )
        self.body.addWidget(self.nothing, 1)
        self.not_found = EmptyState("search", N_("No order is like that."))
        self.body.addWidget(self.not_found, 1)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search = SearchBox(N_("Number, name, class or case"))
        self.search.typed.connect(lambda _text: self.reload())
        row.addWidget(self.search, 3)
        self.kind = Combo([(None, N_("All orders")), *ORDER_NAMES.items()])
        say(self.kind, "setAccessibleName", N_("Kind of order"))
        self.series = Combo([("", N_("All series")), *words.SERIES.items()])
        say(self.series, "setAccessibleName", N_("Series of numbers"))
        for combo in (self.kind, self.series):
            combo.currentIndexChanged.connect(lambda _at: self.reload())
            row.addWidget(combo, 2)
        return row

    def reload(self) -> None:
        chosen = self.table.current_id()
        kind, series = self.kind.key(), self.series.key()
        wanted = OrderFilter(
            text=self.search.text().strip(),
            kind=OrderKind(str(kind)) if kind else None,
            series=str(series or ""),
        )
        found = orders(self._session.db, wanted)
        self._lines = {line.order.id or 0: line for line in found}
        self.model.reload()
        anything = bool(found) or wanted != OrderFilter()
        self._register.setVisible(bool(found))
        self.nothing.setVisible(not anything)
        self.not_found.setVisible(anything and not found)
        if not self.table.choose(chosen) and found:
            self.table.choose(found[0].order.id)
        self._show_chosen()
        self._say_ready()

    def _show_chosen(self) -> None:
        self.card.put(self._lines.get(self.table.current_id() or 0))

    def _say_ready(self) -> None:
        """Cases in which nothing before the order is missing."""
        empty(self._ready)
        ready = [line for line in today(self._session.db).lines if line.kind == "order"]
        if not ready:
            return
        card = RowCard()
        rows = [self._ready_row(line, at == 0) for at, line in enumerate(ready[:SHOWN])]
        if len(ready) > SHOWN:
            more = Action(N_("To the cases"), partial(self._session.go, "cases"))
            rest = len(ready) - SHOWN
            rows.append(ListRow(None, Text(f"Тағы {rest} іс", f"Ещё дел: {rest}"), actions=[more]))
        card.put(rows)
        self._ready.addWidget(card)

    def _ready_row(self, line: Line, first: bool) -> ListRow:
        kind = KINDS.get(line.step, OrderKind.RETURN)
        issue = Action(
            N_("Issue the order"), partial(self.issue, line.case_id or 0, kind), primary=first
        )
        offered = rights.left(self._session, Right.ORDERS, [issue])
        return ListRow((line.badge, "accent"), line.subject, line.sentence, line.points, offered)

    def issue(self, case_id: int, kind: OrderKind = OrderKind.TRANSFER) -> OrderDialog:
        box = issue_dialog(self._session, self, case_id, kind)
        box.accepted.connect(lambda: self.table.choose(box.made))
        return box

    def morning(self) -> None:
        self._session.go("mornings")

    def open(self, target: object) -> None:
        if isinstance(target, tuple) and target[0] == "issue":
            self.issue(int(target[1]), OrderKind(target[2]))
            return
        if target is not None and not self.table.choose(target):
            self.search.clear()
            self.kind.set_key(None)
            self.series.set_key("")
            self.reload()
            self.table.choose(target)

    def find(self) -> None:  # type: ignore[override]
        self.search.setFocus()

    def print_(self) -> None:
        if self.card.line is not None:
            self.card.print_("both")

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [_cells(self._lines[key]) for key in ids]


def _cells(line: OrderLine) -> tuple[object, ...]:
    order = line.order
    said, kind, icon = words.state(order)
    token = {"late": "late", "done": "done", "accent": "accent"}.get(kind, "soft")
    who = ", ".join(filter(None, (line.subject, line.class_name)))
    return (
        Cell(same(order.number), bold=True),
        order.date,
        words.SHORT[order.kind],
        same(who),
        Cell(said, token, icon),
    )
