"""The agenda of a meeting that is still to be closed: cases that wait for the council."""

from dataclasses import replace

from dlschool.domain.record import Item, Meeting
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import cases, councils
from dlschool.store import cases as store
from dlschool.store import changes
from dlschool.store import councils as rows
from dlschool.store.connection import Store


def meeting(db: Store, meeting_id: int) -> Meeting:
    found = store.get(db, Meeting, meeting_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def still_open(db: Store, meeting_id: int) -> Meeting:
    """The meeting, if it may still be worked on. Refused: it is closed."""
    found = meeting(db, meeting_id)
    if found.held:
        raise Refused(
            N_("Meeting № {number} of {date} is closed. Open it again to change it."),
            number=found.number,
            date=found.date,
        )
    return found


def add_item(db: Store, meeting_id: int, case_id: int) -> int:
    """Puts a case on the agenda. Refused: it is there already, or asks nothing of this council."""
    found = still_open(db, meeting_id)
    file = cases.case_file(db, case_id)
    awaited = next(councils.awaited(file.assessment, found.council), None)
    if awaited is None:
        raise Refused(N_("Case № {number} asks nothing of this council."), number=file.case.number)
    items = rows.agenda(db, meeting_id)
    kind = awaited[0]
    if any((item.case_id, item.kind) == (case_id, kind) for item in items):
        raise Refused(N_("Case № {number} is on this agenda already."), number=file.case.number)
    position = max((item.position for item in items), default=0) + 1
    with changes.action(
        db,
        N_("Meeting № {number}: case № {case} put on the agenda"),
        number=found.number,
        case=file.case.number,
    ):
        item = Item(meeting_id=meeting_id, position=position, case_id=case_id, kind=kind)
        return store.save(db, item)


def item(db: Store, item_id: int) -> Item:
    found = store.get(db, Item, item_id)
    if found is None:
        raise Refused(N_("This record is no longer there: somebody took it back."))
    return found


def remove_item(db: Store, item_id: int) -> None:
    """Takes an item off the agenda. Refused: it is decided already."""
    found = item(db, item_id)
    held = still_open(db, found.meeting_id)
    number = cases.records(db, found.case_id).case.number
    if item_id in rows.decided(db, found.meeting_id):
        raise Refused(N_("Case № {number} is decided already: it stays."), number=number)
    with changes.action(
        db,
        N_("Meeting № {number}: case № {case} taken off the agenda"),
        number=held.number,
        case=number,
    ):
        store.remove(db, Item, item_id)


def move_item(db: Store, item_id: int, steps: int) -> None:
    """Moves an item up (negative) or down the agenda, at most to its end."""
    found = item(db, item_id)
    held = still_open(db, found.meeting_id)
    items = rows.agenda(db, found.meeting_id)
    at = next(n for n, other in enumerate(items) if other.id == item_id)
    items.insert(min(max(at + steps, 0), len(items) - 1), items.pop(at))
    with changes.action(db, N_("Meeting № {number}: agenda reordered"), number=held.number):
        for position, other in enumerate(items, 1):
            store.save(db, replace(other, position=position), other.id)
