"""An order is annulled by another one, also when it was printed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.gui.orders.words import order_name
from dlschool.gui.session import Session
from dlschool.gui.widgets.date_edit import DateEdit
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say
from dlschool.i18n import N_
from dlschool.services import orders


def annul_dialog(session: Session, parent: QWidget, order: Order) -> Dialog:
    """Reason in both languages, number and day of the order that annuls. Refused, it stays open."""
    fields = Fields()
    fields.wide(
        Label(
            N_(
                "{order} stays in the register as annulled. Another order annuls it; "
                "that one is printed and numbered like any other."
            ),
            "soft",
            order=order_name(order),
        )
    )
    kk = fields.add(N_("Reason, in Kazakh"), QLineEdit())
    ru = fields.add(N_("Reason, in Russian"), QLineEdit())
    number, day = QLineEdit(), DateEdit(session.today, session.today())
    say(number, "setPlaceholderText", N_("the next one"))
    fields.row((N_("Number"), number), (N_("Date"), day))

    def annul() -> object:
        right = fields.check()
        for edit in (kk, ru):
            empty = not edit.text().strip()
            fields.error(edit, N_("Write why the order is annulled.") if empty else "")
            right = right and not empty
        if not right:
            return False
        reason = Text(kk.text().strip(), ru.text().strip())
        return session.act(
            orders.annul_order, session.db, order.id or 0, reason, number.text(), day.value()
        )

    box = Dialog(parent, N_("Annul the order"), fields, N_("Annul the order"), annul, loss=True)
    box.open()
    return box
