"""An enrolment file opened, pasted or scanned; who asks; this computer's name; then the request."""

import socket
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import say, shown
from dlschool.i18n import N_
from dlschool.services import exchange_offer, exchange_pairing
from dlschool.services.exchange_offer import Offer

KINDS = "DLX (*.dlx);;* (*)"
BY_STICK = N_("without internet, by stick")


class EnrolmentDialog(Dialog):
    """First the code, then who asks: nothing is made before the second page was agreed to."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        self._session = session
        self._content = b""
        self.pages = QStackedWidget()
        self.code = QPlainTextEdit()
        self.label = QLineEdit(socket.gethostname()[: exchange_pairing.MOST_LABEL])
        self.who = Fields()
        self.pages.addWidget(self._first())
        self.pages.addWidget(self.who)
        super().__init__(
            parent, N_("Connect with the department"), self.pages, N_("Continue"), self._next,
            wide=640,
        )  # fmt: skip
        self.setProperty("draft", False)

    def _first(self) -> QWidget:
        fields = Fields()
        fields.wide(
            buttons(Action(N_("Choose the enrolment file…"), self.choose, icon="folder-open"))
        )
        self.code.setTabChangesFocus(True)
        self.code.setFixedHeight(150)
        fields.add(
            N_("or the code from the department's sheet"),
            self.code,
            N_("Paste the text, or click here and read the code with a reader."),
        )
        return fields

    def choose(self) -> None:
        title = shown(N_("The department's enrolment file"))
        name, _ = QFileDialog.getOpenFileName(self, title, "", KINDS)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """The file's code goes into the field, so that both ways are one."""
        self.show_offer(exchange_offer.content_in(path))

    def show_offer(self, content: bytes) -> None:
        """Who asks, at once: of an enrolment that was opened elsewhere. Refused: as `_show`."""
        self._content = content
        self._show()

    def _next(self) -> bool:
        if self.pages.currentIndex() == 0:
            self._content = exchange_offer.content_of(self.code.toPlainText())
            self._show()
            return False
        self._session.act(exchange_pairing.ask, self._session.db, self._content, self.label.text())
        return True

    def _show(self) -> None:
        """Who asks. Refused: altered, too late, for another school."""
        offer = exchange_offer.offered(self._session.db, self._content)
        self._fill(offer)
        self.pages.setCurrentIndex(1)
        if self.ok_button is not None:
            say(self.ok_button, "setText", N_("Make the request"))
        self.label.setFocus()

    def _fill(self, offer: Offer) -> None:
        self.who.wide(Label(offer.department, "strong"))
        self.who.wide(
            Label(
                N_("asks for the connection of the school: {school}, BIN {bin}"),
                school=offer.school,
                bin=offer.bin,
            )
        )
        self.who.wide(Label(N_("Address: {address}"), "soft", address=offer.address or "—"))
        if not offer.address:
            self.who.wide(Label(BY_STICK, "soft"))
        self.who.wide(Label(N_("Good until {until}"), "soft", until=offer.until))
        self.who.add(
            N_("Name of this computer"),
            self.label,
            N_("The department sees it, for example: the secretary's computer."),
        )
        self.who.wide(
            Label(
                N_(
                    "Only totals are told until the school and the department have agreed to more in "
                    "writing."
                ),
                "soft",
            )
        )
