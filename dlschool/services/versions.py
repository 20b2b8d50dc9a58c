"""One record through time: who changed what from what to what, and bringing an earlier one back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dlschool.domain.access import Right, Role
from dlschool.domain.field_names import FIELD_NAMES
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services.access import need
from dlschool.services.journal_values import NOTHING, in_words
from dlschool.store import blobs, changes, conflicts, journal_rows, naming, undoing
from dlschool.store import history as journal
from dlschool.store.connection import IntegrityError, Row, Store
from dlschool.store.frozen import frozen_refusal

_RIGHTS = {
    "users": Right.USERS,
    "viewings": Right.JOURNAL,
    "breaches": Right.PERSONAL,
    "requests": Right.PERSONAL,
}
"""Who may read the versions of these; the rest is read by whoever sees the record."""
FACTS = frozenset(["viewings", "prints", "users"])
"""Facts and accounts: they have no earlier version to go back to."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, from what to what."""

    name: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Version:
    """A record as it was after one line of the journal; `id` is that line's number."""

    id: int
    action: int
    """The number of its action."""
    thing: str
    row: int
    record: Text
    """«Құжат …», «Обучающийся Сәрсенбаев Ө.»"""
    at: datetime
    who: str
    what: Text
    """The action in words."""
    changes: tuple[FieldChange, ...]
    removed: bool
    """The line says that the record was removed: there is nothing to bring back."""
    current: bool
    """The record is so now."""


def versions(db: Store, thing: str, row_id: int, limit: int = 100) -> list[Version]:
    """The record's versions, newest first. Refused: the record is not for this user."""
    _refuse_unseen(db, thing, row_id)
    return _of_record(db, thing, row_id, limit)


def of_case(db: Store, case_id: int, limit: int = 200) -> list[Version]:
    """Versions of the case and of every record in it, newest first."""
    _refuse_unseen(db, "cases", case_id)
    return _newest(db, journal.in_case(db, case_id), {"case_id": case_id}, limit)


def of_pupil(db: Store, pupil_id: int, limit: int = 200) -> list[Version]:
    """Versions of the card, the guardians, consents and (by right) requests, newest first."""
    _refuse_unseen(db, "pupils", pupil_id)
    return _newest(db, journal.of_card(db, pupil_id), {"pupil_id": pupil_id}, limit)


def _newest(
    db: Store, records: Iterable[tuple[str, int]], owner: Mapping[str, int], limit: int
) -> list[Version]:
    found = []
    for thing, row_id in records:
        right = _RIGHTS.get(thing)
        if right is None or db.user.may(right):
            found += _of_record(db, thing, row_id, limit, owner)
    return _prints_together(sorted(found, key=lambda version: version.id, reverse=True))[:limit]


def _prints_together(found: Iterable[Version]) -> list[Version]:
    """The documents that one action printed are one line."""
    together: list[Version] = []
    for version in found:
        last = together[-1] if together else None
        alike = last is not None and (last.thing, last.action) == ("prints", version.action)
        if last is not None and alike and version.thing == "prints":
            together[-1] = replace(last, changes=last.changes + version.changes)
        else:
            together.append(version)
    return together


def _of_record(
    db: Store, thing: str, row_id: int, limit: int, owner: Mapping[str, int] | None = None
) -> list[Version]:
    known = journal_rows.columns(db, thing)
    now = changes.stored_row(db, thing, row_id)
    return [
        _version(db, line, known, now)
        for line in journal.lines(db, thing, row_id, limit)
        if not owner or _belongs(line, known, owner)
    ]


def _belongs(line: Row, known: Row, owner: Mapping[str, int]) -> bool:
    """A number may have been another's record before: its lines are not of this owner."""
    row = _row(line["after"], known) or _row(line["before"], known) or {}
    return all(row.get(column, value) == value for column, value in owner.items())


def _row(text: str | None, known: Row) -> Row | None:
    try:
        return journal_rows.as_now(text, known)
    except ValueError:
        return None


def _version(db: Store, line: Row, known: Row, now: Row | None) -> Version:
    before, after = _row(line["before"], known), _row(line["after"], known)
    action = changes.action_of(line)
    return Version(
        id=line["id"],
        action=line["action"],
        thing=line["thing"],
        row=line["row"],
        record=naming.named(db, line["thing"], line["row"], after or before),
        at=action.at,
        who=action.who,
        what=undoing.words(action),
        changes=tuple(_changes(db, line["thing"], before, after)),
        removed=after is None,
        current=after is not None and after == now,
    )


def _changes(db: Store, thing: str, before: Row | None, after: Row | None) -> Iterable[FieldChange]:
    """Fields with a name that differ; of a new or removed record those that say anything."""
    old, new = before or {}, after or {}
    for column, name in FIELD_NAMES.get(thing, {}).items():
        if old.get(column) == new.get(column):
            continue
        was = in_words(db, thing, column, old) if before else NOTHING
        became = in_words(db, thing, column, new) if after else NOTHING
        if was != became or (before and after):
            yield FieldChange(name, was, became)


def restore(db: Store, thing: str, row_id: int, version_id: int) -> None:
    """Writes an earlier version back, as an action of its own that can be undone.

    Refused: the record is frozen or a fact, the version says that it was removed, it is so now, its
    line was altered, other records stand in the way, the user's role.
    """
    _refuse_unseen(db, thing, row_id)
    line = _line(db, thing, row_id, version_id)
    wanted = journal_rows.as_now(line["after"], journal_rows.columns(db, thing))
    now = changes.stored_row(db, thing, row_id)
    _refuse_fixed(db, thing, now, wanted)
    assert wanted is not None
    record = naming.named(db, thing, row_id, wanted)
    when = changes.action_of(line).at
    message = N_("Earlier version brought back: {record}, as of {when}")
    try:
        with changes.action(db, message, record=record, when=f"{when:%d.%m.%Y %H:%M}"):
            undoing.put(db, thing, row_id, wanted)
    except (IntegrityError, changes.Taken) as error:
        raise _in_the_way(db, thing, row_id, wanted, record) from error


def _line(db: Store, thing: str, row_id: int, version_id: int) -> Row:
    lines = journal.lines(db, thing, row_id, -1)
    line = next((line for line in lines if line["id"] == version_id), None)
    if line is None:
        raise Refused(N_("There is no such version of this record."))
    if conflicts.altered(db, line):
        raise Refused(N_("This line of the journal was altered: run “check”."))
    return line


def _refuse_fixed(db: Store, thing: str, now: Row | None, wanted: Row | None) -> None:
    if thing in FACTS:
        raise Refused(N_("This record is a fact or an account: it has no earlier version."))
    if now is not None and thing == "orders" and now["frozen"]:
        raise frozen_refusal(now["number"], _day(now["date"]))
    if wanted is None:
        raise Refused(N_("Here the record was removed. Choose an earlier version."))
    if now == wanted:
        raise Refused(N_("The record is so already."))
    if thing == "scans" and blobs.find(db, wanted["digest"]) is None:
        raise Refused(N_("The file of this scan was destroyed: it cannot be brought back."))


def _day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def _in_the_way(db: Store, thing: str, row_id: int, wanted: Row, record: Text) -> Refused:
    later = conflicts.holder(db, thing, row_id, wanted)
    if later is None:
        return Refused(
            N_("{record}: this version cannot be brought back: other records stand in the way."),
            record=record,
        )
    return Refused(
        N_("{record}: this version cannot be brought back: later work stands in the way: {later}"),
        record=record,
        later=undoing.dated(later),
    )


def _refuse_unseen(db: Store, thing: str, row_id: int) -> None:
    """Refused: the user's role does not open such records, or the session does not see this one."""
    if thing not in changes.THINGS:
        raise ValueError(thing)
    if thing in _RIGHTS:
        need(db, _RIGHTS[thing])
    if db.value(f"select 1 from {thing} where id = ?", (row_id,)):
        return
    there = db.value(f"select 1 from main.{thing} where id = ?", (row_id,))
    if there or db.user.role is Role.TEACHER:
        raise Refused(N_("This record is not among those that you may see."))
