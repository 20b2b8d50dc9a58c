"""Pupils: the list, a card, and what is done from there."""

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.gui import rights
from dlschool.gui.pupils.card import PupilCard
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.pupils.import_dialog import ImportDialog
from dlschool.gui.pupils.list import PupilList
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.words import shown
from dlschool.i18n import N_, language
from dlschool.services import pupil_import
from dlschool.services.protected_files import PLAIN, Protection


class PupilsView(QWidget):
    """The screen «Pupils». Targets: an id, "new", "import", "export"."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PupilList(session, self.new, self.from_excel, self.to_excel)
        self.list.opened.connect(self.show_card)
        self.card = PupilCard(session, QuietButton(N_("All pupils"), self.back, icon="arrow-left"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def reload(self) -> None:
        """What is in sight, read again; a card whose pupil was taken back gives way to the list."""
        if self.stack.currentWidget() is self.card and self.card.is_there():
            self.card.reload()
        else:
            self.stack.setCurrentWidget(self.list)
            self.list.reload()

    def open(self, target: object) -> None:
        """Shows a card, or begins what is named."""
        actions = {"new": self.new, "import": self.from_excel, "export": self.to_excel}
        if isinstance(target, int):
            self.show_card(target)
        elif target in actions:
            actions[str(target)]()

    def show_card(self, pupil_id: int) -> None:
        self.card.show_pupil(pupil_id)
        self.stack.setCurrentWidget(self.card)
        self.card.tabs.bar.setFocus()

    def find(self) -> None:  # type: ignore[override]
        """Ctrl+F: to the search of the list."""
        self.back()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def back(self) -> None:
        """From the card to the list."""
        if self.stack.currentWidget() is self.list:
            return
        self.stack.setCurrentWidget(self.list)
        self.list.reload()
        self.list.table.setFocus()

    def new(self) -> None:
        rights.need(self._session, Right.PUPILS)
        PupilDialog(self, self._session, saved=self.show_card).open()

    def from_excel(self) -> None:
        rights.need(self._session, Right.PUPILS)
        ImportDialog(self, self._session).open()

    def to_excel(self) -> None:
        """Asks how it is protected and where, then writes the list."""
        from dlschool.gui.protect import ProtectDialog

        name = shown(N_("Pupils")) + ".xlsx"
        ProtectDialog(self, name, shown(N_("Excel (*.xlsx)")), self.export).open()

    def export(self, file: Path, protection: Protection = PLAIN) -> None:
        """Writes everybody who did not leave; importing the file again changes nothing."""
        file = file if file.suffix else file.with_suffix(".xlsx")
        count = pupil_import.export(self._session.db, file, language(), protection)
        self._session.tell(N_("Written: {file}, pupils: {n}"), file=file, n=count)
