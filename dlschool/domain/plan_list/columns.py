"""Which column of a plan holds what: by its heading, and without headings by what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dlschool.domain.names import clean, folded
from dlschool.domain.plan_list.draft import PlanField
from dlschool.tables import Cell, Row

_KNOWN = (
    (PlanField.DATE, re.compile(r"\b(?:күні|мерзім|дата|даты|срок)")),
    (PlanField.HOURS, re.compile(r"\b(?:сағат|сағ\b|час|кол во|количество)")),
    (PlanField.AIMS, re.compile(r"мақсат|\bцел[иь]")),
    (PlanField.NOTE, re.compile(r"\b(?:ескерт|примеч)")),
    (PlanField.SECTION, re.compile(r"\b(?:бөлім|раздел|ортақ тақыры|сквозн|тарау|глав|модул)")),
    (PlanField.TOPIC, re.compile(r"тақыры[пб]|\bтем[аы]|\bсодержание|мазмұн")),
    (PlanField.NUMBER, re.compile(r"^(?:n|no|п п|р с|рет|номер)\b|\bреті\b")),
)
_SUB_HEADING = re.compile(
    r"(?:жоспар\w*|план\w*|факт\w*|нақты\w*|іс жүзінде|по плану|күні|дата|саны|\d{1,2} ?\w)"
)
_AIM = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,3}")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|\d{4}-\d\d-\d\d")
_HOURS = re.compile(r"\d{1,2}(?:[.,]\d)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Place of each field in a row, and the headings as they stand in the file."""

    places: dict[PlanField, int]
    headings: dict[PlanField, str]
    left: tuple[str, ...] = ()
    rows: int = 1
    """Rows that the headings take."""

    def cell(self, row: Row, field: PlanField) -> Cell:
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def has(self, field: PlanField) -> bool:
        return field in self.places


def headings_at(rows: Sequence[Row], place: int) -> Columns | None:
    """The columns, if `rows[place]` holds headings: a topic or a section, and one more field."""
    cells = rows[place].cells
    if any(not isinstance(cell, str) or len(cell) > 90 for cell in cells):
        return None
    found, left = _recognised([clean(str(cell)) for cell in cells])
    if PlanField.TOPIC not in found and PlanField.SECTION in found:
        found[PlanField.TOPIC] = found.pop(PlanField.SECTION)
    if PlanField.TOPIC not in found or len(found) < 2:
        return None
    columns = Columns(
        {field: at for field, (at, _) in found.items()},
        {field: heading for field, (_, heading) in found.items()},
        tuple(left),
    )
    below = rows[place + 1] if place + 1 < len(rows) else None
    return replace(columns, rows=2) if below and _continues(below, columns) else columns


def _recognised(
    headings: Sequence[str],
) -> tuple[dict[PlanField, tuple[int, str]], list[str]]:
    """Each field's first column; of two columns for one field the second is left."""
    found: dict[PlanField, tuple[int, str]] = {}
    left = []
    for at, heading in enumerate(headings):
        if not heading:
            continue
        field = _field(heading)
        if field is None or field in found:
            left.append(heading)
        else:
            found[field] = (at, heading)
    return found, left


def _field(heading: str) -> PlanField | None:
    words = folded(heading)
    if "№" in heading:
        return PlanField.NUMBER
    if not words:
        return None
    return next((field for field, known in _KNOWN if known.search(words)), None)


def _continues(row: Row, columns: Columns) -> bool:
    """Whether this is a second row of headings: «жоспар», «факт», class names under the dates."""
    words = [(at, folded(str(cell))) for at, cell in enumerate(row.cells) if str(cell).strip()]
    own = {columns.places[PlanField.TOPIC], columns.places.get(PlanField.NUMBER)}
    return bool(words) and all(at not in own and _SUB_HEADING.fullmatch(word) for at, word in words)


def guessed(rows: Sequence[Row]) -> Columns | None:
    """The columns of a table without headings, by what most of their cells look like.

    A single column is topics. None: no column of words is there.
    """
    filled = [row for row in rows if any(str(cell).strip() for cell in row.cells)]
    width = max((len(row.cells) for row in filled), default=0)
    looks = [
        _look([row.cells[at] if at < len(row.cells) else "" for row in filled])
        for at in range(width)
    ]
    places: dict[PlanField, int] = {}
    for wanted in (PlanField.DATE, PlanField.AIMS):
        if wanted in looks:
            places[wanted] = looks.index(wanted)
    numbers = [at for at, look in enumerate(looks) if look is PlanField.HOURS]
    if numbers and numbers[0] == 0 and (len(numbers) > 1 or _counts(filled)):
        places[PlanField.NUMBER] = numbers.pop(0)
    if numbers:
        places[PlanField.HOURS] = numbers[0]
    words = [at for at, look in enumerate(looks) if look is PlanField.TOPIC]
    places |= _wordy(words, places)
    return Columns(places, {}, rows=0) if PlanField.TOPIC in places else None


def _wordy(words: list[int], places: dict[PlanField, int]) -> dict[PlanField, int]:
    """Columns of words: section, topic, aims before the hours; a note after them."""
    edge = min((places[f] for f in (PlanField.HOURS, PlanField.DATE) if f in places), default=10**6)
    before, after = [at for at in words if at < edge], [at for at in words if at > edge]
    found: dict[PlanField, int] = {}
    if not before and after:
        before, after = after[:1], after[1:]
    if len(before) == 1:
        names = [PlanField.TOPIC]
    elif len(before) == 2 and PlanField.AIMS not in places and PlanField.HOURS not in places:
        names = [PlanField.TOPIC, PlanField.AIMS]
    else:
        names = [PlanField.SECTION, PlanField.TOPIC, PlanField.AIMS]
    for name, at in zip(names, before, strict=False):
        found.setdefault(name, at)
    if after:
        found[PlanField.NOTE] = after[-1]
    return {name: at for name, at in found.items() if name not in places}


def _look(cells: Sequence[Cell]) -> PlanField | None:
    """DATE, AIMS, HOURS (any small number) or TOPIC (words); None for an empty column."""
    held = [cell for cell in cells if str(cell).strip()]
    kinds = [_kind(cell) for cell in held]
    return max(set(kinds), key=lambda kind: (kinds.count(kind), kind), default=None)


def _kind(cell: Cell) -> PlanField:
    if isinstance(cell, date):
        return PlanField.DATE
    words = str(cell).strip()
    if _AIM.match(words):
        return PlanField.AIMS
    if isinstance(cell, (int, float)) or _HOURS.fullmatch(words):
        return PlanField.HOURS
    return PlanField.DATE if _DATE.fullmatch(words) else PlanField.TOPIC


def _counts(rows: Sequence[Row]) -> bool:
    """Whether the first cells are 1, 2, 3 …"""
    firsts = [str(row.cells[0]).strip().rstrip(".") for row in rows if str(row.cells[0]).strip()]
    numbers = [float(first.replace(",", ".")) for first in firsts if _HOURS.fullmatch(first)]
    return len(numbers) > 1 and all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
