"""What a school's records come to, kept until something of the school changes."""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from dlschool.domain.case import Ground
from dlschool.domain.report import KEYS
from dlschool.exchange import kinds
from dlschool.hub import records
from dlschool.hub.database import Database, Row, Tx
from dlschool.hub.office import Office

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """`record`: its id here. `figures` by number."""

    record: int
    said: Fields
    figures: dict[int, int]


@dataclass(frozen=True, slots=True)
class Sums:
    running: Counter[str]
    """Cases by ground that an order covers today; of a school that tells figures only, what its newest
    report says of the end of its period.
    """
    told: Counter[str]
    """Cases by ground, whatever became of them."""
    reports: tuple[Report, ...]
    """The newest version of each period, newest first."""
    ready: Counter[str]
    """Requirements by their state."""


@dataclass(slots=True)
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    found: dict[int, tuple[int, date, Sums]] = field(default_factory=dict)


_KEPT: "WeakKeyDictionary[Database, _Kept]" = WeakKeyDictionary()


def of(tx: Tx, office: Office, schools: Iterable[Row]) -> dict[int, Sums]:
    """By school. Each row needs `id` and `applied`."""
    kept = _KEPT.setdefault(office.db, _Kept())
    today, answer = office.now().date(), {}
    for row in schools:
        known = kept.found.get(row["id"])
        if known is None or known[:2] != (row["applied"], today):
            known = (row["applied"], today, _counted(tx, row["id"], today))
            with kept.lock:
                kept.found[row["id"]] = known
        answer[row["id"]] = known[2]
    return answer


def one(tx: Tx, office: Office, school: int) -> Sums:
    row = tx.row("select school as id, applied from heads where school = ?", school)
    return of(tx, office, [row or {"id": school, "applied": 0}])[school]


def named(tx: Tx, school: int, key: str) -> dict[int, Fields]:
    """Records of a kind by id, their fields by key."""
    kind = kinds.of(key)
    return {
        number: kind.named(values) for number, values in records.values(tx, school, kind.number)
    }


def _counted(tx: Tx, school: int, today: date) -> Sums:
    cases = named(tx, school, "case")
    reports = _newest(named(tx, school, "report"))
    if cases:
        on = running_cases(named(tx, school, "order").values(), today)
        running = Counter(str(said.get("ground")) for no, said in cases.items() if no in on)
    else:
        running = _reported(reports)
    told = Counter(str(said.get("ground")) for said in cases.values())
    ready = Counter(str(said.get("state")) for said in named(tx, school, "readiness").values())
    return Sums(running, told, reports, ready)


def running_cases(orders: Iterable[Fields], today: date) -> set[Any]:
    """The ids of cases that an order covers today and none ended."""
    found = list(orders)
    covered = {order.get("case") for order in found if _covers(order, today)}
    return covered - {order.get("case") for order in found if _ended(order, today)}


def _covers(order: Fields, today: date) -> bool:
    if order.get("kind") not in ("transfer", "extend") or order.get("annulled"):
        return False
    start, until = (day(order, key) for key in ("start", "until"))
    return start is not None and start <= today and (until is None or today <= until)


def _ended(order: Fields, today: date) -> bool:
    if order.get("kind") != "return" or order.get("annulled"):
        return False
    start = day(order, "start") or day(order, "date")
    return start is not None and start <= today


def day(said: Fields, key: str) -> date | None:
    """A date of the wire; None: none, or not readable."""
    value = said.get(key)
    try:
        return kinds.read(_DAY, value) if value is not None else None
    except (ValueError, TypeError, OverflowError):
        return None


_DAY = kinds.Field(0, "day", "date", "-", "-")


def _newest(found: dict[int, Fields]) -> tuple[Report, ...]:
    newest: dict[tuple[Any, Any, Any], Report] = {}
    for number, said in found.items():
        period = (said.get("period"), said.get("start"), said.get("until"))
        known = newest.get(period)
        if known is None or _version(known.said) <= _version(said):
            newest[period] = Report(number, said, _figures(said.get("totals")))
    return tuple(
        sorted(newest.values(), key=lambda r: (day(r.said, "until") or date.min, r.record))[::-1]
    )


def _version(said: Fields) -> int:
    value = said.get("version")
    return value if isinstance(value, int) else 0


def _figures(totals: Any) -> dict[int, int]:
    if not isinstance(totals, dict):
        return {}
    return {
        int(number): value
        for number, value in totals.items()
        if isinstance(value, int) and str(number).isdigit()
    }


def _reported(reports: tuple[Report, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for ground in Ground if reports else ():
        number = KEYS[f"cases_{ground.value}_running_end"].number
        found[ground.value] = reports[0].figures.get(number, 0)
    return found
