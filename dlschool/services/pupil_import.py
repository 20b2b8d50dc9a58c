"""Lists of pupils in and out: a preview that writes nothing, the import as one action, the export."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dlschool import tables
from dlschool.domain.access import Right
from dlschool.domain.pupil_list.compare import classify, unborn_refused
from dlschool.domain.pupil_list.draft import ListDraft
from dlschool.domain.pupil_list.handing import (
    TITLE,
    WIDTHS,
    as_json,
    export_rows,
    import_rows,
)
from dlschool.domain.pupil_list.reading import read_list
from dlschool.services import protected_files, pupils, viewings
from dlschool.services.access import need
from dlschool.services.personal import blocked
from dlschool.services.protected_files import PLAIN, Protection
from dlschool.services.pupils import Progress
from dlschool.store.connection import Store

__all__ = ["as_json", "export", "import_list", "preview"]


def preview(
    db: Store,
    file: Path,
    chosen: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ListDraft:
    """What an import of the file would do. Nothing is written.

    `chosen`: headings to fields ("" for none) as the user set them; without it the columns that
    the school remembered for lists with these headings. Refused: the file or its headings cannot
    be read.
    """
    sheets = tables.read(file)
    draft = read_list(sheets, chosen, progress)
    remembered = pupils.mapping(db, draft.signature) if chosen is None else None
    if remembered:
        draft = read_list(sheets, remembered, progress)
    compared_at = pupils.newest_change(db)
    compared = classify(unborn_refused(draft, db.today()), pupils.known(db))
    return replace(compared, compared_at=compared_at)


def import_list(db: Store, draft: ListDraft, name: str, progress: Progress | None = None) -> int:
    """Writes the new and changed rows of a preview as one action; returns how many.

    Refused: pupils were changed since the preview.
    """
    rows = import_rows(draft)
    return pupils.import_rows(db, rows, name, progress, draft.compared_at) if rows else 0


def export(db: Store, file: Path, language: str, protection: Protection = PLAIN) -> int:
    """Writes the pupils who did not leave to an .xlsx file; returns how many.

    Blocked pupils are left out. Refused: the role may not export.
    """
    need(db, Right.EXPORT)
    closed = blocked(db)
    known = pupils.known(db)
    present = [each for each in known if each[0].left_on is None and each[0].id not in closed]
    headings, rows = export_rows(present, language)
    ids = [pupil.id for pupil, _ in present if pupil.id is not None]
    with viewings.exporting(db, ids, TITLE, file.name, plain=protection.plain):
        book = tables.xlsx_bytes(TITLE[language], headings, rows, WIDTHS)
        protected_files.write(file, protected_files.xlsx(book, protection))
    return len(rows)
