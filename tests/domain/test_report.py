"""Reports: figures with numbers for ever, sums and shares as spreadsheets make them, versions compared."""

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from dlschool.domain import report
from dlschool.domain.report import (
    GROUPS,
    KEYS,
    TABLES,
    Covered,
    Lack,
    PeriodKind,
    Report,
    differences,
    share,
    share_of,
    sums,
)
from dlschool.domain.report_words import LACKS
from dlschool.domain.text import Text

YEAR = Covered(
    kind=PeriodKind.YEAR,
    year="2026-2027",
    start=date(2026, 8, 1),
    until=date(2027, 7, 31),
    counted_on=date(2027, 5, 25),
)


def made(**figures: int) -> Report:
    return Report(covered=YEAR, made_on=YEAR.counted_on, figures=dict.fromkeys(KEYS, 0) | figures)


def test_a_number_and_its_key_never_change() -> None:
    """Departments sum figures by number over schools and years: renumbering must fail here.

    A new figure changes this hash; the numbers below it must not.
    """
    listed = "\n".join(f"{key.number} {key.key}" for key in KEYS.values())
    assert len(KEYS) == 375
    assert sha256(listed.encode()).hexdigest()[:16] == "4a4555661f875142"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (1, "school_pupils"),
        (20, "pupils_total"),
        (23, "pupils_total_own_end"),
        (100, "pupils_ground_health"),
        (248, "pupils_grade_12"),
        (308, "pupils_sex_unknown"),
        (350, "pupils_language_kk"),
        (420, "pupils_needs_yes"),
        (500, "cases_total_opened"),
        (516, "cases_health_running_end"),
        (611, "decisions_pedagogical_approve"),
        (660, "orders_transfer_issued"),
        (780, "materials_textbook_issued"),
        (840, "given_thematic_plans_cases"),
        (911, "works_sor_taken"),
        (1020, "results_soch_wrote"),
        (1110, "grades_term_1_five"),
        (1310, "attainment_excellent"),
        (1410, "readiness_met"),
    ],
)
def test_figures_stand_under_their_numbers(number: int, key: str) -> None:
    assert KEYS[key].number == number


def test_the_documented_ranges_hold_all_figures_of_their_tables() -> None:
    documented = re.findall(r"^\| (\d+)-(\d+) \| `(\w+?)_…?", report.__doc__ or "", re.MULTILINE)
    assert documented
    spans = [(int(low), int(high)) for low, high, _ in documented]
    outside = [k for k in KEYS.values() if not any(low <= k.number <= high for low, high in spans)]
    assert outside == []


def test_a_key_can_name_a_cell_of_excel() -> None:
    assert [key for key in KEYS if not re.fullmatch(r"[a-z][a-z0-9_]*", key)] == []


def test_every_figure_says_what_it_is_in_both_languages_and_no_two_say_the_same() -> None:
    for language in ("kk", "ru"):
        names = [key.name[language] for key in KEYS.values()]
        assert len(set(names)) == len(names)


def test_tables_of_one_group_have_the_same_columns_so_that_headings_can_stay_in_sight() -> None:
    for group in GROUPS:
        assert len({table.columns for table in TABLES if table.group == group}) == 1


def test_who_stands_in_two_lines_is_taken_out_of_the_sum() -> None:
    table = next(t for t in TABLES if t.code == "pupils_ground")
    figures = made(
        pupils_ground_health=2, pupils_ground_weather=5, pupils_ground_repeated=1
    ).figures
    assert sums(table, figures, table.columns[0]) == 6


def test_a_share_is_rounded_a_half_up_to_one_place() -> None:
    assert [share(1, 3), share(2, 3), share(1, 16), share(0, 4)] == [33.3, 66.7, 6.3, 0.0]
    assert share(1, 0) is None


def test_quality_is_that_of_the_line_and_of_the_sums() -> None:
    table = next(t for t in TABLES if t.code == "results")
    quality = next(c for c in table.columns if c.key == "quality")
    figures = made(results_sor_five=1, results_sor_two=1, results_soch_four=2).figures
    assert share_of(table, table.lines[0], figures, quality) == 50.0
    assert share_of(table, None, figures, quality) == 75.0


def test_versions_differ_in_the_figures_that_changed_in_order_of_their_numbers() -> None:
    before, after = made(cases_total_opened=3, school_pupils=60), made(cases_total_opened=4)
    found = [(each.key.number, each.before, each.after) for each in differences(before, after)]
    assert found == [(1, 60, 0), (500, 3, 4)]


def test_a_figure_that_an_older_version_does_not_know_counts_as_none() -> None:
    older = replace(made(), figures={"school_pupils": 5})
    assert [each.key.key for each in differences(older, made(school_pupils=5))] == []


@pytest.mark.parametrize(
    ("covered", "ru"),
    [
        (YEAR, "2026-2027 учебный год"),
        (replace(YEAR, kind=PeriodKind.TERM, number=2), "2026-2027 учебный год, 2 четверть"),
        (replace(YEAR, kind=PeriodKind.HALF, number=1), "2026-2027 учебный год, 1 полугодие"),
        (replace(YEAR, kind=PeriodKind.DATES), "01.08.2026–31.07.2027"),
    ],
)
def test_a_period_is_called_by_its_name(covered: Covered, ru: str) -> None:
    assert covered.name.ru == ru


def test_everything_that_may_be_missing_says_what_to_do() -> None:
    assert set(LACKS) == set(Lack)
    assert all(isinstance(text, Text) for pair in LACKS.values() for text in pair)
