"""The class's plan: what Order 125 bounds is refused, all else is written and taken back."""

from datetime import date

import pytest
from builders import taken_back
from sitting_parts import CLASS, NAMES, SOCH, SOR, TERM, YEAR, draft, planned, refused, subject

from dlschool.domain.learning import Hours
from dlschool.services import assessments, curriculum
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows


def test_a_plan_is_written_and_taken_back(db: Store) -> None:
    planned(db, kind=SOR, number=1, date=date(2026, 11, 25), aims=(" 8.1.2.3 ", ""))
    planned(db)
    found = assessments.assessments(db, YEAR, CLASS, TERM)
    assert [(a.kind, a.number) for a in found] == [(SOR, 1), (SOCH, 1)]
    assert found[0].aims == ("8.1.2.3",)
    assert assessments.name(db, found[0]).kk == "БЖБ № 1, Алгебра"
    assert assessments.next_number(db, found[0]) == 2
    taken_back(db)
    assert len(assessments.assessments(db, YEAR)) == 1


def test_no_more_than_three_sor_of_a_subject_in_a_term(db: Store) -> None:
    for number, day in enumerate((4, 11, 18), 1):
        planned(db, kind=SOR, number=number, date=date(2026, 11, day))
    with refused("3"):
        planned(db, kind=SOR, number=4, date=date(2026, 11, 25))
    planned(db, kind=SOR, number=4, term=3, date=date(2027, 1, 20))


def test_no_more_than_three_soch_of_a_class_on_a_day(db: Store) -> None:
    for name in NAMES[:3]:
        planned(db, name)
    with refused("17.12.2026"):
        planned(db, NAMES[3])
    planned(db, NAMES[3], class_name="8Б")
    planned(db, NAMES[4], kind=SOR)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 12, 25), "last day"),
        (date(2026, 12, 19), "day off"),
        (date(2026, 12, 16), "day off"),
        (date(2026, 10, 20), "not in term"),
        (date(2026, 12, 28), "not in term"),
    ],
)
def test_days_on_which_there_is_no_soch(db: Store, day: date, why: str) -> None:
    with refused(why):
        planned(db, date=day)


def test_a_sor_may_be_on_the_last_day_and_no_soch_comes_before_it(db: Store) -> None:
    planned(db, kind=SOR, date=date(2026, 12, 25))
    with refused("after its SOR"):
        planned(db)


def test_a_subject_has_not_both_on_one_day(db: Store) -> None:
    planned(db)
    with refused("one day"):
        planned(db, kind=SOR)
    with refused("already a SOCh"):
        planned(db, date=date(2026, 12, 10))


def test_the_first_grade_and_subjects_of_one_hour_have_no_soch(db: Store) -> None:
    with refused("not graded"):
        planned(db, class_name="1А", kind=SOR)
    with changes.action(db, "hours"):
        rows.save(db, Hours(year=YEAR, grade=8, language="", subject_id=subject(db), weekly="1"))
    assert curriculum.weekly(db, YEAR, CLASS, subject(db)) == 1
    with refused("half-year"):
        planned(db)
    planned(db, kind=SOR)


def test_points_are_a_number_and_a_move_is_checked_like_a_new_one(db: Store) -> None:
    with refused("жиырма"):
        planned(db, max_points="жиырма")
    made = planned(db, max_points="17,5")
    assert assessments.assessment(db, made).max_points == "17.5"
    assessments.move(db, made, date(2026, 12, 18))
    with refused("last day"):
        assessments.move(db, made, date(2026, 12, 25))
    assert assessments.assessment(db, made).date == date(2026, 12, 18)
    assessments.remove(db, made)
    assert assessments.assessments(db, YEAR) == []


def test_a_class_is_written_without_spaces(db: Store) -> None:
    made = assessments.save(db, draft(db, class_name=" 8 Ә "))
    assert assessments.assessment(db, made).class_name == CLASS
