"""A plan from Excel: what it would bring and what is refused, before it is entered."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from dlschool.domain.assessment_list import PlanRow
from dlschool.gui.session import Session
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Fields, facts, same
from dlschool.gui.widgets.labels import Label
from dlschool.gui.widgets.rows import ListRow, RowCard
from dlschool.i18n import N_
from dlschool.services import assessment_import

SHOWN = 100
"""So many refused rows are listed."""


def import_dialog(parent: QWidget, session: Session, year: str, file: Path) -> Dialog:
    """Refused: the file cannot be read or has no headings."""
    draft = assessment_import.preview(session.db, year, file)
    body = Fields()
    body.wide(
        facts(
            [
                (N_("New"), same(str(len(draft.new)))),
                (N_("Already in the plan"), same(str(draft.same))),
                (N_("Refused"), same(str(len(draft.refused)))),
            ]
        )
    )
    if draft.refused:
        body.wide(Label(N_("Rows that are not entered"), "strong"))
        card = RowCard()
        rows = draft.refused[:SHOWN]
        card.put([_row(row) for row in rows])
        body.wide(card)

    def enter() -> None:
        count = session.act(assessment_import.enter, session.db, draft, file.name)
        session.tell(N_("Entered in the plan: {count}."), count=count)

    title = N_("Plan of SOR and SOCh from {file}")
    ok = N_("Enter") if draft.new else ""
    return Dialog(parent, title, body, ok, enter, wide=720, file=file.name)


def _row(row: PlanRow) -> ListRow:
    """Of which class, and what is wrong; a row without a class begins with what is wrong."""
    if not row.class_name:
        return ListRow(None, row.said())
    return ListRow(None, same(row.class_name), row.said())
