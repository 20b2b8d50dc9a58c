"""A list of pupils as it was read, before anything is written."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from dlschool.domain.pupil import LANGUAGE_NAMES, RELATION_NAMES, SEX_NAMES, Guardian, Pupil
from dlschool.domain.pupil_list.fields import FIELD_NAMES, Field
from dlschool.domain.pupil_list.headings import ListColumn
from dlschool.domain.text import Text


class RowState(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


COUNT_NAMES = {
    "new": Text("жаңа", "новых"),
    "same": Text("өзгеріссіз", "без изменений"),
    "changed": Text("өзгерген", "изменённых"),
    "refused": Text("қабылданбаған", "отклонённых"),
    "skipped": Text("өткізіп жіберілген", "пропущенных"),
}
"""What `counts` counts, in words."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong or doubtful, and under which heading; "" for the row as a whole."""

    column: str
    text: Text

    def json(self) -> dict[str, str]:
        return {"column": self.column, **self.text.json()}


@dataclass(frozen=True, slots=True)
class Change:
    """A known value and the one that takes its place, "" for none.

    Dates are DD.MM.YYYY, choices (sex, language …) their codes.
    """

    field: Field
    old: str
    new: str

    def json(self) -> dict[str, str]:
        return {"field": self.field.value, "from": self.old, "to": self.new}

    def words(self) -> Text:
        """«Мекенжайы: Абай көшесі, 1 → Абай көшесі, 2»."""
        name, old, new = FIELD_NAMES[self.field], self._shown(self.old), self._shown(self.new)
        return Text(f"{name.kk}: {old.kk} → {new.kk}", f"{name.ru}: {old.ru} → {new.ru}")

    def _shown(self, value: str) -> Text:
        names = _CHOICES.get(self.field, {})
        return names.get(value) or Text(value or "—", value or "—")


_CHOICES: dict[Field, dict[str, Text]] = {
    Field.SEX: {sex.value: name for sex, name in SEX_NAMES.items()},
    Field.LANGUAGE: LANGUAGE_NAMES,
    Field.RELATION: {relation.value: name for relation, name in RELATION_NAMES.items()},
    Field.HOME_TEACHING: {"yes": Text("иә", "да"), "no": Text("жоқ", "нет")},
}


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row that names a pupil. `pupil` and `guardian` are what the row says and, once the list is
    compared with the known pupils (`compare.classify`), what they shall be.

    `given`: fields of `pupil` that the row itself fills; others stay as they are known.
    `written`: "last", "first", "middle" and "guardian" as they stand in the file, before capitals
    and look-alikes were mended.
    """

    sheet: str
    number: int
    pupil: Pupil
    guardian: Guardian | None = None
    given: frozenset[str] = frozenset()
    written: dict[str, str] = field(default_factory=dict)
    headings: dict[Field, str] = field(default_factory=dict)
    problems: tuple[Note, ...] = ()
    warnings: tuple[Note, ...] = ()
    state: RowState = RowState.NEW
    known_id: int | None = None
    changes: tuple[Change, ...] = ()

    def heading(self, *wanted: Field) -> str:
        """The heading of the first of the fields that the table has; "" if it has none."""
        return next((self.headings[f] for f in wanted if f in self.headings), "")

    def place_of(self, other: "ListRow") -> Text:
        """Where `other` stands, seen from this row: «6-жол», with the sheet if it is another."""
        if self.sheet == other.sheet:
            return Text(f"{other.number}-жол", f"строка {other.number}")
        return Text(
            f"«{other.sheet}» парағы, {other.number}-жол",
            f"лист «{other.sheet}», строка {other.number}",
        )

    def refused(self, *notes: Note) -> "ListRow":
        return replace(self, problems=self.problems + notes, state=RowState.REFUSED)

    def warned(self, *notes: Note) -> "ListRow":
        return replace(self, warnings=self.warnings + notes)


@dataclass(frozen=True, slots=True)
class ListDraft:
    """All rows of a file. `skipped`: titles, totals, numbering and empty rows."""

    rows: tuple[ListRow, ...]
    columns: tuple[ListColumn, ...]
    """The columns of all tables, each heading once, in order."""
    skipped: int = 0
    compared_at: int | None = None
    """The journal's newest change of a pupil or guardian when the rows were compared."""

    @property
    def signature(self) -> str:
        """Tells lists with the same headings: under it a chosen mapping is remembered."""
        return " | ".join(column.heading for column in self.columns)

    @property
    def mapping(self) -> dict[str, str]:
        """Each heading with its field, "" where the column is not read."""
        return {c.heading: c.field.value if c.field else "" for c in self.columns}

    def counts(self) -> dict[str, int]:
        found = {state.value: 0 for state in RowState}
        for row in self.rows:
            found[row.state.value] += 1
        return {**found, "skipped": self.skipped}
