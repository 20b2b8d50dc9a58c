"""Who viewed, changed, printed or exported a pupil's data: for who may see the whole journal."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dlschool.gui.session import Session
from dlschool.gui.table import Cell, Column, PagedModel, view
from dlschool.gui.widgets.card import EmptyState
from dlschool.gui.widgets.fields import same
from dlschool.i18n import N_
from dlschool.services import viewings
from dlschool.services.viewings import Line

COLUMNS = (
    Column("at", N_("When"), 150, sorts=False),
    Column("who", N_("Who"), 190, sorts=False),
    Column("what", N_("What"), 150, sorts=False),
    Column("subject", N_("Of what"), 420, sorts=False),
)
_TOKENS = {"viewed": "soft", "changed": "ink", "printed": "accent", "exported": "late"}


class Saw(QWidget):
    """`put(pupil_id)` reads the lines of one pupil."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: list[Line] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.model = PagedModel(COLUMNS, lambda _by, _down: range(len(self._lines)), self._rows)
        self.table = view(self.model, N_("Who saw"))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        column.addWidget(self.table, 1)
        self.nothing = EmptyState("eye", N_("Nobody has looked at this pupil yet."))
        column.addWidget(self.nothing, 1)

    def put(self, pupil_id: int) -> None:
        self._lines = viewings.of_pupil(self._session.db, pupil_id)
        self.model.reload()
        self.table.setVisible(bool(self._lines))
        self.nothing.setVisible(not self._lines)

    def _rows(self, places: Sequence[int]) -> list[tuple[object, ...]]:
        return [_row(self._lines[at]) for at in places]


def _row(line: Line) -> tuple[object, ...]:
    return (
        f"{line.at:%d.%m.%Y %H:%M}",
        same(line.who),
        Cell(viewings.WHAT_NAMES[line.what], _TOKENS[line.what]),
        line.subject,
    )
