"""A finding of the check: what is wrong, where, in words that name the record."""

from dataclasses import dataclass

from dlschool.domain.text import Text
from dlschool.store.connection import Row, Store
from dlschool.store.naming import named


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, and in words."""

    place: str
    text: Text


def of_line(store: Store, change: Row) -> Text:
    """What a line of the journal is about: the record, its number, when and by whom it was written."""
    record = named(store, change["thing"], change["row"])
    action = store.row("select at, who from main.actions where id = ?", (change["action"],))
    when = f", {action['at'][:16].replace('T', ' ')}, {action['who']}" if action else ""
    return Text(f"{_numbered(record.kk, change)}{when}", f"{_numbered(record.ru, change)}{when}")


def _numbered(words: str, change: Row) -> str:
    """The name with the table's word and the row's number, once."""
    number = f"{change['thing']}:{change['row']}"
    return f"{words} [{number}]"


def of_row(store: Store, thing: str, row_id: int, row: Row | None) -> Text:
    """A record in words with its number: «Обучающийся Сәрсенбаев Ө. [pupils:3]»."""
    said = named(store, thing, row_id, row)
    return Text(f"{said.kk} [{thing}:{row_id}]", f"{said.ru} [{thing}:{row_id}]")
