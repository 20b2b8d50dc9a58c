"""A register from Excel: what it would bring, the import as one action, an empty one to fill in."""

from pathlib import Path

from dlschool import tables
from dlschool.domain.case import Council, Ground, OrderKind, Outcome, PaperKind
from dlschool.domain.past_list.columns import FIELD_NAMES, TEMPLATE
from dlschool.domain.past_list.draft import Document, PastDraft, PastRow
from dlschool.domain.pupil_list.draft import RowState
from dlschool.domain.record import Case, Order, Paper
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, past
from dlschool.services.past_list import SERIES, read_past
from dlschool.services.pupils import Progress
from dlschool.store import changes
from dlschool.store.connection import Store

__all__ = ["import_past", "preview", "write_template"]

TITLE = Text("Қағаз жүзінде жүргізілген істер", "Дела, которые велись на бумаге")


def preview(db: Store, file: Path) -> PastDraft:
    """What an import of the file would do. Nothing is written. Refused: it cannot be read."""
    return read_past(db, tables.read(file))


def write_template(file: Path, language: str) -> None:
    """An empty register whose headings, in "kk" or "ru", are understood when it comes back."""
    headings = [FIELD_NAMES[column][language] for column in TEMPLATE]
    tables.write_xlsx(file, TITLE[language], headings, [])


def import_past(db: Store, draft: PastDraft, name: str, progress: Progress | None = None) -> int:
    """Enters the new rows of a register as one action; returns how many cases.

    Refused: something changed since the register was read; then nothing is written.
    """
    new = [row for row in draft.rows if row.state is RowState.NEW]
    with changes.action(
        db, N_("From paper, {file}: cases {count}"), file=name, count=str(len(new))
    ):
        for done, row in enumerate(new):
            if progress is not None:
                progress(done, len(new))
            try:
                _enter(db, row)
            except Refused as refused:
                raise Refused(
                    N_("Row {row}: {why} Nothing was imported."), row=row.number, why=refused
                ) from refused
    return len(new)


def _enter(db: Store, row: PastRow) -> None:
    assert row.ground is not None
    assert row.opened_on is not None
    case = Case(
        number=row.case_number,
        edition=row.edition,
        ground=row.ground,
        pupil_id=row.pupil_id,
        opened_on=row.opened_on,
        wanted_from=row.start,
        wanted_until=row.until,
        from_paper=True,
    )
    case_id = cases.open_case(db, case)
    for kind, document in _papers(row):
        if document.day is not None:
            past.enter_paper(db, _paper(case_id, kind, document, row))
    for council in Council:
        minutes = row.documents.get(council.value)
        if minutes is not None and minutes.day is not None:
            past.enter_decision(
                db,
                case_id,
                council,
                minutes.number,
                minutes.day,
                Outcome.APPROVE,
                start=row.start,
                until=row.until,
            )
    order = row.documents.get("order")
    if order is not None and order.day is not None:
        past.enter_order(db, _order(case_id, order, row))


BASIS = {Ground.HEALTH: PaperKind.MEDICAL, Ground.COMPETITION: PaperKind.PARTICIPATION}


def _papers(row: PastRow) -> list[tuple[str, Document]]:
    """A family's basis is its application."""
    held = row.documents
    found: list[tuple[str, Document]] = []
    application = held.get("application")
    if application is None and row.ground is Ground.FAMILY:
        application = held.get("basis")
    if application is not None:
        found.append((PaperKind.APPLICATION, application))
    if row.ground in BASIS and "basis" in held:
        found.append((BASIS[row.ground], held["basis"]))
    return found


def _paper(case_id: int, kind: str, document: Document, row: PastRow) -> Paper:
    assert document.day is not None
    bounds = kind == PaperKind.MEDICAL
    return Paper(
        case_id=case_id,
        kind=kind,
        date=document.day,
        number=document.number,
        valid_from=row.start if bounds else None,
        valid_until=row.until if bounds else None,
    )


def _order(case_id: int, order: Document, row: PastRow) -> Order:
    assert order.day is not None
    return Order(
        case_id=case_id,
        kind=OrderKind.TRANSFER,
        series=SERIES,
        number=order.number,
        date=order.day,
        start=row.start,
        until=row.until,
    )
