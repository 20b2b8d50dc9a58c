"""Points, grades and analysis by command, on the sample school."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from dlschool.cli.main import run


@pytest.fixture
def given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Gives a command on the sample school of 21 November 2026; its exit code and JSON object."""
    monkeypatch.setattr(
        "dlschool.cli.main._now", lambda: datetime.fromisoformat("2026-11-21T12:00")
    )
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_works_are_listed_and_the_register_of_one_is_shown(given: Any) -> None:
    code, plan = given("marks", "list", "--term", "1")
    assert code == 0
    assert plan["works"]
    work = plan["works"][0]
    lines = given("marks", "list", "--work", str(work["id"]))[1]["lines"]
    assert len(lines) == work["sittings"]


def test_points_are_entered_and_impossible_ones_refused(given: Any) -> None:
    work = given("marks", "list", "--term", "2")[1]["works"][0]
    sitting = str(given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["sitting"])
    code, line = given("marks", "enter", sitting, "7,5")
    assert (code, line["points"]) == (0, "7.5")
    code, said = given("marks", "enter", sitting, "99")
    assert code == 1
    assert "99" in said["refused"]["kk"]
    assert given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["points"] == "7.5"
    assert (
        given("marks", "enter", sitting, "9", "--again", "олимпиада")[1]["results"][1]["kind"]
        == "again"
    )


def test_grades_are_shown_with_their_arithmetic_put_and_taken_back(given: Any) -> None:
    lines = given("marks", "list", "--term", "1")[1]["works"]
    people = given("marks", "list", "--work", str(lines[0]["id"]))[1]["lines"]
    held = [given("marks", "grades", str(line["pupil"]))[1] for line in people]
    some = [g for h in held for g in h["grades"] if g["grade"]]
    assert some
    assert some[0]["arithmetic"]
    assert held[0]["verdict"] == "unfinished"
    grade = some[0]
    asked = ("marks", "put", str(grade["pupil"]), str(grade["subject"]), grade["period"])
    assert given(*asked)[1]["id"] == grade["id"]
    assert given("marks", "take-back", str(grade["id"]), "--reason", "қате")[0] == 0
    code, made = given(*asked)
    assert (code, made["grade"]) == (0, grade["grade"])
    assert given(*asked[:4], "annual")[0] == 1


def test_rounding_is_shown_with_its_note_and_set(given: Any) -> None:
    held = given("marks", "rounding")[1]
    assert held["rounding"] == "exact"
    assert held["note"]["kk"]
    assert given("marks", "rounding", "half-up")[1]["rounding"] == "half-up"


def test_analysis_and_card_are_printed(given: Any, tmp_path: Path) -> None:
    work = given("marks", "list", "--term", "1")[1]["works"][0]
    out = tmp_path / "analysis.pdf"
    code, found = given(
        "marks", "analysis", work["class"], str(work["subject"]), "1", "--out", str(out)
    )
    assert code == 0
    assert [w["wrote"] for w in found["works"]]
    assert pypdf.PdfReader(out).pages
    pupil = given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["pupil"]
    card = tmp_path / "card.pdf"
    assert given("marks", "card", str(pupil), "--out", str(card))[0] == 0
    assert pypdf.PdfReader(card).pages


def test_formative_marks_are_typed_as_a_row(given: Any) -> None:
    work = given("marks", "list", "--term", "2")[1]["works"][0]
    pupil = given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["pupil"]
    asked = ("marks", "formative", str(pupil), str(work["subject"]), "2")
    assert [m["points"] for m in given(*asked, "8 9,5 4/5")[1]["marks"]] == ["8", "9.5", "4"]
    assert given(*asked, "8 12")[0] == 1
    assert len(given(*asked)[1]["marks"]) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("enter", "1"),
        ("enter", "1", "5", "--missed", "ауырды"),
        ("put", "1", "1", "term-1", "5"),
        ("put", "1", "1", "chance-2"),
        ("put", "1", "1", "exam", "6"),
    ],
)
def test_wrong_use_is_said(given: Any, arguments: tuple[str, ...]) -> None:
    assert given("marks", *arguments)[0] == 2
