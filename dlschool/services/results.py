"""Points of sittings: entered, missed with a reason, sat again, re-checked by the council.

The newest result counts, the earlier ones stay. Once the grade of the period is put its points stay
as they are (`grades.take_back`).
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain import points as written
from dlschool.domain.access import Right
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Grade,
    Period,
    Result,
    ResultKind,
    Sitting,
    SittingState,
)
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.services import own_marks, possible_days
from dlschool.services.access import need
from dlschool.services.result_lists import (
    Line,
    assessment,
    assessments,
    named,
    of_sitting,
    register,
    sitting,
    work_name,
)
from dlschool.store import blocking, changes
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_rows
from dlschool.store.connection import Store

__all__ = [
    "Line",
    "assessment",
    "assessments",
    "named",
    "of_sitting",
    "register",
    "sitting",
    "work_name",
]
"""Reading has its own module; those who write find it here too."""


def enter(
    db: Store,
    sitting_id: int,
    points: str,
    *,
    day: date | None = None,
    aims: Sequence[str] = (),
    reason: str = "",
) -> int:
    """Points of a sitting, entered for the first time, corrected, or of a work that was missed.

    Refused: not one's own subject; impossible points; a day to come; the work is waived; the grade of
    its term is put; the council has moderated it.
    """
    held = _open_sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    value = written.said(written.checked(points, of.max_points))
    before = of_sitting(db, sitting_id)
    corrected = before and day is None
    on = before[-1].date if corrected else _day(db, day, held, of, before[:-1])
    if before and before[-1].kind is ResultKind.MODERATED:
        raise Refused(N_("The council has set these points: only the council changes them."))
    missed = held.state is SittingState.MISSED
    kind = ResultKind.AGAIN if missed else ResultKind.FIRST
    _refuse_aims(of, aims)
    made = replace(before[-1], points=value, date=on) if before else Result(
        sitting_id=sitting_id, kind=kind, points=value, date=on,
        reason=reason.strip() or (held.reason if missed else ""),
    )  # fmt: skip
    if aims or not before:
        made = replace(made, aims=tuple(aims))
    with _action(db, N_("Points: {name}, {work}: {points}"), held, of, points=value):
        _ended(db, held, SittingState.TAKEN)
        return rows.save(db, made)


def sit_again(
    db: Store,
    sitting_id: int,
    points: str,
    reason: str,
    *,
    day: date | None = None,
    aims: Sequence[str] = (),
) -> int:
    """Points of an individual sitting after the first: the earlier points stay beside them.

    `aims`: those that were not reached this time. Refused: as `enter`; no reason; there is nothing
    that is sat again.
    """
    held = _open_sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    _reason(reason)
    before = of_sitting(db, sitting_id)
    if not before and held.state is not SittingState.MISSED:
        raise Refused(N_("There are no points yet: enter them as the first ones."))
    value = written.said(written.checked(points, of.max_points))
    _refuse_aims(of, aims)
    made = Result(
        sitting_id=sitting_id,
        kind=ResultKind.AGAIN,
        points=value,
        date=_day(db, day, held, of, before),
        reason=reason.strip(),
        aims=tuple(aims),
    )
    with _action(db, N_("Sat again: {name}, {work}: {points}"), held, of, points=value):
        _ended(db, held, SittingState.TAKEN)
        return rows.save(db, made)


def moderate(
    db: Store,
    sitting_id: int,
    points: str,
    decision: str,
    *,
    day: date | None = None,
    aims: Sequence[str] | None = None,
) -> int:
    """The council re-checked a SOCh (order 125, point 22): its points become the newest result.

    `decision`: the minutes that say so. `aims`: those that the council finds not reached; None: it
    is the same work, they stay as they were. Refused: not the council's secretary or above; it is a
    SOR; nothing to re-check; no minutes named; the grade is put (moderation comes before it); an aim
    the work has not.
    """
    need(db, Right.COUNCILS)
    held = _open_sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    if of.kind is not AssessmentKind.SOCH:
        raise Refused(N_("Only a SOCh is moderated (order 125, point 22)."))
    before = of_sitting(db, sitting_id)
    if not before:
        raise Refused(N_("There are no points yet that the council could re-check."))
    if not decision.strip():
        raise Refused(N_("Name the minutes of the pedagogical council that decided it."))
    value = written.said(written.checked(points, of.max_points))
    _refuse_aims(of, aims or ())
    made = Result(
        sitting_id=sitting_id,
        kind=ResultKind.MODERATED,
        points=value,
        date=_day(db, day, held, of, before),
        reason=decision.strip(),
        aims=before[-1].aims if aims is None else tuple(aims),
    )
    with _action(db, N_("Moderated: {name}, {work}: {points}"), held, of, points=value):
        return rows.save(db, made)


def miss(db: Store, sitting_id: int, reason: str) -> None:
    """The pupil was not there. Refused: no reason; points are entered; as `enter`."""
    held = _open_sitting(db, sitting_id)
    _reason(reason)
    if of_sitting(db, sitting_id):
        raise Refused(N_("Points of this work are entered: it was not missed."))
    _refuse_not_sat(db, held)
    of = assessment(db, held.assessment_id)
    with _action(db, N_("Missed: {name}, {work}"), held, of):
        rows.save(db, replace(held, state=SittingState.MISSED, reason=reason.strip()))


def take_back(db: Store, sitting_id: int) -> None:
    """The newest points are taken away, or the absence: it was entered for another pupil."""
    held = _open_sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    before = of_sitting(db, sitting_id)
    with _action(db, N_("Points taken away: {name}, {work}"), held, of):
        if before:
            rows.remove(db, Result, before[-1].id or 0)
        if len(before) <= 1:
            rows.save(db, replace(held, state=SittingState.PLANNED, reason=""))


def set_aims(db: Store, sitting_id: int, aims: Sequence[str]) -> None:
    """Aims of learning that the pupil did not reach. Refused: no points; an aim the work has not."""
    held = sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    own_marks.refuse_others(db, of.class_name, of.subject_id)
    before = of_sitting(db, sitting_id)
    if not before:
        raise Refused(N_("Enter the points first, then the aims that were not reached."))
    _refuse_aims(of, aims)
    with _action(db, N_("Aims not reached: {name}, {work}"), held, of):
        rows.save(db, replace(before[-1], aims=tuple(aims)))


def _refuse_aims(of: Assessment, aims: Sequence[str]) -> None:
    unknown = [aim for aim in aims if aim not in of.aims]
    if unknown:
        raise Refused(N_("The work has no such aims: {aims}."), aims=unknown)


def _open_sitting(db: Store, sitting_id: int) -> Sitting:
    """The sitting, if its points may be written now by this person."""
    held = sitting(db, sitting_id)
    of = assessment(db, held.assessment_id)
    own_marks.refuse_others(db, of.class_name, of.subject_id)
    blocking.refuse_blocked(db, held.pupil_id)
    if held.state is SittingState.WAIVED:
        raise Refused(N_("This work is waived by order: {reason}"), reason=held.reason)
    put = _grade_put(db, held.pupil_id, of)
    if put is not None:
        raise Refused(
            N_(
                "The grade of this period is put ({grade}): its points stay as they are. "
                "Take the grade back first, with a reason."
            ),
            grade=put.grade or put.mark,
        )
    return held


def _grade_put(db: Store, pupil_id: int, of: Assessment) -> Grade | None:
    """The term's or half-year's grade that rests on the work; «not attested» holds nothing up."""
    half = Period.HALF_1 if of.term <= 2 else Period.HALF_2
    found = rows.where(
        db,
        Grade,
        "pupil_id = ? and subject_id = ? and year = ? and period in (?, ?) "
        "and mark <> 'not-attested'",
        (pupil_id, of.subject_id, of.year, f"term-{of.term}", half.value),
    )
    return next(iter(found), None)


def _ended(db: Store, held: Sitting, state: SittingState) -> None:
    if held.state is not state:
        rows.save(db, replace(held, state=state))


def _reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(N_("Write the reason."))


def _day(
    db: Store, day: date | None, held: Sitting, of: Assessment, before: Sequence[Result]
) -> date:
    """The day given, else the sitting's own or that of the earlier points, whichever is later; without
    any, today. Refused: to come, not of the term's year, before the earlier points.
    """
    last = max((result.date for result in before), default=None)
    if day is None:
        _refuse_not_sat(db, held)
        own = held.date or db.today()
        return max(own, last) if last else own
    possible_days.of_term(db, day, of.year, of.term)
    if last is not None and day < last:
        raise Refused(N_("The earlier points are of {first}: these cannot be before."), first=last)
    return day


def _refuse_not_sat(db: Store, held: Sitting) -> None:
    """Refused: the sitting's day is still to come."""
    if held.date is not None and held.date > db.today():
        raise Refused(
            N_(
                "The sitting is planned for {day}. If it took place earlier, move it to its day or "
                "name the day."
            ),
            day=held.date,
        )


def _action(
    db: Store, message: str, held: Sitting, of: Assessment, points: str = ""
) -> contextlib.AbstractContextManager[None]:
    person = pupil_rows.get(db, held.pupil_id)
    name = person.short_name if person else str(held.pupil_id)
    return changes.action(db, message, name=name, work=named(db, of), points=points)
