"""What the council weighs in a review: works of the period, the newest points, grades of the year."""

from datetime import date

from builders import approved_case

from dlschool.domain.case import OrderKind
from dlschool.domain.grade_words import SHORT_MARKS
from dlschool.domain.learning import (
    Assessment,
    AssessmentKind,
    Grade,
    Period,
    Result,
    ResultKind,
    Sitting,
    SittingMode,
    SittingState,
    Subject,
)
from dlschool.forms.review_values import CouncilResults
from dlschool.services import cases, council_results, orders
from dlschool.services.opening import Store
from dlschool.store import changes, learning

SOR, SOCH = AssessmentKind.SOR, AssessmentKind.SOCH
TAKEN, PLANNED, WAIVED = SittingState.TAKEN, SittingState.PLANNED, SittingState.WAIVED


def learning_case(db: Store) -> int:
    """A family's case from 9 November to 27 December."""
    case_id = approved_case(db)
    draft = orders.draft_order(db, case_id, OrderKind.TRANSFER, date(2026, 11, 6))
    orders.issue_order(db, draft)
    return case_id


def sat(
    db: Store,
    case_id: int,
    kind: AssessmentKind,
    day: date,
    state: SittingState = TAKEN,
    *points: str,
    number: int = 1,
) -> None:
    """A work of 20 points in the one subject; `points` are results, oldest first."""
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    with changes.action(db, "sat"):
        if learning.get(db, Subject, 1) is None:
            learning.save(db, Subject(name_kk="Алгебра", name_ru="Алгебра"))
        of = Assessment(
            year="2026-2027",
            class_name="8Ә",
            subject_id=1,
            term=2,
            kind=kind,
            number=number,
            max_points="20",
            date=day,
        )
        sitting = learning.save(
            db,
            Sitting(
                assessment_id=learning.save(db, of),
                pupil_id=pupil_id,
                mode=SittingMode.REMOTE,
                date=day,
                state=state,
            ),
        )
        for at, each in enumerate(points):
            result = ResultKind.AGAIN if at else ResultKind.FIRST
            learning.save(db, Result(sitting_id=sitting, kind=result, points=each, date=day))


def found(db: Store, case_id: int) -> CouncilResults:
    made = council_results.results(db, cases.case_file(db, case_id))
    assert made is not None
    return made


def test_works_of_the_period_are_counted_and_the_newest_points_weighed(db: Store) -> None:
    case_id = learning_case(db)
    sat(db, case_id, SOR, date(2026, 11, 16), TAKEN, "5", "12.5")
    sat(db, case_id, SOR, date(2026, 11, 30), PLANNED, number=2)
    sat(db, case_id, SOCH, date(2026, 12, 14), TAKEN, "17")
    (line,) = found(db, case_id).subjects
    assert (line.sor, line.soch, line.percent, line.missing) == ((1, 2), (1, 1), 74, 1)
    assert found(db, case_id).works == (2, 3)
    assert "Алгебра" in council_results.sentence(found(db, case_id)).ru


def test_a_waived_work_and_one_outside_of_the_period_are_not_asked_for(db: Store) -> None:
    case_id = learning_case(db)
    sat(db, case_id, SOR, date(2026, 11, 16), TAKEN, "10")
    sat(db, case_id, SOR, date(2026, 11, 20), WAIVED, number=2)
    sat(db, case_id, SOR, date(2026, 10, 5), TAKEN, "20", number=3)
    (line,) = found(db, case_id).subjects
    assert (line.sor, line.soch, line.missing, line.percent) == ((1, 1), (0, 0), 0, 50)


def test_grades_and_marks_stand_as_they_were_put(db: Store) -> None:
    case_id = learning_case(db)
    sat(db, case_id, SOR, date(2026, 11, 16), TAKEN, "10")
    pupil_id = cases.records(db, case_id).case.pupil_id or 0
    with changes.action(db, "grades"):
        for period, grade, mark in (
            (Period.TERM_1, 4, ""),
            (Period.TERM_2, None, "not-attested"),
        ):
            learning.save(
                db,
                Grade(
                    pupil_id=pupil_id, subject_id=1, year="2026-2027", period=period,
                    grade=grade, mark=mark, date=date(2026, 12, 27),
                ),
            )  # fmt: skip
    (line,) = found(db, case_id).subjects
    assert line.grades == {
        Period.TERM_1: "4",
        Period.TERM_2: SHORT_MARKS["not-attested"],
    }


def test_a_case_without_works_has_an_empty_statement(db: Store) -> None:
    made = found(db, learning_case(db))
    assert (made.subjects, made.works, made.start) == ((), (0, 0), date(2026, 11, 9))
