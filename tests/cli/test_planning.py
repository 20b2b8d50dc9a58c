"""`plan` and `grade`: pure commands on a file, with no store at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from planning_problems import problem, pupil, sitting

from dlschool.cli.planning import grade, plan
from dlschool.errors import Refused
from dlschool.planning import NoPlan

MARKS = {
    "year": "2025-2026",
    "class": 7,
    "kind": "graded",
    "hours_per_week": 2,
    "formative": [{"points": 8, "max": 10}],
    "sor": [{"points": 7, "max": 10}],
    "soch": {"points": 18, "max": 25},
    "rounding": "exact",
}


def run(command: Any, said: Any, tmp_path: Path) -> Result:
    path = tmp_path / "asked.json"
    path.write_text(json.dumps(said), "utf-8")
    return CliRunner().invoke(command, [str(path), "--json"])


def test_a_plan_is_one_object_with_its_proof(tmp_path: Path) -> None:
    done = run(plan, problem(sitting()), tmp_path)
    assert json.loads(done.stdout) == {
        "plan": [{"id": "s1", "date": "2026-11-11"}],
        "journeys": 1,
        "bound": 1,
        "optimal": True,
        "shift_days": 0,
    }


def test_no_plan_is_refused_with_conflict_and_help(tmp_path: Path) -> None:
    done = run(plan, problem(sitting(), pupils=[pupil(travel_days=[])]), tmp_path)
    assert isinstance(done.exception, NoPlan)
    assert done.exception.json()["conflict"] == ["s1", "travel_days:p1"]
    assert [each["id"] for each in done.exception.json()["would_help"]] == ["travel_days:p1"]


def test_a_grade_comes_with_its_arithmetic(tmp_path: Path) -> None:
    assert json.loads(run(grade, MARKS, tmp_path).stdout) == {
        "percent": "73.5",
        "grade": 4,
        "result": "graded",
        "parts": {"formative": "20", "sor": "17.5", "soch": "36"},
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"formative": []},
        {"formative": [{"points": 11, "max": 10}]},
        {"soch": {"points": 1, "max": 0}},
        {"year": "1999-2000"},
        {"class": 0},
        {"hours_per_week": 0},
        {"hours_per_week": "NaN"},
        {"hours_per_week": "1e999999999"},
        {"formative": [{"points": "Infinity", "max": "Infinity"}]},
        {"formative": [{"points": "1e99999999", "max": "1e99999999"}]},
        {"sor": [{"points": "1e-99999999", "max": 10}]},
        {"soch": {"points": "sNaN", "max": 1}},
        {"colour": "red"},
        {"sor": []},
        {"hours_per_week": 1},
        {"formative": [{"points": "abc", "max": 10}]},
    ],
)
def test_impossible_marks_are_refused(wrong: dict[str, Any], tmp_path: Path) -> None:
    done = run(grade, {**MARKS, **wrong}, tmp_path)
    assert isinstance(done.exception, Refused)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 10000, b'{"class": 1e400}'])
def test_a_file_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    path.write_bytes(content)
    for command in (plan, grade):
        done = CliRunner().invoke(command, [str(path)])
        assert isinstance(done.exception, Refused)
