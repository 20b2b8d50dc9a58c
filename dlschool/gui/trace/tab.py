"""The tab «Digital trace» of a case: a new entry in one line, the timeline, the workload, prints."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.domain.trace import GROUP_NAMES, Group, TraceLine
from dlschool.gui import printouts, rights, tasks
from dlschool.gui.session import Session
from dlschool.gui.trace import said
from dlschool.gui.trace.dialog import EntryDialog
from dlschool.gui.trace.entry import EntryLine
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, buttons, empty
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.page import Columns
from dlschool.gui.widgets.prose import Prose, point_spans
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.gui.words import Words, say
from dlschool.i18n import N_
from dlschool.services import timeline, workload
from dlschool.services.cases import CaseFile
from dlschool.services.workload import Load

EVERYTHING = "everything"
AT_ONCE = 60
"""Lines that are shown before somebody asks for all."""
_LANGUAGES: Sequence[tuple[str, Words]] = (
    ("kk", Text("қаз", "каз")),
    ("ru", Text("рус", "рус")),
    ("both", N_("both")),
)


class TraceTab(QWidget):
    """`put(file)` shows a pupil's case; what is being typed stays.

    `point`: the card that stands in the side column; `says(keys)` makes it tell of these points.
    """

    def __init__(
        self, session: Session, point: QWidget, says: Callable[[Sequence[str]], object]
    ) -> None:
        super().__init__()
        self._session = session
        self._says = says
        self._all = False
        self._file: CaseFile | None = None
        self._lines: list[TraceLine] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.entry = EntryLine(session, lambda: None)
        column.addWidget(self.entry)
        columns = Columns()
        column.addWidget(columns)
        self.group = Combo(_groups([]))
        say(self.group, "setAccessibleName", N_("Show"))
        self.group.currentIndexChanged.connect(lambda _at: self._put_rows())
        columns.main.addWidget(self.group)
        self.rows = RowCard()
        columns.main.addWidget(self.rows)
        self.point = point
        self._side = columns.side

    def put(self, file: CaseFile) -> None:
        case_id, pupil = file.case.id or 0, file.pupil
        if self._file is None or self._file.case.id != case_id:
            self.group.set_key(EVERYTHING)
            self._all = False
        self._file = file
        self.entry.put(pupil.id or 0 if pupil else 0, case_id)
        self.entry.setVisible(rights.may(self._session, Right.CASES))
        self._lines = timeline.of_file(self._session.db, file)
        self.group.put(_groups(self._lines))
        self._put_rows()
        self._put_side(workload.workload(self._session.db, case_id))

    def _put_rows(self) -> None:
        wanted = self.group.key()
        shown = [line for line in self._lines if wanted in (EVERYTHING, line.group.value)]
        seen = shown if self._all else shown[:AT_ONCE]
        rows: list[QWidget] = [self._row(line) for line in seen]
        if len(seen) < len(shown):
            every = Action(N_("Show all: {count}"), self.show_all, values={"count": len(shown)})
            rows.append(buttons(every))
            rows[-1].setContentsMargins(16, 10, 16, 10)
        self.rows.put(rows or [EmptyState("history", N_("No entries yet."))])

    def show_all(self) -> None:
        self._all = True
        self._put_rows()

    def _row(self, line: TraceLine) -> ListRow:
        trace_id, actions = line.trace_id, []
        if trace_id is not None and rights.may(self._session, Right.CASES):
            actions.append(Action(N_("Change…"), lambda: self.change(trace_id)))
        return ListRow(
            said.badge(line),
            said.subject(line),
            said.details(line),
            points=line.points,
            actions=actions,
            opens=self._say_point,
        )

    def _put_side(self, loads: Sequence[Load]) -> None:
        self._side.removeWidget(self.point)
        empty(self._side)
        self._side.addWidget(self._prints())
        self._side.addWidget(self.point)
        self._says(())
        if loads:
            self._side.addWidget(self._workload(loads))

    def _prints(self) -> QWidget:
        card = Card(N_("Print"))
        for words, do in (
            (N_("Digital trace"), self.print_trace),
            (N_("Consultation journal"), self.print_journal),
        ):
            card.body.addWidget(Label(words))
            card.body.addWidget(
                buttons(
                    *(
                        Action(name, lambda do=do, key=key: do(key))  # type: ignore[misc]
                        for key, name in _LANGUAGES
                    )
                )
            )
        left_out = N_("The printed trace holds no consultations and nothing that is not verified.")
        card.body.addWidget(Label(left_out, "small-soft"))
        return card

    def _workload(self, loads: Sequence[Load]) -> QWidget:
        """Subjects that differ come first; those that agree are counted."""
        card = Card(N_("Workload"), gap=6)
        unlike = workload.unequal(loads)
        lacking = [load for load in loads if load.difference is None]
        for load in unlike:
            words, role = said.load(load)
            card.body.addWidget(Label(words, role))
        equal = len(loads) - len(unlike) - len(lacking)
        card.body.addWidget(
            Label(N_("As the programme asks: {equal} of {all}"), equal=equal, all=len(loads))
        )
        if lacking:
            names: list[Words] = [load.subject for load in lacking]
            words = N_("No plan, or no hours a week: {subjects}")
            card.body.addWidget(Label(words, "small-soft", subjects=names))
        card.body.addWidget(Prose([*point_spans(workload.POINTS)], 12, opens=self._say_point))
        return card

    def change(self, trace_id: int) -> None:
        EntryDialog(self._session, self, trace_id).open()

    def print_trace(self, lang: str) -> None:
        case_id = self._case_id()

        def prepare(db: Any, _progress: tasks.Progress) -> Any:
            from dlschool.services import printouts as sheets

            return sheets.prepare(db, "digital-trace", case_id=case_id, language=lang)

        printouts.lay_out(self, self._session, prepare)

    def print_journal(self, lang: str) -> None:
        case_id = self._case_id()

        def prepare(db: Any, _progress: tasks.Progress) -> Any:
            from dlschool.services import trace_papers

            return trace_papers.prepare_journal(db, case_id=case_id, language=lang)

        printouts.lay_out(self, self._session, prepare)

    def _case_id(self) -> int:
        assert self._file is not None
        return self._file.case.id or 0

    def _say_point(self, key: str) -> None:
        self._says((key,))


def _groups(lines: Sequence[TraceLine]) -> list[tuple[object, Words]]:
    """«Консультации: 3»; groups that are empty stand too, so that the choice does not jump."""
    counted = timeline.counts(lines)
    everything: Words = N_("Everything")
    return [
        (EVERYTHING, everything),
        *((group.value, _counted(group, counted.get(group, 0))) for group in Group),
    ]


def _counted(group: Group, count: int) -> Words:
    name = GROUP_NAMES[group]
    return Text(f"{name.kk}: {count}", f"{name.ru}: {count}") if count else name
