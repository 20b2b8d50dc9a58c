"""A row of the store as the department may see it: the fields of the policy, by their keys.

This is the one place where what leaves the school is chosen; what may leave at all stands in
resources/exchange/policy.toml.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dlschool import __version__
from dlschool.domain.report import KEYS
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Kind, Level
from dlschool.exchange.payload import Value
from dlschool.services import curriculum
from dlschool.store import exchange
from dlschool.store.connection import Row, Store


@dataclass(frozen=True, slots=True)
class Ref:
    """Another row that has to be told before this one; on the wire its number."""

    thing: str
    row: int


Said = Mapping[str, Any]
"""Values by the policy's keys: the program's own, `Ref` for a record."""


def _school(db: Store, row: Row) -> Said:
    keys = ("name_kk", "name_ru", "bin", "district_kato", "place_kk", "place_ru", "language")
    return {**{key: row[key] for key in keys}, "small": row["small"], "program": __version__}


def _pupil(db: Store, row: Row) -> Said:
    keys = ("grade", "sex", "language", "last", "first", "middle", "letter")
    return {**{key: row[key] for key in keys}, "special_needs": bool(row["special_needs"])}


def _case(db: Store, row: Row) -> Said:
    days = ("opened_on", "wanted_from", "wanted_until", "event_from", "event_until", "attested_on")
    keys = ("number", "ground", "edition", "event_level", "from_paper")
    return {
        **{key: row[key] for key in keys},
        **{key: _day(row[key]) for key in days},
        "pupil": Ref("pupils", row["pupil_id"]) if row["pupil_id"] else None,
        "classes": ", ".join(json.loads(row["classes"] or "[]")),
    }


def _decision(db: Store, row: Row) -> Said:
    return {
        "case": Ref("cases", row["case_id"]),
        **{key: row[key] for key in ("council", "kind", "outcome")},
        **{key: _day(row[key]) for key in ("date", "start", "until")},
    }


def _order(db: Store, row: Row) -> Said:
    return {
        "case": Ref("cases", row["case_id"]),
        **{key: row[key] for key in ("kind", "series", "number", "annulled")},
        **{key: _day(row[key]) for key in ("date", "start", "until")},
    }


def _issue(db: Store, row: Row) -> Said:
    return {
        "case": Ref("cases", row["case_id"]),
        "material": row["material"],
        "date": _day(row["date"]),
    }


def _sitting(db: Store, row: Row) -> Said:
    work = exchange.raw(db, "assessments", row["assessment_id"]) or {}
    names = {s.id: s.name.kk for s in curriculum.subjects(db, with_gone=True)}
    return {
        "case": Ref("cases", row["case_id"]),
        "subject": names.get(work.get("subject_id"), ""),
        "kind": work.get("kind"),
        "term": work.get("term"),
        "mode": row["mode"],
        "date": _day(row["date"]),
        "state": row["state"],
    }


def _report(db: Store, row: Row) -> Said:
    from dlschool.services import reports

    of = reports.report(db, row["id"])
    return {
        "period": row["kind"],
        "start": _day(row["start"]),
        "until": _day(row["until"]),
        "version": row["version"],
        "totals": {KEYS[key].number: value for key, value in of.figures.items() if value},
        "made_on": _day(row["made_on"]),
        "gaps": len(of.gaps),
        "reason": row["reason"],
    }


def _readiness(db: Store, row: Row) -> Said:
    return {"requirement": row["requirement"], "state": row["state"], "until": _day(row["due"])}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_TELLERS: dict[str, tuple[str, Callable[[Store, Row], Said]]] = {
    "school": ("school", _school),
    "pupils": ("pupil", _pupil),
    "cases": ("case", _case),
    "decisions": ("decision", _decision),
    "orders": ("order", _order),
    "issued": ("issue", _issue),
    "sittings": ("sitting", _sitting),
    "reports": ("report", _report),
    "readiness": ("readiness", _readiness),
}
"""The table, its kind, and how its row is told. In this order all is told anew."""

THINGS = frozenset(_TELLERS)
IN_ORDER = tuple(_TELLERS)


def kind_of(thing: str) -> Kind:
    return kinds.of(_TELLERS[thing][0])


def concerns(thing: str, row: Row, level: Level) -> bool:
    """Whether a row is told at this level at all. Pupils are told with their first case."""
    if not level.holds(kind_of(thing).level):
        return False
    return thing != "sittings" or row["case_id"] is not None


def values(db: Store, thing: str, row: Row, level: Level) -> dict[int, Value | Ref]:
    """The fields that may be told at this level, by number; what is not known is left out."""
    kind, teller = _TELLERS[thing]
    said = teller(db, row)
    return {
        field.number: _wire(field, said[field.key])
        for field in kinds.of(kind).at(level)
        if said.get(field.key) not in (None, "")
    }


def _wire(field: kinds.Field, value: Any) -> Value | Ref:
    return value if isinstance(value, Ref) else kinds.told(field, value)
