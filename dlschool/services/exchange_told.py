"""A row of the store as the department may see it: the fields of the policy, by their keys.

This is the one place where what leaves the school is chosen; what may leave at all stands in
resources/exchange/policy.toml.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from dlschool.domain.report import KEYS
from dlschool.exchange import kinds
from dlschool.exchange.kinds import Kind, Level
from dlschool.exchange.payload import Value
from dlschool.store import directives, exchange_rows, handovers
from dlschool.store.connection import Row, Store


@dataclass(frozen=True, slots=True)
class Ref:
    """Another row that has to be told before this one; on the wire its number."""

    thing: str
    row: int


Said = Mapping[str, Any]
"""Values by the policy's keys: the program's own, `Ref` for a record."""


def _as_it_is(db: Store, row: Row) -> Said:
    return row


def _case(db: Store, row: Row) -> Said:
    days = ("opened_on", "wanted_from", "wanted_until", "event_from", "event_until", "attested_on")
    return {
        **row,
        **{key: _day(row[key]) for key in days},
        "pupil": Ref("pupils", row["pupil_id"]) if row["pupil_id"] else None,
        "handed_over": _handed_over(db, row["id"]),
        "classes": ", ".join(json.loads(row["classes"] or "[]")),
    }


def _handed_over(db: Store, case_id: int) -> date | None:
    """When the other school took it."""
    found = handovers.of_case(db, case_id)
    return found.at.date() if found and (found.way, found.state) == ("out", "taken") else None


def _of_case(db: Store, row: Row) -> Said:
    """A decision, an order, an issued material."""
    days: Said = {key: _day(row[key]) for key in ("date", "start", "until") if key in row}
    return {**row, **days, "case": Ref("cases", row["case_id"])}


def _sitting(db: Store, row: Row) -> Said:
    work = exchange_rows.work_of(db, row["assessment_id"]) or {}
    return {
        **work,
        "case": Ref("cases", row["case_id"]),
        "mode": row["mode"],
        "date": _day(row["date"]),
        "state": row["state"],
    }


def _report(db: Store, row: Row) -> Said:
    facts = json.loads(row["facts"])
    asked = directives.made_into(db, "reports", row["id"])
    figures = {KEYS[key].number: n for key, n in facts["figures"].items() if n and key in KEYS}
    return {
        **row,
        "period": row["kind"],
        "start": _day(row["start"]),
        "until": _day(row["until"]),
        "totals": figures,
        "made_on": _day(row["made_on"]),
        "gaps": len(facts["gaps"]),
        "request": asked.number if asked is not None else None,
    }


def _readiness(db: Store, row: Row) -> Said:
    return {**row, "until": _day(row["due"])}


def _day(text: str | None) -> date | None:
    """What is no date in the store holds nothing up: it is not told."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Teller:
    """How the rows of a thing are told."""

    kind: str
    columns: str
    """All that is read of a row."""
    tell: Callable[[Store, Row], Said]


_TELLERS = {
    "school": _Teller(
        "school", "name_kk name_ru bin district_kato place_kk place_ru language small", _as_it_is
    ),
    "pupils": _Teller(
        "pupil", "grade sex language special_needs last first middle letter", _as_it_is
    ),
    "cases": _Teller(
        "case",
        "id number pupil_id ground edition opened_on wanted_from wanted_until classes event_level "
        "event_from event_until attested_on from_paper",
        _case,
    ),
    "decisions": _Teller("decision", "case_id council date kind outcome start until", _of_case),
    "orders": _Teller("order", "case_id kind series number date start until annulled", _of_case),
    "issued": _Teller("issue", "case_id material date", _of_case),
    "sittings": _Teller("sitting", "case_id assessment_id mode date state", _sitting),
    "reports": _Teller("report", "id kind start until version facts made_on reason", _report),
    "readiness": _Teller("readiness", "requirement state due", _readiness),
}
"""In this order all is told anew."""

THINGS = frozenset(_TELLERS)
IN_ORDER = tuple(_TELLERS)


_MADE = {"directives": ("made_thing", "made_row"), "handovers": ("", "case_id")}
"""Columns that name the row of which a directive or a handover says something."""


def touched(db: Store, action: int) -> list[tuple[str, int]]:
    """Rows to look at again after an action, in order: those it touched, and of which it said something."""
    found: dict[tuple[str, int], None] = {}
    for thing, row_id in exchange_rows.touched(db, action, THINGS | _MADE.keys()):
        if thing in THINGS:
            found[thing, row_id] = None
            continue
        row = exchange_rows.raw(db, thing, row_id) or {}
        name, number = _MADE[thing]
        made = str(row.get(name) or ("cases" if thing == "handovers" else ""))
        if made in THINGS and row.get(number):
            found[made, int(row[number])] = None
    return list(found)


def kind_of(thing: str) -> Kind:
    return kinds.of(_TELLERS[thing].kind)


def signature(level: Level) -> str:
    """Names the level and what the policy tells at it: another one means that all is told anew."""
    said = [
        (kind_of(thing).number, [f.number for f in kind_of(thing).at(level)]) for thing in IN_ORDER
    ]
    return f"{level.value}:{blake2b(repr(said).encode(), digest_size=6).hexdigest()}"


def things_at(level: Level) -> frozenset[str]:
    """Things of which something is told at this level."""
    return frozenset(thing for thing in THINGS if level.holds(kind_of(thing).level))


def columns(thing: str) -> tuple[str, ...]:
    """All that is ever read of a row of this thing."""
    return tuple(_TELLERS[thing].columns.split())


def read(db: Store, thing: str, row_id: int) -> Row | None:
    """The columns of a row that the exchange looks at, and no more; None: it is not there."""
    return exchange_rows.of(db, thing, row_id, columns(thing))


def pupil(db: Store, thing: str, row_id: int, row: Row) -> int | None:
    """Of whom the row speaks."""
    if thing == "pupils":
        return row_id
    if thing == "cases":
        return int(row["pupil_id"]) if row["pupil_id"] else None
    return exchange_rows.pupil_of(db, row["case_id"]) if row.get("case_id") else None


def concerns(db: Store, thing: str, row_id: int, row: Row, level: Level) -> bool:
    """Whether a row is told at this level at all. A pupil is told while there is a case."""
    if not level.holds(kind_of(thing).level):
        return False
    if thing == "pupils":
        return exchange_rows.has_case(db, row_id)
    return thing != "sittings" or row["case_id"] is not None


def values(db: Store, thing: str, row: Row, level: Level) -> dict[int, Value | Ref]:
    """The fields that may be told at this level, by number; what is not known is left out."""
    teller = _TELLERS[thing]
    said = teller.tell(db, row)
    return {
        field.number: _wire(field, said[field.key])
        for field in kinds.of(teller.kind).at(level)
        if said.get(field.key) not in (None, "")
    }


def _wire(field: kinds.Field, value: Any) -> Value | Ref:
    return value if isinstance(value, Ref) else kinds.told(field, value)
