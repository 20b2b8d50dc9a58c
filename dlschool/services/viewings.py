"""Who viewed, changed, printed or exported which pupil; the law on personal data asks it."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from dlschool.domain.access import Right
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import changes, naming
from dlschool.store import history as journal
from dlschool.store import viewings as store
from dlschool.store.connection import DatabaseError, Row, Store
from dlschool.store.hurry import briefly

AGAIN = timedelta(hours=1)
"""One line for a person and a pupil within this time."""

WHAT_NAMES = {
    "viewed": Text("Қарады", "Просмотр"),
    "printed": Text("Басып шығарды", "Печать"),
    "exported": Text("Файлға шығарды", "Выгрузка в файл"),
    "changed": Text("Өзгертті", "Изменение"),
}
CARD = Text("Карточка", "Карточка")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pupil's list: when, who, what was done and with what."""

    at: datetime
    who: str
    what: str
    """A key of `WHAT_NAMES`."""
    subject: Text


def viewed(db: Store, pupil_id: int, case_id: int | None = None) -> None:
    """Notes that the pupil's card or case was shown; a view never fails for it.

    A store that may only be read, a full disk or another writer leave no line.
    """
    if db.refuses is not None or db.writing is not None:
        return
    since = (db.now() - AGAIN).isoformat(timespec="seconds")
    with contextlib.suppress(Refused, DatabaseError, OSError), briefly(db):
        if not store.seen_since(db, pupil_id, since):
            name = naming.named(db, "pupils", pupil_id)
            subject = naming.named(db, "cases", case_id) if case_id else CARD
            with changes.action(db, changes.QUIET, kind="record", name=name):
                store.save(db, "viewed", [pupil_id], _kept(subject), case_id)


def noted(
    db: Store, how: Literal["printed", "exported"], pupil_ids: Iterable[int], subject: Text
) -> None:
    """Notes the pupils whose data were printed or left in a file, inside the action that says so."""
    store.save(db, how, sorted(set(pupil_ids)), _kept(subject))


@contextlib.contextmanager
def exporting(
    db: Store, pupil_ids: Iterable[int], subject: Text, file: str, *, plain: bool = False
) -> Iterator[None]:
    """Notes a list or a bundle that is written meanwhile, with all its pupils; all or nothing.

    `plain`: the file has no password, and the journal says so.

    Refused: the store cannot be written: what cannot be noted is not exported.
    """
    message = (
        N_("Exported without a password to {file}: {what}")
        if plain
        else N_("Exported with a password to {file}: {what}")
    )
    with changes.action(db, message, kind="record", file=file, what=subject):
        noted(db, "exported", pupil_ids, subject)
        yield


def concerned(db: Store, case_ids: Iterable[int], meeting_ids: Iterable[int] = ()) -> Sequence[int]:
    """The pupils of these cases and of the cases on the agendas of these meetings."""
    return store.pupils_of_cases(db, {*case_ids, *store.cases_of_meetings(db, meeting_ids)})


def may_read(db: Store) -> bool:
    """Whether the whole list is for this user; others read their own lines."""
    return db.user.may(Right.JOURNAL)


def of_pupil(db: Store, pupil_id: int, limit: int = 500) -> list[Line]:
    """Viewings, prints and exports with the changes of the card and the cases, newest first.

    Without the right to the whole journal: one's own lines.
    """
    rows = store.of_pupil(db, pupil_id, limit, "" if may_read(db) else db.who)
    noted = {row["action"] for row in rows}
    found = [_line(row) for row in rows]
    for action in _changes(db, pupil_id, limit):
        if action.id not in noted:
            said = Text(changes.said(action, "kk"), changes.said(action, "ru"))
            found.append(Line(action.at, action.who, "changed", said))
    found.sort(key=lambda line: line.at, reverse=True)
    if not may_read(db):
        found = [line for line in found if line.who == db.who]
    return found[:limit]


def _changes(db: Store, pupil_id: int, limit: int) -> Iterator[changes.Action]:
    """Actions on the card, the guardians, the cases and what lies in them."""
    found = {action.id: action for action in journal.of_pupil(db, pupil_id, limit)}
    cases = db.values("select id from cases where pupil_id = ?", (pupil_id,))
    for case_id in cases:
        found |= {action.id: action for action in journal.of_case(db, case_id, limit)}
    yield from found.values()


def _line(row: Row) -> Line:
    return Line(datetime.fromisoformat(row["at"]), row["who"], row["what"], _subject(row))


def _subject(row: Row) -> Text:
    said = json.loads(row["subject"]) if row["subject"] else None
    return Text(**said) if said else CARD


def _kept(subject: Text) -> str:
    return json.dumps(subject.json(), ensure_ascii=False)
