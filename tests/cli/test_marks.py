"""Points, grades and analysis by command, on the sample school."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from dlschool.cli import materials, planning, review, sittings, trace, year
from dlschool.cli.main import run
from dlschool.cli.marks import marks
from dlschool.cli.output import Place
from dlschool.paths import DataFolder
from dlschool.services import assessments, results


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


def test_an_empty_reason_is_no_first_entry_and_nothing_typed_is_dropped(given: Any) -> None:
    work = given("marks", "list", "--term", "2")[1]["works"][0]
    sitting = str(given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["sitting"])
    assert given("marks", "enter", sitting, "7")[0] == 0
    for way in ("--again", "--moderated"):
        assert given("marks", "enter", sitting, "9", way, "")[0] == 1
    assert given("marks", "enter", sitting, "--missed", "")[0] == 1
    assert given("marks", "enter", sitting, "--missed", "ауырды", "--aim", "5.1")[0] == 2
    assert given("marks", "enter", sitting, "--missed", "ауырды", "--day", "21.11.2026")[0] == 2
    assert given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]["points"] == "7"
    assert given("marks", "enter", sitting, "9", "--day", "21.11.2026")[0] == 0


def test_aims_are_written_at_a_second_sitting_and_at_moderation(given: Any, tmp_path: Path) -> None:
    plan = given("marks", "list", "--term", "2")[1]["works"]
    work = next(w for w in plan if w["sittings"] and "ТЖБ" in w["name"]["kk"])
    here = Place(DataFolder(tmp_path), True, "kk", lambda: datetime.fromisoformat("2026-11-21T12"))
    with here.school() as db:
        of = results.assessment(db, work["id"])
        assessments.save(db, replace(of, aims=("5.1.1", "5.1.2"), date=date(2026, 12, 15)))
    line = given("marks", "list", "--work", str(work["id"]))[1]["lines"][0]
    asked, day = ("marks", "enter", str(line["sitting"])), ("--day", "2026-11-20")
    assert given(*asked, "7", *day, "--aim", "5.1.1")[0] == 0
    for way in (("--again", "ауырды"), ("--moderated", "№ 4")):
        code, said = given(*asked, "8", *day, *way, "--aim", "9.9.9")
        assert code == 1
        assert "9.9.9" in said["refused"]["kk"]
    assert given(*asked, "8", "--reached")[0] == 2
    assert given(*asked, "8", "--moderated", "№ 4", "--reached", "--aim", "5.1.1")[0] == 2
    assert given(*asked, "8", *day, "--again", "ауырды", "--aim", "5.1.2")[0] == 0
    assert given(*asked, "9", *day, "--moderated", "№ 4")[0] == 0
    code, found = given(*asked, "9", *day, "--moderated", "№ 5", "--reached")
    held = [entered["aims"] for entered in found["results"]]
    assert (code, held) == (0, [["5.1.1"], ["5.1.2"], ["5.1.2"], []])


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


def test_per_cents_are_written_with_a_comma_as_people_do(
    given: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    works = given("marks", "analysis", "5Ә", "2", "1")[1]["works"]
    broken = next(work["quality"] for work in works if "." in (work["quality"] or ""))
    run(["--data-dir", str(tmp_path), "--language", "ru", "marks", "analysis", "5Ә", "2", "1"])
    assert f"качество {broken.replace('.', ',')} %" in capsys.readouterr().out


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


def _sitting_to_come(given: Any) -> str:
    lines = given("sittings", "list", "--term", "2")[1]["sittings"]
    return str(next(row["id"] for row in lines if row["date"] > "2026-11-21"))


def _a_pupil(given: Any) -> str:
    return str(given("marks", "list", "--work", "1")[1]["lines"][0]["pupil"])


def test_points_are_plain_digits_of_a_day_and_a_work_that_can_be(given: Any) -> None:
    sitting = _sitting_to_come(given)
    for typed in ("1e1", "٨", "8,555", ",5", "8,", "0x1"):
        assert given("marks", "enter", sitting, typed, "--day", "2026-11-20")[0] == 1, typed
    assert given("marks", "enter", sitting, "5")[0] == 1
    assert given("marks", "enter", sitting, "--missed", "ауырды")[0] == 1
    for day in ("1900-01-01", "2026-10-01", "2026-11-22"):
        assert given("marks", "enter", sitting, "5", "--day", day)[0] == 1, day
    assert given("marks", "enter", sitting, "5", "--day", "2026-11-20", "--aim", "жоқ")[0] == 1
    code, line = given("marks", "enter", sitting, "5", "--day", "2026-11-20")
    assert (code, [r["date"] for r in line["results"]]) == (0, ["2026-11-20"])


ROWS = ("8 ,9", "8, 9", "8,9,10", "4 / 5", "8/9/10", "8 9/0", "1e0 9", "٨ 9")


def test_a_row_that_could_be_read_in_two_ways_is_refused_and_nothing_is_kept(given: Any) -> None:
    asked = ("marks", "formative", _a_pupil(given), "2", "2")
    assert given(*asked, "7 4/5")[0] == 0
    for row in ROWS:
        code, said = given(*asked, row)
        assert (code, bool(said["refused"]["kk"])) == (1, True), row
    assert given(*asked, "")[0] == 2
    kept = given(*asked)[1]["marks"]
    assert [(mark["points"], mark["max"]) for mark in kept] == [("7", "10"), ("4", "5")]
    assert given(*asked, "--clear")[1]["marks"] == []
    assert given("undo")[0] == 0
    assert given(*asked)[1]["marks"] == kept


NOTHING = (
    "marks list --work 99999",
    "marks list --class 99Z",
    "marks list --subject 99999",
    "marks list --year abc",
    "marks enter 99999 5",
    "marks formative 99999 2 2",
    "marks formative 1 99999 2",
    "marks grades 99999",
    "marks take-back 99999 --reason қате",
    "marks put-class 99Z 2 term-1",
    "marks analysis 99Z 2 1",
    "marks analysis 5Ә 99999 1",
    "sittings list --class 99Z",
    "sittings move 99999 2026-12-01",
    "sittings plan --pupil 99999",
    "materials arrived 99999 3",
    "materials out --class 99Z",
    "materials list --year abc",
    "materials return 99999",
    "year subjects --class 99Z",
    "year calendar --class 99Z",
    "year subjects --year abc",
    "trace list 99999",
)


def test_what_never_was_is_said_plainly_by_its_name(given: Any) -> None:
    for command in NOTHING:
        words = command.split()
        code, said = given(*words)
        assert code == 1, command
        named = next(word for word in words if word in ("99999", "99Z", "abc"))
        for language in ("kk", "ru"):
            assert named in said["refused"][language], command
        assert "отменил" not in said["refused"]["ru"], command


def test_a_class_is_named_as_people_write_it(given: Any) -> None:
    asked = given("marks", "list", "--class", "5 «ә»", "--term", "1")[1]["works"]
    assert asked
    assert asked == given("marks", "list", "--class", "5Ә", "--term", "1")[1]["works"]


def test_every_command_of_the_learning_period_tells_the_shape_of_its_json() -> None:
    groups = [marks, materials.materials, sittings.sittings, trace.trace, review.review, year.year]
    commands = [c for group in groups for c in group.commands.values()] + [*planning.COMMANDS]
    silent = [command.name for command in commands if "--json: " not in (command.help or "")]
    assert silent == []
