"""The change of the school year: previewed, made in one action, taken back in one step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import opened, paper, stored_case, stored_pupil, taken_back

from dlschool.domain.access import Role
from dlschool.domain.case import Ground, OrderKind, PaperKind
from dlschool.domain.learning import Grade, Period, Subject
from dlschool.domain.personal import Request, RequestKind
from dlschool.domain.year_change import Move
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    cases,
    history,
    orders,
    personal,
    pupils,
    sheets,
    subjects,
    today,
    year_change,
    year_papers,
)
from dlschool.services.opening import Store
from dlschool.services.year_change import Choice
from dlschool.store import changes, learning


class Clock:
    def __init__(self, at: str) -> None:
        self.at = datetime.fromisoformat(at)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def summer(tmp_path: Path) -> Iterator[Store]:
    store = opened(DataFolder(tmp_path / "school"), Clock("2026-06-10T12:00"), "Оразова Д.")
    yield store
    store.close()


def where(db: Store, pupil_id: int) -> str:
    pupil = pupils.card(db, pupil_id).pupil
    return "left" if pupil.left_on else f"{pupil.grade}{pupil.letter}"


def put(db: Store, pupil_id: int, *grades: tuple[int, Period, int]) -> None:
    """Annual grades: number of the subject, period, grade."""
    with changes.action(db, "grades"):
        for subject, period, grade in grades:
            if learning.get(db, Subject, subject) is None:
                learning.save(db, Subject(name_kk=f"пән {subject}", name_ru=f"предмет {subject}"))
            learning.save(
                db,
                Grade(
                    pupil_id=pupil_id,
                    subject_id=subject,
                    year="2025-2026",
                    period=period,
                    grade=grade,
                    date=date(2026, 5, 25),
                ),
            )


def line(db: Store, pupil_id: int) -> year_change.Line:
    return next(each for each in year_change.preview(db).lines if each.pupil.id == pupil_id)


def test_everybody_moves_up_and_the_oldest_graduate_in_one_action(summer: Store) -> None:
    young, old = stored_pupil(summer, grade=0), stored_pupil(summer, grade=11)
    middle = stored_pupil(summer, grade=8, letter="Ә")
    before = len(history.actions(summer, limit=-1))
    made = year_change.change(summer)
    assert [where(summer, each) for each in (young, middle, old)] == ["1Ә", "9Ә", "left"]
    assert len(history.actions(summer, limit=-1)) == before + 1
    assert {m.pupil_id: (m.move, m.before, m.after) for m in made.moved}[middle] == (
        Move.PROMOTE,
        "8Ә",
        "9Ә",
    )
    assert year_change.changed(summer) == made
    assert not history.check(summer)


def test_one_step_takes_the_whole_change_back(summer: Store) -> None:
    everyone = [stored_pupil(summer, grade=grade) for grade in range(12)]
    year_change.change(summer)
    taken_back(summer)
    assert [where(summer, each) for each in everyone] == [f"{grade}Ә" for grade in range(12)]
    assert year_change.due(summer) == "2025-2026"
    with pytest.raises(Refused):
        year_change.changed(summer)


def test_today_offers_it_in_summer_to_who_may(summer: Store) -> None:
    assert [line for line in today.today(summer).lines if line.kind == "year"] == []
    stored_pupil(summer)
    (line,) = [line for line in today.today(summer).lines if line.kind == "year"]
    assert (line.screen, line.step) == ("year", "change")
    year_change.change(summer)
    assert [line for line in today.today(summer).lines if line.kind == "year"] == []


def test_open_cases_that_end_with_the_year_stand_in_the_act(summer: Store) -> None:
    who = stored_pupil(summer)
    case_id = stored_case(summer, ground=Ground.HEALTH, pupil_id=who, opened_on=date(2026, 5, 4))
    period = {"valid_from": date(2026, 5, 4), "valid_until": date(2026, 6, 30)}
    cases.add_paper(
        summer, paper(PaperKind.MEDICAL, case_id=case_id, date=date(2026, 5, 4), **period)
    )
    draft = orders.draft_order(summer, case_id, OrderKind.TRANSFER, date(2026, 5, 5))
    orders.issue_order(summer, draft)
    assert [s.case_id for s in year_change.preview(summer).ends] == [case_id]
    assert year_change.change(summer).cases == (case_id,)
    for language in ("kk", "ru", "both"):
        act = year_papers.prepare_act(summer, language=language)
        assert act.content.startswith(b"%PDF")
        assert act.pupils == (who,)


def test_a_blocked_pupil_stays_and_is_named(summer: Store) -> None:
    who, other = stored_pupil(summer), stored_pupil(summer)
    asked = Request(
        pupil_id=who, kind=RequestKind.BLOCKING, date=date(2026, 6, 1), applicant="Ким А."
    )
    personal.record_request(summer, asked)
    made = year_change.change(summer)
    assert [line.pupil_id for line in made.moved] == [other]
    assert (where(summer, who), where(summer, other)) == ("8Ә", "9Ә")


def test_a_year_is_changed_once(summer: Store) -> None:
    stored_pupil(summer)
    year_change.change(summer)
    assert year_change.due(summer) is None
    with pytest.raises(Refused, match="2025-2026"):
        year_change.change(summer)


@pytest.mark.parametrize("day", ["2026-05-10", "2026-10-01", "2026-11-21", "2026-01-15"])
def test_outside_of_the_summer_nothing_moves(tmp_path: Path, day: str) -> None:
    store = opened(DataFolder(tmp_path / "school"), Clock(f"{day}T12:00"), "Оразова Д.")
    stored_pupil(store)
    assert year_change.due(store) is None
    with pytest.raises(Refused):
        year_change.preview(store)
    store.close()


def test_three_annual_twos_repeat_the_year(summer: Store) -> None:
    who = stored_pupil(summer, grade=7)
    put(summer, who, *((subject, Period.ANNUAL, 2) for subject in (1, 2, 3)))
    assert line(summer, who).move is Move.REPEAT
    year_change.change(summer)
    assert where(summer, who) == "7Ә"


def test_a_two_at_the_third_chance_repeats_the_year(summer: Store) -> None:
    who = stored_pupil(summer, grade=7)
    put(
        summer, who, (1, Period.ANNUAL, 2), (1, Period.CHANCE_2, 2), (1, Period.CHANCE_3, 2)
    )  # fmt: skip
    assert line(summer, who).move is Move.REPEAT
    assert line(summer, who).why is not None


def test_a_passed_chance_promotes(summer: Store) -> None:
    who = stored_pupil(summer, grade=7)
    put(summer, who, (1, Period.ANNUAL, 2), (1, Period.CHANCE_2, 3))
    assert line(summer, who).move is Move.PROMOTE


def test_a_two_with_a_chance_still_to_take_must_be_decided(summer: Store) -> None:
    who = stored_pupil(summer, grade=7, last="Әбенов")
    put(summer, who, (1, Period.ANNUAL, 2), (2, Period.ANNUAL, 4))
    assert line(summer, who).move is None
    with pytest.raises(Refused, match="Әбенов"):
        year_change.change(summer)
    assert where(summer, who) == "7Ә"
    year_change.change(summer, {who: Choice(Move.PROMOTE)})
    assert where(summer, who) == "8Ә"


def test_each_pupil_may_go_another_way(summer: Store) -> None:
    leaves, stays, other = (stored_pupil(summer, grade=9) for _ in range(3))
    chosen = {
        leaves: Choice(Move.LEAVE),
        stays: Choice(Move.REPEAT),
        other: Choice(Move.PROMOTE, "«б»"),
    }
    year_change.change(summer, chosen)
    assert [where(summer, each) for each in (leaves, stays, other)] == ["left", "9Ә", "10Б"]


def test_no_class_comes_after_the_twelfth(summer: Store) -> None:
    who = stored_pupil(summer, grade=12)
    with pytest.raises(Refused, match="12"):
        year_change.change(summer, {who: Choice(Move.PROMOTE)})


def test_only_a_class_with_final_attestation_finishes_school(summer: Store) -> None:
    young, ninth = stored_pupil(summer, grade=1), stored_pupil(summer, grade=9)
    with pytest.raises(Refused, match="finishes school|бітіруші сынып емес"):
        year_change.preview(summer, {young: Choice(Move.GRADUATE)})
    year_change.change(summer, {ninth: Choice(Move.GRADUATE)})
    assert where(summer, young) == "2Ә"
    assert where(summer, ninth) == "left"


def test_who_left_or_has_no_class_stays_out(summer: Store) -> None:
    gone, bare = stored_pupil(summer), stored_pupil(summer, grade=None, letter="")
    pupils.leave(summer, gone, date(2026, 3, 1))
    seen = year_change.preview(summer)
    assert seen.lines == ()
    assert [pupil.id for pupil in seen.left_out] == [bare]


def test_a_school_with_new_lists_says_so_and_is_not_asked_again(summer: Store) -> None:
    who = stored_pupil(summer)
    year_change.mark_changed(summer)
    assert (where(summer, who), year_change.due(summer)) == ("8Ә", None)


def test_only_those_who_may_change_pupils_change_the_year(tmp_path: Path) -> None:
    clock = Clock("2026-06-10T12:00")
    owner = opened(DataFolder(tmp_path / "school"), clock, "Оразова Д.")
    who = stored_pupil(owner)
    owner.close()
    teacher = opened(DataFolder(tmp_path / "school"), clock, "Ахметов С.", Role.TEACHER, ("8Ә",))
    with pytest.raises(Refused):
        year_change.change(teacher)
    assert where(teacher, who) == "8Ә"
    teacher.close()


def test_later_work_on_a_pupil_stands_against_the_undo(summer: Store) -> None:
    who = stored_pupil(summer)
    year_change.change(summer)
    newest = history.actions(summer, limit=1)[0]
    pupils.edit_pupil(summer, replace(pupils.card(summer, who).pupil, address="Абай, 1"))
    with pytest.raises(Refused):
        history.undo(summer, newest.id)


def test_papers_of_last_year_name_the_class_of_last_year(summer: Store) -> None:
    who = stored_pupil(summer)
    case_id = stored_case(summer, ground=Ground.HEALTH, pupil_id=who, opened_on=date(2026, 5, 4))
    period = {"valid_from": date(2026, 5, 4), "valid_until": date(2026, 12, 30)}
    cases.add_paper(
        summer, paper(PaperKind.MEDICAL, case_id=case_id, date=date(2026, 5, 4), **period)
    )
    draft = orders.draft_order(summer, case_id, OrderKind.TRANSFER, date(2026, 5, 5))
    order = orders.order(summer, orders.issue_order(summer, draft))
    year_change.change(summer)
    shared, file = subjects.common(summer), cases.case_file(summer, case_id)
    assert file.pupil is not None
    assert file.pupil.class_name == "9 «Ә»"
    for of in (subjects.of_case(shared, file), sheets.of_order(summer, shared, file, order)):
        assert of.pupil is not None
        assert of.pupil.class_name == "8 «Ә»"
    assert shared.then(file.pupil, date(2026, 6, 10)) == file.pupil
    assert shared.then(file.pupil, date(2026, 6, 9)) != file.pupil
