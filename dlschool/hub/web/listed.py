"""Schools as they stand in lists: one question for all of a person's schools."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dlschool.domain.names import sort_key
from dlschool.hub.accounts import Account
from dlschool.hub.database import Row, Tx
from dlschool.hub.web import reach
from dlschool.hub.web.visit import Visit, moment

QUIET = timedelta(days=14)
"""Without a word for longer: shown as late. Practice, no order asks it."""

_OPEN = "('open', 'parked')"


@dataclass(frozen=True, slots=True)
class Listed:
    id: int
    kk: str
    ru: str
    bin: str
    district: str
    level: str
    contact: datetime | None
    behind: int
    """Envelopes that are here and have no meaning yet."""
    waiting: int
    """Messages that the school has not fetched yet."""
    conflicts: int
    held: int
    computers: int
    applied: int

    @property
    def problems(self) -> int:
        return self.conflicts + self.held

    def name(self, language: str) -> str:
        return (self.kk if language == "kk" else self.ru) or self.kk or self.ru or self.bin

    def quiet(self, now: datetime) -> bool:
        return self.contact is None or now.replace(tzinfo=None) - self.contact > QUIET


def every(tx: Tx, who: Account) -> list[Listed]:
    """The schools at work that the person sees."""
    rows = tx.rows(
        "select s.id, s.name_kk, s.name_ru, s.bin, s.district, s.told_level, "
        "h.applied, h.position - h.applied as behind, "
        "(select max(d.contact) from devices d where d.school = s.id) as contact, "
        "(select count(*) from devices d where d.school = s.id and d.state = 'active') as computers, "
        "(select count(*) from pending p join devices d on d.no = p.device "
        "  where d.school = s.id and d.state = 'active') as waiting, "
        "(select count(*) from conflicts c where c.school = s.id and c.state = 'open') as conflicts, "
        f"(select count(*) from quarantine q where q.school = s.id and q.state in {_OPEN}) as held "
        "from schools s join heads h on h.school = s.id "
        f"where {reach.SEEN} and s.gone is null",
        who.id,
    )
    return [_listed(row) for row in rows]


def _listed(row: Row) -> Listed:
    return Listed(
        row["id"], row["name_kk"], row["name_ru"], row["bin"], row["district"], row["told_level"],
        moment(row["contact"]), row["behind"], row["waiting"], row["conflicts"], row["held"],
        row["computers"], row["applied"],
    )  # fmt: skip


def found(visit: Visit, schools: list[Listed]) -> list[Listed]:
    """Those that the words of the address ask for: part of a name or the BIN, a district, a trouble."""
    words = visit.asked.get("q", "").casefold().split()
    district, state = visit.asked.get("district", ""), visit.asked.get("state", "")
    now = visit.office.now()
    wanted: dict[str, Callable[[Listed], bool]] = {
        "quiet": lambda s: s.quiet(now),
        "problems": lambda s: s.problems > 0,
        "behind": lambda s: s.behind > 0 or s.waiting > 0,
        "unconnected": lambda s: not s.computers,
    }
    return [
        s
        for s in schools
        if (not district or s.district == district)
        and (state not in wanted or wanted[state](s))
        and all(word in f"{s.kk} {s.ru} {s.bin}".casefold() for word in words)
    ]


def ordered(visit: Visit, schools: list[Listed]) -> list[Listed]:
    """Sorted as the address asks, by name unless it says otherwise."""
    by_name = sorted(schools, key=lambda s: sort_key(s.name(visit.language)))
    keys: dict[str, Callable[[Listed], Any]] = {
        "district": lambda s: s.district,
        "contact": lambda s: s.contact.isoformat() if s.contact else "",
        "waiting": lambda s: s.waiting + s.behind,
        "problems": lambda s: s.problems,
    }
    key = keys.get(visit.asked.get("sort", ""))
    back = bool(visit.asked.get("back"))
    if key is None:
        return by_name[::-1] if back else by_name
    return sorted(by_name, key=key, reverse=back)


def district_names(tx: Tx, visit: Visit) -> dict[str, str]:
    """Code → name in the reader's language."""
    return {
        row["code"]: row["name_kk" if visit.language == "kk" else "name_ru"]
        for row in reach.districts(tx, visit.who)
    }
