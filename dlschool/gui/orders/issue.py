"""An order is issued or changed: its fields on the left, the sheet as it will be printed beside."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dlschool.domain.case import ORDER_NAMES, OrderKind
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.gui.orders.sheet import Sheet
from dlschool.gui.session import Session
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import cases, orders
from dlschool.services.cases import CaseFile
from dlschool.services.lacking import lacking
from dlschool.services.order_fit import STEP_KEYS

REST = 400
"""Milliseconds after the last key before the sheet is laid out again."""


class OrderDialog(Dialog):
    """`draft` is what is shown at first; `save(order)` issues it or keeps its change."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        file: CaseFile,
        draft: Order,
        ok: Words,
        save: Callable[[Order], object],
    ) -> None:
        self._session, self._draft, self._save = session, draft, save
        body = QWidget()
        super().__init__(parent, ORDER_NAMES[draft.kind], body, ok, self._done, wide=1180)
        self.made: object = None
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        subject = file.pupil.full_name if file.pupil else ", ".join(file.case.classes)
        column.addWidget(
            Label(N_("{who} · case № {number}"), "soft", who=subject, number=file.case.number)
        )
        for strip in self._warnings(file):
            column.addWidget(strip)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._fields(), 5, Qt.AlignmentFlag.AlignTop)
        self.sheet = Sheet(session, self.order)
        row.addWidget(self.sheet, 6)
        column.addLayout(row)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.sheet.lay_out)
        self._rest.start(0)
        self.number.setFocus()

    def _warnings(self, file: CaseFile) -> list[QWidget]:
        found: list[QWidget] = []
        if file.warning is not None:
            found.append(Strip(file.warning))
        if self._draft.id is None and self._draft.kind in STEP_KEYS:
            step = file.assessment.step(STEP_KEYS[self._draft.kind]) or None
            missing = lacking(file.assessment.before(step.key)) if step else []
            if missing:
                words = N_("The order cannot be issued yet. Missing: {missing}")
                found.append(Strip(Refused(words, missing=missing), kind="loss"))
        return found

    def _fields(self) -> QWidget:
        draft, today = self._draft, self._session.today
        self.fields = Fields()
        self.number, self.day = QLineEdit(draft.number), DateEdit(today, draft.date)
        self.fields.row((N_("Number"), self.number), (N_("Date"), self.day))
        self.start, self.until = DateEdit(today, draft.start), DateEdit(today, draft.until)
        if draft.kind in (OrderKind.TRANSFER, OrderKind.EXTEND, OrderKind.SCHEDULE):
            self.fields.row((N_("Holds from"), self.start), (N_("Until"), self.until))
        elif draft.kind is OrderKind.RETURN:
            self.fields.add(N_("At school again from"), self.start)
        self.clause_kk, self.clause_ru = _area(draft.clause_kk), _area(draft.clause_ru)
        annuls = draft.kind is OrderKind.ANNUL
        kk = N_("Reason, in Kazakh") if annuls else N_("Further clause, in Kazakh")
        ru = N_("Reason, in Russian") if annuls else N_("Further clause, in Russian")
        self.fields.add(kk, self.clause_kk)
        self.fields.add(ru, self.clause_ru)
        self.control_kk, self.control_ru = QLineEdit(draft.control_kk), QLineEdit(draft.control_ru)
        self.fields.add(N_("Control, in Kazakh: post and name"), self.control_kk)
        self.fields.add(N_("Control, in Russian: post and name"), self.control_ru)
        for edit in (self.number, self.control_kk, self.control_ru):
            edit.setCursorPosition(0)
            edit.textChanged.connect(self._changed)
        for area in (self.clause_kk, self.clause_ru):
            area.textChanged.connect(self._changed)
        for date_edit in (self.day, self.start, self.until):
            date_edit.changed.connect(self._changed)
        return self.fields

    def _changed(self) -> None:
        self._rest.start()

    def order(self) -> Order | None:
        """The order as the fields have it now; None while a date cannot be read."""
        if any(edit.problem() for edit in (self.day, self.start, self.until)):
            return None
        return replace(
            self._draft,
            number=self.number.text(),
            date=self.day.value() or self._draft.date,
            start=self.start.value(),
            until=self.until.value(),
            clause_kk=self.clause_kk.toPlainText().strip(),
            clause_ru=self.clause_ru.toPlainText().strip(),
            control_kk=self.control_kk.text().strip(),
            control_ru=self.control_ru.text().strip(),
        )

    def _done(self) -> object:
        right = self.fields.check()
        if right and self.day.value() is None:
            self.fields.error(self.day, N_("Write the day of the order."))
            right = False
        order = self.order() if right else None
        if order is None:
            return False
        self.made = self._save(order)
        return True


def _area(text: str) -> QPlainTextEdit:
    area = QPlainTextEdit(text)
    area.setTabChangesFocus(True)
    area.setFixedHeight(72)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area


def issue_dialog(
    session: Session, parent: QWidget, case_id: int, kind: OrderKind = OrderKind.TRANSFER
) -> OrderDialog:
    """An order drafted from the case, to be issued; `made` is its id. Refused, it stays open."""
    file = cases.case_file(session.db, case_id)
    draft = orders.draft_order(session.db, case_id, kind)

    def issue(order: Order) -> int:
        made = session.act(orders.issue_order, session.db, order)
        session.tell(N_("Order № {number} is issued"), number=order.number)
        return made

    box = OrderDialog(session, parent, file, draft, N_("Issue the order"), issue)
    box.open()
    return box


def change_dialog(session: Session, parent: QWidget, order_id: int) -> OrderDialog:
    """An order that has not left the program is changed."""
    order = orders.order(session.db, order_id)
    file = cases.case_file(session.db, order.case_id)

    def change(changed: Order) -> None:
        session.act(orders.edit_order, session.db, changed)

    box = OrderDialog(session, parent, file, order, N_("Save"), change)
    box.open()
    return box
