"""Which rows belong to a case or a pupil, those taken out among them: for their history."""

from collections.abc import Iterable

from dlschool.store import changes
from dlschool.store.changes import Action
from dlschool.store.connection import Store

_IN_CASE = ("papers", "items", "decisions", "orders", "issued", "postponed", "told", "prints")


def of_case(store: Store, case_id: int, limit: int) -> list[Action]:
    """Actions that touched the case or anything in it, newest first."""
    rows = {thing: _rows(store, thing, "case_id", [case_id]) for thing in _IN_CASE}
    rows["scans"] = _rows(store, "scans", "paper_id", rows["papers"])
    return _actions(store, {"cases": [case_id], **rows}, limit)


def of_pupil(store: Store, pupil_id: int, limit: int) -> list[Action]:
    """Actions that touched the pupil, the guardians or the pupil's cases as such, newest first."""
    rows = {thing: _rows(store, thing, "pupil_id", [pupil_id]) for thing in ("guardians", "cases")}
    return _actions(store, {"pupils": [pupil_id], **rows}, limit)


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


def _actions(store: Store, rows: dict[str, list[int]], limit: int) -> list[Action]:
    found: dict[int, Action] = {}
    for thing, ids in rows.items():
        found |= _by_id(changes.history_of(store, thing, ids, limit)) if ids else {}
    return sorted(found.values(), key=lambda action: -action.id)[:limit]


def _by_id(actions: Iterable[Action]) -> dict[int, Action]:
    return {action.id: action for action in actions}
