"""A file to print: shown first; that it was printed or saved is noted by the service."""

from collections.abc import Iterator
from typing import Any, Literal, cast

from PySide6.QtWidgets import QWidget

from dlschool.gui import preview
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.gui.words import Words
from dlschool.i18n import N_


def show(parent: QWidget, session: Session, printout: Any, name: str) -> Preview:
    """Opens the preview of a `services.printouts.Printout`; `name` is offered for the file.

    Once it is printed or saved, `services.printing.record` notes it and freezes its orders.
    """

    def used(how: str) -> None:
        from dlschool.services import printing

        session.act(
            printing.record, session.db, printout, cast(Literal["printed", "exported"], how)
        )

    notes = list(_notes(session, printout))
    return preview.show(parent, session, printout.title, printout.content, name, used, notes)


def _notes(session: Session, printout: Any) -> Iterator[Words]:
    """The standing warning on the edition; that an order in the file will be frozen."""
    from dlschool.services.orders import order

    if printout.warning is not None:
        yield printout.warning
    orders = (d.order_id for d in printout.documents if d.order_id is not None)
    if any(not order(session.db, order_id).frozen for order_id in orders):
        yield N_(
            "An order is in this file. Printing or saving freezes it: only another order annuls it."
        )
