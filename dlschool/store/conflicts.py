"""What stands in the way of putting a row back: later changes of it, and other records."""

import json

from dlschool.store import changes
from dlschool.store.changes import Action
from dlschool.store.connection import Row, Store


def later(store: Store, change: Row) -> Action | None:
    """The newest action on the same row after the change."""
    return _newest(store, change["thing"], change["row"], change["id"])


def _newest(store: Store, thing: str, row_id: int, after: int = 0) -> Action | None:
    """The newest action on a row, but for the one that is being written."""
    writing = store.writing.id if store.writing else 0
    return changes.one(
        store,
        """a.id = (select action from main.changes where thing = ? and row = ? and id > ?
           and action <> ? order by id desc limit 1)""",
        (thing, row_id, after, writing),
    )


def holder(store: Store, thing: str, row_id: int, wanted: Row | None) -> Action | None:
    """The action behind what forbids that the row becomes `wanted` (None: that it goes)."""
    if wanted is None:
        return _standing_on(store, thing, row_id)
    return _taken_by_another(store, thing, row_id, wanted) or _parent_gone(store, thing, wanted)


def _standing_on(store: Store, thing: str, row_id: int) -> Action | None:
    """The newest action on a row that refers to this one."""
    found = []
    for table in sorted(changes.THINGS):
        for link in _links(store, table):
            if link["table"] == thing:
                ids = store.values(
                    f'select id from main.{table} where "{link["from"]}" = ?', (row_id,)
                )
                found += [_newest(store, table, other) for other in ids]
    return max((done for done in found if done), key=lambda done: done.id, default=None)


def _parent_gone(store: Store, thing: str, wanted: Row) -> Action | None:
    """The action that removed what the row refers to."""
    for link in _links(store, thing):
        parent = wanted.get(link["from"])
        there = store.value(f"select 1 from main.{link['table']} where id = ?", (parent,))
        if parent is not None and not there:
            return _newest(store, link["table"], parent)
    return None


def _taken_by_another(store: Store, thing: str, row_id: int, wanted: Row) -> Action | None:
    """The newest action on a row that has the number or name which may be there only once."""
    for index in store.values(
        "select name from pragma_index_list(?, 'main') where \"unique\"", (thing,)
    ):
        names = store.values("select name from pragma_index_info(?, 'main')", (index,))
        where = " and ".join(f'"{name}" = ?' for name in names)
        values = [wanted[name] for name in names]
        sql = f"select id from main.{thing} where {where} and id <> ?"
        for other in store.values(sql, [*values, row_id]):
            return _newest(store, thing, other)
    return None


def _links(store: Store, table: str) -> list[Row]:
    return store.rows('select "table", "from" from pragma_foreign_key_list(?, \'main\')', (table,))


def altered(store: Store, change: Row) -> bool:
    """Whether the journal's line, as it stands, is not the one that its hash was made of."""
    before = store.value(
        "select hash from main.changes where id < ? order by id desc limit 1", (change["id"],)
    )
    parts = tuple(change[name] for name in ("action", "thing", "row", "before", "after"))
    said = changes.digest(before or "", changes.action_line(store, change["action"]), parts)
    return bool(said != change["hash"]) or not _readable(change)


def _readable(change: Row) -> bool:
    try:
        return all(
            isinstance(json.loads(change[side] or "{}"), dict) for side in ("before", "after")
        )
    except ValueError:
        return False
