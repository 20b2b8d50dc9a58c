"""A paper of a case: its fields to the left, its scans to the right, saved as one action."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import PaperKind
from dlschool.domain.record import Paper
from dlschool.domain.text import Text
from dlschool.gui import rights, tasks
from dlschool.gui.cases.link import add_link
from dlschool.gui.cases.paper_fields import PaperFields
from dlschool.gui.cases.said import paper_line
from dlschool.gui.cases.scan_panel import ScanPanel
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import ask
from dlschool.i18n import N_
from dlschool.services import cases
from dlschool.services.cases import CaseFile
from dlschool.services.opening import another_connection


class PaperDialog(Dialog):
    """A new paper of a kind, or with `paper` one that is there."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        file: CaseFile,
        kind: str,
        paper: Paper | None = None,
    ) -> None:
        self._session, self._file, self._kind, self._paper = session, file, kind, paper
        self.fields = PaperFields(session, file, kind, paper)
        kept = file.scans.get(paper.id or 0, ()) if paper else ()
        in_order = sorted(kept, key=lambda scan: (scan.position, scan.id or 0))
        self.scans = ScanPanel(session, in_order, medical=kind == PaperKind.MEDICAL)
        name = file.edition.paper_name(kind) or Text(kind, kind)
        super().__init__(parent, name, self._columns(), N_("Save"), self._save, wide=1080)
        if paper is not None:
            remove = QuietButton(N_("Remove the paper…"), self.remove, icon="trash-2")
            self.foot.insertWidget(0, remove)
        own = kind == PaperKind.PSYCHOLOGIST and rights.may(session, Right.CONCLUSIONS)
        if not own:
            writing = [b for b in self.foot_buttons() if b is not self.cancel_button]
            rights.forbid_all(session, Right.CASES, writing)

    def _columns(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.fields)
        self._put_others(left)
        left.addStretch(1)
        row.addLayout(left, 2)
        self.scans.setMinimumHeight(540)
        self.scans.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row.addWidget(self.scans, 3)
        return body

    def _put_others(self, column: QVBoxLayout) -> None:
        """Other papers of this kind, and a way to add one more."""
        if self._paper is None:
            return
        others = [p for p in self._file.papers(self._kind) if p.id != self._paper.id]
        if others:
            column.addWidget(Label(N_("Other papers of this kind"), "head"))
        for other in others:
            add_link(column, paper_line(other, self._file), self._opening(other))
        add_link(column, N_("Add another paper of this kind"), self._opening(None))

    def _opening(self, paper: Paper | None) -> Callable[[], object]:
        def do() -> None:
            parent = self.parentWidget()
            self.reject()
            PaperDialog(self._session, parent, self._file, self._kind, paper).open()

        return do

    def _save(self) -> object:
        """Saves; new scans are made ready beside the window, the dialog closes after that."""
        if not self.fields.check():
            return False
        day = self.fields.day.value()
        if day is None:
            self.fields.error(self.fields.day, N_("Write the date of the paper."))
            return False
        paper = self.fields.filled(day)
        if not self.scans.has_new:
            from dlschool.services.papers import keep_paper

            self._session.act(keep_paper, self._session.db, paper, self.scans.wanted())
            self._session.tell(N_("The paper is saved"))
            return True
        self._save_beside(paper)
        return False

    def _save_beside(self, paper: Paper) -> None:
        from dlschool.services.papers import keep_paper

        db, wanted = self._session.db, self.scans.wanted()

        def work(progress: tasks.Progress, _cancelled: object) -> int:
            progress(0)
            own = another_connection(db)
            try:
                return keep_paper(own, paper, wanted)
            finally:
                own.close()

        self._enable(False)
        tasks.run(
            self,
            work,
            lambda _made: self._saved(),
            words=N_("Making the scans ready…"),
            failed=lambda: self._enable(True),
        )

    def _enable(self, on: bool) -> None:
        self.body.setEnabled(on)
        if self.ok_button is not None:
            self.ok_button.setEnabled(on)

    def _saved(self) -> None:
        self.done(Dialog.DialogCode.Accepted)
        self._session.changed.emit()
        self._session.tell(N_("The paper is saved"))

    def remove(self) -> None:
        paper_id = self._paper.id if self._paper else None
        if paper_id is None:
            return

        def do() -> None:
            self._session.act(cases.remove_paper, self._session.db, paper_id)
            self.reject()

        ask(
            self,
            N_("Remove the paper?"),
            N_("The paper and its scans are taken out of the case. Undo brings them back."),
            N_("Remove"),
            do,
            loss=True,
        )
