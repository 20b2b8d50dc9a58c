"""What follows an annual «2» and what ends a level: the works of the year, examinations, the verdict.

Order 125: an annual «2» in one or two subjects is mended by a summative work for the year, then by an
additional one before the new year; again «2», or «2» in three subjects: the year is repeated.
"""

from dataclasses import dataclass
from enum import StrEnum

from dlschool.domain.learning import Grade, Period, Subject
from dlschool.domain.pupil import Pupil
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.i18n import N_
from dlschool.law import grading
from dlschool.services import curriculum, grade_sums, grades
from dlschool.store import marks
from dlschool.store.connection import Store

EXAM_GRADES = (9, 10, 11, 12)
"""Grades that end with examinations: «9 (10)» and «11 (12)» of order 125."""
WORKS = (Period.CHANCE_2, Period.CHANCE_3, Period.EXAM)
"""Grades that are entered as the work was graded, not computed."""
TWOS_THAT_REPEAT = 3
"""Annual «2» in so many subjects: the year is repeated (order 125)."""


class Verdict(StrEnum):
    PROMOTED = "promoted"
    CHANCE = "chance"
    """An annual «2» waits for its work of the year, or the additional one."""
    REPEATS = "repeats"
    UNFINISHED = "unfinished"
    """A subject with marks has no annual grade yet."""


VERDICT_NAMES = {
    Verdict.PROMOTED: Text("келесі сыныпқа көшіріледі", "переводится в следующий класс"),
    Verdict.CHANCE: Text("жиынтық жұмыс тапсырады", "сдаёт суммативную работу"),
    Verdict.REPEATS: Text("сол сыныпта қайта оқиды", "остаётся на повторный год"),
    Verdict.UNFINISHED: Text("жылдық бағалары толық емес", "годовые оценки выставлены не все"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pupil's year stands by the grades that are put."""

    verdict: Verdict
    twos: tuple[Subject, ...] = ()
    """With an annual «2»."""
    open: tuple[Subject, ...] = ()
    """That still lack the annual grade, or the work that mends a «2»."""


def standing(db: Store, pupil_id: int, year: str) -> Standing:
    """Promoted, repeats, owes a work, or not finished; of class 1, promoted."""
    put = grades.of_pupil(db, pupil_id, year)
    person = grades.pupil(db, pupil_id)
    if person.grade in grading.rules_of(year).ungraded_classes:
        return Standing(Verdict.PROMOTED)
    subjects = {i: curriculum.subject(db, i) for i in sorted(marks.subjects(db, year, pupil_id))}
    twos = [i for i in subjects if _annual(put, i) == 2]
    lacking = [i for i in subjects if Period.ANNUAL not in put.get(i, {})]
    named = tuple(subjects[i] for i in twos)
    failed = [i for i in twos if _mended(put[i]) is False]
    if len(twos) >= TWOS_THAT_REPEAT or failed:
        return Standing(Verdict.REPEATS, named)
    owed = [i for i in twos if _mended(put[i]) is None]
    if lacking or not subjects:
        return Standing(Verdict.UNFINISHED, named, tuple(subjects[i] for i in lacking + owed))
    if owed:
        return Standing(Verdict.CHANCE, named, tuple(subjects[i] for i in owed))
    return Standing(Verdict.PROMOTED, named)


def _annual(put: dict[int, dict[Period, Grade]], subject_id: int) -> int | None:
    found = put.get(subject_id, {}).get(Period.ANNUAL)
    return found.grade if found else None


def _mended(put: dict[Period, Grade]) -> bool | None:
    """Whether the works made an annual «2» better; None while another chance is open."""
    for period in (Period.CHANCE_2, Period.CHANCE_3):
        work = put.get(period)
        if work is None or work.grade is None:
            return None
        if grading.after_chance(2, work.grade) > 2:
            return True
    return False


def enter_work(
    db: Store,
    pupil_id: int,
    subject_id: int,
    year: str,
    period: Period,
    value: int,
    reason: str = "",
) -> Grade:
    """The grade of the second or third chance after an annual «2», or of an examination: 2 to 5.

    Refused: no such grade; no annual grade; no «2» to mend; three or more «2» (the year is repeated);
    the second chance did not come before the third; no examinations in this class.
    """
    person, subject = grades.pupil(db, pupil_id), curriculum.subject(db, subject_id)
    if period not in WORKS:
        raise ValueError(period)
    if not 2 <= value <= 5:
        raise Refused(N_("A grade is 2, 3, 4 or 5, not {value}."), value=value)
    put_ = grade_sums.of_year(db, pupil_id, subject_id, year)
    base = put_.get(Period.ANNUAL)
    if base is None or base.grade is None:
        raise Refused(N_("{subject}: the annual grade is not put yet."), subject=subject.name)
    if period is Period.EXAM:
        _refuse_exam(person)
    else:
        _refuse_chance(db, person, subject, base, put_, period)
    made = grades.entered(db, person, subject, year, period, {"kind": "work"}, value=value)
    with grades.writing(db, pupil_id, subject_id):
        return grades.keep(db, made, reason)


def _refuse_exam(person: Pupil) -> None:
    if person.grade not in EXAM_GRADES:
        raise Refused(N_("Class {grade} has no final examinations."), grade=person.grade or "—")


def _refuse_chance(
    db: Store,
    person: Pupil,
    subject: Subject,
    base: Grade,
    put_: dict[Period, Grade],
    period: Period,
) -> None:
    if base.grade != 2:
        raise Refused(
            N_("{subject}: the annual grade is {grade}; only after a «2» is this work written."),
            subject=subject.name,
            grade=base.grade,
        )
    year = grades.of_pupil(db, person.id or 0, base.year)
    twos = sum(1 for g in year.values() if Period.ANNUAL in g and g[Period.ANNUAL].grade == 2)
    if twos >= TWOS_THAT_REPEAT:
        raise Refused(
            N_("{name} has an annual «2» in {n} subjects: the year is repeated (order 125)."),
            name=person.short_name,
            n=twos,
        )
    second = put_.get(Period.CHANCE_2)
    if period is Period.CHANCE_3 and (
        second is None or second.grade is None or grading.after_chance(2, second.grade) != 2
    ):
        raise Refused(
            N_("{subject}: the additional work comes only after a «2» of the work of the year."),
            subject=subject.name,
        )
