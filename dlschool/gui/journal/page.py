"""Everything that was done, newest first; any of it taken back, alone or with all that came after."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dlschool.gui.journal.beside import Beside, what
from dlschool.gui.journal.marked import Marked
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel, view
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import buttons
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.messages import ask
from dlschool.gui.widgets.scroll import scrolled
from dlschool.gui.words import Words, shown
from dlschool.i18n import N_
from dlschool.services import history
from dlschool.services.history import Action as Done

STEP = 500
"""So many lines at first, and so many more at each wish."""
SIDE = 332
"""Width of what stands beside, px."""

COLUMNS = (
    Column("at", N_("When"), 148, sorts=False),
    Column("who", N_("Who"), 164, sorts=False),
    Column("what", N_("What was done"), 440, sorts=False),
)


class HistoryPage(QWidget):
    """The list, and beside it what is chosen."""

    fills = True
    """The table scrolls itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._limit = STEP
        self._actions: dict[int, Done] = {}
        self.steps: list[Done] = []
        """What lies between the chosen action and now, newest first, the chosen one last."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(16)
        self.model = PagedModel(COLUMNS, lambda _by, _down: list(self._actions), self._rows)
        self.table = view(self.model, N_("Everything that was done"))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.marks = Marked(self.table)
        row.addWidget(self.table, 1)
        self.beside = Beside(session, self.take_back, self.take_back_to, self.redo)
        side = scrolled(self.beside)
        side.setFixedWidth(SIDE)
        row.addWidget(side)
        column.addLayout(row, 1)
        self.older = buttons(Action(N_("Show older ones"), self.show_older, icon="history"))
        column.addWidget(self.older)

    def reload(self) -> None:
        """Reads the newest lines again; what was chosen stays so."""
        chosen = self.table.current_id()
        found = history.actions(self._session.db, self._limit)
        self._actions = {action.id: action for action in found}
        self.model.reload()
        if not self.table.choose(chosen):
            newest = history.next_undo(self._session.db)
            self.table.choose(newest.id if newest else None)
        self._show_chosen()
        self.older.setVisible(len(found) >= self._limit)

    def chosen(self) -> Done | None:
        """The action in the chosen row."""
        return self._actions.get(self.table.current_id() or 0)

    def _show_chosen(self) -> None:
        action = self.chosen()
        self.steps = []
        if action is not None and action.kind == "work" and not action.undone:
            self.steps = history.steps_to(self._session.db, action.id)
        between = {step.id for step in self.steps}
        self.marks.mark([at for at, known in enumerate(self._actions) if known in between])
        self.beside.put(action, self.steps)

    def _rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return [_row(self._actions[key]) for key in ids]

    def show_older(self) -> None:
        self._limit += STEP
        self.reload()

    def take_back(self) -> None:
        """Asks once more, naming what goes."""
        action = self.chosen()
        if action is None:
            return
        ask(
            self,
            N_("Take this action back?"),
            N_("“{what}” is taken back as a whole. It touches: {things}."),
            N_("Take it back"),
            lambda: self._take_back(action),
            what=what(action),
            things=history.touched(self._session.db, action),
        )

    def _take_back(self, action: Done) -> None:
        done = self._session.act(history.undo, self._session.db, action.id)
        self._session.tell(N_("Taken back: {what}"), what=what(done))

    def take_back_to(self) -> None:
        """Asks once more, naming how much goes."""
        steps = self.steps
        if not steps:
            return
        ask(
            self,
            N_("Take back everything to here?"),
            N_("From now to “{what}”: actions: {n}. They touch: {things}. Redo brings them back."),
            N_("Take it back"),
            lambda: self._take_back_to(steps[-1]),
            what=what(steps[-1]),
            n=len(steps),
            things=history.touched(self._session.db, *steps),
        )

    def _take_back_to(self, action: Done) -> None:
        done = self._session.act(history.undo_to, self._session.db, action.id)
        self._session.tell(N_("Taken back, actions: {n}"), n=len(done))

    def redo(self) -> None:
        """Does again what was taken back last. Refused: later work stands on it."""
        done = self._session.act(history.redo, self._session.db)
        self._session.tell(N_("Done again: {what}"), what=history.taken(done))


def _row(action: Done) -> tuple[object, ...]:
    quiet = action.undone or action.kind == "undo"
    icon = {"record": "lock", "undo": "undo-2"}.get(action.kind, "")
    cell = Cell(_said(action), "soft" if quiet else "ink", icon)
    return f"{action.at:%d.%m.%Y %H:%M}", same(action.who), cell


def _said(action: Done) -> Words:
    if not action.undone:
        return what(action)
    return lambda: shown(N_("{what} (taken back)"), what=what(action))
