"""A plan of SOR and SOCh kept in Excel: columns by their headings, rows with what is wrong in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dlschool.domain.dates import parse_date
from dlschool.domain.learning import AssessmentKind
from dlschool.domain.names import clean, folded, parse_class
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.tables import Cell, Row, Sheet


class Field(StrEnum):
    CLASS = "class"
    SUBJECT = "subject"
    TERM = "term"
    KIND = "kind"
    NUMBER = "number"
    SECTION = "section"
    POINTS = "points"
    DATE = "date"
    AIMS = "aims"


FIELD_NAMES = {
    Field.CLASS: Text("Сынып", "Класс"),
    Field.SUBJECT: Text("Пән", "Предмет"),
    Field.TERM: Text("Тоқсан", "Четверть"),
    Field.KIND: Text("Түрі (БЖБ, ТЖБ)", "Вид (СОР, СОЧ)"),
    Field.NUMBER: Text("№", "№"),
    Field.SECTION: Text("Бөлім", "Раздел"),
    Field.POINTS: Text("Ең жоғары балл", "Максимальный балл"),
    Field.DATE: Text("Күні", "Дата"),
    Field.AIMS: Text("Оқу мақсаттары", "Цели обучения"),
}
"""The headings of an empty list to fill in, in the order of its columns."""

_TOPICS = (
    (Field.CLASS, re.compile(r"сынып|класс")),
    (Field.SUBJECT, re.compile(r"\bпән|предмет|дисциплин")),
    (Field.TERM, re.compile(r"тоқсан|четверт|\bчетв\b")),
    (Field.POINTS, re.compile(r"балл|макс|ең жоғары")),
    (Field.AIMS, re.compile(r"мақсат|\bцел[ьи]")),
    (Field.DATE, re.compile(r"\bкүні|\bдата|мерзім|\bсрок")),
    (Field.SECTION, re.compile(r"бөлім|раздел|тақырып|тема")),
    (Field.KIND, re.compile(r"\bтүрі|\bвид|\bбжб\b|\bсор\b|жұмыс|работ")),
    (Field.NUMBER, re.compile(r"нөмір|номер|реті")),
)
_NEEDED = frozenset({Field.CLASS, Field.SUBJECT, Field.KIND})
_SOCH = re.compile(r"\bтжб\b|\bсоч\b|\bsoch\b|тоқсандық|за четверть")
_SOR = re.compile(r"\bбжб\b|\bсор\b|\bsor\b|бөлім|за раздел")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row as it was read; `problem` says what stops it and in which column."""

    sheet: str
    number: int
    class_name: str = ""
    subject: str = ""
    term: int | None = None
    kind: AssessmentKind | None = None
    nth: int | None = None
    section: str = ""
    points: str = ""
    day: date | None = None
    aims: tuple[str, ...] = ()
    column: str = ""
    problem: Text | Refused | None = None

    def refused(self, column: str, problem: Text | Refused) -> "PlanRow":
        """The first problem stays."""
        return self if self.problem else replace(self, column=column, problem=problem)

    def said(self) -> Text:
        """«Лист1, строка 5, Дата: …»"""
        words = self.problem
        kk = words.text("kk") if isinstance(words, Refused) else words.kk if words else "—"
        ru = words.text("ru") if isinstance(words, Refused) else words.ru if words else "—"
        place = f", «{self.column}»" if self.column else ""
        return Text(
            f"{self.sheet}, {self.number}-жол{place}: {kk}",
            f"{self.sheet}, строка {self.number}{place}: {ru}",
        )


def read_rows(sheets: Sequence[Sheet]) -> list[PlanRow]:
    """Every row under headings that names a class, a subject or a kind.

    Refused: no sheet has headings for class, subject and kind.
    """
    found: list[PlanRow] = []
    understood = False
    for sheet in sheets:
        columns: dict[Field, tuple[int, str]] = {}
        for row in sheet.rows:
            headings = _headings(row)
            if headings:
                columns, understood = headings, True
            elif columns and any(_words(row, columns, field) for field in _NEEDED):
                found.append(_read(sheet.name, row, columns))
    if not understood:
        raise Refused(
            N_(
                "No headings were found in the plan. A row above it must name the columns: class, "
                "subject, term, kind (SOR or SOCh), date."
            )
        )
    return found


def _headings(row: Row) -> dict[Field, tuple[int, str]] | None:
    """Column and heading of each field; None for a row that is no row of headings."""
    found: dict[Field, tuple[int, str]] = {}
    for index, cell in enumerate(row.cells):
        if not isinstance(cell, str):
            return None
        field = _field(cell)
        if field is not None and field not in found:
            found[field] = (index, clean(cell))
    return found if found.keys() >= _NEEDED else None


def _field(heading: str) -> Field | None:
    if clean(heading) in ("№", "N"):
        return Field.NUMBER
    words = folded(heading)
    return next((field for field, pattern in _TOPICS if pattern.search(words)), None)


def _cell(row: Row, columns: Mapping[Field, tuple[int, str]], field: Field) -> Cell:
    index = columns[field][0] if field in columns else len(row.cells)
    return row.cells[index] if index < len(row.cells) else ""


def _words(row: Row, columns: Mapping[Field, tuple[int, str]], field: Field) -> str:
    cell = _cell(row, columns, field)
    if isinstance(cell, float):
        return f"{cell:g}"
    return clean(cell) if isinstance(cell, str) else f"{cell:%d.%m.%Y}"


def _read(sheet: str, row: Row, columns: Mapping[Field, tuple[int, str]]) -> PlanRow:
    def words(field: Field) -> str:
        return _words(row, columns, field)

    def heading(field: Field) -> str:
        return columns[field][1] if field in columns else ""

    aims = tuple(part for part in re.split(r"[;\n]|, ", words(Field.AIMS)) if part.strip())
    made = PlanRow(
        sheet, row.number, subject=words(Field.SUBJECT), section=words(Field.SECTION),
        points=words(Field.POINTS).replace(",", "."), aims=aims,
    )  # fmt: skip
    made = _with_class(made, words(Field.CLASS), heading(Field.CLASS))
    made = _with_kind(made, words(Field.KIND), heading(Field.KIND))
    made = _with_term(made, words(Field.TERM), heading(Field.TERM))
    number = re.search(r"\d+", words(Field.NUMBER)) if Field.NUMBER in columns else None
    if number is not None and made.nth is None:
        made = replace(made, nth=int(number[0]))
    day, problem = parse_date(_cell(row, columns, Field.DATE))
    made = replace(made, day=day)
    return made.refused(heading(Field.DATE), problem) if problem else made


def _with_class(row: PlanRow, said: str, column: str) -> PlanRow:
    known = parse_class(said)
    if known is None:
        text = Text(f"«{said}» деген сынып жоқ.", f"Класса «{said}» нет.")
        return row.refused(column, text)
    return replace(row, class_name=f"{known[0]}{known[1]}")


def _with_kind(row: PlanRow, said: str, column: str) -> PlanRow:
    """«СОР № 2» says the number too."""
    words = folded(said)
    soch, sor = _SOCH.search(words), _SOR.search(words)
    if bool(soch) is bool(sor):
        text = Text(f"«{said}» — БЖБ да, ТЖБ да емес.", f"«{said}» — не СОР и не СОЧ.")
        return row.refused(column, text)
    nth = re.search(r"\d+", words) if sor else None
    kind = AssessmentKind.SOCH if soch else AssessmentKind.SOR
    return replace(row, kind=kind, nth=int(nth[0]) if nth else None)


_ROMAN = {"i": 1, "іі": 2, "ii": 2, "ііі": 3, "iii": 3, "iv": 4, "і": 1, "іv": 4}


def _with_term(row: PlanRow, said: str, column: str) -> PlanRow:
    """Without a term the date will say it."""
    if not said:
        return row
    digits = re.search(r"[1-4]", said)
    roman = _ROMAN.get(folded(said).partition(" ")[0])
    if digits is None and roman is None:
        text = Text(f"«{said}» деген тоқсан жоқ.", f"Четверти «{said}» нет.")
        return row.refused(column, text)
    return replace(row, term=int(digits[0]) if digits else roman)
