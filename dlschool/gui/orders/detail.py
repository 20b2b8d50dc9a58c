"""The order chosen in the register: what it says, whether it can be changed, what to do with it."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import GROUND_NAMES, OrderKind
from dlschool.domain.text import Text
from dlschool.gui import printouts, rights
from dlschool.gui.councils.meeting_prints import PrintRow
from dlschool.gui.orders import words
from dlschool.gui.orders.annul import annul_dialog
from dlschool.gui.orders.issue import change_dialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, buttons
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Badge, Label
from dlschool.gui.widgets.prose import Prose, Span
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import number_blocks
from dlschool.services.order_register import OrderLine

FREEZES = N_("Printing or saving freezes the order: after that only another order annuls it.")
OWN_NUMBER = N_("The school's own number: outside of the department's block.")
FROZEN = N_("It left the program and stays as it is; only another order annuls it.")


class OrderCard(Card):
    """`put` another order; nothing is shown while none is chosen."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__()
        self._session, self._owner = session, owner
        self.line: OrderLine | None = None

    def put(self, line: OrderLine | None) -> None:
        self.line = line
        self.clear()
        self.setVisible(line is not None)
        if line is None:
            return
        order = line.order
        self.body.addWidget(Label(words.order_name(order), "head"))
        said, kind, _icon = words.state(order)
        badge = Badge(said, kind)
        self.body.addWidget(badge)
        self.body.addWidget(Label(words.about(order)))
        db = self._session.db
        if number_blocks.outside(db, order.series, order.date.year, order.number):
            self.body.addWidget(Label(OWN_NUMBER, "small-soft"))
        for name, value in _facts(line):
            if value:
                spans = [Span(name, token="soft"), Span(same(": "), token="soft"), Span(value)]
                self.body.addWidget(Prose(spans))
        if not (order.from_paper or order.annulled):
            self._print()
        self.body.addWidget(buttons(*self._actions(line)))

    def _print(self) -> None:
        assert self.line is not None
        row = PrintRow(N_("Print"), self.print_)
        rights.forbid_all(self._session, Right.PRINT, row.buttons.values())
        self.body.addWidget(row)
        note = FROZEN if self.line.order.frozen else FREEZES
        self.body.addWidget(Label(note, "small-soft"))

    def _actions(self, line: OrderLine) -> Iterator[Action]:
        order = line.order
        yield Action(N_("Open the case"), partial(self._session.go, "cases", order.case_id))
        if not rights.may(self._session, Right.ORDERS):
            return
        annuls = order.kind is OrderKind.ANNUL
        if not (order.frozen or order.annulled or order.from_paper or annuls):
            yield Action(N_("Change"), self.change, icon="pencil")
        if not (order.annulled or annuls):
            yield Action(N_("Annul"), self.annul, icon="ban")

    def print_(self, language: str) -> None:
        from dlschool.services import cases, printing, sheets

        assert self.line is not None
        order = self.line.order
        file = cases.case_file(self._session.db, order.case_id)
        code = sheets.order_form(file, order).code
        printouts.lay_out(
            self._owner,
            self._session,
            lambda db, _progress: printing.prepare(db, code, order_id=order.id, language=language),
        )

    def change(self) -> None:
        assert self.line is not None
        change_dialog(self._session, self._owner, self.line.order.id or 0)

    def annul(self) -> None:
        assert self.line is not None
        annul_dialog(self._session, self._owner, self.line.order)


def _facts(line: OrderLine) -> Iterator[tuple[Words, Words]]:
    order, case = line.order, line.case
    yield N_("Who"), same(", ".join(filter(None, (line.subject, line.class_name))))
    yield N_("Case"), same(f"№ {case.number}")
    yield N_("Ground"), GROUND_NAMES[case.ground]
    yield N_("Period"), same(words.period(order))
    if order.control_kk or order.control_ru:
        kk, ru = order.control_kk or order.control_ru, order.control_ru or order.control_kk
        yield N_("Control"), Text(kk, ru)
    if order.clause_kk and order.clause_ru:
        clause = Text(order.clause_kk, order.clause_ru)
        yield (N_("Reason") if order.kind is OrderKind.ANNUL else N_("Further clause")), clause
