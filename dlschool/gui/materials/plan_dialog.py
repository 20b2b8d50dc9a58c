"""The editor of a thematic plan (КТЖ/КТП): cells, paste, Excel, and its hours against the calendar."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dlschool.domain.calendar import first_year
from dlschool.domain.learning import CatalogueItem, PlanLine
from dlschool.domain.plan_list.draft import PlanDraft, PlanRow
from dlschool.domain.plan_list.reading import typed_plan
from dlschool.errors import Refused
from dlschool.gui.materials.grid import PlanGrid
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import empty
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.words import shown
from dlschool.i18n import N_
from dlschool.services import materials, plan_check, plan_import

FILES = N_("Lists (*.xlsx *.xls *.csv *.txt);;All files (*)")
HOW = N_(
    "Type as in a register: Enter goes on, Tab goes across. Ctrl+Enter saves the plan, Esc leaves "
    "it. Lines copied in Excel or Word are pasted with Ctrl+V, with their headings or without."
)
REMARKS = 3
"""So many remarks stand under the cells; the rest are counted."""
LATER = 250
"""Ms after the last key until the plan is compared again."""


class PlanDialog(Dialog):
    """One plan; nothing is written before the button."""

    def __init__(self, parent: QWidget | None, session: Session, material_id: int) -> None:
        self._session = session
        self._item = materials.item(session.db, material_id)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(HOW, "small-soft"))
        self.grid = PlanGrid(first_year(self._item.year), self._pasted)
        column.addLayout(self._tools())
        column.addWidget(self.grid, 1)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(2)
        column.addLayout(self._remarks)
        self._later = QTimer(body)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._compare)
        super().__init__(
            parent,
            N_("Thematic plan: {name}"),
            body,
            N_("Save the plan"),
            self._save,
            wide=1080,
            name=self._item.title,
        )
        self.grid.edited.connect(self._later.start)
        self.grid.put([_row(line) for line in materials.plan(session.db, material_id)])
        self._compare()
        self.grid.setCurrentCell(0, 0)
        self.grid.setFocus()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Button(N_("From Excel…"), self.choose, icon="upload"))
        row.addWidget(Button(N_("Insert a line"), self.grid.insert_line, icon="plus"))
        row.addWidget(Button(N_("Remove the line"), self.grid.remove_line, icon="minus"))
        row.addStretch(1)
        return row

    def choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, shown(N_("Choose a plan")), "", shown(FILES))
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """The file's lines instead of those in the cells; what is wrong is said, nothing changes."""
        self.clear()
        try:
            draft = plan_import.read_file(file, self._item.year)
            plan_import.refuse_problems(draft)
        except Refused as refused:
            self.refuse(refused)
            return
        self.grid.put(draft.rows)

    def _pasted(self, text: str) -> Sequence[PlanRow]:
        """The pasted lines; none where the text is no plan, which is then said."""
        self.clear()
        try:
            draft = plan_import.read_text(text, self._item.year)
            plan_import.refuse_problems(draft)
        except Refused as refused:
            self.refuse(refused)
            return ()
        return draft.rows

    def draft(self) -> PlanDraft:
        """What stands in the cells."""
        return typed_plan(self.grid.cells(), self._item.year)

    def _compare(self) -> None:
        empty(self._remarks)
        draft = self.draft()
        found = plan_check.check(self._session.db, self._item, _lines(self._item, draft))
        said = [*draft.problems, *found.remarks]
        total = plan_check.shown(found.planned)
        words = N_("Lines: {lines}, hours: {hours}.")
        self._remarks.addWidget(Label(words, "soft", lines=len(draft.rows), hours=total))
        for remark in said[:REMARKS]:
            self._remarks.addWidget(Label(remark, "small-late"))
        if len(said) > REMARKS:
            more = N_("And {more} more remarks.")
            self._remarks.addWidget(Label(more, "small-late", more=len(said) - REMARKS))

    def _save(self) -> None:
        draft = self.draft()
        self._session.act(plan_import.take_over, self._session.db, self._item.id or 0, draft)
        self._session.tell(N_("The plan is saved, lines: {count}"), count=len(draft.rows))


def _row(line: PlanLine) -> PlanRow:
    return PlanRow(
        row=line.position,
        section=line.section,
        topic=line.topic,
        aims=line.aims,
        hours=line.hours,
        day=line.date,
        note=line.note,
    )


def _lines(item: CatalogueItem, draft: PlanDraft) -> list[PlanLine]:
    return [
        PlanLine(
            material_id=item.id or 0,
            position=row.row,
            topic=row.topic,
            hours=row.hours,
            date=row.day,
        )
        for row in draft.rows
    ]
