"""Commands about the trace, given in the sample school."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli import main
from dlschool.cli.main import run

CASE = "2026/1"


@pytest.fixture
def given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Gives a command on 21 November 2026; its code and answer."""
    monkeypatch.setattr(main, "_now", lambda: datetime(2026, 11, 21, 12))
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_an_entry_is_added_and_listed_with_its_points_newest_first(given: Any) -> None:
    before = len(given("trace", "list", CASE)[1]["trace"])
    code, made = given(
        "trace", "add", CASE, "event", "--text", "Наурыз", "--hours", "1,5", "--who", "Ахметов С."
    )
    assert code == 0
    listed = given("trace", "list", CASE)[1]["trace"]
    assert len(listed) == before + 1
    mine = next(line for line in listed if line["id"] == made["id"])
    assert (mine["text"], mine["hours"], mine["points"]) == ("Наурыз", "1.5", ["annex-2:13.6"])
    assert [line["date"] for line in listed] == sorted((d["date"] for d in listed), reverse=True)


def test_an_impossible_entry_is_refused_in_both_languages(given: Any) -> None:
    code, said = given("trace", "add", CASE, "event", "--date", "2027-01-01")
    assert code == 1
    assert "01.01.2027" in said["refused"]["ru"] + said["refused"]["kk"]


def test_the_workload_names_the_difference_of_a_subject(given: Any) -> None:
    code, said = given("trace", "workload", CASE)
    assert code == 0
    known = {line["subject"]["ru"]: line["difference"] for line in said["workload"]}
    assert "0" in known.values()
    assert any(value is not None and value.startswith("-") for value in known.values())


def test_of_every_form_the_list_says_whether_order_130_asks_for_it(given: Any) -> None:
    found = {form["code"]: form["order_130"]["asked"] for form in given("forms")[1]["forms"]}
    assert found["thematic-plan"] == "yes"
    assert found["digital-trace"] == "no"
