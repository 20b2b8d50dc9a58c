"""A case: its path of steps from the one answer of the law, the next step standing out."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dlschool.domain.access import Right
from dlschool.domain.case import WHOLE_CLASSES, Council
from dlschool.gui import rights
from dlschool.gui.cases import agenda, marks, path, printing
from dlschool.gui.cases.actions import Does, actions
from dlschool.gui.cases.header import put_head
from dlschool.gui.cases.menu import more_button
from dlschool.gui.cases.path import Row
from dlschool.gui.cases.points import PointCard
from dlschool.gui.cases.said import ORDER_KINDS, SCHEDULE, late, sub
from dlschool.gui.cases.side import PrintCard, history_card, modes_card, morning_card
from dlschool.gui.session import Session
from dlschool.gui.trace.case_tabs import PATH, CaseTabs
from dlschool.gui.trace.tab import TraceTab
from dlschool.gui.widgets.buttons import Action, IconButton, PrimaryButton
from dlschool.gui.widgets.card import Strip, empty
from dlschool.gui.widgets.page import Columns, Heading, Page
from dlschool.gui.widgets.steps import StepPath, StepRow
from dlschool.gui.words import Words
from dlschool.i18n import N_, language
from dlschool.law.edition import later_edition
from dlschool.services import cases, editions, handovers, history, viewings
from dlschool.services.cases import CaseFile


class CaseView(Page):
    """One case. `put(case_id)` shows it; Esc and the arrow go back to the list."""

    def __init__(self, session: Session, back: Callable[[], object]) -> None:
        super().__init__()
        self._session = session
        self.case_id: int | None = None
        self._unfolded = False
        self._note: tuple[str, ...] | None = None
        self._rows: list[StepRow] = []
        self.file: CaseFile | None = None
        self.number = Heading("", "soft")
        self._put_frame(back)
        self.warning = QWidget()
        self._warning = QHBoxLayout(self.warning)
        self._warning.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.warning)
        columns = Columns()
        self.tabs = CaseTabs(columns, self._trace_tab())
        self.body.addWidget(self.tabs)
        self.path = StepPath()
        columns.main.addWidget(self.path)
        self.point = PointCard(session)
        self._side = columns.side

    def _trace_tab(self) -> TraceTab:
        point = PointCard(self._session)
        return TraceTab(self._session, point, lambda keys: point.put(self._file().edition, keys))

    def _put_frame(self, back: Callable[[], object]) -> None:
        """The arrow before the heading, the number and the menu after it."""
        self.back = IconButton("arrow-left", N_("All cases"), back, shortcut="Esc")
        self.row.insertWidget(0, self.back)
        self.right.addWidget(self.number)
        items: list[tuple[Words, Callable[[], object]]] = [
            (N_("Change the case…"), self.edit),
            (N_("Open the pupil's card"), self.open_pupil),
            (N_("Order on the individual schedule…"), lambda: self.issue_order(SCHEDULE)),
            (N_("Enter past documents…"), self.enter_past),
            (N_("History of the case"), self.whole_history),
            (N_("Remove the case…"), self.remove),
        ]
        self.more = more_button(N_("More about the case"), items)
        self.right.addWidget(self.more)

    def put(self, case_id: int, step: str = "") -> None:
        """Shows a case; with a step, begins what that step asks for."""
        self._unfolded = self._unfolded and case_id == self.case_id
        self.case_id, self._note = case_id, None
        self.reload()
        if self.file is not None and self.file.pupil is not None:
            viewings.viewed(self._session.db, self.file.pupil.id or 0, case_id)
        if step:
            self.tabs.go(PATH)
            QTimer.singleShot(0, self, lambda: self.begin(step))

    def reload(self) -> None:
        if self.case_id is None:
            return
        self.file = file = cases.case_file(self._session.db, self.case_id)
        put_head(self, file, self.number)
        self._put_warning(file)
        self._put_path(file)
        self._put_side(file)
        self.tabs.put(file)

    def _put_warning(self, file: CaseFile) -> None:
        empty(self._warning)
        if file.warning is not None:
            take = Action(N_("Take the later edition"), self.take_edition)
            keep = Action(N_("Keep, and say why"), self.keep_edition)
            self._warning.addWidget(Strip(file.warning, take, keep))
        frozen = handovers.frozen(self._session.db, file.case.id or 0)
        if frozen is not None:
            self._warning.addWidget(Strip(frozen, kind="accent"))
        self.warning.setVisible(file.warning is not None or frozen is not None)

    def _put_path(self, file: CaseFile) -> None:
        rows = path.rows(file.assessment, unfolded=self._unfolded)
        does = self._does()
        focused = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._rows = [self._row(n, row, file, does) for n, row in enumerate(rows, 1)]
        self.path.put(self._rows)
        if focused and self.tabs.on_path():
            self.focus_next()

    def focus_next(self) -> None:
        """The keyboard stands on the next step: Enter does it."""
        filled = (row.findChild(PrimaryButton) for row in self._rows)
        next((button for button in filled if button is not None), self.back).setFocus()

    def _row(self, number: int, row: Row, file: CaseFile, does: Does) -> StepRow:
        return StepRow(
            number,
            row.state,
            row.title,
            points=row.points,
            practice=N_("practice") if row.practice else "",
            sub=sub(row, file),
            late=late(row),
            actions=actions(row, file, does, self._session.db.user),
            opens=lambda key: self._say_point(row, key),
        )

    def _put_side(self, file: CaseFile) -> None:
        """Made anew after the path, so that Tab comes to it after the path."""
        self._side.removeWidget(self.point)
        empty(self._side)
        prints = PrintCard(self.print_case, self.documents)
        rights.forbid_all(self._session, Right.PRINT, prints.findChildren(QPushButton))
        self._side.addWidget(prints)
        self._side.addWidget(self.point)
        if self._note is None:
            following = file.assessment.next
            self.point.put(file.edition, following.points[:2] if following else ())
        if file.case.ground in WHOLE_CLASSES:
            self._side.addWidget(morning_card(lambda: self._session.go("mornings", file.case.id)))
        done = history.history_of_case(self._session.db, file.case.id or 0)
        self._side.addWidget(history_card(done, self._session.today(), self.whole_history))
        rule = file.edition.grounds.rule(file.case.ground)
        if rule is not None:
            self._side.addWidget(modes_card(rule, self.say_point))

    def _say_point(self, row: Row, key: str) -> None:
        if key != "practice":
            self.say_point(key)
        elif self.file is not None:
            self._note = ()
            self.point.put_practice(self.file.edition, row.steps[0].note)

    def say_point(self, key: str) -> None:
        """Shows what a point says, in the right column."""
        if self.file is not None:
            self._note = (key,)
            self.point.put(self.file.edition, self._note)

    def _does(self) -> Does:
        return Does(
            add_paper=self.add_paper,
            open_papers=self.open_papers,
            blank=self.blank,
            unfold=self.unfold,
            put_on_agenda=self.put_on_agenda,
            open_meeting=lambda meeting_id: self._session.go("councils", meeting_id),
            issue_order=self.issue_order,
            open_order=lambda order_id: self._session.go("orders", order_id),
            give_access=lambda: marks.give_access(self._session, self, self._file()),
            issue_materials=lambda: marks.issue_materials(self._session, self, self._file()),
            mark_issued=lambda: marks.mark_issued(self._session, self, self._file()),
            schedule=lambda: marks.individual_schedule(self._session, self, self._file()),
            attest=lambda: marks.mark_attested(self._session, self, self._file()),
        )

    def _file(self) -> CaseFile:
        assert self.file is not None
        return self.file

    def begin(self, step: str) -> None:
        """Begins what a step asks for, as its last button would; a settled step is only shown.
        «schedule»: the order on the pupil's own schedule, which is no step of the law's."""
        file = self._file()
        if step == SCHEDULE:
            self.issue_order(SCHEDULE)
            return
        for row in path.rows(file.assessment, unfolded=True):
            if any(found.key == step for found in row.steps) and row.state in ("next", "open"):
                found = actions(row, file, self._does(), self._session.db.user)
                if found:
                    found[-1].do()
                return

    def add_paper(self, kind: str) -> None:
        from dlschool.gui.cases.paper import PaperDialog

        PaperDialog(self._session, self, self._file(), kind).open()

    def open_papers(self, kind: str) -> None:
        """The paper of the kind; of several the latest, the others stand in its dialog."""
        from dlschool.gui.cases.paper import PaperDialog

        papers = self._file().papers(kind)
        newest = max(papers, key=lambda paper: (paper.date, paper.id or 0))
        PaperDialog(self._session, self, self._file(), kind, newest).open()

    def unfold(self) -> None:
        self._unfolded = True
        self.reload()

    def put_on_agenda(self, council: Council) -> None:
        agenda.put_on_agenda(self._session, self, self._file(), council)

    def issue_order(self, kind: str) -> None:
        from dlschool.gui.orders.issue import issue_dialog

        issue_dialog(self._session, self, self._file().case.id or 0, ORDER_KINDS[kind])

    def blank(self, kind: str) -> None:
        printing.show_blank(self._session, self, self._file().case.id or 0, kind, language())

    def print_case(self, lang: str) -> None:
        case_id = self._file().case.id or 0
        printing.show_case(self._session, self, case_id, lang)

    def documents(self) -> None:
        printing.documents(self._session, self, self._file().case.id or 0)

    def take_edition(self) -> None:
        file = self._file()
        later = later_edition(editions.known(self._session.db), file.case.edition)
        if later is not None:
            self._session.act(
                cases.take_later_edition, self._session.db, file.case.id or 0, later.key
            )

    def keep_edition(self) -> None:
        marks.keep_edition(self._session, self, self._file())

    def edit(self) -> None:
        from dlschool.gui.cases.edit_case import edit_case

        edit_case(self._session, self, self._file())

    def open_pupil(self) -> None:
        pupil = self._file().pupil
        if pupil is not None:
            self._session.go("pupils", pupil.id)

    def enter_past(self) -> None:
        from dlschool.gui.past.dialog import past_documents_dialog

        past_documents_dialog(self._session, self, self._file().case.id or 0)

    def whole_history(self) -> None:
        from dlschool.gui.journal.versions import show_of_case

        show_of_case(self._session, self, self._file().case.id or 0)

    def remove(self) -> None:
        from dlschool.gui.cases.edit_case import remove_case

        remove_case(self._session, self, self._file(), self.back.click)
