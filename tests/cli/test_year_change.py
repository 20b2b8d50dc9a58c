"""`year change`, `year act` and `review` by command, in a summer and in an autumn."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli import main
from dlschool.cli.main import run


@pytest.fixture
def given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Gives a command on a day of the sample school, made in that summer; its code and answer."""
    day = datetime(2027, 6, 15, 12)
    monkeypatch.setattr(main, "_now", lambda: day)
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_a_preview_writes_nothing_and_the_change_is_made_once(given: Any) -> None:
    code, seen = given("year", "change", "--preview", "--leave", "3")
    assert (code, seen["made"], seen["year"]) == (0, False, "2026-2027")
    assert next(p for p in seen["pupils"] if p["id"] == 3)["move"] == "leave"
    assert sum(seen["totals"].values()) == len(seen["pupils"]) > 60
    code, made = given("year", "change", "--leave", "3")
    assert (code, made["made"], made["totals"]) == (0, True, seen["totals"])
    assert given("year", "change")[0] == 1


def test_an_unknown_pupil_is_refused(given: Any) -> None:
    code, said = given("year", "change", "--repeat", "99999")
    assert code == 1
    assert "99999" in said["refused"]["ru"]


def test_a_pupil_named_for_two_ways_is_refused_and_nothing_is_chosen_silently(given: Any) -> None:
    code, said = given("year", "change", "--preview", "--promote", "3", "--leave", "3")
    assert code == 1
    assert "3" in said["refused"]["kk"]


def test_the_act_is_written_once_there_was_a_change(given: Any, tmp_path: Path) -> None:
    out = tmp_path / "act.pdf"
    assert given("year", "act", "--out", str(out))[0] == 1
    given("year", "change")
    code, made = given("year", "act", "--out", str(out), "--language", "both", "--plain")
    if code:
        code, made = given("year", "act", "--out", str(out), "--language", "both")
    assert code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert made["bytes"] == out.stat().st_size


def test_a_school_with_new_lists_says_so(given: Any) -> None:
    assert given("year", "change", "--already")[1] == {"year": "2026-2027", "moved": 0}
    assert given("year", "change", "--preview")[0] == 1


def test_reviews_are_listed_and_none_is_recorded_too_early(given: Any) -> None:
    code, found = given("review", "list")
    assert code == 0
    assert all(not line["attested"] for line in found["reviews"])
    assert given("review", "prepare")[0] == 1
    code, said = given("review", "record", "1", "--outcome", "return", "--votes", "9", "0", "0")
    assert code == 1
    assert said["refused"]["ru"]
