"""Noting: a row while it is read, and what was found wrong or doubtful in it so far."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from dlschool.domain.pupil_list import cells
from dlschool.domain.pupil_list.draft import Note
from dlschool.domain.pupil_list.fields import Field
from dlschool.domain.pupil_list.headings import Table
from dlschool.domain.text import Text
from dlschool.tables import Cell, Row

Value = TypeVar("Value")


class Noting:
    """Gives the row's cells by field and keeps notes under the headings that they belong to."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table = table
        self.row = row
        self.problems: list[Note] = []
        self.warnings: list[Note] = []
        self.written: dict[str, str] = {}

    def problem(self, text: Text | None, *fields: Field) -> None:
        """What refuses the row, under the first of the fields that the table has."""
        if text:
            self.problems.append(Note(self.table.heading(*fields), text))

    def warn(self, text: Text | None, *fields: Field) -> None:
        """What the user should look at."""
        if text:
            self.warnings.append(Note(self.table.heading(*fields), text))

    def cell(self, field: Field) -> Cell:
        return self.table.cell(self.row, field)

    def words(self, field: Field) -> str:
        return cells.words(self.cell(field))

    def name(self, field: Field) -> str:
        """A person's name as it stands there; letters lost to «?» refuse the row.

        «Жоқ» and «нет» are no patronymic and no guardian, but may be a surname.
        """
        shown = self.words(field)
        if field in (Field.LAST, Field.FIRST):
            shown = cells.text(self.cell(field)).strip("-–— ")
        self.problem(cells.lost_letters(shown), field)
        return shown

    def warned(self, read: Callable[[Cell], tuple[Value, Text | None]], field: Field) -> Value:
        """What `read` makes of the cell; its doubt becomes a warning."""
        value, doubt = read(self.cell(field))
        self.warn(doubt, field)
        return value

    def repaired(self, before: str, after: str, fields: Sequence[Field]) -> None:
        """Notes each line in which look-alike letters were replaced, under the line's own field."""
        met: dict[Field, tuple[list[str], list[str]]] = {}
        for line, right, field in zip(before.split("\n"), after.split("\n"), fields, strict=True):
            if line:
                met.setdefault(field, ([], []))[0].append(line)
                met[field][1].append(right)
        for field, (lines, rights) in met.items():
            self.warn(cells.repair_told(" ".join(lines), " ".join(rights)), field)

    def taken_from_iin(self, field: Field, shown: Text) -> None:
        """Says that an empty cell was filled by the IIN; silent where the list has no such column."""
        if self.table.column(field):
            self.warn(Text(f"ЖСН бойынша: {shown.kk}.", f"По ИИН: {shown.ru}."), field)
