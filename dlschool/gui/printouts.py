"""A file to print: laid out beside the window, shown, noted once it was printed or saved."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, cast

from PySide6.QtWidgets import QWidget

from dlschool.domain import order_130
from dlschool.domain.text import Text
from dlschool.gui import preview, tasks
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.services.opening import another_connection

Prepare = Callable[[Any, tasks.Progress], Any]
"""Lays a `services.printouts.Printout` out: gets the worker's own connection and the progress."""


def lay_out(parent: QWidget, session: Session, prepare: Prepare) -> tasks.Task:
    """Lays out on the other thread, then opens the preview over the window of `parent`."""

    def work(progress: tasks.Progress, _cancelled: Callable[[], bool]) -> Any:
        db = another_connection(session.db)
        try:
            return prepare(db, progress)
        finally:
            db.close()

    window = parent.window()

    def done(printout: Any) -> None:
        show(window, session, printout, file_name(printout.title))

    return tasks.run(window, work, done, words=N_("Laying out the pages…"))


def file_name(title: Text) -> str:
    """The title without what file systems forbid."""
    return "".join("-" if sign in '/\\:*?"<>|' else sign for sign in shown(title))


def show(parent: QWidget, session: Session, printout: Any, name: str) -> Preview:
    """Opens the preview of a `Printout`; `name` is offered for the file.

    Once it is printed or saved, `services.printing.record` notes it and freezes its orders.
    """

    def used(how: str) -> None:
        from dlschool.services import printing

        session.act(
            printing.record, session.db, printout, cast(Literal["printed", "exported"], how)
        )

    notes = list(_notes(session, printout))
    window = preview.show(
        parent, session, printout.title, printout.content, name, used, notes, _order_130(printout)
    )
    window.offer_protection(_protect)
    return window


def _order_130(printout: Any) -> Words:
    """Whether order 130 asks for the form; of a file of many kinds nothing is said."""
    codes = {document.code for document in printout.documents}
    return order_130.sentence(codes.pop()) if len(codes) == 1 else ""


def _protect(window: Preview, name: str) -> None:
    """Asks for the password of the file, then where; a box turns the password off."""
    from dlschool.gui.protect import ProtectDialog

    ProtectDialog(window, f"{name}.pdf", "PDF (*.pdf)", window.save_to).open()


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
