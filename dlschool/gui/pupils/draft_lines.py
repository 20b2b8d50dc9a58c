"""Rows of a list that was read and not yet imported: what each is shown as."""

from collections.abc import Sequence

from dlschool.domain.pupil_list.draft import Change, ListDraft, ListRow, Note, RowState
from dlschool.domain.pupil_list.fields import FIELD_NAMES
from dlschool.domain.text import Text
from dlschool.gui.table import Cell, Column
from dlschool.i18n import N_, language

STATE_NAMES = {
    RowState.NEW: N_("Row state: new"),
    RowState.CHANGED: N_("Row state: changed"),
    RowState.SAME: N_("Row state: no change"),
    RowState.REFUSED: N_("Row state: refused"),
}
STATE_KINDS = {
    RowState.NEW: "accent",
    RowState.CHANGED: "late",
    RowState.SAME: "soft",
    RowState.REFUSED: "loss",
}
"""Token of the theme in which the state is written."""

DOUBTFUL = "doubtful"
"""The filter that is no state: rows with warnings."""

COLUMNS = (
    Column("row", N_("Row"), 70, sorts=False),
    Column("state", N_("State"), 120, sorts=False),
    Column("name", N_("Surname, first name, patronymic"), 300, sorts=False),
    Column("class", N_("Class"), 80, sorts=False),
    Column("iin", N_("IIN"), 130, sorts=False),
    Column("said", N_("What is said of it"), 300, sorts=False),
)


def cells(row: ListRow, *, with_sheet: bool) -> tuple[object, ...]:
    """One row; its words follow the language of the window. `with_sheet`: of several sheets."""
    return (
        f"{row.sheet}: {row.number}" if with_sheet else str(row.number),
        Cell(STATE_NAMES[row.state], STATE_KINDS[row.state]),
        row.pupil.full_name or "—",
        row.pupil.class_name or "—",
        row.pupil.iin or "—",
        Cell(lambda: " ".join(remarks(row)), "soft"),
    )


def remarks(row: ListRow) -> list[str]:
    """Every problem, doubt and change of the row, each with the heading that it is about."""
    said = [_noted(note) for note in (*row.problems, *row.warnings)]
    return said + [_changed(change) for change in row.changes]


def _noted(note: Note) -> str:
    words = note.text[language()]
    told = not note.column or words.startswith(f"{note.column}:")
    return words if told else f"{note.column}: {words}"


def _changed(change: Change) -> str:
    name = FIELD_NAMES[change.field][language()]
    return f"{name}: «{change.old or '—'}» → «{change.new or '—'}»."


def wanted(draft: ListDraft, kind: str) -> Sequence[ListRow]:
    """Rows of a filter: "" for all, `DOUBTFUL`, or the value of a state."""
    if not kind:
        return draft.rows
    if kind == DOUBTFUL:
        return [row for row in draft.rows if row.warnings and row.state is not RowState.REFUSED]
    return [row for row in draft.rows if row.state == kind]


def to_write(draft: ListDraft) -> int:
    """How many rows an import would write."""
    return sum(row.state in (RowState.NEW, RowState.CHANGED) for row in draft.rows)


NO_FIELD = Text("— оқылмайды —", "— не читается —")
"""For a column that the import leaves out."""
