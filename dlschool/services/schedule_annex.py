"""The annex of a schedule's order: what the order approved, kept with it; what has moved since."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import msgspec

from dlschool.domain.annex import Annex, Approved, Change, changes
from dlschool.domain.case import OrderKind
from dlschool.domain.learning import SittingState
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import curriculum, numbers, result_lists, school, sittings
from dlschool.store.connection import Store


def packed(annex: Annex) -> str:
    """The annex as it lies in the store."""
    return msgspec.json.encode(annex).decode()


def unpacked(text: str) -> Annex:
    """Refused: the text is no annex: it was made by a newer program, or is damaged."""
    try:
        return msgspec.json.decode(text, type=Annex)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refused(
            N_("The schedule that the order approved cannot be read: {reason}"), reason=error
        ) from error


def annex_of(order: Order) -> Annex | None:
    """None: an order of an older program, which kept none. Refused as `unpacked`."""
    return unpacked(order.annex) if order.annex else None


def planned(db: Store, pupil_id: int | None, year: str) -> dict[int, Approved]:
    """The pupil's sittings of the year that have a day, as they stand now, without those waived; by
    id of sitting, in order of days."""
    if pupil_id is None:
        return {}
    people = {person.id: person.name for person in school.staff(db, with_gone=True)}
    taught = {(t.class_name, t.subject_id): t for t in curriculum.teachings(db, year)}
    found = {}
    for line in sittings.sittings(db, year, pupil_id=pupil_id):
        day = line.sitting.date
        if day is None or line.sitting.state is SittingState.WAIVED:
            continue
        of = line.assessment
        teaching = taught.get((of.class_name, of.subject_id))
        teacher = of.staff_id or (teaching.staff_id if teaching else None)
        found[line.id] = Approved(
            sitting=line.id,
            day=day,
            time=line.sitting.time,
            subject=curriculum.subject(db, of.subject_id).name,
            work=result_lists.work_name(of),
            mode=line.sitting.mode,
            room=line.sitting.room or (teaching.room if teaching else ""),
            teacher=people.get(teacher, ""),
        )
    return found


def within(found: Iterable[Approved], start: date | None, until: date | None) -> list[Approved]:
    """Those whose day lies between the two, both of them in; None: no bound."""
    return [s for s in found if (start or s.day) <= s.day <= (until or s.day)]


def in_force(orders: Iterable[Order], *, before: Order | None = None) -> Order | None:
    """The newest order on a schedule that is not annulled and keeps its annex; `before`: another
    than this one and not later."""
    found = [
        order
        for order in orders
        if order.kind is OrderKind.SCHEDULE and not order.annulled and order.annex
    ]
    if before is not None:
        found = [o for o in found if o.id != before.id and o.date <= before.date]
        if before.id is not None:
            found = [o for o in found if (o.date, o.id or 0) < (before.date, before.id)]
    return max(found, key=lambda order: (order.date, order.id or 0), default=None)


def drawn(
    db: Store, pupil_id: int | None, class_name: str, draft: Order, orders: Iterable[Order]
) -> Annex:
    """What the drafted order approves: the sittings of its days as they stand now, and, where an
    earlier schedule of the same school year is in force, what of it changes."""
    year = numbers.school_year(draft.start or draft.date)
    now = planned(db, pupil_id, year)
    lines = tuple(within(now.values(), draft.start, draft.until))
    annex = Annex(year=year, class_name=class_name, lines=lines)
    earlier = in_force(orders, before=draft)
    kept = annex_of(earlier) if earlier else None
    if earlier is None or kept is None or kept.year != year:
        return annex
    told = {line.sitting for line in (*kept.lines, *lines)}
    found = changes(kept.lines, {k: s for k, s in now.items() if k in told}, draft.date)
    return replace(annex, amends=earlier.id, changes=found) if found else annex


def moved(
    db: Store, pupil_id: int | None, orders: Iterable[Order], today: date
) -> tuple[Order, tuple[Change, ...]] | None:
    """The schedule in force and what is no longer as it approved; None: there is none, all is as
    approved, or what differs is over. Sittings planned since beside it are not told."""
    order = in_force(orders)
    annex = annex_of(order) if order else None
    if order is None or annex is None:
        return None
    told = {line.sitting for line in annex.lines}
    now = planned(db, pupil_id, annex.year)
    found = changes(annex.lines, {k: s for k, s in now.items() if k in told}, today)
    return (order, found) if found else None
