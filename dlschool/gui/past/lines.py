"""Rows of a register that was read and not yet imported: what each is shown as."""

from collections.abc import Sequence

from dlschool.domain.case import GROUND_NAMES
from dlschool.domain.past_list.draft import Document, PastDraft, PastRow
from dlschool.domain.pupil_list.draft import Note, RowState
from dlschool.gui.table import Cell, Column
from dlschool.gui.widgets.fields import same
from dlschool.i18n import N_, language
from dlschool.law import says

STATES = {
    RowState.NEW: (N_("Row state: new"), "accent"),
    RowState.SAME: (N_("Row state: no change"), "soft"),
    RowState.REFUSED: (N_("Row state: refused"), "loss"),
}
"""Words of a state and the token of the theme in which it is written."""

DOUBTFUL = "doubtful"
FILTERS = {
    "": N_("All: {n}"),
    RowState.NEW.value: N_("New: {n}"),
    RowState.SAME.value: N_("No change: {n}"),
    RowState.REFUSED.value: N_("Refused: {n}"),
    DOUBTFUL: N_("With doubts: {n}"),
}

COLUMNS = (
    Column("row", N_("Row"), 76, sorts=False),
    Column("state", N_("State"), 140, sorts=False),
    Column("name", N_("Pupil"), 250, sorts=False),
    Column("ground", N_("Ground"), 210, sorts=False),
    Column("order", N_("Order"), 170, sorts=False),
    Column("said", N_("What is said of it"), 260, sorts=False),
)


def cells(row: PastRow) -> tuple[object, ...]:
    words, token = STATES[row.state]
    order = row.documents.get("order", Document())
    shown = " ".join(filter(None, (f"№ {order.number}" * bool(order.number), _day(order))))
    return (
        same(str(row.number)),
        Cell(words, token),
        same(row.name or row.iin or "—"),
        GROUND_NAMES[row.ground] if row.ground else same("—"),
        same(shown or "—"),
        Cell(lambda: " ".join(remarks(row)), "soft"),
    )


def _day(document: Document) -> str:
    return says.day(document.day) if document.day else ""


def remarks(row: PastRow) -> list[str]:
    """Every problem and doubt of the row, each with the heading that it is about."""
    return [_noted(note) for note in (*row.problems, *row.warnings)]


def _noted(note: Note) -> str:
    said = note.text[language()]
    return f"{note.column}: {said}" if note.column else said


def wanted(draft: PastDraft, kind: str) -> Sequence[PastRow]:
    """Rows of a filter: "" for all, `DOUBTFUL`, or the value of a state."""
    if not kind:
        return draft.rows
    if kind == DOUBTFUL:
        return [row for row in draft.rows if row.warnings and row.state is not RowState.REFUSED]
    return [row for row in draft.rows if row.state == kind]


def to_write(draft: PastDraft) -> int:
    return sum(row.state is RowState.NEW for row in draft.rows)
