"""Sittings of distance pupils: they follow from the class's plan; each is moved, fixed or waived."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from dlschool.domain.case import Ground
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Sitting,
    SittingMode,
    SittingState,
)
from dlschool.domain.names import sort_key
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import class_plan, grading
from dlschool.law.shape import Modes
from dlschool.services import assessments, unknown
from dlschool.services.standing import Standing, every_standing
from dlschool.store import blocking, changes
from dlschool.store import learning as rows
from dlschool.store import pupils as pupil_store
from dlschool.store.connection import Store

MODE_NAMES = {
    SittingMode.IN_PERSON: Text("мектепте", "в школе"),
    SittingMode.REMOTE: Text("қашықтан", "дистанционно"),
}
STATE_NAMES = {
    SittingState.PLANNED: Text("жоспарланған", "запланирована"),
    SittingState.TAKEN: Text("тапсырылған", "состоялась"),
    SittingState.MISSED: Text("келмеген", "пропущена"),
    SittingState.WAIVED: Text("босатылған", "освобождён(а)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sitting with what it is of and whose."""

    sitting: Sitting
    assessment: Assessment
    pupil: Pupil

    @property
    def id(self) -> int:
        return self.sitting.id or 0

    @property
    def moved(self) -> bool:
        return self.sitting.date != self.assessment.date


def plain_class(pupil: Pupil) -> str:
    """«8Ә», as plans name classes."""
    return f"{pupil.grade}{pupil.letter}" if pupil.grade is not None else ""


def sittings(
    db: Store,
    year: str,
    term: int | None = None,
    *,
    pupil_id: int | None = None,
    class_name: str = "",
) -> list[Line]:
    """By date, then by pupil; those without a date last."""
    plan = {a.id: a for a in assessments.assessments(db, year, "", term)}
    condition, values = ("pupil_id = ?", (pupil_id,)) if pupil_id else ("true", ())
    found = [s for s in rows.where(db, Sitting, condition, values) if s.assessment_id in plan]
    people = {p.id: p for p in pupil_store.many(db, list({s.pupil_id for s in found}))}
    lines = [
        Line(s, plan[s.assessment_id], people[s.pupil_id])
        for s in found
        if s.pupil_id in people and class_name in ("", plan[s.assessment_id].class_name)
    ]
    place = {pupil_id: n for n, pupil_id in enumerate(_in_order(people.values()))}
    return sorted(lines, key=lambda of: (of.sitting.date or date.max, place[of.pupil.id], of.id))


def _in_order(people: Collection[Pupil]) -> list[int | None]:
    return [p.id for p in sorted(people, key=lambda p: (sort_key(p.full_name), p.id or 0))]


def line(db: Store, sitting_id: int) -> Line:
    """Refused: it is no longer there."""
    sitting = rows.get(db, Sitting, sitting_id)
    pupil = pupil_store.get(db, sitting.pupil_id) if sitting else None
    if sitting is None or pupil is None:
        raise unknown.record(db, Sitting, sitting_id)
    return Line(sitting, assessments.assessment(db, sitting.assessment_id), pupil)


def name(db: Store, of: Line) -> Text:
    """«ТЖБ, Алгебра — Сәрсенбаев Ө.»"""
    what = assessments.name(db, of.assessment)
    return Text(f"{what.kk} — {of.pupil.short_name}", f"{what.ru} — {of.pupil.short_name}")


def modes(standing: Standing, kind: AssessmentKind) -> Modes | None:
    """How the edition lets a SOR or SOCh be taken under the case's ground; None: it does not know."""
    edition, ground = standing.edition, standing.records.case.ground
    rule = edition.grounds.rule(ground) if edition else None
    if rule is None:
        return None
    return rule.assessment.sor if kind is AssessmentKind.SOR else rule.assessment.soch


def usual_mode(standing: Standing, kind: AssessmentKind) -> SittingMode:
    """A SOR from afar where the edition lets it, all else at school; after a competition at school."""
    allowed = modes(standing, kind)
    afar = kind is AssessmentKind.SOR and standing.records.case.ground is not Ground.COMPETITION
    if allowed is not None and SittingMode.IN_PERSON.value not in allowed.modes:
        return SittingMode.REMOTE
    if afar and allowed is not None and SittingMode.REMOTE.value in allowed.modes:
        return SittingMode.REMOTE
    return SittingMode.IN_PERSON


def wanting(
    db: Store, year: str, term: int, pupil_ids: Collection[int] | None = None
) -> list[Sitting]:
    """Sittings that the class plans ask of distance pupils and that are not there yet."""
    from dlschool.services import sitting_days

    span = next(t for t in sitting_days.terms(db, year) if t.number == term)
    plans: dict[str, list[Assessment]] = {}
    for each in assessments.assessments(db, year, "", term):
        plans.setdefault(each.class_name, []).append(each)
    there = {(of.sitting.assessment_id, of.pupil.id) for of in sittings(db, year, term)}
    found: list[Sitting] = []
    for standing in _distance(db, span.start, span.until):
        pupil = standing.records.pupil
        if pupil is None or (pupil_ids is not None and pupil.id not in pupil_ids):
            continue
        for each in plans.get(plain_class(pupil), ()):
            key = (each.id or 0, pupil.id)
            if key not in there and _concerns(standing, each):
                there.add(key)
                found.append(_first(standing, each, pupil))
    return found


def distance_pupils(db: Store, class_name: str) -> list[int]:
    """Ids of the class's pupils who have a case under an order."""
    people = (standing.records.pupil for standing in every_standing(db) if standing.ordered)
    mine = {p.id or 0 for p in people if p is not None and plain_class(p) == class_name}
    return sorted(mine - blocking.blocked(db))


def _distance(db: Store, start: date, until: date) -> Iterator[Standing]:
    """Cases of one pupil under an order that reach into the term; none of a blocked pupil."""
    closed = blocking.blocked(db)
    for standing in every_standing(db):
        case = standing.records.case
        if case.pupil_id is None or case.pupil_id in closed or standing.order is None:
            continue
        begins, ends = standing.period
        if standing.ordered and (begins or start) <= until and (ends is None or ends >= start):
            yield standing


def _concerns(standing: Standing, each: Assessment) -> bool:
    """Whether the class has it in the time of the case; one without a date concerns every case."""
    begins, ends = standing.period
    day = each.date
    return day is None or ((begins or day) <= day and (ends is None or day <= ends))


def _first(standing: Standing, each: Assessment, pupil: Pupil) -> Sitting:
    """On the class's date, as the edition and the ground let it be taken."""
    return Sitting(
        assessment_id=each.id or 0,
        pupil_id=pupil.id or 0,
        case_id=standing.case_id,
        mode=usual_mode(standing, each.kind),
        date=each.date,
    )


def follow_plan(db: Store, year: str, term: int, pupil_ids: Collection[int] | None = None) -> int:
    """Enters the sittings that are wanting; returns how many."""
    new = wanting(db, year, term, pupil_ids)
    with changes.action(
        db, N_("Sittings of term {term}: {count} new"), term=term, count=str(len(new))
    ):
        for sitting in new:
            rows.save(db, sitting)
    return len(new)


def check_move(db: Store, of: Line, day: date) -> None:
    """Refused: on this day the sitting would break a rule; which one."""
    from dlschool.services import sitting_days, sitting_hours

    year, term = of.assessment.year, of.assessment.term
    _refuse_done(of)
    own = [
        replace(each.assessment, date=each.sitting.date)
        for each in sittings(db, year, term, pupil_id=of.pupil.id)
        if each.id != of.id and each.sitting.state is not SittingState.WAIVED
    ]
    known = assessments.term_days(db, year, of.assessment.class_name, term)
    limits = grading.rules_of(year).limits
    class_plan.check(replace(of.assessment, date=day), own, limits, known)
    sitting_days.refuse_closed(db, of.sitting, of.assessment, of.pupil, day)
    sitting_hours.refuse_full(db, of.sitting, of.assessment, day)


def _refuse_done(of: Line) -> None:
    if of.sitting.state is SittingState.TAKEN:
        raise Refused(N_("The sitting was taken: its date stays."))
    if of.sitting.state is SittingState.WAIVED:
        raise Refused(N_("The pupil is released from this sitting: take that back first."))


def move(db: Store, sitting_id: int, day: date, reason: str) -> None:
    """Another date, and why. Refused: no reason, or a rule is broken."""
    of = line(db, sitting_id)
    _refuse_done(of)
    if of.sitting.date == day:
        return
    if of.sitting.date is not None and not reason.strip():
        raise Refused(N_("Write why the sitting is moved."))
    check_move(db, of, day)
    with changes.action(
        db, N_("Sitting moved to {day}: {what}"), day=f"{day:%d.%m.%Y}", what=name(db, of)
    ):
        moved = replace(of.sitting, date=day, reason=reason.strip(), state=SittingState.PLANNED)
        rows.save(db, moved)


def fix(db: Store, sitting_id: int, fixed: bool = True) -> None:
    """A fixed sitting keeps its date when others are planned. Refused: it has no date."""
    of = line(db, sitting_id)
    if fixed and of.sitting.date is None:
        raise Refused(N_("The sitting has no date that could be fixed."))
    message = N_("Date fixed: {what}") if fixed else N_("Date no longer fixed: {what}")
    with changes.action(db, message, what=name(db, of)):
        rows.save(db, replace(of.sitting, fixed=fixed))


def waive(db: Store, sitting_id: int, order: str) -> None:
    """Released from the sitting by an order: its number and date. Refused: no order is named; taken."""
    of = line(db, sitting_id)
    if not order.strip():
        raise Refused(N_("Write the number and date of the order that releases from the sitting."))
    if of.sitting.state is SittingState.TAKEN:
        raise Refused(N_("The sitting was taken: nobody is released from it."))
    message = N_("Released by order {order}: {what}")
    with changes.action(db, message, order=order.strip(), what=name(db, of)):
        rows.save(db, replace(of.sitting, state=SittingState.WAIVED, reason=order.strip()))


def restore(db: Store, sitting_id: int) -> None:
    """A released or missed sitting is planned again."""
    of = line(db, sitting_id)
    with changes.action(db, N_("Sitting planned again: {what}"), what=name(db, of)):
        rows.save(db, replace(of.sitting, state=SittingState.PLANNED, reason=""))


def set_mode(db: Store, sitting_id: int, mode: SittingMode) -> None:
    """At school or from afar. Refused: the edition does not let it under this ground."""
    of = line(db, sitting_id)
    allowed = allowed_modes(db, of)
    if allowed is not None and mode.value not in allowed.modes:
        raise Refused(
            N_("{what}: under this ground the sitting is taken only {mode}. {note}"),
            what=name(db, of),
            mode=[MODE_NAMES[SittingMode(each)] for each in allowed.modes],
            note=allowed.note or "",
        )
    with changes.action(db, N_("Sitting {mode}: {what}"), mode=MODE_NAMES[mode], what=name(db, of)):
        rows.save(db, replace(of.sitting, mode=mode))


def allowed_modes(db: Store, of: Line) -> Modes | None:
    """What the edition of the sitting's case says; None without a case."""
    found = (s for s in every_standing(db) if s.case_id == of.sitting.case_id)
    standing = next(found, None)
    return modes(standing, of.assessment.kind) if standing else None


def place(db: Store, sitting_id: int, room: str, at: time | None = None) -> None:
    """Room and time of day."""
    of = line(db, sitting_id)
    with changes.action(db, N_("Place of the sitting: {what}"), what=name(db, of)):
        rows.save(db, replace(of.sitting, room=room.strip(), time=at))
