"""This computer: language and theme, the data folder, printer, the check of the store."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dlschool.gui import tasks
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Action, Choice
from dlschool.gui.widgets.card import Card, Strip, buttons, empty
from dlschool.gui.widgets.fields import Combo, Fields, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import history, opening
from dlschool.services.history import Finding

T = TypeVar("T")

LANGUAGES: list[tuple[str, Words]] = [("kk", same("Қазақша")), ("ru", same("Русский"))]
THEMES: list[tuple[str, Words]] = [
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
]


class ComputerPage(QWidget):
    """Settings of this machine; each is kept at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._looks(column)
        self._folder(column)
        self._check(column)
        column.addStretch(1)

    def _looks(self, column: QVBoxLayout) -> None:
        card = Card(N_("Look"))
        known = self._session.settings
        self.language = Choice(LANGUAGES, known.language, N_("Language"))
        self.language.chosen.connect(lambda key: self._session.keep(language=key))
        self.theme = Combo(THEMES)
        self.theme.set_key(known.theme)
        self.theme.currentIndexChanged.connect(self._keep_theme)
        self.printer = Combo()
        self.printer.currentIndexChanged.connect(self._keep_printer)
        fields = Fields()
        fields.row(
            (N_("Language of the window"), _left(self.language)),
            (N_("Theme"), self.theme),
            (N_("Printer"), self.printer),
        )
        card.body.addWidget(fields)
        column.addWidget(card)

    def _folder(self, column: QVBoxLayout) -> None:
        card = Card(N_("Data folder"))
        self.path = QLineEdit(str(self._session.folder.root))
        self.path.setReadOnly(True)
        say(self.path, "setAccessibleName", N_("Data folder"))
        card.body.addWidget(self.path)
        card.body.addWidget(
            Label(
                N_(
                    "Everything of the school lies here: the store, its keys, scans and backups. "
                    "All of it is encrypted and opens with a user's password."
                ),
                "soft",
            )
        )
        card.body.addWidget(
            buttons(Action(N_("Open the folder"), self.open_folder, icon="folder-open"))
        )
        column.addWidget(card)

    def _check(self, column: QVBoxLayout) -> None:
        card = Card(N_("Check of the store"))
        card.body.addWidget(
            Label(N_("Reads the whole store, the chain of the journal and every scan."), "soft")
        )
        card.body.addWidget(buttons(Action(N_("Check now"), self.check, icon="shield-check")))
        self.findings = QVBoxLayout()
        card.body.addLayout(self.findings)
        column.addWidget(card)

    def reload(self) -> None:
        """Printers and the settings, read again."""
        known = self._session.settings
        self.language.set_value(known.language)
        _quietly(self.theme, lambda: self.theme.set_key(known.theme))
        _quietly(self.printer, lambda: self._put_printers(known.printer))

    def _put_printers(self, known: str) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        names = QPrinterInfo.availablePrinterNames()
        if known and known not in names:
            names.append(known)
        options: list[tuple[object, Words]] = [("", N_("As the system"))]
        self.printer.put([*options, *((name, same(name)) for name in names)])
        self.printer.set_key(known)

    def _keep_theme(self) -> None:
        self._session.keep(theme=str(self.theme.key()))

    def _keep_printer(self) -> None:
        self._session.keep(printer=str(self.printer.key() or ""))

    def open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.folder.root)))

    def check(self) -> None:
        """Reads everything beside the window and says what was found."""
        empty(self.findings)
        self._beside(history.check, self._found, N_("Checking the store…"))

    def _found(self, findings: list[Finding]) -> None:
        if not findings:
            self.findings.addWidget(Strip(N_("Everything is whole."), kind="accent"))
        for finding in findings:
            self.findings.addWidget(Strip(finding.text, kind="loss"))

    def _beside(self, work: Callable[[Any], T], done: Callable[[T], object], words: Words) -> None:
        """Runs `work` on the worker with a connection of its own."""
        db = self._session.db

        def run(progress: tasks.Progress, _cancelled: Callable[[], bool]) -> T:
            progress(0)
            other = opening.another_connection(db)
            try:
                return work(other)
            finally:
                other.close()

        tasks.run(self, run, done, words=words)


def _left(widget: QWidget) -> QWidget:
    """A widget at its own width, at the left of its place."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def _quietly(combo: Combo, change: Callable[[], object]) -> None:
    """A change that is not the user's own."""
    blocked = combo.blockSignals(True)
    change()
    combo.blockSignals(blocked)
