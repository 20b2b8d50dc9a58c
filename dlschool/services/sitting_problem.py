"""From the store to what the planner is asked: the sittings of some pupils in one term."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dlschool.domain.case import Ground
from dlschool.domain.learning import AssessmentKind, SittingMode, SittingState
from dlschool.domain.text import Text
from dlschool.law import grading
from dlschool.planning import problem as asked
from dlschool.services import (
    assessments,
    calendar,
    curriculum,
    sitting_days,
    sitting_hours,
    sittings,
    travel,
)
from dlschool.services.sitting_days import Away
from dlschool.services.sitting_hours import Places
from dlschool.services.sittings import Line
from dlschool.store import blocking
from dlschool.store.connection import Store

EARLIER = 10
"""Days before the class's own date from which a pupil may sit: the section is learned by then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The problem, the sittings by the problem's ids, and what each id is called."""

    problem: asked.Problem
    lines: dict[str, Line]
    names: dict[str, Text]


@dataclass(frozen=True, slots=True)
class _Term:
    """What is read once: the term, its days by class, absences, teachers' days."""

    year: str
    span: asked.Span
    days: dict[str, tuple[date, ...]]
    away: dict[int, list[Away]]
    places: Places
    first: date
    """No sitting is planned before this day."""
    earlier: int


def build(
    db: Store,
    year: str,
    term: int,
    pupil_ids: Collection[int] | None = None,
    *,
    earlier: int = EARLIER,
) -> Asked:
    """What still waits of these pupils (None: of all) from tomorrow on; what their brothers and
    sisters have is fixed, so that they come together.
    """
    every = [line for line in sittings.sittings(db, year, term) if _counts(db, line)]
    chosen = [line for line in every if pupil_ids is None or line.pupil.id in pupil_ids]
    known = _term(db, year, term, every, earlier)
    planned = [line for line in chosen if _waits(line, known.first)]
    people = {line.pupil.id or 0 for line in every}
    families = travel.families(db, sorted(people))
    beside = _siblings(every, planned, families, known)
    wanted = [_sitting(line, known) for line in planned]
    wanted += [_fixed(line) for line in beside]
    problem = asked.Problem(
        known.span,
        tuple(_pupils(db, [*planned, *beside], families, known, planned)),
        tuple(wanted),
        known.places.asked_teachers(),
        _off(known),
        _limits(year),
        known.places.asked_rooms(),
        tuple(_held(every, planned, known)),
    )
    return Asked(problem, {f"s{line.id}": line for line in planned}, _names(db, planned, known))


def _counts(db: Store, line: Line) -> bool:
    closed = blocking.blocked(db)
    return line.sitting.state is not SittingState.WAIVED and line.pupil.id not in closed


def _waits(line: Line, first: date) -> bool:
    """Not taken and not in the past; what was missed waits again."""
    day = line.sitting.date
    if line.assessment.date is None or line.sitting.state is SittingState.TAKEN:
        return False
    return day is None or day >= first or line.sitting.state is SittingState.MISSED


def _term(db: Store, year: str, term: int, lines: Sequence[Line], earlier: int) -> _Term:
    span = next(t for t in calendar.terms(db, year) if t.number == term)
    classes = {line.assessment.class_name for line in lines}
    first = max(span.start, db.today() + timedelta(days=1))
    return _Term(
        year,
        asked.Span(span.start, span.until),
        {name: assessments.term_days(db, year, name, term).days for name in sorted(classes)},
        sitting_days.away(db),
        sitting_hours.places(db, year),
        first,
        earlier,
    )


def _siblings(
    every: Sequence[Line], planned: Sequence[Line], families: dict[int, str], known: _Term
) -> list[Line]:
    """Journeys that brothers and sisters make anyway."""
    wanted = {families.get(line.pupil.id or 0) for line in planned} - {None}
    mine = {line.id for line in planned}
    return [
        line
        for line in every
        if line.id not in mine
        and families.get(line.pupil.id or 0) in wanted
        and line.sitting.mode is SittingMode.IN_PERSON
        and line.sitting.state is SittingState.PLANNED
        and line.sitting.date in known.days[line.assessment.class_name]
    ]


def _held(every: Sequence[Line], planned: Sequence[Line], known: _Term) -> Iterator[asked.Sitting]:
    """What others have in the days to come: it fills rooms and hours, and stays where it is."""
    mine = {line.id for line in planned}
    for line in every:
        day, state = line.sitting.date, line.sitting.state
        if line.id not in mine and day is not None and state is not SittingState.MISSED:
            yield known.places.on(line.sitting, line.assessment, day)


def _sitting(line: Line, known: _Term) -> asked.Sitting:
    value, days = line.assessment, known.days[line.assessment.class_name]
    class_date = value.date or known.span.start
    latest = known.span.until
    if value.kind is AssessmentKind.SOCH and len(days) > 1:
        latest = days[-2]
    earliest = max(
        known.first, class_date - timedelta(days=known.earlier), _after_event(line, known)
    )
    fixed = line.sitting.date if line.sitting.fixed else None
    return asked.Sitting(
        f"s{line.id}",
        f"p{line.pupil.id}",
        f"m{value.subject_id}",
        sitting_hours.KINDS[value.kind],
        sitting_hours.MODES[line.sitting.mode],
        class_date,
        min(earliest, fixed or earliest),
        max(latest, earliest, fixed or latest),
        known.places.teacher(value),
        fixed,
        known.places.room(line.sitting, value),
        sitting_hours.work_id(value),
    )


def _after_event(line: Line, known: _Term) -> date:
    """What a competition took is sat for after it (point 9); else the term's first day."""
    events = [
        away.span.until
        for away in known.away.get(line.pupil.id or 0, [])
        if away.case_id == line.sitting.case_id and away.ground is Ground.COMPETITION
    ]
    return max(events) + timedelta(days=1) if events else known.span.start


def _fixed(line: Line) -> asked.Sitting:
    """A sister's journey: a day that stands, whatever her own rules say of it."""
    day = line.sitting.date or date.min
    of = f"w{line.pupil.id}"
    return asked.Sitting(
        f"w{line.id}", of, f"w{line.id}", asked.Kind.SOR, asked.Mode.IN_PERSON, day, day, day,
        fixed=day,
    )  # fmt: skip


def _pupils(
    db: Store,
    lines: Sequence[Line],
    families: dict[int, str],
    known: _Term,
    planned: Sequence[Line],
) -> list[asked.Pupil]:
    own: dict[int, list[Line]] = {}
    for line in planned:
        own.setdefault(line.pupil.id or 0, []).append(line)
    found = [
        asked.Pupil(
            f"p{pupil_id}", travel.days(db, pupil_id), _absent(of, known), families.get(pupil_id)
        )
        for pupil_id, of in own.items()
    ]
    beside = sorted({line.pupil.id or 0 for line in lines if line not in planned})
    return [*found, *(asked.Pupil(f"w{n}", family=families.get(n)) for n in beside)]


def _absent(of: Sequence[Line], known: _Term) -> tuple[asked.Span, ...]:
    """Times away, and days off of the class alone."""
    pupil_id, class_name = of[0].pupil.id or 0, of[0].assessment.class_name
    away = sitting_days.absent(known.away.get(pupil_id, []), of[0].sitting.case_id)
    shared = {day for days in known.days.values() for day in days}
    own_off = sorted(shared - set(known.days[class_name]))
    return (*away, *(asked.Span(day, day) for day in own_off))


def _off(known: _Term) -> frozenset[date]:
    """Days of the term on which no class has lessons."""
    shared = {day for days in known.days.values() for day in days}
    count = (known.span.until - known.span.start).days + 1
    every = {known.span.start + timedelta(days=n) for n in range(count)}
    return frozenset(every - shared)


def _limits(year: str) -> asked.Limits:
    limits = grading.rules_of(year).limits
    return asked.Limits(limits.soch_per_day, limits.sor_per_term)


def _names(db: Store, lines: Sequence[Line], known: _Term) -> dict[str, Text]:
    found = sitting_hours.names(db, known.places)
    subjects = {s.id: s.name for s in curriculum.subjects(db, with_gone=True)}
    for line in lines:
        found[f"s{line.id}"] = sittings.name(db, line)
        found[f"p{line.pupil.id}"] = Text(line.pupil.short_name, line.pupil.short_name)
    for class_name, subject_id in known.places.teachings:
        subject = subjects[subject_id]
        found[sitting_hours.teacher_id((class_name, subject_id))] = Text(
            f"{class_name}, {subject.kk}", f"{class_name}, {subject.ru}"
        )
    return found
