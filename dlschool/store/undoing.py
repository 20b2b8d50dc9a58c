"""Taking actions back and doing them again. Both are actions of their own: nothing is erased."""

from collections.abc import Sequence

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.store import blobs, changes, conflicts, journal_rows
from dlschool.store.changes import Action
from dlschool.store.connection import IntegrityError, Row, Store
from dlschool.store.frozen import refuse_frozen


def undo(store: Store, done: Action) -> None:
    """Takes one action back; Refused when later work stands on it, naming that work."""
    message = N_("Taken back: {what}")
    with changes.action(store, message, kind="undo", undoes=done.id, what=words(done)):
        _put_back(store, done)


def redo(store: Store, taken_back: Action) -> None:
    """Takes an undo back; Refused when later work stands on it, naming that work."""
    what = taken_back.values.get("what", "…")
    message = N_("Done again: {what}")
    with changes.action(store, message, kind="undo", undoes=taken_back.id, what=what):
        _put_back(store, taken_back)


class _Tried(Exception):
    """Ends a trial: everything in it is rolled back."""


def refusal(store: Store, chosen: Sequence[Action]) -> Refused | None:
    """Why these actions, newest first, cannot be taken back one after another; None: they can.

    Tried for real and rolled back.
    """
    try:
        with changes.action(store, "…", kind="undo"):
            for done in chosen:
                _put_back(store, done)
            raise _Tried
    except _Tried:
        return None
    except Refused as refused:
        return refused


def _put_back(store: Store, done: Action) -> None:
    for change in reversed(changes.changes_of(store, done.id)):
        revert(store, change, done)


def revert(store: Store, change: Row, done: Action) -> None:
    """Puts one row back to what it was before the change."""
    thing, row_id = change["thing"], change["row"]
    if conflicts.altered(store, change):
        raise Refused(
            N_("“{what}” cannot be taken back: its line in the journal was altered. Run “check”."),
            what=words(done),
        )
    known = journal_rows.columns(store, thing)
    before = journal_rows.as_now(change["before"], known)
    now = changes.stored_row(store, thing, row_id)
    refuse_frozen(thing, now, before)
    _refuse_destroyed(store, thing, now, before)
    if not journal_rows.same(change["after"], changes.as_text(now), known):
        raise _conflict(done, conflicts.later(store, change))
    try:
        put(store, thing, row_id, before)
    except (IntegrityError, changes.Taken) as error:
        raise _conflict(done, conflicts.holder(store, thing, row_id, before)) from error


def _refuse_destroyed(store: Store, thing: str, now: Row | None, before: Row | None) -> None:
    """Refused: the scan that would come back has no file any more."""
    if thing != "scans" or now is not None or before is None:
        return
    if blobs.find(store, before["digest"]) is None:
        raise Refused(N_("This scan was destroyed for good: it cannot be brought back."))


def put(store: Store, thing: str, row_id: int, wanted: Row | None) -> None:
    """Makes the row what is wanted, whether it is there or not; None takes it away."""
    now = changes.stored_row(store, thing, row_id)
    if wanted is None:
        changes.delete(store, thing, row_id)
    elif now is None:
        changes.insert(store, thing, wanted)
    else:
        changes.update(store, thing, row_id, wanted)


def _conflict(done: Action, later: Action | None) -> Refused:
    if later is None:
        return Refused(
            N_("“{what}” cannot be taken back: other records stand on it."), what=words(done)
        )
    return Refused(
        N_("“{what}” cannot be taken back: later work stands on it: {later}"),
        what=words(done),
        later=dated(later),
    )


def words(done: Action) -> Text:
    return Text(changes.said(done, "kk"), changes.said(done, "ru"))


def dated(done: Action) -> Text:
    """The action with when and who: «… (21.11.2026 12:00, Оразова Д.)»."""
    said = words(done)
    when = ", ".join(part for part in (f"{done.at:%d.%m.%Y %H:%M}", done.who) if part)
    return Text(f"{said.kk} ({when})", f"{said.ru} ({when})")
