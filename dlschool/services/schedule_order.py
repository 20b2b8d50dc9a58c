"""The order that approves a pupil's individual schedule: practice. What it approved stays as it was;
a later move is a change of the schedule and has an order of its own."""

from dataclasses import replace
from datetime import date

from dlschool.domain.annex import Annex, Approved
from dlschool.domain.record import Order
from dlschool.errors import Refused
from dlschool.forms.form import Subject
from dlschool.forms.orders import cited
from dlschool.forms.schedule_values import Amended, Sat, Schedule
from dlschool.i18n import N_
from dlschool.law.step import State
from dlschool.services import numbers, schedule_annex, sittings
from dlschool.services.cases import CaseFile
from dlschool.store.connection import Store


def period(db: Store, file: CaseFile, day: date) -> tuple[date | None, date | None]:
    """From the first to the last sitting that is still to come on the order's day."""
    found = schedule_annex.planned(db, file.case.pupil_id, numbers.school_year(day)).values()
    days = [line.day for line in schedule_annex.within(found, day, None)]
    return (min(days), max(days)) if days else (None, None)


def refuse_untimely(db: Store, file: CaseFile, draft: Order) -> None:
    """Refused: a case of classes; no order on the transfer yet; no sitting has a day."""
    step = file.assessment.step("order")
    if file.case.pupil_id is None:
        raise Refused(N_("A case of classes has no individual schedule."))
    if step is None or step.state is not State.DONE:
        raise Refused(N_("There is no order on the transfer yet: issue that one first."))
    if not drawn(db, file, draft).lines:
        raise Refused(
            N_("No sitting of the pupil has a day in this time: plan the sittings first.")
        )


def drawn(db: Store, file: CaseFile, draft: Order) -> Annex:
    """What the order approves, as the plan stands now."""
    class_name = sittings.plain_class(file.pupil) if file.pupil else ""
    return schedule_annex.drawn(db, file.case.pupil_id, class_name, draft, file.records.orders)


def sealed(db: Store, file: CaseFile, draft: Order, old: Order | None = None) -> Order:
    """The order with its annex. One that is changed (`old`) keeps what it approved, unless its day
    or its period are others now. Refused as `refuse_untimely`."""
    days = (draft.date, draft.start, draft.until)
    if old is not None and (old.from_paper or days == (old.date, old.start, old.until)):
        return replace(draft, annex=old.annex)
    refuse_untimely(db, file, draft)
    return replace(draft, annex=schedule_annex.packed(drawn(db, file, draft)))


def filled(db: Store, file: CaseFile, subject: Subject) -> Subject:
    """The order's subject with the schedule that it approved; a draft's, as the plan stands now."""
    order = subject.order
    if order is None:
        return subject
    annex = schedule_annex.annex_of(order) or drawn(db, file, order)
    asked = file.edition.grounds.rule(file.case.ground)
    point9 = asked.individual_schedule if asked else None
    schedule = Schedule(
        who=file.pupil.full_name if file.pupil else "",
        class_name=annex.class_name,
        year=annex.year,
        lines=tuple(_sat(line) for line in annex.lines),
        points=point9.points if point9 else (),
        amended=_amended(file, annex),
    )
    return replace(subject, schedule=schedule)


def _amended(file: CaseFile, annex: Annex) -> Amended | None:
    earlier = next((o for o in file.records.orders if o.id == annex.amends), None)
    if earlier is None or annex.amends is None:
        return None
    changes = tuple((_shown(change.was), _shown(change.now)) for change in annex.changes)
    return Amended(order=cited(earlier), changes=changes)


def _shown(line: Approved | None) -> Sat | None:
    return None if line is None else _sat(line)


def _sat(line: Approved) -> Sat:
    return Sat(
        day=line.day,
        time=line.time,
        subject=line.subject,
        kind=line.work,
        mode=sittings.MODE_NAMES[line.mode],
        teacher=line.teacher,
        room=line.room,
    )
