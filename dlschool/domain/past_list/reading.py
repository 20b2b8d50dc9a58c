"""From the sheets of a file to the rows that name a pupil's case."""

import re
from collections.abc import Sequence
from datetime import date

from dlschool.domain.names import folded
from dlschool.domain.past_list.columns import Field, Table, table_at
from dlschool.domain.past_list.draft import PastDraft, PastRow
from dlschool.domain.past_list.row import name_of, read_row
from dlschool.domain.pupil_list.cells import words
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Row, Sheet


def read_rows(sheets: Sequence[Sheet], today: date) -> PastDraft:
    """Every row that names a pupil, with what is wrong in it; nothing is compared with the store.

    Refused: no sheet has headings that are understood.
    """
    rows: list[PastRow] = []
    tables: list[Table] = []
    skipped = 0
    for sheet in sheets:
        table, place = None, 0
        while place < len(sheet.rows):
            found = table_at(sheet, place)
            if found is not None:
                table = found
                tables.append(found)
                place += found.heading_rows
                continue
            row = sheet.rows[place]
            place += 1
            if table is not None and _tells_a_case(table, row):
                rows.append(read_row(sheet.name, table, row, today))
            else:
                skipped += 1
    if not tables:
        raise Refused(
            N_(
                "No headings were found in the register. A row above the cases must name the "
                "columns: pupil, ground, application, minutes, period, order."
            )
        )
    return PastDraft(tuple(rows), tuple(tables), skipped)


_TOTAL = re.compile(r"барлығы|жиыны|итого|всего")


def _tells_a_case(table: Table, row: Row) -> bool:
    name = name_of(table, row)
    iin = words(table.cell(row, Field.IIN))
    if _TOTAL.search(folded(name)):
        return False
    return bool(re.search(r"[^\W\d_]", name)) or len(re.sub(r"\D", "", iin)) > 8
