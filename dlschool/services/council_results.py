"""What the pedagogical council weighs in a review: a pupil's results over the period of the case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dlschool.domain.grade_words import SHORT_MARKS
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Grade,
    Result,
    Sitting,
    SittingState,
    Subject,
)
from dlschool.domain.record import Order
from dlschool.domain.text import Text
from dlschool.forms.review_values import CouncilResults, SubjectResults
from dlschool.law.grading import half_up
from dlschool.services.cases import CaseFile
from dlschool.services.numbers import school_year
from dlschool.store import learning as rows
from dlschool.store.connection import Store


@dataclass(slots=True)
class _Gathered:
    """Of one subject: works by kind, points of what was taken, grades."""

    taken: dict[AssessmentKind, int] = field(default_factory=dict)
    asked: dict[AssessmentKind, int] = field(default_factory=dict)
    points: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    grades: list[Grade] = field(default_factory=list)

    def works(self, kind: AssessmentKind) -> tuple[int, int]:
        return self.taken.get(kind, 0), self.asked.get(kind, 0)


def results(db: Store, file: CaseFile) -> CouncilResults | None:
    """The statement of the period that runs; None for a case of classes.

    Sittings count by their class's term dates: planned and taken ones of the pupil within the
    period of the order; grades are those of the school year in which the period ends.
    """
    pupil_id = file.case.pupil_id
    if pupil_id is None:
        return None
    start, until = period(file)
    year = school_year(until or file.today)
    found: dict[int, _Gathered] = {}
    mine = list(_sittings(db, pupil_id, year, start, until))
    for sitting, work in mine:
        _count(found.setdefault(work.subject_id, _Gathered()), sitting, work)
    _add_points(db, pupil_id, mine, found)
    for grade in rows.where(db, Grade, "pupil_id = ? and year = ?", (pupil_id, year)):
        found.setdefault(grade.subject_id, _Gathered()).grades.append(grade)
    return CouncilResults(
        year=year,
        start=start,
        until=until,
        attested_on=file.case.attested_on,
        subjects=tuple(_said(db, found)),
    )


def period(file: CaseFile) -> tuple[date | None, date | None]:
    """From the first order of the case to the end of the period that runs."""
    orders: Sequence[Order] = [o for o in file.records.orders if not o.annulled and o.start]
    starts = [order.start for order in orders if order.start]
    return min(starts, default=file.case.wanted_from), file.assessment.until


def _sittings(
    db: Store, pupil_id: int, year: str, start: date | None, until: date | None
) -> Iterable[tuple[Sitting, Assessment]]:
    works = {w.id: w for w in rows.where(db, Assessment, "year = ?", (year,))}
    for sitting in rows.where(db, Sitting, "pupil_id = ?", (pupil_id,)):
        work = works.get(sitting.assessment_id)
        if work is None or sitting.state is SittingState.WAIVED:
            continue
        day = sitting.date or work.date
        if day is None or ((start is None or start <= day) and (until is None or day <= until)):
            yield sitting, work


def _count(into: _Gathered, sitting: Sitting, work: Assessment) -> None:
    into.asked[work.kind] = into.asked.get(work.kind, 0) + 1
    if sitting.state is SittingState.TAKEN:
        into.taken[work.kind] = into.taken.get(work.kind, 0) + 1


def _add_points(
    db: Store,
    pupil_id: int,
    sittings: Iterable[tuple[Sitting, Assessment]],
    found: dict[int, _Gathered],
) -> None:
    """The newest result of each work that was taken; a work without a maximum has no share."""
    newest: dict[int, Result] = {}
    mine = "sitting_id in (select id from sittings where pupil_id = ?)"
    for result in rows.where(db, Result, mine, (pupil_id,)):
        newest[result.sitting_id] = result
    for sitting, work in sittings:
        counts = newest.get(sitting.id or 0)
        if counts is None or not work.max_points:
            continue
        if sitting.state is SittingState.TAKEN:
            found[work.subject_id].points += Fraction(counts.points)
            found[work.subject_id].most += Fraction(work.max_points)


def _said(db: Store, found: dict[int, _Gathered]) -> Iterable[SubjectResults]:
    subjects = rows.where(db, Subject, order="position, id")
    for subject in subjects:
        gathered = found.get(subject.id or 0)
        if gathered is not None:
            yield SubjectResults(
                name=subject.name,
                sor=gathered.works(AssessmentKind.SOR),
                soch=gathered.works(AssessmentKind.SOCH),
                percent=half_up(100 * gathered.points / gathered.most) if gathered.most else None,
                grades={g.period: _grade(g) for g in gathered.grades},
            )


def _grade(grade: Grade) -> str | Text:
    return str(grade.grade) if grade.grade is not None else SHORT_MARKS.get(grade.mark, "")


def sentence(found: CouncilResults) -> Text:
    """«сдано работ: 14 из 16; не сдано: Алгебра»: beside an item of the agenda."""
    taken, asked = found.works
    if not asked:
        return Text(
            "бұл кезеңге БЖБ мен ТЖБ жоспарланбаған", "СОР и СОЧ на этот период не запланированы"
        )
    kk = [f"тапсырылған жұмыстар: {asked} ішінен {taken}"]
    ru = [f"сдано работ: {taken} из {asked}"]
    lacking = [line.name for line in found.subjects if line.missing]
    if lacking:
        kk.append("тапсырылмағаны: " + ", ".join(name.kk for name in lacking))
        ru.append("не сдано: " + ", ".join(name.ru for name in lacking))
    return Text("; ".join(kk), "; ".join(ru))
