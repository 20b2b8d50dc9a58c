"""A report: what a school says of distance learning over a period. Figures, and what they lack.

A figure's number, key and meaning never change: departments sum them over schools and years by number.
New tables, lines and columns take new numbers; nothing is renumbered or used again. The columns of a
line follow each other (the line's number, +1, +2 …). `KEYS` lists all; `dlschool report keys` prints it.

| numbers | keys | what |
|---|---|---|
| 1-2 | `school_…` | the school |
| 20-23 | `pupils_total…` | pupils who learnt at a distance, each counted once |
| 100-427 | `pupils_ground_…`, `_grade_`, `_sex_`, `_language_`, `_needs_` | the same by one trait |
| 500-556 | `cases_…` | cases by ground: what happened to them |
| 600-625 | `decisions_…` | decisions of the two councils |
| 650-701 | `orders_…` | the director's orders |
| 750-792 | `materials_…` | copies given out and taken back |
| 830-860 | `given_…` | cases in which point 13.1 of the order was met |
| 900-927 | `works_…` | sittings of SOR and SOCh |
| 1000-1027 | `results_…` | points of SOR and SOCh: levels, grades |
| 1110-1217 | `grades_…` | grades put, by what they are for |
| 1300-1370 | `attainment_…` | pupils by their newest grades |
| 1400-1450 | `readiness_…` | requirements to a school that teaches at a distance |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain import report_learning, report_tables
from dlschool.domain.report_shape import Column, Key, Line, Table
from dlschool.domain.text import Text

TABLES: tuple[Table, ...] = (*report_tables.TABLES, *report_learning.TABLES)
TITLE = Text("Қашықтан оқыту туралы есеп", "Отчёт о дистанционном обучении")
GROUPS: dict[str, Text] = {
    "school": Text("Мектеп", "Школа"),
    "pupils": Text("Білім алушылар", "Обучающиеся"),
    "cases": Text("Істер", "Дела"),
    "decisions": Text("Шешімдер", "Решения"),
    "orders": Text("Бұйрықтар", "Приказы"),
    "materials": Text("Материалдар", "Материалы"),
    "given": Text("Беру белгілері", "Отметки о выдаче"),
    "works": Text("БЖБ мен ТЖБ", "СОР и СОЧ"),
    "results": Text("Нәтижелер", "Результаты"),
    "grades": Text("Бағалар", "Оценки"),
    "attainment": Text("Үлгерім", "Успеваемость"),
    "readiness": Text("Дайындық", "Готовность"),
}
"""Groups of tables in order, each a sheet of its own: the tables of one have the same columns."""


def _keys() -> dict[str, Key]:
    """Raises ValueError: a number or a key stands for two figures."""
    found: dict[str, Key] = {}
    for key in (key for table in TABLES for key in table.numbered()):
        known = found.setdefault(key.key, key)
        if known.number != key.number:
            raise ValueError(f"two numbers for {key.key}")
    if len({key.number for key in found.values()}) != len(found):
        raise ValueError("a number stands for two figures")
    return dict(sorted(found.items(), key=lambda item: item[1].number))


KEYS: dict[str, Key] = _keys()
"""Every figure by key, in order of its number."""


class PeriodKind(StrEnum):
    TERM = "term"
    HALF = "half"
    YEAR = "year"
    DATES = "dates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What a report covers. A break belongs to the term before it, August to the year that begins."""

    kind: PeriodKind
    year: str = ""
    """«2026-2027»; "" for dates."""
    number: int = 0
    """Of the term or half-year."""
    start: date
    until: date
    counted_on: date
    """The day that «at the end» means: of a term its last day of lessons, else the last day."""

    @property
    def name(self) -> Text:
        if self.kind is PeriodKind.DATES:
            said = f"{self.start:%d.%m.%Y}–{self.until:%d.%m.%Y}"
            return Text(said, said)
        kk, ru = f"{self.year} оқу жылы", f"{self.year} учебный год"
        if self.kind is PeriodKind.YEAR:
            return Text(kk, ru)
        part = Text("тоқсан", "четверть")
        if self.kind is PeriodKind.HALF:
            part = Text("жартыжылдық", "полугодие")
        return Text(f"{kk}, {self.number}-{part.kk}", f"{ru}, {self.number} {part.ru}")

    def holds(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.until


class Lack(StrEnum):
    """Kinds of what is missing."""

    SEX = "sex"
    CLASS = "class"
    LANGUAGE = "language"
    NO_ORDER = "no-order"
    NO_END = "no-end"
    NO_PUPILS = "no-pupils"
    UNDATED = "undated"
    NOT_TAKEN = "not-taken"
    NO_MAXIMUM = "no-maximum"
    NO_GRADES = "no-grades"
    NO_READINESS = "no-readiness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that the report could not count. Of a pupil only the id is kept, never the name."""

    lack: Lack
    pupil_id: int | None = None
    case: str = ""
    """Number of the case."""
    value: str = ""
    """How many, or of which class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`version` 0: counted just now and not kept."""

    covered: Covered
    made_on: date
    figures: Mapping[str, int]
    """A figure for each of `KEYS`."""
    gaps: tuple[Gap, ...] = ()
    id: int | None = None
    version: int = 0
    reason: str = ""
    """Why this version follows another."""
    by: str = ""
    """Who made it."""


def names_total(table: Table) -> bool:
    """Whether the line of sums is this table's own, not one that an earlier table has already."""
    return table is next((each for each in TABLES if each.total == table.total), None)


def sums(table: Table, figures: Mapping[str, int], column: Column) -> int:
    """The line of sums of a column, as a spreadsheet's formula adds it up."""
    return sum(
        -figures[table.key(line, column)] if line.less else figures[table.key(line, column)]
        for line in table.lines
    )


def share(part: int, whole: int) -> float | None:
    """Per cent to one place, a half up; None of nothing."""
    return (part * 2000 + whole) // (2 * whole) / 10 if whole else None


def share_of(
    table: Table, line: Line | None, figures: Mapping[str, int], column: Column
) -> float | None:
    """The per cent that a column of shares says of a line (None: of the sums)."""
    if column.share is None:
        raise ValueError(column.key)
    parts, wholes = (
        sum(_figure(table, line, figures, key) for key in keys) for keys in column.share
    )
    return share(parts, wholes)


def _figure(table: Table, line: Line | None, figures: Mapping[str, int], key: str) -> int:
    column = next(each for each in table.columns if each.key == key)
    return sums(table, figures, column) if line is None else figures[table.key(line, column)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two versions say differently."""

    key: Key
    before: int
    after: int


def differences(before: Report, after: Report) -> list[Difference]:
    """In order of the numbers; a figure that a version does not know is 0."""
    return [
        Difference(key, old, new)
        for name, key in KEYS.items()
        if (old := before.figures.get(name, 0)) != (new := after.figures.get(name, 0))
    ]
