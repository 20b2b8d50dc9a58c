"""Values of records in the reader's words."""

from collections.abc import Mapping
from typing import Any

from dlschool.domain import case, learning, pupil, readiness
from dlschool.domain.text import Text
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Field, Kind, Level
from dlschool.exchange.payload import Value
from dlschool.hub.web.parts import Cell
from dlschool.hub.web.visit import Visit
from dlschool.i18n import N_

LEVELS = {
    Level.TOTALS: N_("Figures only"),
    Level.CASES: N_("Cases without names"),
    Level.NAMES: N_("Cases with names"),
}
PERIODS = {
    "term": Text("Тоқсан", "Четверть"),
    "half": Text("Жартыжылдық", "Полугодие"),
    "year": Text("Оқу жылы", "Учебный год"),
    "dates": Text("Еркін кезең", "Произвольный период"),
}
YES, NO = Text("иә", "да"), Text("жоқ", "нет")
_REVIEWS: dict[str, Text] = {key.value: name for key, name in case.REVIEW_NAMES.items()}
_COUNCIL_KINDS = {"transfer": Text("Ауыстыру", "Перевод"), **_REVIEWS}
_OUTCOMES = {**{key.value: name for key, name in case.OUTCOME_NAMES.items()}, **_REVIEWS}
_WORDS: dict[tuple[str, str], Mapping[Any, Text]] = {
    ("pupil", "sex"): pupil.SEX_NAMES,
    ("pupil", "language"): pupil.LANGUAGE_NAMES,
    ("school", "language"): pupil.LANGUAGE_NAMES,
    ("case", "ground"): case.GROUND_NAMES,
    ("case", "event_level"): case.LEVEL_NAMES,
    ("decision", "council"): case.COUNCIL_NAMES,
    ("decision", "kind"): _COUNCIL_KINDS,
    ("decision", "outcome"): _OUTCOMES,
    ("order", "kind"): case.ORDER_NAMES,
    ("issue", "material"): case.MATERIAL_NAMES,
    ("sitting", "kind"): {
        learning.AssessmentKind.SOR: Text("БЖБ", "СОР"),
        learning.AssessmentKind.SOCH: Text("ТЖБ", "СОЧ"),
    },
    ("sitting", "mode"): {
        learning.SittingMode.IN_PERSON: Text("Мектепте", "В школе"),
        learning.SittingMode.REMOTE: Text("Қашықтан", "Дистанционно"),
    },
    ("sitting", "state"): {
        learning.SittingState.PLANNED: Text("Жоспарланған", "Запланировано"),
        learning.SittingState.TAKEN: Text("Тапсырылған", "Сдано"),
        learning.SittingState.MISSED: Text("Келмеген", "Неявка"),
        learning.SittingState.WAIVED: Text("Босатылған", "Освобождение"),
    },
    ("report", "period"): PERIODS,
    ("readiness", "state"): readiness.STATE_NAMES,
    ("readiness", "requirement"): readiness.TOPIC_NAMES,
}


def cell(visit: Visit, kind: Kind, field: Field, value: Value) -> Cell:
    """A value as it stands on the wire; what cannot be read is shown as it came."""
    if value is None or value == "":
        return Cell()
    word = _WORDS.get((kind.key, field.key), {}).get(str(value))
    if word is not None:
        return Cell(value=word[visit.language])
    try:
        read = kinds.read(field, value)
    except (ValueError, TypeError):
        return Cell(value=str(value)[:300], tone="late")
    if isinstance(read, bool):
        return Cell(value=(YES if read else NO)[visit.language])
    if isinstance(read, (bytes, list, dict)):
        return Cell(value=str(len(read)))
    return Cell(value=read)


def value(visit: Visit, kind_number: int, field_number: int, found: Value) -> Cell:
    """The same by numbers; a kind that is not known here shows what came."""
    kind = kinds.up().get(kind_number)
    field = next((f for f in kind.fields if f.number == field_number), None) if kind else None
    if kind is None or field is None:
        return Cell(value="" if found is None else str(found)[:300])
    return cell(visit, kind, field, found)


def field_name(visit: Visit, kind_number: int, field_number: int) -> str:
    """What a field is called; 0: whether the record is there at all."""
    if field_number == 0:
        return visit.say(N_("Whether the record is there"))
    kind = kinds.up().get(kind_number)
    field = next((f for f in kind.fields if f.number == field_number), None) if kind else None
    return field.name[visit.language] if field else str(field_number)


def kind_name(visit: Visit, kind_number: int) -> str:
    kind = kinds.up().get(kind_number)
    return kind.name[visit.language] if kind else str(kind_number)
