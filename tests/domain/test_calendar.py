"""A school year as values: spans, terms, what each day is, what cannot be."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dlschool.domain.calendar import (
    Break,
    DayOff,
    Exams,
    MovedDay,
    Span,
    Year,
    first_year,
    grade_of,
)
from dlschool.domain.calendar_check import check
from dlschool.domain.school_days import Day, DayKind, days, without_lessons
from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.law.school_year import holidays, shipped

YEAR = shipped()["2026-2027"]
NAME = Text("Үзіліс", "Перерыв")


def day(month: int, number: int) -> date:
    return date(2026 if month > 7 else 2027, month, number)


def of(class_name: str = "", **facts: Any) -> dict[date, Day]:
    return days(replace(YEAR, **facts), holidays(), class_name)


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        (day(9, 1), DayKind.LESSONS),
        (day(9, 5), DayKind.WEEKEND),
        (day(10, 25), DayKind.HOLIDAY),
        (day(10, 27), DayKind.BREAK),
        (day(12, 16), DayKind.HOLIDAY),
        (day(1, 4), DayKind.BREAK),
        (day(3, 15), DayKind.HOLIDAY),
        (day(5, 3), DayKind.HOLIDAY),
        (day(5, 10), DayKind.HOLIDAY),
        (day(5, 25), DayKind.LESSONS),
    ],
)
def test_a_day_is_what_the_calendar_and_the_law_make_it(when: date, kind: DayKind) -> None:
    assert of()[when].kind is kind


def test_only_days_of_the_year_are_there() -> None:
    found = of()
    assert (min(found), max(found), len(found)) == (day(9, 1), day(5, 25), YEAR.length)


def test_grade_one_rests_in_february_alone() -> None:
    assert of("1А")[day(2, 10)].kind is DayKind.BREAK
    assert of("2А")[day(2, 10)].lessons
    assert YEAR.weeks(2) - YEAR.weeks(1) == 1
    assert (YEAR.weeks(1, 3), YEAR.weeks(1, 2)) == (9, 8)


def test_grades_of_six_days_learn_on_saturdays_and_their_holidays_move_less() -> None:
    six = {"six_day_grades": (10, 11)}
    saturday = day(9, 5)
    assert of("11Б", **six)[saturday].lessons
    assert not of("9Б", **six)[saturday].lessons
    assert of("11Б", **six)[day(5, 3)].lessons, "1 May 2027 is a Saturday"
    assert not of("9Б", **six)[day(5, 3)].lessons


def test_days_off_are_of_the_school_of_grades_or_of_classes() -> None:
    off = DayOff(start=day(9, 8), until=day(9, 9), reason="су жоқ")
    assert {c: of(c, days_off=(off,))[day(9, 8)].lessons for c in ("1А", "8Ә")} == {
        "1А": False,
        "8Ә": False,
    }
    of_class = replace(off, classes=("8Ә",))
    assert not of("8Ә", days_off=(of_class,))[day(9, 9)].lessons
    assert of("8Б", days_off=(of_class,))[day(9, 9)].lessons
    of_grade = replace(off, grades=(8,))
    assert not of("8Б", days_off=(of_grade,))[day(9, 9)].lessons
    assert of("18", days_off=(of_grade,))[day(9, 9)].lessons


def test_a_moved_day_changes_places_with_a_day_of_lessons() -> None:
    moved = MovedDay(rest=day(9, 7), worked=day(9, 5))
    found = of(moved=(moved,))
    assert found[day(9, 5)].kind is DayKind.WORKED
    assert not found[day(9, 7)].lessons


def test_a_break_is_worked_by_no_moved_day() -> None:
    year = shipped()["2024-2025"]
    found = days(year, holidays())
    assert found[date(2025, 1, 3)].kind is DayKind.BREAK
    assert found[date(2025, 1, 5)].kind is DayKind.BREAK


def test_the_first_of_september_2025_was_a_day_off() -> None:
    found = days(shipped()["2025-2026"], holidays())
    assert date(2025, 9, 1) in without_lessons(found)
    assert found[date(2025, 9, 2)].lessons


def test_terms_are_found_by_their_days() -> None:
    assert YEAR.term_of(day(11, 21)) == YEAR.term(2)
    assert YEAR.term_of(day(10, 28)) is None
    assert YEAR.coming_term(day(10, 28)) == YEAR.term(2)
    assert YEAR.coming_term(date(2027, 6, 1)) is None


WRONG = {
    "name": {"year": "2026/27"},
    "too long": {"until": date(2028, 5, 25)},
    "three terms": {"terms": YEAR.terms[:3]},
    "terms over each other": {
        "terms": (replace(YEAR.terms[0], until=day(11, 5)), *YEAR.terms[1:]),
    },
    "a term backwards": {"terms": (replace(YEAR.terms[0], until=day(8, 1)), *YEAR.terms[1:])},
    "a term that begins late": {
        "terms": (replace(YEAR.terms[0], start=day(9, 3)), *YEAR.terms[1:]),
    },
    "a break in a term": {
        "breaks": (*YEAR.breaks, Break(name=NAME, start=day(9, 8), until=day(9, 9))),
    },
    "a grade's break over the term's end": {
        "breaks": (Break(name=NAME, grades=(1,), start=day(10, 20), until=day(10, 28)),),
    },
    "a day off in summer": {
        "days_off": (DayOff(start=date(2027, 7, 1), until=date(2027, 7, 2)),),
    },
    "examinations of another year": {
        "exams": (Exams(name=NAME, grades=(9,), start=date(2028, 5, 1), until=date(2028, 5, 3)),),
    },
    "rest moved to itself": {"moved": (MovedDay(rest=day(9, 7), worked=day(9, 7)),)},
    "a day moved twice": {
        "moved": (
            MovedDay(rest=day(9, 7), worked=day(9, 5)),
            MovedDay(rest=day(9, 7), worked=day(9, 12)),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_year_that_cannot_be_is_refused(wrong: str) -> None:
    broken: Year = replace(YEAR, **WRONG[wrong])
    with pytest.raises(Refused) as refused:
        check(broken)
    for language in ("kk", "ru"):
        assert "{" not in refused.value.text(language)


def test_names_of_years_and_classes_are_read() -> None:
    assert first_year("2026-2027") == 2026
    assert [first_year(bad) for bad in ("2026-2028", "2026", "", "abcd-2027")] == [None] * 4
    assert [grade_of(name) for name in ("8Ә", "10-Б", "11", "0А", "", "Ә")] == [
        8, 10, 11, 0, None, None,
    ]  # fmt: skip


def test_a_span_counts_both_of_its_ends() -> None:
    span = Span(start=day(9, 1), until=day(9, 3))
    assert (span.length, len(list(span.days()))) == (3, 3)
    assert day(9, 3) in span
    assert day(9, 4) not in span
