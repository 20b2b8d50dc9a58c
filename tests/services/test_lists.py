"""Lists of cases: filtered, ordered, and told with what the law says of each."""

from dataclasses import replace
from datetime import date

import pytest
from builders import approved_case, classes_case, decided, ready_case, stored_case, stored_pupil

from dlschool.domain.case import Council, Ground, Outcome
from dlschool.law.step import CaseOutcome
from dlschool.services import cases, lists, pupils
from dlschool.services.lists import CaseFilter
from dlschool.services.opening import Store


def named(db: Store, last: str, number: str, grade: int = 7, **facts: object) -> int:
    pupil_id = stored_pupil(db, last=last, first="Үміт", grade=grade, letter="Ә")
    return stored_case(db, number=number, pupil_id=pupil_id, **facts)


def test_a_list_shows_the_newest_case_first(db: Store) -> None:
    old = stored_case(db, number="2026/1", opened_on=date(2026, 9, 1))
    new = stored_case(db, number="2026/2", opened_on=date(2026, 10, 1))
    assert lists.cases(db) == [new, old]
    assert lists.cases(db, CaseFilter(descending=False)) == [old, new]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", ["2026/2", "2026/9", "2026/10"]),
        ("subject", ["2026/10", "2026/2", "2026/9"]),
        ("class", ["2026/9", "2026/10", "2026/2"]),
        ("ground", ["2026/10", "2026/9", "2026/2"]),
        ("opened", ["2026/9", "2026/2", "2026/10"]),
        ("until", ["2026/10", "2026/9", "2026/2"]),
        ("outcome", ["2026/9", "2026/2", "2026/10"]),
    ],
)
def test_a_list_can_be_sorted_by_any_column(db: Store, order: str, expected: list[str]) -> None:
    named(db, "Сәрсенбаева", "2026/9", grade=5)
    named(db, "Өтегенова", "2026/2", grade=11, wanted_until=date(2027, 5, 25))
    named(db, "Әлімова", "2026/10", wanted_until=date(2026, 12, 1), ground=Ground.HEALTH)
    found = lists.case_lines(db, lists.cases(db, CaseFilter(order=order, descending=False)))
    assert [line.number for line in found] == expected


@pytest.mark.parametrize("text", ["өтег", "ҮМІТ өт", "2026/38", "38", "7ә", "№ 2026/38"])
def test_a_case_is_found_by_number_name_and_class(db: Store, text: str) -> None:
    wanted = named(db, "Өтегенова", "2026/38")
    named(db, "Қасымова", "2026/4", grade=9)
    assert lists.cases(db, CaseFilter(text=text)) == [wanted]


def test_a_case_of_classes_is_found_by_a_class(db: Store) -> None:
    made = cases.open_case(db, classes_case(id=None, number=""))
    assert lists.cases(db, CaseFilter(text="5ә")) == [made]
    assert lists.cases(db, CaseFilter(ground=Ground.FAMILY)) == []
    line = lists.case_lines(db, [made])[0]
    assert line.subject.ru == "Классы: 1А, 5Ә, 7Б"


def test_cases_that_ended_are_apart_from_those_that_run(db: Store) -> None:
    running, refused = stored_case(db, number="2026/1"), ready_case(db, number="2026/2")
    decided(
        db, Council.TRUSTEE, refused, outcome=Outcome.REFUSE, start=None, until=None, reason="жоқ"
    )
    assert lists.cases(db) == [running]
    assert lists.cases(db, CaseFilter(state="ended")) == [refused]
    assert set(lists.cases(db, CaseFilter(state="all"))) == {running, refused}
    assert (lists.count(db), lists.count(db, "ended"), lists.count(db, "all")) == (1, 1, 2)


def test_a_line_says_what_comes_next_and_for_which_period(db: Store) -> None:
    waiting, approved = stored_case(db, number="2026/1"), approved_case(db, number="2026/2")
    first, second = lists.case_lines(db, [waiting, approved])
    assert (first.start, first.until) == (date(2026, 10, 1), date(2026, 12, 27))
    assert first.next_step is not None
    assert first.next_step.ru.startswith("Заявление")
    assert (second.start, second.outcome) == (date(2026, 11, 9), CaseOutcome.RUNNING)
    assert second.next_step is not None
    assert second.next_step.ru == "Приказ директора"


def test_lines_come_in_the_order_asked_for_and_without_cases_that_are_gone(db: Store) -> None:
    first, second = stored_case(db, number="2026/1"), stored_case(db, number="2026/2")
    found = lists.case_lines(db, [second, 77, first])
    assert [line.id for line in found] == [second, first]


def test_a_list_sees_a_change_at_once(db: Store) -> None:
    made = named(db, "Өтегенова", "2026/38")
    assert lists.case_lines(db, [made])[0].class_name == "7 «Ә»"
    pupil_id = cases.case_file(db, made).case.pupil_id
    assert pupil_id is not None
    moved = pupils.card(db, pupil_id).pupil
    pupils.edit_pupil(db, replace(moved, grade=8))
    assert lists.case_lines(db, [made])[0].class_name == "8 «Ә»"
