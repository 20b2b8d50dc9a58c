"""`year rooms`, `year room`, `year teacher-hours`, and `plan` with rooms in its file."""

import json
from pathlib import Path
from typing import Any

import pytest
from planning_problems import problem, pupil, sitting

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


def test_a_room_is_stated_renamed_and_taken_off(given: Any) -> None:
    code, made = given("year", "room", "207", "--seats", "12", "--hours", "mon=2, wed=1")
    assert code == 0
    assert made["lessons_a_day"] == 7
    known = {"name": "207", "seats": 12, "hours": {"mon": 2, "wed": 1}, "stated": True}
    assert known in made["rooms"]
    renamed = given("year", "room", "207", "--rename", "208", "--seats", "0", "--hours", "any")[1]
    stated = {"name": "208", "seats": None, "hours": None, "stated": True}
    assert stated in renamed["rooms"]
    assert stated not in given("year", "room", "208", "--remove")[1]["rooms"]
    code, answer = given("year", "room", "209", "--hours", "monday")
    assert (code, "mon=2" in answer["refused"]["message"]) == (1, True)
    assert "209" not in {room["name"] for room in given("year", "rooms")[1]["rooms"]}


def test_a_teachers_hours_are_stated_by_command(given: Any) -> None:
    code, made = given("year", "teacher-hours", "1", "--hours", "tue=1")
    assert code == 0
    assert [(t["id"], t["hours"]) for t in made["teachers"]] == [(1, {"tue": 1})]
    assert given("year", "teacher-hours", "1")[1]["teachers"] == []
    assert given("year", "teacher-hours", "99999", "--hours", "tue=1")[0] == 1


def test_the_pure_planner_keeps_the_hours_of_rooms_in_its_file(given: Any, tmp_path: Path) -> None:
    two = [sitting(n, pupil=f"p{n}", room="r") for n in (1, 2)]
    rooms = [{"id": "r", "seats": None, "hours": {"tue": 1, "wed": 1}}]
    asked = problem(*two, pupils=[pupil(1), pupil(2)], rooms=rooms)
    file = tmp_path / "asked.json"
    file.write_text(json.dumps(asked), "utf-8")
    code, made = given("plan", str(file))
    assert code == 0
    assert [line["date"] for line in made["plan"]] == ["2026-11-10", "2026-11-11"]
    assert (made["journeys"], made["bound"], made["shift_days"]) == (2, 2, 1)
    file.write_text(json.dumps({**asked, "rooms": [{**rooms[0], "hours": {"sun": 1}}]}), "utf-8")
    code, none = given("plan", str(file))
    assert code == 1
    assert "room_hours:r" in none["refused"]["conflict"]
    assert "room_hours:r" in {help["id"] for help in none["refused"]["would_help"]}
