"""Points of sittings: checked, corrected, missed, sat again, moderated; a teacher's own only."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import marks_school as school
import pytest
from builders import opened

from dlschool.domain.access import Role
from dlschool.domain.learning import Formative, Grade, Period, ResultKind, SittingState
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import formative, history, results
from dlschool.services.opening import Store
from dlschool.store import changes
from dlschool.store import learning as rows


@pytest.fixture
def algebra(db: Store) -> int:
    return school.subject(db)


@pytest.fixture
def sor(db: Store, algebra: int) -> int:
    return school.work(db, algebra, aims=("8.1.1.1", "8.1.1.2"))


@pytest.fixture
def sitting(db: Store, sor: int) -> int:
    return school.sitting(db, sor, school.pupil(db), date=date(2026, 10, 14))


def test_points_are_kept_with_the_day_of_the_sitting(db: Store, sor: int, sitting: int) -> None:
    results.enter(db, sitting, "17,5", aims=["8.1.1.2"])
    line = results.register(db, sor)[0]
    assert line.newest is not None
    assert (line.newest.points, line.newest.date) == ("17.5", date(2026, 10, 14))
    assert line.newest.aims == ("8.1.1.2",)
    assert line.sitting.state is SittingState.TAKEN


@pytest.mark.parametrize("typed", ["21", "20,5", "-1", "", "он", "1e2", "NaN", "7.125", "1_0"])
def test_impossible_points_are_refused_and_nothing_is_written(
    db: Store, sor: int, sitting: int, typed: str
) -> None:
    with pytest.raises(Refused):
        results.enter(db, sitting, typed)
    line = results.register(db, sor)[0]
    assert line.results == ()
    assert line.sitting.state is SittingState.PLANNED


def test_a_work_without_a_maximum_takes_no_points(db: Store, algebra: int) -> None:
    held = school.sitting(db, school.work(db, algebra, number=2, most=""), school.pupil(db))
    with pytest.raises(Refused):
        results.enter(db, held, "5")


def test_a_slip_is_corrected_in_place_and_the_journal_has_both(
    db: Store, sor: int, sitting: int
) -> None:
    results.enter(db, sitting, "7")
    results.enter(db, sitting, "17")
    assert [r.points for r in results.of_sitting(db, sitting)] == ["17"]
    assert "17" in changes.said(changes.history(db, limit=1)[0], "ru")


def test_an_absence_needs_a_reason_and_the_points_after_it_are_of_an_individual_sitting(
    db: Store, sitting: int
) -> None:
    with pytest.raises(Refused):
        results.miss(db, sitting, " ")
    results.miss(db, sitting, "ауырды")
    assert results.sitting(db, sitting).state is SittingState.MISSED
    results.enter(db, sitting, "12")
    newest = results.of_sitting(db, sitting)[-1]
    assert (newest.kind, newest.reason) == (ResultKind.AGAIN, "ауырды")


def test_a_work_with_points_was_not_missed(db: Store, sitting: int) -> None:
    results.enter(db, sitting, "12")
    with pytest.raises(Refused):
        results.miss(db, sitting, "ауырды")


def test_who_sits_again_keeps_both_results_and_the_newest_counts(
    db: Store, sor: int, sitting: int
) -> None:
    with pytest.raises(Refused):
        results.sit_again(db, sitting, "12", "олимпиада")
    results.enter(db, sitting, "12")
    with pytest.raises(Refused):
        results.sit_again(db, sitting, "15", "")
    results.sit_again(db, sitting, "15", "олимпиада", day=date(2026, 11, 20))
    line = results.register(db, sor)[0]
    assert [r.points for r in line.results] == ["12", "15"]
    assert line.points == 15


def test_only_a_soch_is_moderated_with_the_minutes_named(db: Store, algebra: int) -> None:
    someone = school.pupil(db)
    of_sor = school.sitting(db, school.work(db, algebra), someone)
    of_soch = school.sitting(db, school.work(db, algebra, "SOCh", most="25"), someone)
    results.enter(db, of_sor, "10")
    with pytest.raises(Refused):
        results.moderate(db, of_sor, "12", "№ 4")
    with pytest.raises(Refused):
        results.moderate(db, of_soch, "12", "№ 4")
    results.enter(db, of_soch, "18")
    with pytest.raises(Refused):
        results.moderate(db, of_soch, "20", " ")
    results.moderate(db, of_soch, "16", "педагогикалық кеңес, № 4 хаттама")
    held = results.of_sitting(db, of_soch)
    assert [(r.kind.value, r.points) for r in held] == [("first", "18"), ("moderated", "16")]
    with pytest.raises(Refused):
        results.enter(db, of_soch, "18")


def test_a_waived_work_takes_no_points(db: Store, sor: int) -> None:
    held = school.sitting(
        db, sor, school.pupil(db), state=SittingState.WAIVED, reason="№ 84-қ бұйрық"
    )
    with pytest.raises(Refused) as refused:
        results.enter(db, held, "12")
    assert "№ 84-қ" in refused.value.text("kk")


def test_a_day_to_come_is_refused(db: Store, sitting: int) -> None:
    with pytest.raises(Refused):
        results.enter(db, sitting, "12", day=date(2026, 11, 22))


def test_once_the_grade_is_put_points_stay(db: Store, algebra: int, sitting: int) -> None:
    results.enter(db, sitting, "12")
    held = results.sitting(db, sitting)
    with changes.action(db, "Grade"):
        rows.save(
            db,
            Grade(
                pupil_id=held.pupil_id, subject_id=algebra, year=school.YEAR,
                period=Period.TERM_1, grade=4, date=date(2026, 10, 25),
            ),
        )  # fmt: skip
    for attempt in (
        lambda: results.enter(db, sitting, "15"),
        lambda: results.sit_again(db, sitting, "15", "қайта"),
        lambda: results.take_back(db, sitting),
        lambda: formative.enter(db, held.pupil_id, algebra, school.YEAR, 1, "9"),
    ):
        with pytest.raises(Refused):
            attempt()


def test_points_of_the_wrong_pupil_are_taken_back_and_undone(db: Store, sitting: int) -> None:
    results.enter(db, sitting, "12")
    results.take_back(db, sitting)
    assert results.of_sitting(db, sitting) == []
    assert results.sitting(db, sitting).state is SittingState.PLANNED
    history.undo(db)
    assert [r.points for r in results.of_sitting(db, sitting)] == ["12"]
    assert results.sitting(db, sitting).state is SittingState.TAKEN


def test_aims_that_the_work_does_not_examine_are_refused(db: Store, sitting: int) -> None:
    with pytest.raises(Refused):
        results.set_aims(db, sitting, ["8.1.1.1"])
    results.enter(db, sitting, "12")
    with pytest.raises(Refused):
        results.set_aims(db, sitting, ["9.9.9.9"])
    results.set_aims(db, sitting, ["8.1.1.1"])
    assert results.of_sitting(db, sitting)[-1].aims == ("8.1.1.1",)


def test_aims_of_a_second_sitting_are_its_own(db: Store, sitting: int) -> None:
    results.enter(db, sitting, "12", aims=["8.1.1.1"])
    with pytest.raises(Refused):
        results.sit_again(db, sitting, "15", "ауырды", aims=["9.9.9.9"])
    assert len(results.of_sitting(db, sitting)) == 1
    results.sit_again(db, sitting, "15", "ауырды", aims=["8.1.1.2"])
    results.sit_again(db, sitting, "20", "ауырды")
    held = [r.aims for r in results.of_sitting(db, sitting)]
    assert held == [("8.1.1.1",), ("8.1.1.2",), ()]


def test_moderation_keeps_the_aims_unless_the_council_finds_others(db: Store, algebra: int) -> None:
    work = school.work(db, algebra, "SOCh", aims=("8.1.1.1", "8.1.1.2"))
    held = school.sitting(db, work, school.pupil(db), date=date(2026, 10, 14))
    results.enter(db, held, "12", aims=["8.1.1.1"])
    with pytest.raises(Refused):
        results.moderate(db, held, "14", "№ 4", aims=["9.9.9.9"])
    results.moderate(db, held, "14", "№ 4")
    assert results.of_sitting(db, held)[-1].aims == ("8.1.1.1",)
    results.moderate(db, held, "15", "№ 5", aims=["8.1.1.2"])
    results.moderate(db, held, "16", "№ 6", aims=[])
    assert [r.aims for r in results.of_sitting(db, held)][2:] == [("8.1.1.2",), ()]


def test_a_formative_row_is_typed_as_a_whole(db: Store, algebra: int) -> None:
    someone = school.pupil(db)

    def put(typed: str) -> list[Formative]:
        return formative.put_row(db, someone, algebra, school.YEAR, 1, typed)

    assert formative.row_text(put("8 9,5 4/5")) == "8 9.5 4/5"
    assert formative.row_text(put("8 10")) == "8 10"
    with pytest.raises(Refused):
        put("8 11")
    with pytest.raises(Refused):
        put("8 0/0")
    assert formative.row_text(put("8 10")) == "8 10"
    assert put("") == []


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def teacher(tmp_path: Path, *subjects: str) -> Store:
    """A teacher of class 8Ә in the same store."""
    folder = DataFolder(tmp_path / "school")
    store = opened(folder, at_noon, "Бектенов А.", Role.TEACHER, ("8Ә",))
    store.user = replace(store.user, subjects=subjects)
    return store


def test_a_teacher_writes_marks_of_own_class_and_subject_only(
    db: Store, algebra: int, sitting: int, tmp_path: Path
) -> None:
    physics = school.subject(db, "Физика")
    foreign = school.sitting(db, school.work(db, physics), results.sitting(db, sitting).pupil_id)
    elsewhere = school.work(db, algebra, class_name="8Б", number=3)
    other = school.sitting(db, elsewhere, school.pupil(db, letter="Б"))
    mine = teacher(tmp_path, "алгебра")
    try:
        results.enter(mine, sitting, "15")
        results.miss(mine, school.sitting(db, school.work(db, algebra, number=2),
                                          results.sitting(db, sitting).pupil_id), "ауырды")  # fmt: skip
        with pytest.raises(Refused):
            results.enter(mine, foreign, "15")
        with pytest.raises(Refused):
            results.enter(mine, other, "15")
        with pytest.raises(Refused):
            results.moderate(mine, sitting, "15", "№ 4")
        someone = results.sitting(db, sitting).pupil_id
        formative.enter(mine, someone, algebra, school.YEAR, 2, "9")
        with pytest.raises(Refused):
            formative.enter(mine, someone, physics, school.YEAR, 2, "9")
    finally:
        mine.close()


def test_a_teacher_moves_or_waives_no_sitting(db: Store, sitting: int, tmp_path: Path) -> None:
    mine = teacher(tmp_path, "Алгебра")
    held = results.sitting(mine, sitting)
    try:
        for changed in (
            replace(held, date=date(2026, 12, 1)),
            replace(held, state=SittingState.WAIVED, reason="өзім"),
        ):
            with pytest.raises(Refused), changes.action(mine, "Sitting"):
                rows.save(mine, changed)
    finally:
        mine.close()


@pytest.mark.parametrize("role", [Role.PSYCHOLOGIST, Role.VIEWER])
def test_who_writes_no_marks_is_refused(
    db: Store, sitting: int, tmp_path: Path, role: Role
) -> None:
    other = opened(DataFolder(tmp_path / "school"), at_noon, "Ким А.", role)
    try:
        with pytest.raises(Refused):
            results.enter(other, sitting, "15")
    finally:
        other.close()
