"""Lines of the history as they are read: an action, its words, whether it was taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store.connection import Row, Store

Kind = Literal["work", "record", "undo"]
"""work: can be taken back; record: a fact that stays (printed, exported); undo: took one back."""


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the history."""

    id: int
    message: str
    values: Mapping[str, str | Text]
    at: datetime
    who: str
    kind: Kind
    undone: bool = False
    """Taken back, and not done again since."""
    undoes: int | None = None
    """The action that this one took back (or, for one done again, the taking back of it)."""


_LINE = """select a.*, exists (select 1 from actions u where u.undoes = a.id
             and not exists (select 1 from actions r where r.undoes = u.id)) as undone
           from actions a where"""

QUIET = N_("Card opened: {name}")
"""Who looked at whom: in the journal, in the pupil's list of viewings, not among what was done."""


def history(
    store: Store, *, limit: int = 50, undoable: bool = False, who: str = ""
) -> list[Action]:
    """Actions, newest first, of everybody or of one; `undoable` leaves out records, undos and what
    was taken back: what was done again counts as new. A `limit` of -1: all.
    """
    wanted = "a.message <> :quiet" + (" and a.who = :who" if who else "")
    if undoable:
        wanted += " and a.kind = 'work' and not undone"
    rows = store.rows(
        f"{_LINE} {wanted} order by a.id desc limit :limit",
        {"quiet": QUIET, "who": who, "limit": limit},
    )
    found = [_action(row) for row in rows]
    return _as_done(store, found, wanted, who, limit) if undoable else found


def _as_done(store: Store, found: list[Action], wanted: str, who: str, limit: int) -> list[Action]:
    """The same with what was done again at the place of that: there are few such."""
    again = {
        row["id"]: row["again"]
        for row in store.rows(
            """select u.undoes as id, max(r.id) as again from actions r
               join actions u on u.id = r.undoes where r.undoes > 0 and u.undoes > 0
               group by u.undoes"""
        )
    }
    if not again:
        return found
    marks = ", ".join(str(int(action_id)) for action_id in again)
    rows = store.rows(f"{_LINE} {wanted} and a.id in ({marks})", {"quiet": QUIET, "who": who})
    every = {action.id: action for action in (*found, *map(_action, rows))}
    order = sorted(every.values(), key=lambda a: again.get(a.id, a.id), reverse=True)
    return order if limit < 0 else order[:limit]


def one(store: Store, condition: str, values: Sequence[object] = ()) -> Action | None:
    """The newest action `a` that meets the condition."""
    row = store.row(f"{_LINE} {condition} order by a.id desc limit 1", values)
    return _action(row) if row else None


def history_of(store: Store, thing: str, row_ids: list[int], limit: int = 50) -> list[Action]:
    """Actions that touched any of these rows, newest first."""
    marks = ", ".join("?" * len(row_ids))
    rows = store.rows(
        f"""{_LINE} a.message <> ? and a.id in
            (select action from changes where thing = ? and row in ({marks}))
            order by a.id desc limit ?""",
        [QUIET, thing, *row_ids, limit],
    )
    return [_action(row) for row in rows]


def _action(row: Row) -> Action:
    return Action(
        row["id"],
        row["message"],
        _details(row["details"]),
        _moment(row["at"]),
        row["who"],
        row["kind"],
        bool(row["undone"]),
        row["undoes"],
    )


def action_of(line: Row) -> Action:
    """The action of a journal's line that was read with the action's words."""
    return _action({"kind": "work", "undone": 0, "undoes": None, **line, "id": line["action"]})


def _details(text: str) -> dict[str, str | Text]:
    """The values of an action's sentence; none where somebody wrote something else there."""
    try:
        said = json.loads(text).items()
        return {k: Text(**v) if isinstance(v, dict) else str(v) for k, v in said}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat("0001-01-01")


def changes_of(store: Store, action_id: int) -> list[Row]:
    return store.rows("select * from changes where action = ? order by id", (action_id,))


def said(done: Action, language: str | None = None) -> str:
    """The action in words: its message in the language, filled with its values."""
    return Refused(done.message, **done.values).text(language)
