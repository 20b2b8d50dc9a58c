"""What an import would do, row by row: counts, columns, the table, everything said of a row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.pupil_list.draft import ListDraft, ListRow, RowState
from dlschool.gui.pupils.columns import Columns
from dlschool.gui.pupils.draft_lines import COLUMNS, DOUBTFUL, cells, remarks, to_write, wanted
from dlschool.gui.table import PagedModel, view
from dlschool.gui.widgets.buttons import Button, PrimaryButton
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.tabs import Tabs
from dlschool.gui.words import say
from dlschool.i18n import N_

Do = Callable[[], object]
FILTERS = {
    "": N_("All: {n}"),
    RowState.NEW.value: N_("New: {n}"),
    RowState.CHANGED.value: N_("Changed: {n}"),
    RowState.SAME.value: N_("No change: {n}"),
    RowState.REFUSED.value: N_("Refused: {n}"),
    DOUBTFUL: N_("With doubts: {n}"),
}


class ImportPreview(QWidget):
    """`put(draft, name)` shows a draft. The callables are what the buttons and the columns do."""

    def __init__(
        self, choose: Do, cancel: Do, write: Do, mapped: Callable[[dict[str, str]], object]
    ) -> None:
        super().__init__()
        self._draft: ListDraft | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(12)
        self.title = Label("", "title")
        self.sub = Label("", "soft")
        self.show_columns = Button(N_("Columns…"), self._toggle, icon="funnel")
        self.show_columns.setCheckable(True)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.sub)
        head.addLayout(words, 1)
        head.addWidget(Button(N_("Another file…"), choose, icon="upload"))
        head.addWidget(self.show_columns)
        column.addLayout(head)
        self.columns = Columns(mapped)
        self.columns.hide()
        column.addWidget(self.columns)
        self.filters = _filters()
        self.filters.switched.connect(self._filter)
        column.addWidget(self.filters)
        self._several = False
        self.model = PagedModel(COLUMNS, lambda *_: (), self._cells)
        self.table = view(self.model, N_("Rows of the list"))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(self._say)
        column.addWidget(self.table, 1)
        self.said = Label("", "body")
        self.said.setMinimumHeight(42)
        column.addWidget(self.said)
        column.addWidget(self._foot(cancel, write))

    def _foot(self, cancel: Do, write: Do) -> QFrame:
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 4, 0, 16)
        row.setSpacing(8)
        row.addWidget(Label(N_("Nothing is written yet."), "small-soft"), 1)
        row.addWidget(Button(N_("Cancel"), cancel))
        self.ok = PrimaryButton(N_("Import"), write, icon="download")
        say(self.ok, "setToolTip", N_("Ctrl+Enter"))
        row.addWidget(self.ok)
        return foot

    def put(self, draft: ListDraft, name: str) -> None:
        """Shows another draft; the filter stays."""
        self._draft = draft
        counts = draft.counts()
        self.title.say(same(name))
        self.sub.say(
            N_("Rows with pupils: {n}. Titles, totals and empty rows left out: {skipped}."),
            n=len(draft.rows),
            skipped=counts["skipped"],
        )
        for key, words in FILTERS.items():
            self.filters.rename(key, words, n=len(wanted(draft, key)))
        self.columns.put(draft)
        count = to_write(draft)
        say(self.ok, "setText", N_("Import rows: {n}"), n=count)
        self.ok.setEnabled(count > 0)
        self._filter(self.filters.key())

    def _filter(self, key: str) -> None:
        if self._draft is None:
            return
        self._several = len({row.sheet for row in self._draft.rows}) > 1
        self.model.put(wanted(self._draft, key))
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

    def _cells(self, rows: Sequence[ListRow]) -> list[tuple[object, ...]]:
        return [cells(row, with_sheet=self._several) for row in rows]

    def _toggle(self) -> None:
        self.columns.setVisible(self.show_columns.isChecked())


def _filters() -> Tabs:
    """Only the bar of names is used: the table below is one."""
    made = Tabs(N_("Which rows are shown"))
    for key, words in FILTERS.items():
        made.add(key, words, QWidget(), n=0)
    made.pages.hide()
    return made
