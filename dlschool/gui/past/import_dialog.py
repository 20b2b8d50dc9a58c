"""Cases that ran on paper come from Excel: read, shown row by row, written with one button."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dlschool.domain.past_list.draft import PastDraft, PastRow
from dlschool.gui import table, tasks
from dlschool.gui.past.lines import COLUMNS, FILTERS, cells, remarks, to_write, wanted
from dlschool.gui.session import Session
from dlschool.gui.table import PagedModel
from dlschool.gui.tasks import Progress
from dlschool.gui.widgets.buttons import Action, Button, PrimaryButton
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.tabs import Tabs
from dlschool.gui.words import say, shown
from dlschool.i18n import N_, language
from dlschool.services import opening, past_import

FILES = N_("Lists (*.xlsx *.xls *.csv *.txt);;All files (*)")


class PastImport(QDialog):
    """File, preview, import; nothing is written before the button, and Undo takes it all back."""

    def __init__(self, parent: QWidget | None, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._file: Path | None = None
        self.draft: PastDraft | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        say(self, "setWindowTitle", N_("Import cases that ran on paper"))
        self.stack = QStackedWidget()
        self.stack.addWidget(
            EmptyState(
                "file-spreadsheet",
                N_(
                    "A register in Excel or CSV: pupil (IIN, or name and birth date), ground, papers, "
                    "minutes and orders with their numbers and dates, the period. Headings are "
                    "recognised in Kazakh and Russian. Every row is shown before anything is written."
                ),
                Action(N_("Choose a file…"), self.choose, primary=True, icon="upload"),
                Action(N_("Save an empty register…"), self.save_template, icon="download"),
                Action(N_("Cancel"), self.reject),
            )
        )
        self.stack.addWidget(self._preview())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1120, room.width() - 40), min(640, room.height() - 60))

    def _preview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        self.title = Label("", "title")
        head.addWidget(self.title, 1)
        head.addWidget(Button(N_("Another file…"), self.choose, icon="upload"))
        column.addLayout(head)
        self.filters = Tabs(N_("Which rows are shown"))
        for key, words in FILTERS.items():
            self.filters.add(key, words, QWidget(), n=0)
        self.filters.pages.hide()
        self.filters.switched.connect(self._filter)
        column.addWidget(self.filters)
        self.model = PagedModel(COLUMNS, lambda *_: (), self._rows)
        self.table = table.view(self.model, N_("Rows of the register"))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(self._say)
        column.addWidget(self.table, 1)
        self.said = Label("")
        self.said.setMinimumHeight(42)
        column.addWidget(self.said)
        column.addWidget(self._foot())
        return page

    def _foot(self) -> QFrame:
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 4, 0, 16)
        row.setSpacing(8)
        row.addWidget(Label(N_("Nothing is written yet."), "small-soft"), 1)
        row.addWidget(Button(N_("Cancel"), self.reject))
        self.ok = PrimaryButton(N_("Import"), self.import_now, icon="download")
        row.addWidget(self.ok)
        return foot

    def choose(self) -> None:
        title = shown(N_("Choose a register"))
        name, _ = QFileDialog.getOpenFileName(self, title, "", shown(FILES))
        if name:
            self.read(Path(name))

    def save_template(self) -> None:
        """An empty register whose headings are understood when it comes back filled."""
        title = shown(N_("Save an empty register…"))
        name, _ = QFileDialog.getSaveFileName(self, title, "", "Excel (*.xlsx)")
        if name:
            past_import.write_template(Path(name).with_suffix(".xlsx"), language())
            self._session.tell(N_("Saved: {file}"), file=name)

    def read(self, file: Path) -> None:
        """Reads a file beside the window and shows what an import would do."""
        self._file, db = file, self._session.db

        def work(progress: Progress, _cancelled: Callable[[], bool]) -> PastDraft:
            progress(0)
            other = opening.another_connection(db)
            try:
                return past_import.preview(other, file)
            finally:
                other.close()

        self.stack.setEnabled(False)
        words = N_("Reading the register…")
        tasks.run(self, work, self.show_draft, words=words, failed=self._enable)

    def _enable(self) -> None:
        self.stack.setEnabled(True)

    def show_draft(self, draft: PastDraft) -> None:
        self._enable()
        self.draft = draft
        self.title.say(same(self._file.name if self._file else ""))
        for key, words in FILTERS.items():
            self.filters.rename(key, words, n=len(wanted(draft, key)))
        count = to_write(draft)
        say(self.ok, "setText", N_("Import cases: {n}"), n=count)
        self.ok.setEnabled(count > 0)
        self._filter(self.filters.key())
        self.stack.setCurrentIndex(1)
        self.table.setFocus()

    def import_now(self) -> None:
        """Writes the new rows as one action."""
        draft, file, db = self.draft, self._file, self._session.db
        if draft is None or file is None or not to_write(draft):
            return

        def work(progress: Progress, _cancelled: Callable[[], bool]) -> int:
            other = opening.another_connection(db)
            try:
                return past_import.import_past(other, draft, file.name, progress)
            finally:
                other.close()

        self.stack.setEnabled(False)
        tasks.run(self, work, self._done, words=N_("Importing…"), failed=self._enable)

    def _done(self, count: int) -> None:
        self._session.changed.emit()
        self._session.tell(N_("Imported: {n}"), n=count)
        self.accept()

    def _filter(self, key: str) -> None:
        if self.draft is None:
            return
        self.model.put(wanted(self.draft, key))
        if self.model.rowCount():
            self.table.selectRow(0)
        self._say(self.table.currentIndex())

    def _say(self, index: QModelIndex) -> None:
        """Everything that is said of the row, in full."""
        row = self.model.id_at(index.row()) if index.isValid() else None
        if row is None:
            self.said.say(N_("There are no such rows."))
        elif not remarks(row):
            self.said.say(N_("Row {n}: nothing to remark."), n=row.number)
        else:
            self.said.say(lambda: " ".join([f"{row.number}.", *remarks(row)]))

    def _rows(self, rows: Sequence[PastRow]) -> list[tuple[object, ...]]:
        return [cells(row) for row in rows]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.read(Path(files[0]))


def past_import_dialog(session: Session, parent: QWidget) -> PastImport:
    box = PastImport(parent, session)
    box.open()
    return box
