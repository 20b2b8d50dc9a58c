"""From the sheets of a file to the rows that name pupils."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dlschool.domain import iin as iins
from dlschool.domain.names import folded
from dlschool.domain.pupil_list import cells
from dlschool.domain.pupil_list.draft import ListDraft, ListRow, Note
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.headings import (
    Chosen,
    ListColumn,
    Table,
    guessed_table,
    is_iin_like,
    table_at,
)
from dlschool.domain.pupil_list.row import read_row
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Cell, Row, Sheet

_TOTAL = re.compile(r"барлығы|жиыны|итого|всего|жалпы саны|қорытынды|соның ішінде|из них|в том числе")
_NO_PUPIL = re.compile(
    r"директор|орынбасар|завуч|жетекші|руководит|орында|исполнит|қолы\b|подпис|тізім|список"
    r"|\bсынып|\bсыныбы\b|\bкласс"
)
_CLASS_IN_TITLE = re.compile(
    r"(?<!\d)(\d{1,2}\s*[-–]?\s*[«\"“']?\s*[^\W\d_]?\s*[»\"”']?)\s*[-–]?\s*(?:сынып|сыныбы|класс)",
    re.IGNORECASE,
)
_SHARED = (Field.CLASS, Field.GRADE, Field.LETTER, Field.LANGUAGE, Field.ADDRESS)
"""Fields whose cell may be merged over several pupils."""


def read_list(sheets: Sequence[Sheet], mapping: Chosen | None = None) -> ListDraft:
    """Every row that names a pupil, with what is wrong and what is doubtful in it.

    `mapping`: headings to names of fields ("" for none) where the user chose otherwise than the
    headings are recognised. Refused: no sheet has headings.
    """
    rows: list[ListRow] = []
    columns: dict[str, ListColumn] = {}
    skipped = 0
    table: Table | None = None
    for sheet in sheets:
        reading = _SheetReading(sheet, mapping, table)
        rows += reading.rows()
        skipped += reading.skipped
        for each in reading.tables:
            table = each
            columns |= {column.heading: column for column in reversed(each.columns)} | columns
    if table is None:
        raise Refused(
            N_(
                "No headings were found in the list. Its first row must name the columns: "
                "surname, first name, IIN, date of birth, class."
            )
        )
    return ListDraft(tuple(_without_repeats(rows)), _in_order(columns), skipped)


def _in_order(columns: dict[str, ListColumn]) -> tuple[ListColumn, ...]:
    return tuple(sorted(columns.values(), key=lambda column: column.index))


@dataclass
class _SheetReading:
    """One sheet while it is read; `table` holds until other headings come."""

    sheet: Sheet
    mapping: Chosen | None
    before: Table | None
    tables: list[Table] = field(default_factory=list)
    skipped: int = 0

    def rows(self) -> Iterator[ListRow]:
        """The pupils' rows; all others are counted in `skipped`, headings not at all."""
        table, place, class_above = None, 0, self.sheet.name
        fill = _Fill(self.sheet)
        if not any(table_at(self.sheet, n, self.mapping) for n in range(len(self.sheet.rows))):
            table = self._without_headings()
        while place < len(self.sheet.rows):
            found = table_at(self.sheet, place, self.mapping)
            if found:
                table = found
                self.tables.append(table)
                place += table.heading_rows
                continue
            row = fill(self.sheet.rows[place], table)
            place += 1
            if table is not None and _names_a_pupil(row, table):
                yield read_row(self.sheet.name, table, row, class_above)
            else:
                self.skipped += 1
                class_above = _class_named(row) or class_above
