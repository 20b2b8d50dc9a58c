"""Rows as the journal wrote them beside rows of now; a column of a later step counts as its default."""

import json

from dlschool.store.connection import Row, Store


def columns(store: Store, thing: str) -> Row:
    """Columns of the table in their order, each with its default; {} for a table that is gone."""
    rows = store.rows("select name, dflt_value from pragma_table_info(?, 'main')", (thing,))
    return {row["name"]: _default(store, row["dflt_value"]) for row in rows}


def _default(store: Store, sql: str | None) -> object:
    return None if sql is None else store.value(f"select {sql}")


def as_now(text: str | None, known: Row) -> Row | None:
    """The row that the journal's text tells, in the columns `known`. ValueError: no such text."""
    if text is None:
        return None
    said = json.loads(text)
    if not isinstance(said, dict):
        raise ValueError(text)
    return {name: said.get(name, default) for name, default in known.items()}


def same(text: str | None, other: str | None, known: Row) -> bool:
    """Whether two texts of the journal tell the same row, whatever step they were written at."""
    if text == other:
        return True
    if text is None or other is None:
        return False
    try:
        return as_now(text, known) == as_now(other, known)
    except ValueError:
        return False
