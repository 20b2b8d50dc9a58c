"""What a PDF will look like, before it is printed or saved: `show(self, session, …)`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui.pages import Pages
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton, PrimaryButton
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import Words, say, shown
from dlschool.i18n import N_
from dlschool.services import protected_files
from dlschool.services.protected_files import Protection

Used = Callable[[str], object]


class Preview(QDialog):
    """Pages one under the other. Keys: Page Up and Down, Home, End, + and -, Ctrl+P, Ctrl+S, Esc.

    `used("printed")` or `used("exported")` runs after the sheet left the program: the caller notes
    it in the store (an order is frozen by it).
    """

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        title: Words,
        pdf: bytes,
        name: str,
        used: Used | None = None,
        notes: Sequence[Words] = (),
        beside: Words = "",
    ) -> None:
        super().__init__(parent)
        self._session, self._pdf, self._name, self._used = session, pdf, name, used
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        say(self, "setWindowTitle", title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pages = Pages(pdf)
        column.addWidget(self._bar(title))
        for note in notes:
            column.addWidget(Strip(note))
        if beside:
            quiet = Label(beside, "small-soft")
            quiet.setContentsMargins(16, 4, 16, 4)
            column.addWidget(quiet)
        column.addWidget(self.pages, 1)
        self.pages.moved.connect(self._say_page)
        self._say_page()
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_)
        self.pages.setFocus()

    def _bar(self, title: Words) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "top")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(Label(title, "head"), 1)
        self.page = Label("", "soft")
        self.page.setWordWrap(False)
        row.addWidget(self.page)
        row.addWidget(IconButton("minus", N_("Smaller"), self.pages.smaller, shortcut="-"))
        row.addWidget(IconButton("plus", N_("Larger"), self.pages.larger, shortcut="+"))
        row.addWidget(IconButton("file-text", N_("Whole width"), self.pages.fit, shortcut="0"))
        save = Button(N_("Save as PDF…"), self.save, icon="save")
        save.setToolTip("Ctrl+S")
        row.addWidget(save)
        self.lock = IconButton("lock", N_("Save with a password…"), lambda: None)
        self.lock.hide()
        row.addWidget(self.lock)
        printing = PrimaryButton(N_("Print…"), self.print_, icon="printer")
        printing.setToolTip("Ctrl+P")
        row.addWidget(printing)
        row.addWidget(Button(N_("Close"), self.reject))
        return bar

    def _say_page(self) -> None:
        self.page.say(
            N_("Page {page} of {count}"), page=self.pages.current(), count=self.pages.count()
        )

    def sizeHint(self) -> QSize:
        room = self.screen().availableGeometry()
        return QSize(min(980, room.width() - 40), room.height() - 60)

    def save(self) -> None:
        """Asks where, writes the file, notes it."""
        start = str(Path.home() / f"{self._name}.pdf")
        path, _ = QFileDialog.getSaveFileName(self, shown(N_("Save as PDF…")), start, "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def offer_protection(self, ask: "Callable[[Preview, str], object]") -> None:
        """Shows the lock: `ask(window, name)` asks for a password, then calls `save_to`."""
        self.lock.clicked.connect(lambda _=False: ask(self, self._name))
        self.lock.show()

    def save_to(self, path: Path, protection: Protection | None = None) -> None:
        """Refused: the file cannot be written."""
        if not path.suffix:
            path = path.with_suffix(".pdf")
        pdf = protected_files.pdf(self._pdf, protection) if protection else self._pdf
        protected_files.write(path, pdf)
        self._session.tell(N_("Saved: {file}"), file=path)
        self._left("exported")

    def print_(self) -> None:
        """Asks which printer and how many copies, prints, notes it."""
        from dlschool.gui import printer

        def printed(name: str) -> None:
            self._session.keep(printer=name)
            self._session.tell(N_("Sent to the printer {printer}"), printer=name)
            self._left("printed")

        printer.ask(self, self._pdf, self._session.settings.printer, printed)

    def _left(self, how: str) -> None:
        if self._used is not None:
            self._used(how)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {"+": self.pages.larger, "=": self.pages.larger, "-": self.pages.smaller}
        way = {**ways, "0": self.pages.fit}.get(event.text())
        if way is not None:
            way()
        else:
            super().keyPressEvent(event)


def show(
    parent: QWidget | None,
    session: Session,
    title: Words,
    pdf: bytes,
    name: str,
    used: Used | None = None,
    notes: Sequence[Words] = (),
    beside: Words = "",
) -> Preview:
    """Opens the preview of `pdf`. `name` (no suffix) is offered as the file's name;
    `used(how)` runs after it was "printed" or "exported". `notes` stand above the
    pages: what to know before the sheet leaves the program; `beside`, quietly, what is good to know."""
    window = Preview(parent, session, title, pdf, name, used, notes, beside)
    window.resize(window.sizeHint())
    window.open()
    return window
