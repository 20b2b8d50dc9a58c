"""The grade engine against vectors with their sources.

Sources: «issue» = the text of issue 4; «1.x» = facts of order 125 of 18.03.2008 in the edition of
30.04.2025 (1.1 class 1, 1.6 weights, 1.7-1.8 one hour a week, 1.9-1.11 parts, 1.12 scale, 1.13
rounding, 1.14 annual, 1.16 chances, 1.19 pass or fail, 1.23 examination); «BCALC» = the worked
example of bilimcalc.vercel.app («методика МОН РК»); «scale» = a boundary of 1.12 reached by 1.6.
"""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from dlschool.errors import Refused
from dlschool.law import grading
from dlschool.law.grading import Mark, Marks, Rounding

RULES = grading.rules_of("2025-2026")


def marks(formative: str, sor: str = "", soch: str = "") -> Marks:
    """«8/10 9/10» each: points of a maximum."""
    return Marks(_read(formative), _read(sor), next(iter(_read(soch)), None))


def _read(written: str) -> list[Mark]:
    parts = [mark.split("/") for mark in written.split()]
    return [Mark(Decimal(points), Decimal(most)) for points, most in parts]


# Source, formative, SOR, SOCh, exact percent, grade if exact, grade if rounded half up.
GRADED = [
    ("issue, BCALC", "8/10", "14/20", "18/25", "73.5", 4, 4),
    ("issue, 1.13", "3.9/10", "6/15", "8/20", "39.75", 2, 3),
    ("1.12 best", "10/10", "15/15", "20/20", "100", 5, 5),
    ("1.12 worst", "0/10", "0/15", "0/20", "0", 2, 2),
    ("scale 40", "4/10", "6/15", "8/20", "40", 3, 3),
    ("scale 39.5", "3.8/10", "6/15", "8/20", "39.5", 2, 3),
    ("scale 39.25", "3.7/10", "6/15", "8/20", "39.25", 2, 2),
    ("scale 39.49", "37.96/100", "6/15", "8/20", "39.49", 2, 2),
    ("scale 65", "6.5/10", "13/20", "13/20", "65", 4, 4),
    ("scale 64.75", "6.4/10", "13/20", "13/20", "64.75", 3, 4),
    ("scale 64.5", "6.3/10", "13/20", "13/20", "64.5", 3, 4),
    ("scale 64.25", "6.2/10", "13/20", "13/20", "64.25", 3, 3),
    ("scale 85", "8.5/10", "17/20", "17/20", "85", 5, 5),
    ("scale 84.75", "8.4/10", "17/20", "17/20", "84.75", 4, 5),
    ("scale 84.5", "8.3/10", "17/20", "17/20", "84.5", 4, 5),
    ("scale 84.25", "8.2/10", "17/20", "17/20", "84.25", 4, 4),
    ("1.6 formative alone brings 25", "10/10", "0/10", "0/20", "25", 2, 2),
    ("1.6 SOR alone brings 25", "0/10", "10/10", "0/20", "25", 2, 2),
    ("1.6 SOCh alone brings 50", "0/10", "0/10", "20/20", "50", 3, 3),
    ("1.6 formative and SOR", "10/10", "10/10", "0/20", "50", 3, 3),
    ("1.6 formative and SOCh", "10/10", "0/10", "20/20", "75", 4, 4),
    ("1.6 SOR and SOCh", "0/10", "10/10", "20/20", "75", 4, 4),
    ("1.9 mean of ten marks", "8/10 9/10 10/10 7/10", "12/15", "24/30", "81.25", 4, 4),
    ("1.9 one more mark", "8/10 9/10 10/10 7/10 6/10", "12/15", "24/30", "80", 4, 4),
    ("1.9 other maxima sum", "4/5 9/10", "10/10", "20/20", "96.66666666666666666667", 5, 5),
    ("1.10 two SOR", "8/10", "10/15 12/15", "20/25", "78.33333333333333333333", 4, 4),
    ("1.10 three SOR", "9/10", "10/10 12/15 18/25", "27/30", "87.5", 5, 5),
    ("1.10 sum/sum, not mean of per cents", "10/10", "5/5 10/20", "20/20", "90", 5, 5),
    ("1.10 sum/sum the other way", "10/10", "0/5 20/20", "20/20", "95", 5, 5),
    ("1.11 SOCh of 40", "7/10", "9/12", "31/40", "75", 4, 4),
    ("1.2 SOR of 7 in grade 3", "9/10", "6/7", "16/20", "83.92857142857142857143", 4, 4),
    ("1.2 SOR of 15 in grade 4", "5/10", "9/15", "11/20", "55", 3, 3),
    ("1.9 half points", "7.5/10", "12.5/20", "21.5/25", "77.375", 4, 4),
    ("1.13 just under, never up", "0/10", "10/10", "29.999/50", "54.999", 3, 3),
    ("1.6 many marks", " ".join(["7/10"] * 20), "14/20 13/20 15/20", "28/40", "70", 4, 4),
    ("1.12 weak term", "2/10", "3/12", "5/25", "21.25", 2, 2),
    ("1.12 strong SOCh saves", "3/10", "5/12", "19/25", "55.91666666666666666667", 3, 3),
    ("1.12 weak SOCh sinks", "9/10", "10/12", "4/25", "51.33333333333333333333", 3, 3),
]


@pytest.mark.parametrize(
    ("source", "formative", "sor", "soch", "percent", "exact", "half_up"), GRADED
)
def test_a_term_grade_is_25_25_and_50_on_the_scale(
    source: str, formative: str, sor: str, soch: str, percent: str, exact: int, half_up: int
) -> None:
    given = marks(formative, sor, soch)
    done = _grade(given, "exact")
    assert done.percent is not None
    assert abs(done.percent - Fraction(percent)) < Fraction(1, 10**18)
    assert (done.result, done.grade) == ("graded", exact), source
    assert _grade(given, "half-up").grade == half_up, source


def _grade(
    given: Marks, rounding: Rounding | None = None, hours: str = "2", school_class: int = 7
) -> grading.Graded:
    return grading.grade(
        RULES, given, school_class=school_class, hours=Decimal(hours), rounding=rounding
    )


# Source, weekly hours, formative, SOR, percent, grade.
WITHOUT_SOCH = [
    ("issue, 1.7", "1", "8/10", "12/15", "80", 4),
    ("1.7 half an hour a week", "0.5", "8/10", "12/15", "80", 4),
    ("1.8 best", "1", "10/10", "15/15", "100", 5),
    ("1.8 edge of 5", "1", "9/10", "16/20", "85", 5),
    ("1.8 under 5", "1", "8.9/10", "16/20", "84.5", 4),
    ("1.8 edge of 4", "1", "6/10", "14/20", "65", 4),
    ("1.8 edge of 3", "1", "4/10", "8/20", "40", 3),
    ("1.8 under 3", "1", "3/10", "8/20", "35", 2),
    ("1.8 no SOCh was held", "3", "8/10", "14/20", "75", 4),
    ("1.8 two SOR", "1", "7/10", "5/10 15/15", "75", 4),
]


@pytest.mark.parametrize(("source", "hours", "formative", "sor", "percent", "grade"), WITHOUT_SOCH)
def test_without_a_soch_both_parts_count_alike(
    source: str, hours: str, formative: str, sor: str, percent: str, grade: int
) -> None:
    done = _grade(marks(formative, sor), hours=hours)
    assert (done.percent, done.grade) == (Fraction(percent), grade), source


# Source, formative, percent, result.
PASS_FAIL = [
    ("1.19", "8/10", "80", "pass"),
    ("1.19 edge", "4/10", "40", "pass"),
    ("1.19 under", "3.9/10", "39", "fail"),
    ("1.19 none", "0/10", "0", "fail"),
    ("1.19 several", "2/10 10/10", "60", "pass"),
]


@pytest.mark.parametrize(("source", "formative", "percent", "result"), PASS_FAIL)
def test_pass_or_fail_subjects_have_no_grade(
    source: str, formative: str, percent: str, result: str
) -> None:
    done = grading.grade(RULES, marks(formative), school_class=4, hours=Decimal(1), pass_fail=True)
    assert (done.percent, done.result, done.grade) == (Fraction(percent), result, None), source


# Source, grades of the terms or half-years, annual grade.
ANNUAL = [
    ("1.14", (4, 4, 4, 4), 4),
    ("1.14 mean", (3, 4, 4, 5), 4),
    ("1.14, BCALC half up", (4, 4, 5, 5), 5),
    ("1.14 under a half", (4, 4, 4, 5), 4),
    ("1.14 over a half", (4, 5, 5, 5), 5),
    ("1.14 half up to 3", (2, 2, 3, 3), 3),
    ("1.14 stays 2", (2, 2, 2, 3), 2),
    ("1.14 half up to 4", (3, 3, 4, 4), 4),
    ("1.14 a bad term", (5, 5, 5, 2), 4),
    ("1.14 one term was missed", (5, 4, 4), 4),
    ("1.15 half-years", (4, 5), 5),
    ("1.15 half-years", (3, 4), 4),
    ("1.15 half-years", (2, 3), 3),
    ("1.15 half-years alike", (3, 3), 3),
]


@pytest.mark.parametrize(("source", "grades", "annual"), ANNUAL)
def test_the_annual_grade_is_the_mean_half_up(
    source: str, grades: tuple[int, ...], annual: int
) -> None:
    assert grading.annual(grades) == annual, source


# Source, annual grade, grade of the summative assessment of the year, final grade.
CHANCES = [
    ("1.16", 2, 4, 3),
    ("1.16 half up", 2, 3, 3),
    ("1.16 best", 2, 5, 4),
    ("1.16 again 2", 2, 2, 2),
]


@pytest.mark.parametrize(("source", "annual", "retaken", "final"), CHANCES)
def test_an_annual_two_and_its_assessment_give_their_mean(
    source: str, annual: int, retaken: int, final: int
) -> None:
    assert grading.after_chance(annual, retaken) == final, source


# Source, annual grade, examination, final grade: 0.7 and 0.3, a half up.
FINALS = [
    ("1.23 alike", 5, 5, 5),
    ("1.23 4.7", 5, 4, 5),
    ("1.23 4.4", 5, 3, 4),
    ("1.23 4.1", 5, 2, 4),
    ("1.23 4.3", 4, 5, 4),
    ("1.23 3.7", 4, 3, 4),
    ("1.23 3.4", 4, 2, 3),
    ("1.23 3.6", 3, 5, 4),
    ("1.23 3.3", 3, 4, 3),
    ("1.23 2.7", 3, 2, 3),
    ("1.23 2.9", 2, 5, 3),
    ("1.23 2.3", 2, 3, 2),
]


@pytest.mark.parametrize(("source", "annual", "exam", "final"), FINALS)
def test_the_final_grade_weighs_seven_and_three(
    source: str, annual: int, exam: int, final: int
) -> None:
    assert grading.final(RULES, annual, exam) == final, source


def test_the_worked_example_shows_its_parts() -> None:
    done = _grade(marks("8/10", "14/20", "18/25"))
    assert done.parts == {
        "formative": Fraction(20),
        "sor": Fraction(35, 2),
        "soch": Fraction(36),
    }
    assert done.percent is not None
    assert grading.said(done.percent) == "73.5"


def test_class_one_is_not_graded_whatever_is_there() -> None:
    for given in (marks("8/10", "10/10", "20/20"), marks("")):
        done = _grade(given, school_class=1)
        assert (done.result, done.percent, done.grade) == ("not-graded", None, None)


@pytest.mark.parametrize("year", ["2024-2025", "2025-2026", "2026-2027"])
def test_the_three_years_have_the_same_rules(year: str) -> None:
    done = grading.grade(
        grading.rules_of(year),
        marks("8/10", "14/20", "18/25"),
        school_class=5,
        hours=Decimal(3),
    )
    assert done.grade == 4


# Why, formative, SOR, SOCh, weekly hours.
REFUSED = [
    ("more points than the maximum", "11/10", "10/10", "20/20", "2"),
    ("fewer points than none", "-1/10", "10/10", "20/20", "2"),
    ("more than the maximum of a SOR", "8/10", "16/15", "20/20", "2"),
    ("more than the maximum of a SOCh", "8/10", "10/15", "20.5/20", "2"),
    ("a maximum of nothing", "0/0", "10/10", "20/20", "2"),
    ("a negative maximum", "-1/-1", "10/10", "20/20", "2"),
    ("no formative marks", "", "10/10", "20/20", "2"),
    ("nothing at all", "", "", "", "2"),
    ("a SOCh at one hour a week", "8/10", "10/10", "20/20", "1"),
    ("formative marks alone", "8/10", "", "", "2"),
    ("formative marks and a SOCh alone", "8/10", "", "20/20", "2"),
]


@pytest.mark.parametrize(("why", "formative", "sor", "soch", "hours"), REFUSED)
def test_what_cannot_be_graded_is_refused(
    why: str, formative: str, sor: str, soch: str, hours: str
) -> None:
    with pytest.raises(Refused):
        _grade(marks(formative, sor, soch), hours=hours)


def test_a_pass_or_fail_subject_with_a_soch_is_graded_by_its_parts_or_refused() -> None:
    with pytest.raises(Refused):
        grading.grade(
            RULES, marks("8/10", "", "20/20"), school_class=4, hours=Decimal(2), pass_fail=True
        )


def test_an_annual_grade_without_terms_is_refused() -> None:
    with pytest.raises(Refused):
        grading.annual([])


def test_a_year_without_rules_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(Refused) as refused:
        grading.rules_of("2031-2032")
    assert "2025-2026" in refused.value.text("ru")


def test_a_year_without_sor_and_soch_is_a_file_and_no_code(tmp_path: Path) -> None:
    text = Path("resources/grading").glob("*.toml")
    known = next(iter(text)).read_text("utf-8")
    head, _, tail = known.partition("[[weights]]")
    rest = tail.partition("# Annex 1.")[2]
    head = head.replace('"2024-2025", "2025-2026", "2026-2027"', '"2027-2028"')
    file = tmp_path / "abolished.toml"
    file.write_text(f"{head}[[weights]]\nformative = 100\n\n{rest}", "utf-8")
    rules = grading.read(file)
    done = grading.grade(rules, marks("8/10 9/10"), school_class=7, hours=Decimal(3))
    assert (done.percent, done.grade) == (Fraction(85), 5)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("soch = 50", "soch = 60"),
        ("from = 40", "from = 70"),
        ("from = 0", "from = 1"),
        ("grade = 5", 'grade = "5"'),
        ("[limits]", "[limits]\nsecret = 1"),
        ('key = "', "key = "),
        ("formative = 50\nsor = 50", "formative = 110\nsor = -10"),
    ],
)
def test_rules_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str) -> None:
    known = next(iter(Path("resources/grading").glob("*.toml"))).read_text("utf-8")
    assert old in known
    file = tmp_path / "rules.toml"
    file.write_text(known.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused):
        grading.read(file)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"key = ", "1"),
        (b"key = 1\nname = = 2\n", "2"),
        (b"\xff\xfe", "UTF-8"),
        (b'key = "x"\n', "name"),
    ],
)
def test_a_broken_file_of_rules_is_refused_by_its_line_and_in_words(
    tmp_path: Path, content: bytes, named: str
) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        grading.read(file)
    text = refused.value.text("ru")
    assert named in text.replace("broken.toml", "")
    assert "Expected" not in text
    assert "at line" not in text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("147/2", "73.5"),
        ("0", "0"),
        ("100", "100"),
        ("1/3", "0.3333333333"),
        ("290/3", "96.6666666667"),
        ("1/1024", "0.0009765625"),
        ("1/8192", "0.0001220703125"),
        ("39.99999999999999999999999", "39.99999999999999999999999"),
        ("40", "40"),
    ],
)
def test_a_number_with_an_end_is_said_exactly_and_another_to_ten_places(
    value: str, said: str
) -> None:
    assert grading.said(Fraction(value)) == said


def test_a_number_without_an_end_never_seems_to_reach_the_next_step() -> None:
    under = Fraction(40) - Fraction(1, 3 * 10**25)
    assert grading.said(under).startswith("39.9")
    assert RULES.grade_of(under) == 2


def test_the_arithmetic_is_kept_part_by_part() -> None:
    given = marks("8/10", "14/20", "18/25")
    how = grading.how(RULES, given, _grade(given), "half-up")
    assert [part["share"] for part in how["parts"]] == ["20", "17.5", "36"]
    assert (how["percent"], how["scaled"]) == ("73.5", "74")


def test_there_are_at_least_eighty_vectors() -> None:
    tables = (GRADED, WITHOUT_SOCH, PASS_FAIL, ANNUAL, CHANCES, FINALS, REFUSED)
    assert sum(len(table) for table in tables) >= 80
