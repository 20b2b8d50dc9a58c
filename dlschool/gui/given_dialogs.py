"""What a given file is, in words, and the work that follows when the person agrees: the screen's own."""

from PySide6.QtWidgets import QMainWindow

from dlschool.gui.session import Session
from dlschool.gui.widgets.messages import ask
from dlschool.i18n import N_
from dlschool.services import exchange_pairing
from dlschool.services.exchange_pairing import STATE_NAMES, State
from dlschool.services.given_files import Given, Kind


def open_(window: QMainWindow, session: Session, given: Given) -> None:
    """Says what the file is and what will be done, and does it when the person agrees."""
    _WAYS[given.kind](window, session, given)


def _update(window: QMainWindow, session: Session, given: Given) -> None:
    from dlschool.gui import updates

    updates.offer(window, session, given.path)


def _enrolment(window: QMainWindow, session: Session, given: Given) -> None:
    """The dialog itself says who asks, and asks."""
    from dlschool.gui.exchange.pairing_dialog import EnrolmentDialog

    session.go("exchange")
    dialog = EnrolmentDialog(window, session)
    dialog.show_offer(given.content)
    dialog.open()


def _certificate(window: QMainWindow, session: Session, given: Given) -> None:
    def connect() -> None:
        session.act(exchange_pairing.take, session.db, given.content)
        session.go("exchange")
        session.tell(STATE_NAMES[State.CONNECTED])

    ask(
        window,
        N_("The certificate of the department"),
        N_(
            "The file {file} answers this computer's request to the department: {department}. From "
            "then on they are connected; only totals are told until more was agreed to in writing."
        ),
        N_("Connect"),
        connect,
        file=given.path.name,
        department=given.department or "—",
    )


def _envelopes(window: QMainWindow, session: Session, given: Given) -> None:
    from dlschool.gui.exchange.view import ExchangeView

    def take() -> None:
        session.go("exchange")
        screen = window.findChild(ExchangeView)
        if screen is not None:
            screen.take(given.path)

    ask(
        window,
        N_("Answers of the department"),
        N_(
            "The file {file} holds envelopes of the department for this computer: {n}. Department: "
            "{department}. They are taken in; the screen of the exchange shows what they brought. "
            "The file itself stays as it is."
        ),
        N_("Take them in"),
        take,
        file=given.path.name,
        n=given.envelopes,
        department=given.department or "—",
    )


_WAYS = {
    Kind.UPDATE: _update,
    Kind.ENROLMENT: _enrolment,
    Kind.CERTIFICATE: _certificate,
    Kind.ENVELOPES: _envelopes,
}
