"""When a pupil cannot sit: away at an event, ill, no way to school, the teacher's days."""

from dataclasses import dataclass
from datetime import date

from dlschool.domain.calendar import Term
from dlschool.domain.case import Ground
from dlschool.domain.learning import Assessment, Sitting, SittingMode, Teaching
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.planning.problem import Span
from dlschool.services import calendar, curriculum, travel
from dlschool.services.standing import Standing, every_standing
from dlschool.store.connection import Store


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which the pupil sits for nothing, and the case that says so."""

    case_id: int
    ground: Ground
    span: Span


def terms(db: Store, year: str) -> tuple[Term, ...]:
    return calendar.terms(db, year)


def away(db: Store) -> dict[int, list[Away]]:
    """By pupil: events of competition cases, and times that a medical conclusion sets."""
    found: dict[int, list[Away]] = {}
    for standing in every_standing(db):
        case, span = standing.records.case, _span(standing)
        if case.pupil_id is not None and span is not None:
            found.setdefault(case.pupil_id, []).append(Away(standing.case_id, case.ground, span))
    return found


def _span(standing: Standing) -> Span | None:
    case = standing.records.case
    if case.ground is Ground.COMPETITION and case.event_from:
        return Span(case.event_from, case.event_until or case.event_from)
    if case.ground is not Ground.HEALTH:
        return None
    start, until = standing.period
    return Span(start, until) if start and until else None


def absent(known: list[Away], case_id: int | None) -> tuple[Span, ...]:
    """Times that bind a sitting: an event always; an illness only where the sitting belongs to another
    case: under a health case itself the pupil learns, and sits, in that very time.
    """
    return tuple(
        each.span for each in known if each.ground is Ground.COMPETITION or each.case_id != case_id
    )


def teaching(db: Store, value: Assessment) -> Teaching | None:
    """Who teaches the subject to the class."""
    found = curriculum.teachings(db, value.year, value.class_name)
    return next((t for t in found if t.subject_id == value.subject_id), None)


def refuse_closed(db: Store, sitting: Sitting, value: Assessment, pupil: Pupil, day: date) -> None:
    """Refused: the pupil is away, cannot come, or the teacher takes no sittings on this day."""
    for span in absent(away(db).get(pupil.id or 0, []), sitting.case_id):
        if span.holds(day):
            raise Refused(
                N_("{pupil} is away {start} – {until}."),
                pupil=pupil.short_name,
                start=span.start,
                until=span.until,
            )
    open_days = travel.days(db, pupil.id or 0)
    there = sitting.mode is SittingMode.IN_PERSON
    if there and open_days is not None and day.weekday() not in open_days:
        raise Refused(
            N_("{pupil} can come to school only on: {days}."),
            pupil=pupil.short_name,
            days=_said(open_days),
        )
    found = teaching(db, value)
    if found is not None and found.days and day.weekday() not in found.days:
        raise Refused(
            N_("The subject's teacher takes sittings only on: {days}."), days=_said(found.days)
        )


def _said(days: frozenset[int] | tuple[int, ...]) -> Text:
    named = [travel.DAY_NAMES[day] for day in sorted(days)]
    return Text(", ".join(n.kk for n in named) or "—", ", ".join(n.ru for n in named) or "—")
