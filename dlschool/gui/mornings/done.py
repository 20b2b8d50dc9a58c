"""After the button: words to paste, who was told, the line to the department, the order to print."""

from datetime import date

from PySide6.QtCore import Signal

from dlschool.domain.case import GROUND_NAMES, Ground, OrderKind
from dlschool.domain.record import Order
from dlschool.gui import printouts
from dlschool.gui.cases.points import PointCard
from dlschool.gui.councils.meeting_prints import PrintRow
from dlschool.gui.mornings.postponed import PostponedCard
from dlschool.gui.mornings.said import Said
from dlschool.gui.mornings.told import ToldCard
from dlschool.gui.orders.words import order_name, period
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton
from dlschool.gui.widgets.card import Card
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Columns, Page
from dlschool.i18n import N_
from dlschool.services import cases, telling
from dlschool.services.cases import CaseFile


class MorningDone(Page):
    """One case of whole classes; `left` when the form is wanted again."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case_id = 0
        self._file: CaseFile | None = None
        self.back_button = IconButton("arrow-left", N_("Back"), self.left.emit)
        self.row.insertWidget(0, self.back_button)
        self.right.addWidget(Button(N_("Open the case"), self.open_case, icon="folder-open"))
        columns = Columns()
        self.body.addWidget(columns)
        self.message = Said(N_("Message to parents and pupils"), session, 232)
        self.told = ToldCard(session)
        self.report = Said(N_("Line to the department"), session, 96)
        self.postponed = PostponedCard(session, self, self._show_point)
        for card in (self.message, self.told, self.report, self.postponed):
            columns.main.addWidget(card)
        self.order = Card(N_("Order of the school"))
        self.order_words = Label("", "body")
        self.print_row = PrintRow(N_("Print"), self.print_order)
        self.order.body.addWidget(self.order_words)
        self.order.body.addWidget(self.print_row)
        self.order.body.addWidget(Label(N_("Printing or saving freezes the order."), "small-soft"))
        self.telling = PrintRow(N_("Who was told"), self.print_told)
        self.order.body.addWidget(self.telling)
        columns.side.addWidget(self.order)
        self.point = PointCard(session)
        columns.side.addWidget(self.point)

    def of(self, day: date) -> bool:
        """Whether the case was opened on that day."""
        return self._file is not None and self._file.case.opened_on == day

    def show_case(self, case_id: int) -> None:
        self._case_id = case_id
        self.reload()
        self.message.buttons["kk"].setFocus()

    def reload(self) -> None:
        """A case that was taken back is no longer shown."""
        if not self._case_id:
            return
        db = self._session.db
        if not any(r.case.id == self._case_id for r in cases.every_record(db)):
            self._case_id = 0
            self.left.emit()
            return
        file = self._file = cases.case_file(db, self._case_id)
        case = file.case
        self.heading.say(GROUND_NAMES[case.ground])
        self.sub.say(
            N_("{classes} · case № {number}"), classes=", ".join(case.classes), number=case.number
        )
        self.sub.show()
        self.message.put(telling.messenger_text(db, self._case_id))
        self.report.put(telling.report_line(db, self._case_id))
        self.told.put_case(file)
        self.postponed.setVisible(case.ground is Ground.EMERGENCY)
        if case.ground is Ground.EMERGENCY:
            self.postponed.put_case(file)
        order = self._order()
        self.order.setVisible(order is not None)
        self.telling.setVisible(bool(file.told))
        if order is not None:
            self.order_words.say(
                N_("{order}. Period: {period}"), order=order_name(order), period=period(order)
            )

    def _order(self) -> Order | None:
        assert self._file is not None
        issued = [
            o for o in self._file.records.orders if o.kind is OrderKind.TRANSFER and not o.annulled
        ]
        return issued[-1] if issued else None

    def _show_point(self, key: str) -> None:
        assert self._file is not None
        self.point.put(self._file.edition, [key])

    def open_case(self) -> None:
        self._session.go("cases", self._case_id)

    def print_order(self, language: str) -> None:
        self._print("order-classes", language)

    def print_told(self, language: str) -> None:
        self._print("telling", language)

    def _print(self, code: str, language: str) -> None:
        from dlschool.services import printing

        order, case_id = self._order(), self._case_id
        order_id = order.id if order and code == "order-classes" else None
        printouts.lay_out(
            self,
            self._session,
            lambda db, _progress: printing.prepare(
                db, code, case_id=case_id, order_id=order_id, language=language
            ),
        )
