"""Blocked pupils: while a request to block is open nothing of the pupil is written, printed, exported.

The store asks it at every write, so that undo, imports and orders obey it too.
"""

from datetime import date

from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Row, Store

_IN_CASE = frozenset(
    ["papers", "items", "decisions", "orders", "issued", "postponed", "told", "prints"]
)
_OF_PUPIL = frozenset(["guardians", "cases", "loans", "sittings", "formative", "grades", "traces"])
_BLOCKED = (
    "select distinct pupil_id from main.requests where kind = 'blocking' and lifted_on is null"
)


def blocked(store: Store) -> frozenset[int]:
    """Ids of the blocked pupils."""
    return frozenset(store.values(_BLOCKED))


def refuse_blocked(store: Store, pupil_id: int) -> None:
    """Refused: an open request blocks the pupil's data."""
    row = store.row(
        """select r.date, p.last || ' ' || p.first as name
           from main.requests r join main.pupils p on p.id = r.pupil_id
           where r.pupil_id = ? and r.kind = 'blocking' and r.lifted_on is null order by r.id""",
        (pupil_id,),
    )
    if row is not None:
        raise Refused(
            N_(
                "The data of {name} are blocked by the request of {date}: they cannot be changed, "
                "printed or exported until the blocking is lifted (register of personal data)."
            ),
            name=row["name"],
            date=date.fromisoformat(row["date"]),
        )


def refuse_write(store: Store, thing: str, before: Row | None, after: Row | None) -> None:
    """Refused: the row is about a blocked pupil. Consents, requests and views are still written."""
    held = blocked(store)
    if not held:
        return
    for row in (before, after):
        pupil_id = _pupil(store, thing, row) if row else None
        if pupil_id in held and pupil_id is not None:
            refuse_blocked(store, pupil_id)


def _pupil(store: Store, thing: str, row: Row) -> int | None:
    if thing == "pupils":
        return row.get("id")
    if thing in _OF_PUPIL or (thing == "viewings" and row["what"] != "viewed"):
        return row.get("pupil_id")
    if thing == "results":
        whose = "select pupil_id from main.sittings where id = ?"
        found: int | None = store.value(whose, (row.get("sitting_id"),))
        return found
    case_id = row.get("case_id") if thing in _IN_CASE else None
    if thing == "scans":
        case_id = store.value("select case_id from main.papers where id = ?", (row["paper_id"],))
    return (
        store.value("select pupil_id from main.cases where id = ?", (case_id,)) if case_id else None
    )
