"""Everything that a sitting's card changes at once: one action, whole or not at all."""

from dlschool.domain.learning import Sitting
from dlschool.i18n import N_
from dlschool.services import sitting_hours, sittings, travel
from dlschool.store import changes
from dlschool.store.connection import Store


def edit(db: Store, wanted: Sitting, reason: str, travel_days: frozenset[int] | None) -> None:
    """Date (with the reason of the move), time, room, mode, fixed; days on which the pupil can come:
    these and the room first, for the new date is judged by them. Refused as each of these services.
    """
    sitting_id = wanted.id or 0
    line = sittings.line(db, sitting_id)
    old = line.sitting
    with changes.action(db, N_("Sitting changed: {what}"), what=sittings.name(db, line)):
        if travel_days != travel.days(db, wanted.pupil_id):
            travel.save_days(db, line.pupil, travel_days)
        if wanted.mode is not old.mode:
            sittings.set_mode(db, sitting_id, wanted.mode)
        if (wanted.room, wanted.time) != (old.room, old.time):
            sittings.place(db, sitting_id, wanted.room, wanted.time)
        if wanted.date is not None and wanted.date != old.date:
            sittings.move(db, sitting_id, wanted.date, reason)
        elif old.date is not None and (wanted.room, wanted.mode) != (old.room, old.mode):
            now = sittings.line(db, sitting_id)
            sitting_hours.refuse_full(db, now.sitting, now.assessment, old.date)
        if wanted.fixed != old.fixed:
            sittings.fix(db, sitting_id, wanted.fixed)
