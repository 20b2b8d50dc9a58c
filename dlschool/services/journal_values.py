"""Values of a record's fields in words, as a person reads them: dates, names, yes and no."""

import json
import re
from collections.abc import Mapping
from typing import Any

from dlschool.domain import phone
from dlschool.domain.access import CLOSED, ROLE_NAMES, SEALED_PAPERS, SEALED_TRACES, Seal
from dlschool.domain.case import (
    COUNCIL_NAMES,
    GROUND_NAMES,
    LEVEL_NAMES,
    MATERIAL_NAMES,
    ORDER_NAMES,
    OUTCOME_NAMES,
    REVIEW_NAMES,
)
from dlschool.domain.details import DETAILS
from dlschool.domain.pupil import LANGUAGE_NAMES, RELATION_NAMES, SEX_NAMES
from dlschool.domain.readiness import CHANNEL_KINDS, STATE_NAMES, TOPIC_NAMES
from dlschool.domain.text import Text
from dlschool.domain.trace import KIND_NAMES as TRACE_NAMES
from dlschool.services import editions, year_values
from dlschool.store import naming, sealing
from dlschool.store.connection import Row, Store

NOTHING = Text("—", "—")
_YES, _NO = Text("иә", "да"), Text("жоқ", "нет")
_FLAGS = frozenset(["home_teaching", "main", "from_paper", "held", "annulled", "gone", "small"])
_REFERS = {
    "pupil_id": "pupils",
    "case_id": "cases",
    "paper_id": "papers",
    "meeting_id": "meetings",
    "subject_id": "subjects",
    "staff_id": "staff",
    "material_id": "materials",
    "annuls": "orders",
}
_ITEM_KINDS = {
    "transfer": Text("қашықтан оқытуға ауыстыру", "перевод на дистанционное обучение"),
    "review": Text("қайта қарау", "рассмотрение"),
}
_SCHEDULES = {
    "not-needed": Text("қажет емес", "не нужен"),
    "needed": Text("қажет", "нужен"),
    "made": Text("жасалды", "составлен"),
}
_SEATS = {
    "chair": Text("төраға", "председатель"),
    "secretary": Text("хатшы", "секретарь"),
    "member": Text("мүше", "член"),
}
_FROZEN = {
    "printed": Text("басып шығарылған", "напечатан"),
    "exported": Text("файлға сақталған", "сохранён в файл"),
    "sent": Text("жіберілген", "отправлен"),
}
_REQUESTS = {
    "access": Text("деректермен танысу", "ознакомление с данными"),
    "correction": Text("деректерді түзету", "исправление данных"),
    "blocking": Text("деректерді бұғаттау", "блокирование данных"),
    "destruction": Text("деректерді жою", "уничтожение данных"),
}
_WORDS: dict[str, Mapping[Any, Text]] = {
    "sex": SEX_NAMES,
    "relation": RELATION_NAMES,
    "ground": GROUND_NAMES,
    "event_level": LEVEL_NAMES,
    "council": COUNCIL_NAMES,
    "material": MATERIAL_NAMES,
    "language": LANGUAGE_NAMES,
    "individual_schedule": _SCHEDULES,
    "frozen": _FROZEN,
    "outcome": dict[str, Text]([*OUTCOME_NAMES.items(), *REVIEW_NAMES.items()]),
}
_BY_THING: dict[tuple[str, str], Mapping[Any, Text]] = {
    ("orders", "kind"): ORDER_NAMES,
    ("items", "kind"): _ITEM_KINDS,
    ("decisions", "kind"): _ITEM_KINDS,
    ("requests", "kind"): _REQUESTS,
    ("members", "role"): _SEATS,
    ("traces", "kind"): TRACE_NAMES,
    ("readiness", "state"): STATE_NAMES,
    ("readiness", "requirement"): TOPIC_NAMES,
    ("proofs", "requirement"): TOPIC_NAMES,
    ("means", "topic"): TOPIC_NAMES,
    ("means", "kind"): CHANNEL_KINDS,
    ("users", "role"): ROLE_NAMES,
}
_SEALED_KINDS = {"papers": SEALED_PAPERS, "traces": SEALED_TRACES}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?")


def in_words(db: Store, thing: str, column: str, row: Row) -> Text:
    """What the column of the row says; what is sealed for others is closed."""
    value = row.get(column)
    if value in (None, "", "{}", "[]"):
        return NOTHING
    if _is_closed(db, thing, column, row):
        return _same(CLOSED)
    if sealing.is_sealed(value):
        value = sealing.opened(db.keys, column, str(value))
    if column in _FLAGS:
        return _YES if value else _NO
    return _plain(db, thing, column, row, value)


def _plain(db: Store, thing: str, column: str, row: Row, value: object) -> Text:
    if column in _REFERS:
        return naming.named(db, _REFERS[column], int(str(value)))
    if (thing, column) == ("papers", "kind"):
        return _paper_kind(db, str(value))
    if (thing, column) == ("prints", "code"):
        return _form(str(value))
    if told := year_values.in_words(thing, column, str(value)):
        return told
    known = _BY_THING.get((thing, column)) or _WORDS.get(column)
    if known is not None:
        return known.get(str(value)) or _same(value)
    return _text(column, str(value), row)


def _is_closed(db: Store, thing: str, column: str, row: Row) -> bool:
    """Lines of version 0.1 hold restricted values unsealed: the role closes them here."""
    if sealing.COLUMNS.get(thing) != column:
        return False
    kinds = _SEALED_KINDS.get(thing)
    seal = Seal.MEDICAL if kinds is None else kinds.get(str(row.get("kind")))
    return seal is not None and not db.user.opens(seal)


def _text(column: str, value: str, row: Row) -> Text:
    if column == "phone":
        return _same(phone.shown(value))
    if value[:1] in ("[", "{") and (listed := _listed(value, row)):
        return listed
    day = _DAY.fullmatch(value)
    if day is None:
        return _same(value)
    year, month, date, time = day.groups()
    return _same(f"{date}.{month}.{year}" + (f" {time}" if time else ""))


def _listed(value: str, row: Row) -> Text | None:
    """A JSON list as «a, b»; an object as «field: value; …»; None: it is no such text."""
    try:
        said = json.loads(value)
    except ValueError:
        return None
    if isinstance(said, dict):
        return _object(said, row)
    kk, ru = zip(*(_each(item) for item in said), strict=True)
    return Text(", ".join(kk), ", ".join(ru))


def _each(item: object) -> tuple[str, str]:
    if not isinstance(item, dict):
        return str(item), str(item)
    name = str(item.get("name", ""))
    absent = "present" in item and not item["present"]
    return (f"{name} (жоқ)", f"{name} (нет)") if absent else (name, name)


def _object(said: dict[str, object], row: Row) -> Text | None:
    if said == {"closed": CLOSED}:
        return _same(CLOSED)
    names = {field.key: field.name for field in DETAILS.get(str(row.get("kind")), ())}
    filled = [(names.get(key, _same(key)), str(v)) for key, v in said.items() if str(v).strip()]
    if not filled:
        return None
    kk, ru = ("; ".join(f"{name[code]}: {v}" for name, v in filled) for code in ("kk", "ru"))
    return Text(kk, ru)


def _paper_kind(db: Store, kind: str) -> Text:
    names = (edition.paper_name(kind) for edition in editions.known(db).values())
    return next((name for name in names if name), _same(kind))


def _form(code: str) -> Text:
    from dlschool.forms.registry import FORMS

    return FORMS[code].title if code in FORMS else _same(code)


def _same(value: object) -> Text:
    words = str(value)
    return Text(words, words) if words.strip() else NOTHING
