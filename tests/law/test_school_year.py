"""The program's own calendars and curricula: sound, read strictly, of the numbers that were published."""

from decimal import Decimal
from pathlib import Path

import pytest

from dlschool.domain.calendar import Year
from dlschool.domain.holidays import Holidays
from dlschool.errors import Refused
from dlschool.law import curriculum, school_year, strict_data
from dlschool.paths import program_file

SHIPPED = ("2024-2025", "2025-2026", "2026-2027")


def test_three_years_are_shipped() -> None:
    assert tuple(school_year.shipped()) == SHIPPED


@pytest.mark.parametrize("year", SHIPPED)
def test_a_year_has_34_weeks_and_33_for_grade_one(year: str) -> None:
    found = school_year.shipped()[year]
    assert [term.weeks for term in found.terms] == [8, 8, 10, 8]
    assert (found.weeks(), found.weeks(7), found.weeks(1)) == (34, 34, 33)


def test_breaks_last_as_the_orders_say() -> None:
    lengths = {
        name: [pause.length for pause in year.breaks if not pause.grades]
        for name, year in school_year.shipped().items()
    }
    assert lengths == {
        "2024-2025": [7, 10, 11],
        "2025-2026": [7, 10, 11],
        "2026-2027": [7, 14, 7],
    }


@pytest.mark.parametrize("year", SHIPPED)
def test_a_year_comes_back_from_the_store_as_it_went(year: str) -> None:
    found = school_year.shipped()[year]
    assert school_year.unpacked(school_year.packed(found)) == found


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"year": "2026-2027"}', "\ufffd"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        school_year.unpacked(text)


def broken(folder: Path, old: str, new: str) -> Path:
    source = program_file("resources", "calendars", "2026-2027.toml").read_text("utf-8")
    assert old in source
    path = folder / "2026-2027.toml"
    path.write_text(source.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("number = 2", "number = 2\nweeks = 8", 14, "terms[1].weeks"),
        ("until = 2027-05-25", "", 1, "until"),
        ("start = 2026-11-02", 'start = "autumn"', 14, "terms[1].start"),
    ],
)
def test_a_wrong_key_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, key: str
) -> None:
    with pytest.raises(Refused) as refused:
        strict_data.read(broken(tmp_path, old, new), Year)
    assert (refused.value.values["line"], refused.value.values["key"]) == (line, key)


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("year = ", "utf-8")
    (tmp_path / "b.toml").write_bytes(b"\xff")
    for name in ("a.toml", "b.toml", "none.toml"):
        with pytest.raises(Refused):
            strict_data.read(tmp_path / name, Holidays)


# Order № 500, annexes 1-2 and 6-7: hours of the invariant part together.
TOTALS = {
    "kk": ("18.5", "22", "25", "25", "28.5", "28.5"),
    "ru": ("20.5", "23", "26", "27", "29.5", "29.5"),
}


@pytest.mark.parametrize("language", TOTALS)
def test_hours_of_grades_1_to_6_sum_up_to_the_orders_totals(language: str) -> None:
    sums = [sum_of(language, grade) for grade in range(1, 7)]
    assert sums == [Decimal(total) for total in TOTALS[language]]
    assert all(total <= (curriculum.cap(grade) or 0) for grade, total in enumerate(sums, 1))


def sum_of(language: str, grade: int, first_year: int = 2026) -> Decimal:
    found = curriculum.typical(language, grade, first_year).values()
    return sum((weekly for weekly in found if weekly is not None), Decimal(0))


@pytest.mark.parametrize("grade", range(7, 12))
def test_of_grades_7_to_11_only_names_are_held(grade: int) -> None:
    for language in curriculum.languages():
        found = curriculum.typical(language, grade, 2026)
        assert len(found) > 15
        assert set(found.values()) == {None}
    assert curriculum.cap(grade) is None


def test_hours_of_an_edition_do_not_hold_before_it() -> None:
    assert sum_of("kk", 3, 2024) == 0
    assert set(curriculum.typical("kk", 3, 2024)) == set(curriculum.typical("kk", 3, 2026))
    assert sum_of("kk", 5, 2024) == Decimal("28.5")


def test_pass_or_fail_are_the_subjects_that_the_order_names() -> None:
    found = {named.key for named in curriculum.subjects() if named.kind == "pass-fail"}
    assert {"music", "physical-culture", "art-work", "digital-literacy"} <= found
    assert not {"mathematics", "kazakh", "labour", "art"} & found


def test_of_other_languages_nothing_is_held() -> None:
    assert curriculum.typical("ug", 5, 2026) == {}
    assert curriculum.typical("kk", 12, 2026) == {}
