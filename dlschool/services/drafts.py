"""Half-filled forms that survive a crash: kept for the user who typed, offered at the next start."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dlschool.store import drafts as store
from dlschool.store.connection import Store

TEXT = "text"
"""The kind of fields that are typed into."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its kind, which of that kind, what stands in it, its name as shown."""

    kind: str
    place: int
    text: str
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed into a form and did not save."""

    form: str
    """Which form of which record: the same again finds it."""
    title: str
    at: datetime
    fields: tuple[Field, ...]
    screen: str = ""
    """The screen that the form was opened from."""

    def words(self) -> list[tuple[str, str]]:
        """(name, text) of the fields that hold words."""
        return [(one.name, one.text) for one in self.fields if one.text and one.kind == TEXT]


def keep(db: Store, form: str, title: str, screen: str, fields: Sequence[Field]) -> None:
    """Remembers the form as it is now. Where nothing can be written nothing is, quietly."""
    if db.refuses is not None or not db.folder.store.exists():
        return
    said = {
        "title": title,
        "screen": screen,
        "fields": [[one.kind, one.place, one.text, one.name] for one in fields],
    }
    store.keep(db, form, json.dumps(said, ensure_ascii=False))


def drop(db: Store, form: str) -> None:
    """The form was saved or given up."""
    if db.refuses is None and db.folder.store.exists():
        store.drop(db, form)


def drafts(db: Store) -> list[Draft]:
    """Forms that this user left half-filled, the newest first."""
    return [draft for row in store.drafts(db) if (draft := _read(**row))]


def draft(db: Store, form: str) -> Draft | None:
    """What the user left in this very form."""
    return next((known for known in drafts(db) if known.form == form), None)


def _read(form: str, at: str, content: str) -> Draft | None:
    """None: a text of another version of the program."""
    try:
        said = json.loads(content)
        fields = tuple(Field(str(k), int(p), str(t), str(n)) for k, p, t, n in said["fields"])
        title, screen = str(said["title"]), str(said["screen"])
        return Draft(form, title, datetime.fromisoformat(at), fields, screen)
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
        return None
