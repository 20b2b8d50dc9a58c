"""The sample school's plans of SOR and SOCh of this term, and its distance pupils' sittings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dlschool.domain.calendar import Term, grade_of
from dlschool.domain.learning import Assessment, AssessmentKind
from dlschool.errors import Refused
from dlschool.law import grading
from dlschool.law.class_plan import TermDays
from dlschool.services import assessments, calendar, curriculum, sittings
from dlschool.services.curriculum import Taught
from dlschool.services.standing import every_standing
from dlschool.store.connection import Store

MOST = 10
"""Subjects of a class that are planned."""


def make(db: Store) -> None:
    """Two SOR and a SOCh a subject, for classes that have distance pupils."""
    year = calendar.year_of(db.today())
    term = calendar.calendar(db, year).coming_term(db.today())
    if term is None:
        return
    people = (standing.records.pupil for standing in every_standing(db) if standing.ordered)
    for name in sorted({sittings.plain_class(pupil) for pupil in people if pupil is not None}):
        if (grade_of(name) or 0) > 1 and not assessments.assessments(db, year, name, term.number):
            _plan(db, year, name, term)
    sittings.follow_plan(db, year, term.number)


def _plan(db: Store, year: str, name: str, term: Term) -> None:
    known = assessments.term_days(db, year, name, term.number)
    graded = [t for t in curriculum.subjects_of(db, year, name) if t.subject.kind == "graded"]
    for n, taught in enumerate(graded[:MOST]):
        draft = Assessment(
            year=year, class_name=name, subject_id=taught.subject.id or 0, term=term.number,
            kind=AssessmentKind.SOR, max_points="15",
        )  # fmt: skip
        length = len(known.days)
        for number, share in ((1, 0.3), (2, 0.6)):
            wanted = min(int(length * share) + n % 5, length - 1)
            _first(db, replace(draft, number=number, section=f"{number}-бөлім"), known, wanted)
        if _has_soch(year, taught):
            soch = replace(draft, kind=AssessmentKind.SOCH, number=1, max_points="20")
            _first(db, soch, known, length - 11 + n)


def _has_soch(year: str, taught: Taught) -> bool:
    limit = grading.rules_of(year).limits.half_year_hours
    return taught.weekly is None or taught.weekly > limit


def _first(db: Store, draft: Assessment, known: TermDays, wanted: int) -> None:
    """On the first day from the wanted one that the rules leave open."""
    for day in _from(known.days, wanted):
        try:
            assessments.save(db, replace(draft, date=day))
        except Refused:
            continue
        return


def _from(days: Sequence[date], wanted: int) -> Sequence[date]:
    at = max(0, min(wanted, len(days) - 1))
    return [*days[at:], *days[:at]]
