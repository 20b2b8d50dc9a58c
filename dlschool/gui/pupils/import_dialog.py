"""Import of a list of pupils: a file is read, every row is shown, nothing is written before the verb."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from dlschool.domain.pupil_list.draft import ListDraft
from dlschool.gui import tasks
from dlschool.gui.pupils.draft_lines import to_write
from dlschool.gui.pupils.import_preview import ImportPreview
from dlschool.gui.session import Session
from dlschool.gui.tasks import Progress
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.words import say, shown
from dlschool.i18n import N_
from dlschool.services import opening, pupil_import, pupils

FILES = N_("Lists (*.xlsx *.xls *.csv *.txt);;All files (*)")
WIDE, TALL = 1160, 660


class ImportDialog(QDialog):
    """File, preview, import. `imported` gets how many rows were written."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        imported: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._imported = session, imported
        self._file: Path | None = None
        self._chosen: dict[str, str] | None = None
        self.draft: ListDraft | None = None
        self.task: tasks.Task | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        say(self, "setWindowTitle", N_("Import a list of pupils"))
        self.stack = QStackedWidget()
        self.start = EmptyState(
            "file-spreadsheet",
            N_(
                "An Excel or CSV list as the school keeps it: titles, totals and merged headings do no "
                "harm. Every row is shown before anything is written. Choose the file or drop it here."
            ),
            Action(N_("Choose a file…"), self.choose, primary=True, icon="upload"),
            Action(N_("Cancel"), self.reject),
        )
        self.preview = ImportPreview(self.choose, self.reject, self.import_now, self.map_columns)
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.preview)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.import_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As large as a list wants, never larger than the screen."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        return QSize(min(WIDE, room.width() - 40), min(TALL, room.height() - 60))

    def choose(self) -> None:
        """Asks for the file."""
        title = shown(N_("Choose a list of pupils"))
        name, _ = QFileDialog.getOpenFileName(self, title, "", shown(FILES))
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Reads a file beside the window and shows what an import would do."""
        self._file, self._chosen = file, None
        self._read()

    def map_columns(self, chosen: dict[str, str]) -> None:
        """Reads the same file again with these columns."""
        self._chosen = chosen
        self._read()

    def _read(self) -> None:
        file, chosen, db = self._file, self._chosen, self._session.db
        assert file is not None

        def work(progress: Progress, _cancelled: Callable[[], bool]) -> ListDraft:
            progress(0)
            other = opening.another_connection(db)
            try:
                return pupil_import.preview(other, file, chosen, progress)
            finally:
                other.close()

        self._busy(True)
        self.task = tasks.run(
            self, work, self._show, words=N_("Reading the list…"), failed=self._failed
        )

    def _show(self, draft: ListDraft) -> None:
        self._busy(False)
        self.draft = draft
        assert self._file is not None
        self.preview.put(draft, self._file.name)
        self.stack.setCurrentWidget(self.preview)
        self.preview.table.setFocus()

    def _failed(self) -> None:
        self._busy(False)
        if self.draft is not None:
            self.preview.columns.put(self.draft)

    def import_now(self) -> None:
        """Writes the new and changed rows as one action."""
        draft, file, chosen, db = self.draft, self._file, self._chosen, self._session.db
        if draft is None or file is None or not to_write(draft):
            return

        def work(progress: Progress, _cancelled: Callable[[], bool]) -> int:
            other = opening.another_connection(db)
            try:
                if chosen is not None:
                    pupils.remember_mapping(other, draft.signature, chosen)
                return pupil_import.import_list(other, draft, file.name, progress)
            finally:
                other.close()

        self._busy(True)
        self.task = tasks.run(
            self, work, self._done, words=N_("Importing…"), failed=lambda: self._busy(False)
        )

    def _done(self, count: int) -> None:
        self._busy(False)
        self._session.changed.emit()
        self._session.tell(N_("Imported: {n}"), n=count)
        if self._imported is not None:
            self._imported(count)
        self.accept()

    def _busy(self, busy: bool) -> None:
        self.stack.setEnabled(not busy)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.read(Path(files[0]))
