"""The card that leads to a connection: no enrolment yet, a request that waits with its words, a refusal."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.exchange import courier
from dlschool.gui.exchange.pairing_dialog import KINDS, EnrolmentDialog
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, Strip, buttons
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import shown
from dlschool.i18n import N_, language
from dlschool.services import exchange_offer, exchange_pairing
from dlschool.services.exchange_pairing import STATE_NAMES, WHY, Pairing, State

COLUMNS = 3
FIRST = N_(
    "The department gives each school an enrolment file or a sheet with a code. Open it here: you see "
    "who asks before anything is sent. Without internet all of it goes by stick."
)
COMPARE = N_(
    "Telephone the department, at a number that you know, and compare these six words. Only if all six "
    "are the same does the department approve."
)
ONLY_OWNER = N_("The owner of the program connects the school with the department.")
REQUEST_FILE = "dlschool-request.dlx"


class PairingCard(QWidget):
    """Empty and hidden while the connection stands and no other request waits."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(N_("Connection with the department"))
        column.addWidget(self.card)

    def reload(self) -> None:
        found = exchange_pairing.pairing_of(self._session.db)
        self.setVisible(found.state is not State.CONNECTED)
        self.card.clear()
        body = self.card.body
        if found.state is State.NONE:
            body.addWidget(Label(FIRST))
        else:
            body.addWidget(Label(STATE_NAMES[found.state], "strong"))
        if found.offer is not None:
            body.addWidget(Label(found.offer.department))
        if found.why:
            body.addWidget(Strip(WHY[found.why] if found.why in WHY else same(found.why)))
        if found.state is State.WAITING:
            body.addWidget(Label(COMPARE, "soft"))
            body.addWidget(_words(found.words))
        self._add_actions(found)

    def _add_actions(self, found: Pairing) -> None:
        if not rights.may(self._session, Right.USERS):
            self.card.body.addWidget(Label(ONLY_OWNER, "soft"))
            return
        open_file = Action(
            N_("Open an enrolment file…"),
            self.open_enrolment,
            primary=found.state is not State.WAITING and not found.device,
            icon="file-check",
        )
        if found.state is not State.WAITING:
            self.card.body.addWidget(buttons(open_file))
            return
        actions = [
            Action(N_("Write the request to a stick…"), self.write_request, icon="upload"),
            Action(
                N_("Take the certificate from a stick…"), self.take_certificate, icon="download"
            ),
            Action(N_("Give the request up"), self.give_up),
        ]
        if found.offer is not None and found.offer.address:
            ask = Action(
                N_("Ask the department now"), self.ask, primary=not found.device, icon="refresh-cw"
            )
            actions.insert(0, ask)
        self.card.body.addWidget(buttons(*actions))

    def open_enrolment(self) -> None:
        EnrolmentDialog(self, self._session).open()

    def ask(self) -> None:
        """Over the line, beside the window."""
        courier.of(self._session).send_now()

    def write_request(self) -> None:
        title = shown(N_("The request for the department"))
        name, _ = QFileDialog.getSaveFileName(self, title, REQUEST_FILE, KINDS)
        if name:
            exchange_pairing.write_request(self._session.db, Path(name), language())
            self._session.tell(N_("Written: {file}"), file=name)

    def take_certificate(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, shown(N_("The certificate")), "", KINDS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        content = exchange_offer.content_in(path)
        self._session.act(exchange_pairing.take, self._session.db, content)
        self._session.tell(STATE_NAMES[State.CONNECTED])

    def give_up(self) -> None:
        self._session.act(exchange_pairing.give_up, self._session.db)


def _words(words: tuple[str, ...]) -> QFrame:
    """Large, numbered, in the order in which they are read out."""
    frame = QFrame()
    frame.setProperty("role", "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setVerticalSpacing(10)
    for place, word in enumerate(words):
        label = Label(same(f"{place + 1}.  {word}"), "title")
        label.setWordWrap(False)
        grid.addWidget(label, *divmod(place, COLUMNS))
    return frame
