"""Which actions touched a case or a pupil: their own rows and what belongs to them, now or before."""

from typing import Literal

from dlschool.store import changes
from dlschool.store.changes import Action
from dlschool.store.connection import Row, Store

_IN_CASE = ("papers", "items", "decisions", "orders", "issued", "postponed", "told", "prints")


def of_case(store: Store, case_id: int, limit: int) -> list[Action]:
    """Actions that touched the case or anything in it, newest first."""
    rows = {thing: _rows(store, thing, "case_id", [case_id]) for thing in _IN_CASE}
    found = _actions(store, "cases", [case_id], limit)
    for thing, ids in rows.items():
        found |= _actions(store, thing, ids, limit, "case_id", [case_id])
    scans = _rows(store, "scans", "paper_id", rows["papers"])
    found |= _actions(store, "scans", scans, limit, "paper_id", rows["papers"])
    return _newest(found, limit)


def of_pupil(store: Store, pupil_id: int, limit: int) -> list[Action]:
    """Actions that touched the pupil, the guardians, consents, requests or the cases as such."""
    found = _actions(store, "pupils", [pupil_id], limit)
    for thing in ("guardians", "cases", "consents", "requests"):
        ids = _rows(store, thing, "pupil_id", [pupil_id])
        found |= _actions(store, thing, ids, limit, "pupil_id", [pupil_id])
    return _newest(found, limit)


def newest_change(store: Store, *things: str) -> int:
    """The number of the newest change of any of the things; 0 for none."""
    marks = ", ".join("?" * len(things))
    return store.value(f"select max(id) from changes where thing in ({marks})", things) or 0


def _rows(store: Store, thing: str, column: str, owners: list[int]) -> list[int]:
    """Ids of the rows that name one of the owners, or named it until they were removed."""
    marks = ", ".join("?" * len(owners))
    there = store.values(f"select id from {thing} where {column} in ({marks})", owners)
    gone = store.values(
        f"""select row from changes where thing = ? and after is null
            and json_extract(before, '$.{column}') in ({marks})""",
        [thing, *owners],
    )
    return sorted({*there, *gone})


def _actions(
    store: Store,
    thing: str,
    ids: list[int],
    limit: int,
    column: str = "",
    owners: list[int] | None = None,
) -> dict[int, Action]:
    """Actions on the rows, by id; with `owners` only while the row named one of them in `column`:
    an id may have been another's before."""
    if not ids:
        return {}
    found = {action.id: action for action in changes.history_of(store, thing, ids, limit)}
    if owners is None:
        return found
    rows, marks = ", ".join("?" * len(ids)), ", ".join("?" * len(owners))
    theirs = store.values(
        f"""select distinct action from changes where thing = ? and row in ({rows})
            and json_extract(coalesce(after, before), '$.{column}') in ({marks})""",
        [thing, *ids, *owners],
    )
    return {action_id: found[action_id] for action_id in theirs if action_id in found}


def _newest(found: dict[int, Action], limit: int) -> list[Action]:
    return [found[action_id] for action_id in sorted(found, reverse=True)[:limit]]


def touched(store: Store, *action_ids: int) -> dict[str, int]:
    """How many rows of each table these actions changed; what they changed most first."""
    marks = ", ".join("?" * len(action_ids))
    rows = store.rows(
        f"""select thing, count(distinct row) as n from changes where action in ({marks})
            group by thing order by n desc, min(id)""",
        action_ids,
    )
    return {row["thing"]: row["n"] for row in rows}


def why_not_there(store: Store, thing: str, row_id: int) -> Literal["never", "gone", "hidden"]:
    """Of a row that this session cannot read: it never was, was taken away, or is another's."""
    if store.value(f"select exists (select 1 from main.{thing} where id = ?)", (row_id,)):
        return "hidden"
    ever = "select exists (select 1 from main.changes where thing = ? and row = ?)"
    return "gone" if store.value(ever, (thing, row_id)) else "never"


def records(store: Store, action_id: int, limit: int) -> list[Row]:
    """Thing, row and the newest text of the rows that an action changed, in its order."""
    return store.rows(
        """select thing, row, coalesce(after, before) as text from main.changes where id in
           (select max(id) from main.changes where action = ? group by thing, row)
           order by id limit ?""",
        (action_id, limit),
    )


def in_case(store: Store, case_id: int) -> list[tuple[str, int]]:
    """The case and every record that lies or lay in it."""
    rows = {thing: _rows(store, thing, "case_id", [case_id]) for thing in _IN_CASE}
    rows["scans"] = _rows(store, "scans", "paper_id", rows["papers"]) if rows["papers"] else []
    return [("cases", case_id), *((thing, row) for thing, ids in rows.items() for row in ids)]


def of_card(store: Store, pupil_id: int) -> list[tuple[str, int]]:
    """The pupil's card, the guardians and consents that are or were there."""
    things = ("guardians", "consents", "requests")
    below = (
        (thing, row) for thing in things for row in _rows(store, thing, "pupil_id", [pupil_id])
    )
    return [("pupils", pupil_id), *below]


def lines(store: Store, thing: str, row_id: int, limit: int) -> list[Row]:
    """The journal's lines of one record, newest first, each with its action's words."""
    return store.rows(
        """select c.*, a.message, a.details, a.at, a.who from main.changes c
           join main.actions a on a.id = c.action where c.thing = ? and c.row = ?
           order by c.id desc limit ?""",
        (thing, row_id, limit),
    )
