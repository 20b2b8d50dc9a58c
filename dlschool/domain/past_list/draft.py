"""Cases of a register as they were read, before anything is written."""

from dataclasses import dataclass, field, replace
from datetime import date

from dlschool.domain.case import Ground
from dlschool.domain.past_list.columns import Field, Table
from dlschool.domain.pupil_list.draft import Note, RowState
from dlschool.domain.text import Text

DOCUMENTS = ("application", "basis", "pedagogical", "trustee", "order")


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the register by its own number and date."""

    number: str = ""
    day: date | None = None

    def __bool__(self) -> bool:
        return bool(self.number or self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRow:
    """A case as its row says it. Notes carry the heading of the column that they are about."""

    sheet: str
    number: int
    """The physical row."""
    table: Table
    iin: str = ""
    name: str = ""
    birth: date | None = None
    ground: Ground | None = None
    edition: str = ""
    case_number: str = ""
    documents: dict[str, Document] = field(default_factory=dict)
    """By name: "application", "basis", "pedagogical", "trustee", "order"; absent ones are not there."""
    start: date | None = None
    until: date | None = None
    problems: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    state: RowState = RowState.NEW
    pupil_id: int | None = None

    @property
    def opened_on(self) -> date | None:
        """The earliest date that the row gives."""
        days = [document.day for document in self.documents.values()]
        return min((day for day in [*days, self.start] if day is not None), default=None)

    def refused(self, text: Text, *fields: Field) -> "PastRow":
        note = Note(self.table.heading(*fields), text)
        return replace(self, problems=(*self.problems, note), state=RowState.REFUSED)

    def warned(self, text: Text, *fields: Field) -> "PastRow":
        return replace(self, warnings=(*self.warnings, Note(self.table.heading(*fields), text)))


@dataclass(frozen=True, slots=True)
class PastDraft:
    """All rows of a file; titles, totals, numbering and empty rows are only counted."""

    rows: tuple[PastRow, ...]
    tables: tuple[Table, ...]
    skipped: int = 0

    def counts(self) -> dict[str, int]:
        states = (RowState.NEW, RowState.SAME, RowState.REFUSED)
        found = {state.value: sum(row.state is state for row in self.rows) for state in states}
        return {**found, "skipped": self.skipped}

    def json(self) -> dict[str, object]:
        """As the pupils' import shows it: rows by sheet and physical number, with their notes."""
        return {
            "rows": [
                {
                    "row": row.number,
                    "sheet": row.sheet,
                    "state": row.state.value,
                    "problems": [note.json() for note in row.problems],
                    "warnings": [note.json() for note in row.warnings],
                }
                for row in self.rows
            ],
            "counts": self.counts(),
        }
