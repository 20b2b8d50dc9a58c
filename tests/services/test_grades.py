"""Grades put by the rules of the year, with their arithmetic; chances, examinations, the verdict."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import marks_school as school
import pytest
from builders import opened

from dlschool.domain.access import Role
from dlschool.domain.grade_words import arithmetic, shown
from dlschool.domain.learning import Grade, Period, SittingState
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import grade_rules, grade_works, grades, history, results
from dlschool.services.grade_works import Verdict
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows

YEAR = school.YEAR


@pytest.fixture
def someone(db: Store) -> int:
    return school.pupil(db)


@pytest.fixture
def algebra(db: Store) -> int:
    return school.subject(db)


def worked(db: Store, someone: int, subject: int, sor: str, soch: str, term: int = 1) -> list[int]:
    """A SOR of 20 and a SOCh of 25 with points; "" leaves one without."""
    made = []
    for kind, most, points in (("SOR", "20", sor), ("SOCh", "25", soch)):
        held = school.sitting(db, school.work(db, subject, kind, most=most, term=term), someone)
        if points:
            results.enter(db, held, points)
        made.append(held)
    return made


def has(
    db: Store, someone: int, subject: int, period: Period, value: int | None, mark: str = ""
) -> None:
    """A grade as if it had been put."""
    with changes.action(db, "Grade"):
        rows.save(
            db,
            Grade(
                pupil_id=someone, subject_id=subject, year=YEAR, period=period, grade=value,
                mark=mark, date=school.DAYS[1],
            ),
        )  # fmt: skip


def test_the_worked_example_of_the_issue_is_put_with_its_arithmetic(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8")
    worked(db, someone, algebra, "14", "18")
    made = grades.put(db, someone, algebra, YEAR, Period.TERM_1)
    assert (made.grade, made.percent, made.mark) == (4, "73.5", "")
    assert [line.ru for line in arithmetic(made)] == [
        "Формативное оценивание: 8 / 10 × 25 = 20",
        "СОР: 14 / 20 × 25 = 17,5",
        "СОЧ: 18 / 25 × 50 = 36",
        "Всего: 20 + 17,5 + 36 = 73,5 %",
        "Перед шкалой не округляется",
        "73,5 % → 4 (хорошо)",
    ]
    assert "73,5" in changes.said(changes.history(db, limit=1)[0], "ru")


def test_rounding_is_the_schools_setting_and_the_exact_percent_stays(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "3.9")
    worked(db, someone, algebra, "8", "10")
    assert grades.compute(db, someone, algebra, YEAR, Period.TERM_1).grade == 2
    grade_rules.save_rounding(db, "half-up")
    made = grades.compute(db, someone, algebra, YEAR, Period.TERM_1)
    assert (made.grade, made.percent) == (3, "39.75")
    assert "Бүтінге" in arithmetic(made)[4].kk or "бүтінге" in arithmetic(made)[4].kk


def test_one_hour_a_week_is_graded_for_the_half_year_from_both_terms(
    db: Store, someone: int
) -> None:
    geography = school.subject(db, "География", "1")
    school.formative(db, someone, geography, "8")
    school.formative(db, someone, geography, "8", term=2)
    held = school.sitting(db, school.work(db, geography, most="15", term=2), someone)
    results.enter(db, held, "12")
    made = grades.put(db, someone, geography, YEAR, Period.HALF_1)
    assert (made.grade, made.percent) == (4, "80")
    with pytest.raises(Refused) as refused:
        grades.put(db, someone, geography, YEAR, Period.TERM_1)
    assert "полугодие" in refused.value.text("ru")


def test_without_known_hours_a_soch_in_the_plan_says_that_it_is_graded_by_terms(
    db: Store, someone: int
) -> None:
    chemistry = school.subject(db, "Химия", "")
    school.formative(db, someone, chemistry, "10")
    with pytest.raises(Refused) as refused:
        grades.compute(db, someone, chemistry, YEAR, Period.TERM_1)
    assert "Химия" in refused.value.text("kk")
    worked(db, someone, chemistry, "20", "25")
    assert grades.compute(db, someone, chemistry, YEAR, Period.TERM_1).grade == 5


def test_who_missed_a_work_is_not_attested_at_the_end_of_the_term_and_graded_later(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8")
    _sor, soch = worked(db, someone, algebra, "14", "")
    results.miss(db, soch, "ауырды")
    made = grades.put(db, someone, algebra, YEAR, Period.TERM_1)
    assert (made.grade, made.mark) == (None, "not-attested")
    assert "ТЖБ" in arithmetic(made)[0].kk
    results.enter(db, soch, "18")
    again = grades.put(db, someone, algebra, YEAR, Period.TERM_1)
    assert (again.id, again.grade, again.mark) == (made.id, 4, "")


def test_before_the_end_of_the_term_the_works_are_awaited(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8", term=2)
    worked(db, someone, algebra, "14", "", term=2)
    with pytest.raises(Refused) as refused:
        grades.put(db, someone, algebra, YEAR, Period.TERM_2)
    assert "27.12.2026" in refused.value.text("ru")


def test_a_work_of_the_class_that_nobody_planned_for_the_pupil_is_owed_too(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8")
    held = school.sitting(db, school.work(db, algebra), someone)
    results.enter(db, held, "14")
    school.work(db, algebra, "SOCh", most="25")
    assert grades.put(db, someone, algebra, YEAR, Period.TERM_1).mark == "not-attested"


def test_works_of_the_class_that_the_pupil_came_from_count(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8")
    for kind, most, points in (("SOR", "20", "14"), ("SOCh", "25", "18")):
        old = school.work(db, algebra, kind, most=most, class_name="8Б")
        results.enter(db, school.sitting(db, old, someone), points)
        school.work(db, algebra, kind, most=most)
    assert grades.put(db, someone, algebra, YEAR, Period.TERM_1).percent == "73.5"


def test_a_waived_soch_leaves_fifty_and_fifty(db: Store, someone: int, algebra: int) -> None:
    school.formative(db, someone, algebra, "8")
    _sor, soch = worked(db, someone, algebra, "14", "")
    with changes.action(db, "Waived"):
        held = results.sitting(db, soch)
        rows.save(db, replace(held, state=SittingState.WAIVED, reason="№ 84-қ"))
    assert grades.put(db, someone, algebra, YEAR, Period.TERM_1).percent == "75"


def test_a_grade_that_is_put_changes_only_with_a_reason(
    db: Store, someone: int, algebra: int
) -> None:
    school.formative(db, someone, algebra, "8")
    worked(db, someone, algebra, "14", "18")
    put = grades.put(db, someone, algebra, YEAR, Period.TERM_1)
    count = len(changes.history(db, limit=100))
    assert grades.put(db, someone, algebra, YEAR, Period.TERM_1) == put
    assert len(changes.history(db, limit=100)) == count
    with pytest.raises(Refused):
        grades.exempt(db, someone, algebra, YEAR, Period.TERM_1, " ")
    made = grades.exempt(db, someone, algebra, YEAR, Period.TERM_1, "№ 12-қ бұйрық")
    assert (made.id, made.mark) == (put.id, "waived")
    said = changes.said(changes.history(db, limit=1)[0], "ru")
    assert "№ 12-қ бұйрық" in said
    assert "73,5" in said
    assert "№ 12-қ" in arithmetic(made)[-1].kk


def test_a_grade_is_taken_back_with_a_reason_unless_another_stands_on_it(
    db: Store, someone: int, algebra: int
) -> None:
    for period in (Period.TERM_1, Period.TERM_2, Period.TERM_3, Period.TERM_4):
        has(db, someone, algebra, period, 4)
    annual = grades.put(db, someone, algebra, YEAR, Period.ANNUAL)
    first = grades.of_pupil(db, someone, YEAR)[algebra][Period.TERM_1]
    with pytest.raises(Refused):
        grades.take_back(db, first.id or 0, "қате")
    with pytest.raises(Refused):
        grades.take_back(db, annual.id or 0, "")
    grades.take_back(db, annual.id or 0, "қате")
    grades.take_back(db, first.id or 0, "қате")
    assert Period.TERM_1 not in grades.of_pupil(db, someone, YEAR)[algebra]
    history.undo(db)
    assert grades.of_pupil(db, someone, YEAR)[algebra][Period.TERM_1].grade == 4


@pytest.mark.parametrize(
    ("terms", "annual"), [((4, 4, 5, 5), 5), ((4, 4, 4, 5), 4), ((2, 2, 3, 3), 3)]
)
def test_the_annual_grade_is_the_mean_of_the_terms(
    db: Store, someone: int, algebra: int, terms: tuple[int, ...], annual: int
) -> None:
    for number, value in enumerate(terms[:3], 1):
        has(db, someone, algebra, Period(f"term-{number}"), value)
    with pytest.raises(Refused) as refused:
        grades.put(db, someone, algebra, YEAR, Period.ANNUAL)
    assert "4-тоқсан" in refused.value.text("kk")
    has(db, someone, algebra, Period.TERM_4, terms[3])
    made = grades.put(db, someone, algebra, YEAR, Period.ANNUAL)
    assert made.grade == annual
    assert " / 4 = " in arithmetic(made)[0].ru


def test_a_pupil_not_attested_in_a_term_has_no_annual_grade(
    db: Store, someone: int, algebra: int
) -> None:
    for number in (1, 2, 3):
        has(db, someone, algebra, Period(f"term-{number}"), 4)
    has(db, someone, algebra, Period.TERM_4, None, "not-attested")
    with pytest.raises(Refused):
        grades.put(db, someone, algebra, YEAR, Period.ANNUAL)


def test_a_pass_or_fail_subject_passes_by_the_mean_of_its_per_cents(
    db: Store, someone: int
) -> None:
    music = school.pass_fail(db)
    for term, points in ((1, "5"), (2, "4"), (3, "2"), (4, "5")):
        school.formative(db, someone, music, points, term=term)
        made = grades.put(db, someone, music, YEAR, Period(f"term-{term}"))
        assert made.mark == ("fail" if points == "2" else "pass")
    annual = grades.put(db, someone, music, YEAR, Period.ANNUAL)
    assert (annual.grade, annual.mark, annual.percent) == (None, "pass", "40")
    final = grades.put(db, someone, music, YEAR, Period.FINAL)
    assert (final.mark, shown(final)) == ("pass", shown(annual))
    with pytest.raises(Refused):
        grade_works.enter_work(db, someone, music, YEAR, Period.CHANCE_2, 3)


def test_class_one_is_not_graded(db: Store, algebra: int) -> None:
    small = school.pupil(db, "Ким", grade=1, letter="А")
    for period in (Period.TERM_1, Period.ANNUAL):
        with pytest.raises(Refused):
            grades.put(db, small, algebra, YEAR, period)
    assert grade_works.standing(db, small, YEAR).verdict is Verdict.PROMOTED


def test_an_annual_two_is_mended_by_the_work_of_the_year(
    db: Store, someone: int, algebra: int
) -> None:
    has(db, someone, algebra, Period.ANNUAL, 2)
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.CHANCE
    with pytest.raises(Refused):
        grades.put(db, someone, algebra, YEAR, Period.FINAL)
    with pytest.raises(Refused):
        grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_3, 4)
    grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_2, 4)
    made = grades.put(db, someone, algebra, YEAR, Period.FINAL)
    assert made.grade == 3
    assert "(2 + 4) / 2" in arithmetic(made)[0].ru
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.PROMOTED


def test_the_third_chance_is_the_last(db: Store, someone: int, algebra: int) -> None:
    has(db, someone, algebra, Period.ANNUAL, 2)
    grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_2, 2)
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.CHANCE
    third = grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_3, 2)
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.REPEATS
    with pytest.raises(Refused):
        grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_3, 3)
    grades.take_back(db, third.id or 0, "қате енгізілді")
    grade_works.enter_work(db, someone, algebra, YEAR, Period.CHANCE_3, 3)
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.PROMOTED


def test_three_annual_twos_repeat_the_year_without_a_chance(db: Store, someone: int) -> None:
    for name in ("Алгебра", "Физика", "Химия"):
        subject = school.subject(db, name)
        has(db, someone, subject, Period.ANNUAL, 2)
    standing = grade_works.standing(db, someone, YEAR)
    assert (standing.verdict, len(standing.twos)) == (Verdict.REPEATS, 3)
    with pytest.raises(Refused):
        grade_works.enter_work(db, someone, subject, YEAR, Period.CHANCE_2, 5)


@pytest.mark.parametrize("period", [Period.CHANCE_2, Period.EXAM])
@pytest.mark.parametrize("value", [1, 6, 0, -2])
def test_grades_that_the_scale_has_not_are_refused(
    db: Store, someone: int, algebra: int, period: Period, value: int
) -> None:
    has(db, someone, algebra, Period.ANNUAL, 2)
    with pytest.raises(Refused):
        grade_works.enter_work(db, someone, algebra, YEAR, period, value)


def test_the_examination_weighs_three_tenths_in_class_nine_only(db: Store, algebra: int) -> None:
    nine = school.pupil(db, "Ким", grade=9)
    eight = school.pupil(db, "Ли")
    for one in (nine, eight):
        has(db, one, algebra, Period.ANNUAL, 4)
    with pytest.raises(Refused):
        grade_works.enter_work(db, eight, algebra, YEAR, Period.EXAM, 5)
    grade_works.enter_work(db, nine, algebra, YEAR, Period.EXAM, 2)
    made = grades.put(db, nine, algebra, YEAR, Period.FINAL)
    assert made.grade == 3
    assert arithmetic(made)[0].ru == "4 × 0,7 + 2 × 0,3 = 3,4"
    assert grades.put(db, eight, algebra, YEAR, Period.FINAL).grade == 4


def test_a_class_is_graded_at_once_and_who_cannot_be_is_named(db: Store, algebra: int) -> None:
    able, absent, unmarked = (school.pupil(db, name) for name in ("Ақ", "Бек", "Ғали"))
    works = [school.work(db, algebra), school.work(db, algebra, "SOCh", most="25")]
    for one in (able, absent, unmarked):
        for work, points in zip(works, ("14", "18"), strict=True):
            held = school.sitting(db, work, one)
            if not (one == absent and points == "18"):
                results.enter(db, held, points)
    for one in (able, absent):
        school.formative(db, one, algebra, "8")
    done = grades.put_class(db, YEAR, "8Ә", algebra, Period.TERM_1)
    assert (done.put, done.not_attested) == (2, ("Бек Ө.",))
    assert [name for name, _ in done.refused] == ["Ғали Ө."]
    history.undo(db)
    assert grades.of_pupil(db, able, YEAR) == {}


def test_a_class_that_is_none_is_refused(db: Store, algebra: int) -> None:
    with pytest.raises(Refused, match="99Ю"):
        grades.put_class(db, YEAR, "99Ю", algebra, Period.TERM_1)


def test_grades_of_other_subjects_are_not_a_teachers(
    db: Store, someone: int, algebra: int, tmp_path: Path
) -> None:
    physics = school.subject(db, "Физика")
    folder = DataFolder(tmp_path / "school")
    mine = opened(folder, at_noon, "Бектенов А.", Role.TEACHER, ("8Ә",))
    mine.user = replace(mine.user, subjects=("Алгебра",))
    try:
        for subject, allowed in ((algebra, True), (physics, False)):
            for term in range(1, 5):
                has(db, someone, subject, Period(f"term-{term}"), 4)
            if allowed:
                assert grades.put(mine, someone, subject, YEAR, Period.ANNUAL).grade == 4
            else:
                with pytest.raises(Refused):
                    grades.put(mine, someone, subject, YEAR, Period.ANNUAL)
                with pytest.raises(Refused):
                    grades.put_class(mine, YEAR, "8Ә", subject, Period.ANNUAL)
    finally:
        mine.close()


def test_a_subject_with_marks_and_no_annual_grade_is_not_finished(
    db: Store, someone: int, algebra: int
) -> None:
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.UNFINISHED
    school.formative(db, someone, algebra, "8")
    standing = grade_works.standing(db, someone, YEAR)
    assert standing.verdict is Verdict.UNFINISHED
    assert [s.name_kk for s in standing.open] == ["Алгебра"]
    has(db, someone, algebra, Period.ANNUAL, 3)
    assert grade_works.standing(db, someone, YEAR).verdict is Verdict.PROMOTED


def test_the_reason_of_a_change_stands_in_the_arithmetic() -> None:
    grade = Grade(
        pupil_id=1, subject_id=1, year=YEAR, period=Period.TERM_1, grade=4,
        how='{"kind": "work", "why": "кеңес шешімі"}', date=school.DAYS[1],
    )  # fmt: skip
    assert arithmetic(grade)[-1].ru == "Причина изменения: кеңес шешімі"
    assert arithmetic(replace(grade, how="")) == []


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")
