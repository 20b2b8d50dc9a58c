"""Everything that was done, newest first, and taking back the newest."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.domain.text import Text
from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel, view
from dlschool.gui.widgets.buttons import Action
from dlschool.gui.widgets.card import Card, EmptyState, buttons, empty
from dlschool.gui.widgets.fields import same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.messages import ask
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services import history
from dlschool.services.history import Action as Done

STEP = 500
"""So many lines at first, and so many more at each wish."""

COLUMNS = (
    Column("at", N_("When"), 150, sorts=False),
    Column("what", N_("What was done"), 560, sorts=False),
    Column("who", N_("Who"), 170, sorts=False),
    Column("state", N_("Can it be taken back"), 180, sorts=False),
)


class HistoryPage(QWidget):
    """The newest action with what Undo would touch, then the whole list."""

    fills = True
    """The table scrolls itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._limit = STEP
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._undo = QVBoxLayout()
        column.addLayout(self._undo)
        self.model = PagedModel(COLUMNS, self._actions, self._rows)
        self.table = view(self.model, N_("Everything that was done"))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        column.addWidget(self.table, 1)
        self.older = buttons(Action(N_("Show older ones"), self.show_older, icon="history"))
        column.addWidget(self.older)

    def reload(self) -> None:
        """Reads the newest lines again."""
        empty(self._undo)
        newest = history.next_undo(self._session.db)
        self._undo.addWidget(self._nothing() if newest is None else self._card(newest))
        self.model.reload()
        self.older.setVisible(self.model.rowCount() >= self._limit)

    def _nothing(self) -> QWidget:
        return EmptyState("undo-2", N_("There is nothing to take back."))

    def _card(self, newest: Done) -> QWidget:
        card = Card(N_("Undo would take back"))
        card.body.addWidget(Label(_what(newest)))
        card.body.addWidget(
            Label(
                N_("{when}. It touches: {things}."),
                "soft",
                when=same(f"{newest.at:%d.%m.%Y %H:%M}"),
                things=history.touched(self._session.db, newest),
            )
        )
        card.body.addWidget(buttons(Action(N_("Take it back…"), self.take_back, icon="undo-2")))
        return card

    def _actions(self, _order: str, _descending: bool) -> Sequence[Done]:
        return history.actions(self._session.db, self._limit)

    def _rows(self, actions: Sequence[Done]) -> list[tuple[object, ...]]:
        return [_row(action) for action in actions]

    def show_older(self) -> None:
        self._limit += STEP
        self.reload()

    def take_back(self) -> None:
        """Asks once more, naming what goes."""
        newest = history.next_undo(self._session.db)
        if newest is None:
            return
        ask(
            self,
            N_("Take back the newest action?"),
            N_("“{what}” is taken back as a whole. It touches: {things}."),
            N_("Take back"),
            self._take_back,
            what=_what(newest),
            things=history.touched(self._session.db, newest),
        )

    def _take_back(self) -> None:
        done = self._session.act(history.undo, self._session.db)
        self._session.tell(N_("Taken back: {what}"), what=_what(done))


def _what(action: Done) -> Text:
    return Text(history.said(action, "kk"), history.said(action, "ru"))


def _row(action: Done) -> tuple[object, ...]:
    state: Words = ""
    if action.undone:
        state = N_("taken back")
    elif action.kind == "record":
        state = N_("a record: it stays")
    token = "soft" if action.undone or action.kind == "undo" else "ink"
    return (
        f"{action.at:%d.%m.%Y %H:%M}",
        Cell(_what(action), token),
        same(action.who),
        Cell(state, "soft"),
    )
