"""The order that approves a pupil's individual schedule: practice, on the sittings as they are planned."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dlschool.domain.learning import SittingMode, SittingState
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.forms.form import Subject
from dlschool.forms.schedule_values import Sat, Schedule
from dlschool.i18n import N_
from dlschool.law.step import State
from dlschool.services import curriculum, numbers, result_lists, school, sittings
from dlschool.services.cases import CaseFile
from dlschool.store.connection import Store

MODES = {
    SittingMode.IN_PERSON: Text("мектепте", "в школе"),
    SittingMode.REMOTE: Text("қашықтан", "дистанционно"),
}


def lines(
    db: Store, file: CaseFile, start: date | None = None, until: date | None = None
) -> list[sittings.Line]:
    """The pupil's sittings with a day within the dates given, without those waived; by day."""
    if file.case.pupil_id is None:
        return []
    year = numbers.school_year(start or file.today)
    return [
        line
        for line in sittings.sittings(db, year, pupil_id=file.case.pupil_id)
        if line.sitting.date is not None
        and line.sitting.state is not SittingState.WAIVED
        and (start is None or start <= line.sitting.date)
        and (until is None or line.sitting.date <= until)
    ]


def period(db: Store, file: CaseFile, day: date) -> tuple[date | None, date | None]:
    """From the first to the last sitting that is still to come on the order's day."""
    days = [line.sitting.date for line in lines(db, file, day) if line.sitting.date]
    return (min(days), max(days)) if days else (None, None)


def refuse_untimely(db: Store, file: CaseFile, draft: Order) -> None:
    """Refused: a case of classes; no order on the transfer yet; no sitting has a day."""
    step = file.assessment.step("order")
    if file.case.pupil_id is None:
        raise Refused(N_("A case of classes has no individual schedule."))
    if step is None or step.state is not State.DONE:
        raise Refused(N_("There is no order on the transfer yet: issue that one first."))
    if not lines(db, file, draft.start, draft.until):
        raise Refused(
            N_("No sitting of the pupil has a day in this time: plan the sittings first.")
        )


def filled(db: Store, file: CaseFile, subject: Subject) -> Subject:
    """The order's subject with the sittings of its period, as they stand now."""
    order = subject.order
    if order is None:
        return subject
    asked = file.edition.grounds.rule(file.case.ground)
    point9 = asked.individual_schedule if asked else None
    pupil = file.pupil
    schedule = Schedule(
        who=pupil.full_name if pupil else "",
        class_name=pupil.class_name if pupil else "",
        year=numbers.school_year(order.start or order.date),
        lines=tuple(_sat(db, lines(db, file, order.start, order.until))),
        points=point9.points if point9 else (),
    )
    return replace(subject, schedule=schedule)


def _sat(db: Store, found: list[sittings.Line]) -> Iterator[Sat]:
    people = {person.id: person.name for person in school.staff(db, with_gone=True)}
    for line in found:
        yield Sat(
            day=line.sitting.date,
            time=line.sitting.time,
            subject=curriculum.subject(db, line.assessment.subject_id).name,
            kind=result_lists.work_name(line.assessment),
            mode=MODES[line.sitting.mode],
            teacher=people.get(line.assessment.staff_id, ""),
            room=line.sitting.room,
        )
