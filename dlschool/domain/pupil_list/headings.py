"""Where a table begins in a sheet, and what each of its columns holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dlschool.domain.names import clean
from dlschool.domain.pupil import Relation
from dlschool.domain.pupil_list.fields import (
    FIELD_NAMES,
    GUARDIAN_FIELDS,
    NAME_FIELDS,
    Field,
    recognised,
)
from dlschool.tables import Cell, Row, Sheet

ENOUGH = 3
"""Fields by which a row is known for headings; two are enough if one is the name."""

Chosen = Mapping[str, str]
"""Heading of a column to the name of a `Field`, or to "" for a column that is not read."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a table. `heading` as in the file; two merged rows give «Білім алушының тегі»."""

    index: int
    heading: str
    field: Field | None
    whose: Relation | None = None
    """Of a guardian's column: who that is, as far as the heading tells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table within a sheet."""

    columns: tuple[ListColumn, ...]
    heading_rows: int = 1

    @property
    def headings(self) -> dict[Field, str]:
        return {column.field: column.heading for column in self.columns if column.field}

    def column(self, field: Field) -> ListColumn | None:
        return next((column for column in self.columns if column.field is field), None)

    def heading(self, *fields: Field) -> str:
        """The heading of the first of the fields that the table has; "" if it has none."""
        found = (self.column(field) for field in fields)
        return next((column.heading for column in found if column), "")

    def cell(self, row: Row, field: Field) -> Cell:
        column = self.column(field)
        return self.cell_at(row, column) if column else ""

    def cell_at(self, row: Row, column: ListColumn) -> Cell:
        return row.cells[column.index] if column.index < len(row.cells) else ""


def table_at(sheet: Sheet, place: int, mapping: Chosen | None) -> Table | None:
    """The table whose headings stand in `sheet.rows[place]` (and the next row), if they do."""
    top = _words(sheet.rows[place])
    if top is None:
        return None
    alone = _columns(top, mapping)
    low = _words(sheet.rows[place + 1]) if place + 1 < len(sheet.rows) else None
    if low is not None and _is_second_row(low) and (_are_headings(alone) or _is_group_row(top)):
        both = _columns(_joined(_spread(sheet, place, top, low), low), mapping)
        if _are_headings(both) and _score(both) >= _score(alone):
            return Table(both, heading_rows=2)
    return Table(alone) if _are_headings(alone) else None


def _words(row: Row) -> list[str] | None:
    """The row's cells as words; None if a long number or a date is among them."""
    if not all(isinstance(cell, str) and not _DATA.search(cell) for cell in row.cells):
        return None
    words = [clean(str(cell)) for cell in row.cells]
    return words if any(words) else None


_DATA = re.compile(r"\d{5}|\d[./]\d+[./]\d")


def _is_second_row(low: list[str]) -> bool:
    """Whether these can be lower headings: words without digits, half of them known for headings."""
    filled = [word for word in low if word]
    if any(re.search(r"\d", word) for word in filled):
        return False
    return sum(recognised(word)[0] is not None for word in filled) * 2 >= len(filled)


def _is_group_row(top: list[str]) -> bool:
    """Whether these stand over groups of columns («Білім алушы», «Ата-анасы»); a title does not."""
    filled = [word for word in top if word]
    known = any(recognised(word)[0] for word in filled)
    return len(filled) > 1 and known and not any(re.search(r"\d", word) for word in filled)


def _spread(sheet: Sheet, place: int, top: list[str], low: list[str]) -> list[str]:
    """The upper headings, each over all the columns that it is merged over.

    Where the file tells no merging (CSV), a heading that is no pupil's field by itself, or a name,
    reaches over the empty cells to its right that have a lower heading.
    """
    number = sheet.rows[place].number
    over = {
        column: left
        for first, left, last, right in sheet.merged
        if first <= number <= last
        for column in range(left, right + 1)
    }
    spread: list[str] = []
    for column, word in enumerate(top):
        below = low[column] if column < len(low) else ""
        if word or not below:
            spread.append(word)
        elif column in over:
            spread.append(top[over[column]])
        else:
            spread.append(spread[-1] if spread and _is_group(spread[-1]) else "")
    return spread


def _is_group(word: str) -> bool:
    field = recognised(word)[0]
    return bool(word) and (field is None or field is Field.FULL_NAME or field in GUARDIAN_FIELDS)


def _joined(top: list[str], low: list[str]) -> list[str]:
    width = max(len(top), len(low))
    pairs = zip(top + [""] * (width - len(top)), low + [""] * (width - len(low)), strict=True)
    return [" ".join(dict.fromkeys(word for word in pair if word)) for pair in pairs]


def _columns(words: Sequence[str], mapping: Chosen | None) -> tuple[ListColumn, ...]:
    """The filled headings with their fields; of two columns for one field the first has it."""
    chosen = mapping or {}
    found = []
    for index, heading in _numbered(words):
        field, whose = recognised(heading)
        if heading in chosen:
            field = Field(chosen[heading]) if chosen[heading] in FIELD_NAMES else None
            whose = whose or Relation.PARENT
        found.append(ListColumn(index, heading, field, whose))
    return _one_each(found, frozenset(chosen))


def _numbered(words: Sequence[str]) -> list[tuple[int, str]]:
    """Filled headings with their columns; a heading met again gets its number: «Телефоны (2)»."""
    met: dict[str, int] = {}
    found = []
    for index, word in enumerate(words):
        if word:
            met[word] = met.get(word, 0) + 1
            found.append((index, word if met[word] == 1 else f"{word} ({met[word]})"))
    return found


def _one_each(columns: list[ListColumn], chosen: frozenset[str]) -> tuple[ListColumn, ...]:
    """Each field once, chosen columns before recognised ones, and one guardian only."""
    by_choice = {column.field for column in columns if column.heading in chosen}
    whose = _whose(columns)
    has_parts = {Field.LAST, Field.FIRST} <= {column.field for column in columns}
    taken: set[Field] = set()
    kept = []
    for column in columns:
        field = column.field
        stranger = field in GUARDIAN_FIELDS and column.whose not in (whose, Relation.PARENT)
        doubled = field in taken or (field is Field.FULL_NAME and has_parts)
        replaced = column.heading not in chosen and (field in by_choice or stranger or doubled)
        if field is None or replaced or field in taken:
            kept.append(ListColumn(column.index, column.heading, None))
            continue
        taken.add(field)
        kept.append(column)
    return tuple(kept)


def _whose(columns: list[ListColumn]) -> Relation:
    """Of mother's and father's columns those are read whose name stands first."""
    guardians = [column for column in columns if column.field in GUARDIAN_FIELDS]
    named = [column for column in guardians if column.field is Field.GUARDIAN] or guardians
    return next((column.whose for column in named if column.whose), Relation.PARENT)


def _score(columns: tuple[ListColumn, ...]) -> int:
    return sum(column.field is not None for column in columns)


def _are_headings(columns: tuple[ListColumn, ...]) -> bool:
    """Three fields, or two of which one is the name."""
    fields = {column.field for column in columns if column.field}
    return len(fields) >= ENOUGH or (len(fields) == 2 and bool(fields & NAME_FIELDS))


def guessed_table(sheet: Sheet, mapping: Chosen | None) -> Table | None:
    """For unknown headings: the last row of three or more words above the first row of an IIN."""
    for place, row in enumerate(sheet.rows):
        if place and any(is_iin_like(cell) for cell in row.cells):
            above = [_words(row) for row in sheet.rows[max(0, place - 3) : place]]
            words = next((w for w in reversed(above) if w and sum(map(bool, w)) >= ENOUGH), None)
            return Table(_columns(words, mapping)) if words else None
    return None


def is_iin_like(cell: Cell) -> bool:
    """Whether the cell looks like an IIN, leading zeros lost or not."""
    if isinstance(cell, str):
        return bool(re.fullmatch(r"\d{11,12}", cell.replace(" ", "")))
    return isinstance(cell, (int, float)) and 10**10 <= cell < 10**12
