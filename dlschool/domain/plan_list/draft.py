"""What is read of a calendar-thematic plan: its lines, what is wrong, which columns were taken."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dlschool.domain.text import Text
from dlschool.errors import Refused


class PlanField(StrEnum):
    """A column of a plan."""

    NUMBER = "number"
    SECTION = "section"
    TOPIC = "topic"
    AIMS = "aims"
    HOURS = "hours"
    DATE = "date"
    NOTE = "note"


PLAN_FIELD_NAMES = {
    PlanField.NUMBER: Text("№", "№"),
    PlanField.SECTION: Text("Бөлім / ортақ тақырыптар", "Раздел / сквозные темы"),
    PlanField.TOPIC: Text("Сабақтың тақырыбы", "Тема урока"),
    PlanField.AIMS: Text("Оқу мақсаттары", "Цели обучения"),
    PlanField.HOURS: Text("Сағат саны", "Кол-во часов"),
    PlanField.DATE: Text("Мерзімі", "Дата проведения"),
    PlanField.NOTE: Text("Ескерту", "Примечание"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One lesson, or a few under one topic. `hours` is a decimal as text: «0.5», «2»."""

    row: int
    """Where it stood in the file or in the pasted text, counted from 1."""
    section: str = ""
    topic: str
    aims: str = ""
    hours: str = "1"
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as it was read; with `problems` it is not taken over."""

    rows: tuple[PlanRow, ...]
    problems: tuple[Refused, ...] = ()
    """Each names the row and the column."""
    headings: tuple[tuple[PlanField, str], ...] = ()
    """Columns taken, with their headings as in the file."""
    left: tuple[str, ...] = ()
    """Headings of the columns that were not taken."""
