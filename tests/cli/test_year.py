"""`year`: the calendar and the subjects, as a person or a program asks for them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli.main import run


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command to the sample school; returns its exit code and its JSON answer."""
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0

    def give(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = run(["--data-dir", str(tmp_path), *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return give


def test_the_calendar_of_a_year_is_told(given: Any) -> None:
    code, year = given("year", "calendar", "--year", "2026-2027")
    assert (code, year["weeks"], year["weeks_of_grade_1"], year["own"]) == (0, 34, 33, False)
    assert [term["start"] for term in year["terms"]] == [
        "2026-09-01", "2026-11-02", "2027-01-11", "2027-03-29",
    ]  # fmt: skip
    days = {day["date"]: day["kind"] for day in year["days"]}
    assert days["2026-12-16"] == days["2027-03-15"] == days["2027-05-03"] == "holiday"
    first = given("year", "calendar", "--year", "2026-2027", "--class", "1А")[1]
    assert first["lesson_days"] < year["lesson_days"]


def test_a_year_that_nobody_knows_is_refused(given: Any) -> None:
    code, answer = given("year", "calendar", "--year", "2040-2041")
    assert code == 1
    assert "2040-2041" in answer["refused"]["kk"]


def test_subjects_of_classes_are_told(given: Any) -> None:
    code, answer = given("year", "subjects", "--year", "2024-2025", "--fill")
    assert code == 0
    assert answer["added"] > 50
    assert given("year", "subjects", "--year", "2024-2025", "--fill")[1]["added"] == 0
    of_class = given("year", "subjects", "--year", "2024-2025", "--class", "5А")[1]["classes"]
    (found,) = of_class
    names = {subject["key"]: subject["weekly"] for subject in found["subjects"]}
    assert names["mathematics"] == "5"
