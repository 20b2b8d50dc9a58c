"""What becomes of a list: JSON for a preview, rows to write, and a list to give away."""

from collections.abc import Sequence
from typing import Any

from dlschool.domain.pupil import LANGUAGE_NAMES, RELATION_NAMES, SEX_NAMES, Guardian, Pupil
from dlschool.domain.pupil_list.compare import Known
from dlschool.domain.pupil_list.draft import ListDraft, RowState
from dlschool.domain.pupil_list.fields import FIELD_NAMES, Field
from dlschool.domain.text import Text
from dlschool.tables import Cell

TITLE = Text("Білім алушылардың тізімі", "Список обучающихся")

_WIDTHS = {
    Field.LAST: 18,
    Field.FIRST: 16,
    Field.MIDDLE: 18,
    Field.IIN: 14,
    Field.IIN_REASON: 16,
    Field.BIRTH_DATE: 12,
    Field.SEX: 10,
    Field.CLASS: 9,
    Field.LANGUAGE: 12,
    Field.ADDRESS: 36,
    Field.SPECIAL_NEEDS: 20,
    Field.HOME_TEACHING: 10,
    Field.NOTE: 20,
    Field.GUARDIAN: 30,
    Field.RELATION: 18,
    Field.PHONE: 16,
    Field.GUARDIAN_IIN: 14,
    Field.EMAIL: 22,
    Field.GUARDIAN_ADDRESS: 36,
}
"""The columns of an exported list, in order, with their widths in characters."""

WIDTHS = tuple(_WIDTHS.values())


def as_json(draft: ListDraft) -> dict[str, Any]:
    """`{"rows": [{"row", "sheet", "state", "problems", "warnings"}], "counts": {…}}`.

    "row" is the physical row; rows of state "changed" also carry "changes".
    """
    rows = []
    for row in draft.rows:
        said: dict[str, Any] = {
            "row": row.number,
            "sheet": row.sheet,
            "state": row.state.value,
            "problems": [note.json() for note in row.problems],
            "warnings": [note.json() for note in row.warnings],
        }
        if row.state is RowState.CHANGED:
            said["changes"] = [change.json() for change in row.changes]
        rows.append(said)
    return {"rows": rows, "counts": draft.counts()}


def import_rows(draft: ListDraft) -> list[tuple[Pupil, Guardian | None, int | None]]:
    """Who is to be written: the pupil, the guardian if there is one to write, the id if known."""
    return [
        (row.pupil, row.guardian, row.known_id)
        for row in draft.rows
        if row.state in (RowState.NEW, RowState.CHANGED)
    ]


def export_rows(pupils: Known, language: str) -> tuple[list[str], list[list[Cell | None]]]:
    """Headings and rows in "kk" or "ru"; imported again, every row is the same.

    Of the guardians the main one is given. IINs are text, dates are dates.
    """
    headings = [FIELD_NAMES[field][language] for field in _WIDTHS]
    return headings, [
        [*_pupil_cells(pupil, language), *_guardian_cells(guardians, language)]
        for pupil, guardians in pupils
    ]


def _pupil_cells(pupil: Pupil, language: str) -> list[Cell | None]:
    spoken = LANGUAGE_NAMES.get(pupil.language)
    at_home = Text("иә", "да")[language] if pupil.home_teaching else ""
    return [
        pupil.last,
        pupil.first,
        pupil.middle,
        pupil.iin,
        pupil.iin_reason,
        pupil.birth_date,
        SEX_NAMES[pupil.sex][language] if pupil.sex else "",
        pupil.class_name,
        spoken[language] if spoken else "",
        pupil.address,
        pupil.special_needs,
        at_home,
        pupil.note,
    ]


def _guardian_cells(guardians: Sequence[Guardian], language: str) -> list[Cell | None]:
    main = next((g for g in guardians if g.main), next(iter(guardians), None))
    if main is None:
        return [""] * 6
    relation = RELATION_NAMES[main.relation][language]
    return [main.name, relation, main.phone, main.iin, main.email, main.address]
