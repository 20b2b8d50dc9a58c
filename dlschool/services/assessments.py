"""The class's plan of SOR and SOCh by subject and term; nothing enters it that Order 125 forbids."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dlschool.domain import points
from dlschool.domain.calendar import Term, grade_of
from dlschool.domain.learning import Assessment, AssessmentKind, Result, Sitting
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import class_plan, grading
from dlschool.law.class_plan import KIND_NAMES, TermDays
from dlschool.services import calendar, curriculum, term_sittings, unknown
from dlschool.store import changes
from dlschool.store import learning as rows
from dlschool.store.connection import Store

__all__ = ["KIND_NAMES"]


def assessments(
    db: Store, year: str, class_name: str = "", term: int | None = None
) -> list[Assessment]:
    """By class, subject, kind and number; without a class of all classes."""
    found = rows.where(
        db, Assessment, "year = ?", (year,), "class_name, subject_id, kind desc, number"
    )
    return [
        each for each in found if class_name in ("", each.class_name) and term in (None, each.term)
    ]


def assessment(db: Store, assessment_id: int) -> Assessment:
    found = rows.get(db, Assessment, assessment_id)
    if found is None:
        raise unknown.record(db, Assessment, assessment_id)
    return found


def name(db: Store, value: Assessment) -> Text:
    """«БЖБ № 2, Алгебра» / «СОР № 2, Алгебра»."""
    subject, kind = curriculum.subject(db, value.subject_id), KIND_NAMES[value.kind]
    number = f" № {value.number}" if value.kind is AssessmentKind.SOR else ""
    return Text(f"{kind.kk}{number}, {subject.name.kk}", f"{kind.ru}{number}, {subject.name.ru}")


def term_days(db: Store, year: str, class_name: str, term: int) -> TermDays:
    """School days of the class in the term, those off taken away. Refused: the term is not known."""
    span = _term(db, year, term)
    off = calendar.days_off(db, year, class_name)
    return TermDays(span, tuple(day for day in span.days() if day not in off))


def _term(db: Store, year: str, number: int) -> Term:
    found = next((term for term in calendar.terms(db, year) if term.number == number), None)
    if found is None:
        raise Refused(N_("The school year {year} has no term {term}."), year=year, term=number)
    return found


def save(db: Store, value: Assessment) -> int:
    """A new assessment, or the changed one. Planned sittings of it take its new date as the class's.

    Refused: what `check` finds.
    """
    value = _tidy(value)
    check(db, value)
    old = rows.get(db, Assessment, value.id) if value.id is not None else None
    with changes.action(
        db,
        N_("Plan of assessments: {what}, {class_name}"),
        what=name(db, value),
        class_name=value.class_name,
    ):
        made = rows.save(db, value)
        if old is not None and old.date != value.date:
            term_sittings.follow(db, replace(value, id=made), old.date)
    return made


def move(db: Store, assessment_id: int, day: date | None) -> None:
    """Another date of the whole class. Refused as `save`."""
    save(db, replace(assessment(db, assessment_id), date=day))


def remove(db: Store, assessment_id: int) -> None:
    """Out of the plan with its sittings. Refused: a sitting of it has a result."""
    value = assessment(db, assessment_id)
    sittings = rows.where(db, Sitting, "assessment_id = ?", (assessment_id,))
    for sitting in sittings:
        if rows.where(db, Result, "sitting_id = ?", (sitting.id,)):
            raise Refused(N_("A sitting of it has a result: the assessment stays in the plan."))
    with changes.action(
        db,
        N_("Out of the plan of assessments: {what}, {class_name}"),
        what=name(db, value),
        class_name=value.class_name,
    ):
        for sitting in sittings:
            rows.remove(db, Sitting, sitting.id or 0)
        rows.remove(db, Assessment, assessment_id)


def check(db: Store, value: Assessment, others: Sequence[Assessment] | None = None) -> None:
    """Refused: no such subject, points that are none, or a bound of Order 125 is broken.

    `others`: what else the class plans in the term; None reads it.
    """
    if not value.class_name.strip():
        raise Refused(N_("Write the class."))
    rules = grading.rules_of(value.year)
    _check_points(value.max_points)
    _check_hours(db, value, rules)
    if others is None:
        others = assessments(db, value.year, value.class_name, value.term)
    known = term_days(db, value.year, value.class_name, value.term)
    class_plan.check(value, others, rules.limits, known)


def _check_points(text: str) -> None:
    if not text:
        return
    value = points.plain(text)
    if value is None or not 0 < value <= 1000:
        raise Refused(N_("“{text}” is no maximum of points."), text=text)


def _check_hours(db: Store, value: Assessment, rules: grading.Rules) -> None:
    """Refused: the class is not graded; a SOCh in a subject of one hour a week."""
    grade = grade_of(value.class_name)
    if grade in rules.ungraded_classes:
        raise Refused(N_("Grade {grade} is not graded: it has no SOR and SOCh."), grade=grade)
    subject = curriculum.subject(db, value.subject_id)
    if value.kind is not AssessmentKind.SOCH or grade is None:
        return
    language = curriculum.language_of(db, value.class_name)
    for line in curriculum.hours(db, value.year, grade, language):
        few = line.weekly and Decimal(line.weekly) <= rules.limits.half_year_hours
        if line.subject_id == value.subject_id and few:
            raise Refused(
                N_(
                    "{subject} has {hours} hour a week: its grade is of the half-year, without SOCh."
                ),
                subject=subject.name,
                hours=line.weekly,
            )


def _tidy(value: Assessment) -> Assessment:
    return replace(
        value,
        class_name="".join(value.class_name.split()),
        section=value.section.strip(),
        max_points=value.max_points.strip().replace(",", "."),
        aims=tuple(aim.strip() for aim in value.aims if aim.strip()),
    )


def next_number(db: Store, value: Assessment) -> int:
    """The number of the next SOR of the subject in the term; a SOCh has 1."""
    if value.kind is AssessmentKind.SOCH:
        return 1
    taken = [
        each.number
        for each in assessments(db, value.year, value.class_name, value.term)
        if (each.subject_id, each.kind) == (value.subject_id, value.kind)
    ]
    return max(taken, default=0) + 1
