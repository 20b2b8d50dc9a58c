"""The pupils of the change of the year as a table: class, where to, why; of all or of some."""

from collections.abc import Sequence

from dlschool.domain.text import Text
from dlschool.domain.year_change import Move
from dlschool.gui.table import Cell, Column
from dlschool.gui.widgets.fields import same
from dlschool.gui.words import Words
from dlschool.i18n import N_
from dlschool.services.year_change import Line, Preview

COLUMNS = (
    Column("name", N_("Pupil"), 260, sorts=False),
    Column("before", N_("Class"), 90, sorts=False),
    Column("move", N_("Where to"), 160, sorts=False),
    Column("after", N_("Next year"), 170, sorts=False),
    Column("why", N_("Why"), 190, sorts=False),
)
MOVES: dict[Move, Text] = {
    Move.PROMOTE: Text("Көшіріледі", "Переводится"),
    Move.REPEAT: Text("Қайта оқиды", "Повторный год"),
    Move.GRADUATE: Text("Бітіреді", "Выпускается"),
    Move.LEAVE: Text("Кетеді", "Выбывает"),
}
ALL, UNUSUAL = "", "*"
"""Keys of the filter beside the names of classes."""


def filters(seen: Preview) -> list[tuple[str, Words]]:
    """Everybody, who does not simply move up, then each class."""
    classes = dict.fromkeys(line.before for line in seen.lines)
    return [
        (ALL, N_("All classes")),
        (UNUSUAL, N_("Only who does not move up")),
        *((name, same(name)) for name in classes),
    ]


def fitting(seen: Preview, key: str) -> list[Line]:
    if key == UNUSUAL:
        return [line for line in seen.lines if line.move is not Move.PROMOTE or line.why]
    return [line for line in seen.lines if key in (ALL, line.before)]


def cells(line: Line) -> Sequence[object]:
    move: Cell | Text = Cell(N_("To be decided"), "late", "circle-alert")
    if line.move is not None:
        move = MOVES[line.move] if line.move is Move.PROMOTE else Cell(MOVES[line.move], "accent")
    return (
        same(line.pupil.full_name),
        same(line.before),
        move,
        Cell(same(line.after or "—"), bold=True),
        line.why or "",
    )
