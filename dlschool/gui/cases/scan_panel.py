"""The scans of one paper: files added, looked through, blacked out, put in order, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from dlschool.domain.record import Scan
from dlschool.errors import Refused
from dlschool.gui import tasks
from dlschool.gui.cases.page_viewer import PageViewer
from dlschool.gui.cases.scan_files import SIDE, Entry, kept_page, named, read
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button, IconButton
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import on_language, say, shown
from dlschool.i18n import N_

if TYPE_CHECKING:
    from dlschool.services.papers import NewScan
    from dlschool.services.scans import Opened


class ScanPanel(QWidget):
    """`wanted()` is what `services.papers.keep_paper` takes; `medical` asks to black out first."""

    changed = Signal()

    def __init__(self, session: Session, scans: Sequence[Scan], *, medical: bool) -> None:
        super().__init__()
        self._session, self._medical = session, medical
        self._page = 0
        self.entries = [Entry(scan=scan) for scan in scans]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._files())
        column.addWidget(self._asking())
        self.viewer = PageViewer()
        self.viewer.changed.connect(self._boxes_changed)
        self.tools = self._tools()
        column.addWidget(self.tools)
        column.addWidget(self.viewer, 1)
        column.addStretch()
        self.setAcceptDrops(True)
        on_language(self, self._name)
        self._list()

    def _files(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(Label(N_("Scans"), "head"), 1)
        self.up = IconButton("arrow-up", N_("Earlier"), lambda: self.move_file(-1))
        self.down = IconButton("arrow-down", N_("Later"), lambda: self.move_file(1))
        self.out = IconButton("trash-2", N_("Take the scan out"), self.take_out)
        for button in (self.up, self.down, self.out):
            row.addWidget(button)
        self.add_button = Button(N_("Add files…"), self.choose, icon="upload")
        row.addWidget(self.add_button)
        column.addLayout(row)
        self.list = QListWidget()
        say(self.list, "setAccessibleName", N_("Scans of the paper"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self.show_page(0))
        column.addWidget(self.list)
        self.none = Label(N_("No scan yet: JPEG, PNG or PDF, several at once."), "small-soft")
        column.addWidget(self.none)
        return column

    def _asking(self) -> QWidget:
        """What a medical conclusion asks for before its scan is kept."""
        self.asking = QWidget()
        column = QVBoxLayout(self.asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = N_("Black out the diagnosis with the mouse: under the black nothing is kept.")
        column.addWidget(Label(words, "late"))
        self.absent = QCheckBox()
        say(self.absent, "setText", N_("No diagnosis stands on these pages"))
        self.absent.toggled.connect(self._absent)
        column.addWidget(self.absent)
        return self.asking

    def _tools(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.before = IconButton("chevron-left", N_("Page before"), lambda: self.turn(-1))
        self.after = IconButton("chevron-right", N_("Next page"), lambda: self.turn(1))
        self.where = Label("", "soft")
        self.where.setWordWrap(False)
        for widget in (self.before, self.where, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        self.black = Button(N_("Black out"), icon="eraser")
        self.black.setCheckable(True)
        self.black.toggled.connect(self.viewer.blacking)
        row.addWidget(self.black)
        self.undo = IconButton("undo-2", N_("Take the newest box away"), self.viewer.take_last)
        row.addWidget(self.undo)
        row.addWidget(IconButton("zoom-out", N_("Smaller"), self.viewer.smaller))
        row.addWidget(IconButton("zoom-in", N_("Larger"), self.viewer.larger))
        row.addWidget(IconButton("square-dashed", N_("Whole page"), self.viewer.whole))
        return holder

    def wanted(self) -> list[int | NewScan]:
        """Ids of kept scans and new ones, in the order of the list."""
        return [
            entry.scan.id if entry.scan and entry.scan.id is not None else entry.new_scan()
            for entry in self.entries
        ]

    @property
    def has_new(self) -> bool:
        return any(entry.opened is not None for entry in self.entries)

    def choose(self) -> None:
        """Asks for files and adds them."""
        kinds = "JPEG, PNG, PDF (*.jpg *.jpeg *.png *.pdf)"
        names, _ = QFileDialog.getOpenFileNames(self, shown(N_("Add files…")), "", kinds)
        if names:
            self.add_files([Path(name) for name in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Reads files beside the window; one that is no scan is refused, the others come."""
        tasks.run(
            self.window(),
            lambda progress, _cancelled: [read(path, progress) for path in paths],
            self._came,
            words=N_("Reading the files…"),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files dropped here are added as if they were chosen."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.add_files([Path(name) for name in files])

    def _came(self, found: Sequence[Opened | Refused]) -> None:
        refused = [one for one in found if isinstance(one, Refused)]
        self.entries += [Entry(opened=one) for one in found if not isinstance(one, Refused)]
        self._list()
        self.list.setCurrentRow(len(self.entries) - 1)
        self.changed.emit()
        if refused:
            raise refused[0]

    def _list(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self.entries:
            self.list.addItem(named(entry))
        self.list.setCurrentRow(min(row, len(self.entries) - 1))
        self.list.blockSignals(False)
        self.list.setVisible(bool(self.entries))
        self.list.setFixedHeight(34 * min(len(self.entries), 4) + 4)
        for widget in (self.tools, self.viewer, self.up, self.down, self.out):
            widget.setVisible(bool(self.entries))
        self.none.setVisible(not self.entries)
        self.show_page(0)

    def _name(self) -> None:
        """Names the files in the language of now."""
        for row, entry in enumerate(self.entries):
            self.list.item(row).setText(named(entry))

    def current(self) -> Entry | None:
        row = self.list.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_page(self, page: int) -> None:
        """Draws a page of the chosen file beside the window."""
        entry = self.current()
        self._page = page
        self._say(entry)
        if entry is None:
            self.viewer.put(None, [])
            return
        db, scan, opened = self._session.db, entry.scan, entry.opened

        def work(_progress: tasks.Progress, _cancelled: object) -> bytes:
            if opened is not None:
                return opened.page(page, SIDE)
            return kept_page(db, scan.id if scan and scan.id else 0, page)

        tasks.run(self, work, lambda png: self._drawn(entry, page, png))

    def _drawn(self, entry: Entry, page: int, png: bytes) -> None:
        if entry is self.current() and page == self._page:
            self.viewer.put(png, entry.boxes.get(page, []))

    def _say(self, entry: Entry | None) -> None:
        new = entry is not None and entry.opened is not None
        pages = entry.pages if entry else 0
        row = self.list.currentRow()
        self.where.say(N_("Page {page} of {count}"), page=self._page + 1, count=pages)
        self.where.setVisible(pages > 0)
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < pages)
        self.black.setEnabled(new)
        self.undo.setEnabled(new)
        self.black.setChecked(new and self._medical)
        self.asking.setVisible(new and self._medical)
        self.absent.setChecked(bool(entry and entry.no_diagnosis))
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self.entries) - 1)
        self.out.setEnabled(entry is not None)

    def turn(self, pages: int) -> None:
        self.show_page(self._page + pages)

    def move_file(self, places: int) -> None:
        """Moves the chosen file up or down the list."""
        row = self.list.currentRow()
        self.entries.insert(row + places, self.entries.pop(row))
        self.list.blockSignals(True)
        self.list.setCurrentRow(row + places)
        self.list.blockSignals(False)
        self._list()
        self.changed.emit()

    def take_out(self) -> None:
        """Takes the chosen file out of the list; it stays until the paper is saved."""
        self.entries.pop(self.list.currentRow())
        self._list()
        self.changed.emit()

    def _boxes_changed(self) -> None:
        entry = self.current()
        if entry is not None:
            entry.boxes[self._page] = self.viewer.parts()
            self.changed.emit()

    def _absent(self, on: bool) -> None:
        entry = self.current()
        if entry is not None:
            entry.no_diagnosis = on
