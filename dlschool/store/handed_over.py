"""A case that was sent to another school stays as it is: the store asks it at every write."""

from datetime import date

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Row, Store

_IN_CASE = frozenset(["papers", "items", "decisions", "orders", "issued", "postponed", "told"])


def refuse_write(store: Store, thing: str, before: Row | None, after: Row | None) -> None:
    """Refused: the row belongs to a case that was handed over. That an order was printed is noted still."""
    for row in (before, after):
        case_id = _case(store, thing, row) if row else None
        if case_id is None or _only_frozen(thing, before, after):
            continue
        sent = store.row(
            "select name, at from main.handovers where case_id = ? and way = 'out' "
            "and state in ('sent', 'taken')",
            (case_id,),
        )
        if sent is not None:
            raise Refused(
                N_(
                    "This case was handed over on {date} to another school: {school}. "
                    "It can be read and printed here; nothing in it is changed any more."
                ),
                date=date.fromisoformat(sent["at"][:10]),
                school=sent["name"],
            )


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
