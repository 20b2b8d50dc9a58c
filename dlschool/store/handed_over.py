"""A case that was sent to another school stays as it is: the store asks it at every write."""

from datetime import date

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Row, Store

_IN_CASE = frozenset(["papers", "items", "decisions", "orders", "issued", "postponed", "told"])
_SENT = "way = 'out' and state in ('sent', 'taken')"


def sent(store: Store) -> frozenset[int]:
    """Ids of cases that were sent to another school, or taken by one."""
    return frozenset(store.values(f"select case_id from main.handovers where {_SENT}"))


def refusal(store: Store, case_id: int) -> Refused | None:
    """The sentence that says so; None: it is this school's."""
    row = store.row(
        f"select name, at from main.handovers where case_id = ? and {_SENT}", (case_id,)
    )
    if row is None:
        return None
    return Refused(
        N_(
            "This case was handed over on {date} to another school: {school}. "
            "It can be read and printed here; nothing in it is changed any more."
        ),
        date=date.fromisoformat(row["at"][:10]),
        school=row["name"],
    )


def refuse_write(store: Store, thing: str, before: Row | None, after: Row | None) -> None:
    """Refused: the row belongs to such a case. That an order was printed is noted still."""
    if _only_frozen(thing, before, after):
        return
    for row in (before, after):
        case_id = _case(store, thing, row) if row else None
        refused = refusal(store, case_id) if case_id is not None else None
        if refused is not None:
            raise refused


def _case(store: Store, thing: str, row: Row) -> int | None:
    if thing == "cases":
        return row.get("id")
    if thing == "scans":
        sql = "select case_id from main.papers where id = ?"
        found: int | None = store.value(sql, (row.get("paper_id"),))
        return found
    return row.get("case_id") if thing in _IN_CASE else None


def _only_frozen(thing: str, before: Row | None, after: Row | None) -> bool:
    if thing != "orders" or before is None or after is None:
        return False
    return all(before[name] == value for name, value in after.items() if name != "frozen")
