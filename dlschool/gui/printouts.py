"""A file to print: shown first; that it was printed or saved is noted by the service."""

from typing import Any, Literal, cast

from PySide6.QtWidgets import QWidget

from dlschool.gui import preview
from dlschool.gui.preview import Preview
from dlschool.gui.session import Session


def show(parent: QWidget, session: Session, printout: Any, name: str) -> Preview:
    """Opens the preview of a `services.printouts.Printout`; `name` is offered for the file.

    Once it is printed or saved, `services.printing.record` notes it and freezes its orders.
    """

    def used(how: str) -> None:
        from dlschool.services import printing

        session.act(
            printing.record, session.db, printout, cast(Literal["printed", "exported"], how)
        )

    return preview.show(parent, session, printout.title, printout.content, name, used)
