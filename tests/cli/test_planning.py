"""`plan` and `grade`: pure commands on a file, with no store at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from planning_problems import problem, pupil, sitting

from dlschool import i18n
from dlschool.cli import output
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


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"class": "7"}, ["class", "«7»", "целое число"]),
        ({"kind": "зачёт"}, ["kind", "«зачёт»", "graded, pass-fail"]),
        ({"colour": "red"}, ["colour", "hours_per_week"]),
        ({"formative": [{"points": 8}]}, ["formative[0]", "max"]),
        ({"formative": [{"points": "1e1", "max": 10}]}, ["formative[0].points", "1e1"]),
        ({"soch": []}, ["soch", "null"]),
        ({"rounding": "up"}, ["rounding", "exact, half-up"]),
        ({"year": 2025}, ["year", "2025"]),
    ],
)
def test_a_wrong_key_of_the_marks_is_named_with_what_is_there_and_what_belongs_there(
    wrong: dict[str, Any], named: list[str], tmp_path: Path
) -> None:
    done = run(grade, {**MARKS, **wrong}, tmp_path)
    assert isinstance(done.exception, Refused)
    text = done.exception.text("ru")
    assert [word for word in named if word not in text] == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"term": {"from": "2026-13-01", "to": "2026-11-13"}}, ["term.from", "2026-13-01"]),
        ({"pupils": [pupil(travel_days=["пн"])]}, ["pupils[0].travel_days[0]", "mon"]),
        ({"sittings": [sitting(kind="СОЧ")]}, ["sittings[0].kind", "«СОЧ»", "SOCh, SOR"]),
        ({"limits": {"soch_per_day": -1}}, ["limits.soch_per_day", "-1"]),
        ({"sittings": [{"id": "s1"}]}, ["sittings[0]", "pupil"]),
    ],
)
def test_a_wrong_key_of_a_problem_is_named_too(
    wrong: dict[str, Any], named: list[str], tmp_path: Path
) -> None:
    done = run(plan, {**problem(sitting()), **wrong}, tmp_path)
    assert isinstance(done.exception, Refused)
    text = done.exception.text("ru")
    assert [word for word in named if word not in text] == []


EDGES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("39.5 half up", {"formative": [{"points": 3.8, "max": 10}], "sor": [{"points": 6, "max": 15}],
     "soch": {"points": 8, "max": 20}, "rounding": "half-up"}, {"percent": "39.5", "grade": 3}),
    ("39.75 exact", {"formative": [{"points": 3.9, "max": 10}], "sor": [{"points": 6, "max": 15}],
     "soch": {"points": 8, "max": 20}}, {"percent": "39.75", "grade": 2}),
    ("null SOCh", {"soch": None}, {"percent": "75", "grade": 4}),
    ("one hour", {"hours_per_week": 1, "sor": [{"points": 12, "max": 15}], "soch": None},
     {"percent": "80", "grade": 4}),
    ("nothing got", {"formative": [{"points": 0, "max": 10}], "sor": [{"points": 0, "max": 10}],
     "soch": {"points": 0, "max": 25}}, {"percent": "0", "grade": 2}),
    ("no end", {"sor": [{"points": 1, "max": 3}]}, {"percent": "64.3333333333", "grade": 3}),
    ("class 11", {"class": 11}, {"percent": "73.5", "grade": 4}),
    ("class 1", {"class": 1}, {"percent": None, "grade": None, "result": "not-graded",
     "parts": {"formative": None, "sor": None, "soch": None}}),
    ("pass", {"kind": "pass-fail", "sor": [], "soch": None, "formative": [{"points": 4, "max": 10}]},
     {"percent": "40", "grade": None, "result": "pass"}),
    ("fail", {"kind": "pass-fail", "sor": [], "soch": None,
     "formative": [{"points": 3.9, "max": 10}]}, {"percent": "39", "grade": None, "result": "fail"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "facts", "expected"), EDGES, ids=[edge[0] for edge in EDGES])
def test_the_edges_of_the_scale_are_graded_as_the_order_says(
    why: str, facts: dict[str, Any], expected: dict[str, Any], tmp_path: Path
) -> None:
    done = json.loads(run(grade, {**MARKS, **facts}, tmp_path).stdout)
    assert {key: done[key] for key in expected} == expected


@pytest.mark.parametrize(
    "facts", [{"sor": []}, {"hours_per_week": 1}, {"formative": []}, {"class": 13}]
)
def test_parts_that_the_order_does_not_know_together_are_refused(
    facts: dict[str, Any], tmp_path: Path
) -> None:
    assert isinstance(run(grade, {**MARKS, **facts}, tmp_path).exception, Refused)


@pytest.mark.parametrize(("language", "words"), [
    ("kk", ["Қалыптастырушы бағалау: 8 / 10 × 25 = 20", "73,5 % → 4 (жақсы)"]),
    ("ru", ["Формативное оценивание: 8 / 10 × 25 = 20", "73,5 % → 4 (хорошо)"]),
])  # fmt: skip
def test_a_person_reads_the_arithmetic_in_words(
    language: str, words: list[str], tmp_path: Path
) -> None:
    before = i18n.language()
    path = tmp_path / "asked.json"
    path.write_text(json.dumps(MARKS), "utf-8")
    try:
        i18n.set_language(language)
        lines = CliRunner().invoke(grade, [str(path)]).stdout.splitlines()
    finally:
        i18n.set_language(before)
    assert [word for word in words if word not in lines] == []
    assert not any("percent" in line or "formative" in line for line in lines)


def test_a_person_reads_whose_sitting_it_is(tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    path.write_text(json.dumps(problem(sitting())), "utf-8")
    lines = CliRunner().invoke(plan, [str(path)]).stdout.splitlines()
    assert lines[0].startswith("11.11.2026  s1: p1, m1, ")


def test_a_folder_and_a_file_that_is_not_there_are_refused_in_words(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json", tmp_path / ("x" * 300)):
        done = CliRunner().invoke(grade, [str(path)])
        assert isinstance(done.exception, Refused)
        assert "No such file" not in done.exception.text("ru")
        assert "directory" not in done.exception.text("ru")


def test_a_file_without_end_is_not_taken_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "MOST_BYTES", 1000)
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * 1001)
    done = CliRunner().invoke(grade, [str(path)])
    assert isinstance(done.exception, Refused)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 10000, b'{"class": 1e400}'])
def test_a_file_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "asked.json"
    path.write_bytes(content)
    for command in (plan, grade):
        done = CliRunner().invoke(command, [str(path)])
        assert isinstance(done.exception, Refused)
