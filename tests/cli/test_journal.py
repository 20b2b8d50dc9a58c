"""undo, redo, journal, check: as a person or a program gives them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli.main import run


@pytest.fixture
def school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(["--data-dir", str(tmp_path), "sample"]) == 0
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def given(school: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command; returns its exit code and the JSON object that it answered."""

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(school), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_what_was_taken_back_is_done_again(given: Any) -> None:
    _, before = given("pupils", "find", "ө")
    _, listed = given("undo", "--list")
    (only,) = listed["actions"]
    assert only["touches"][0]["ru"]
    assert given("undo", "--action", str(only["id"]))[0] == 0
    assert given("pupils", "find", "ө")[1]["pupils"] == []
    assert given("redo")[0] == 0
    assert given("pupils", "find", "ө")[1] == before
    assert given("redo")[0] == 1
    assert given("check")[1]["whole"] is True


def test_an_action_that_cannot_be_taken_back_is_refused_with_a_sentence(given: Any) -> None:
    for number in ("999", "-1"):
        code, said = given("undo", "--action", number)
        assert code == 1
        assert number in said["refused"]["ru"]
    assert given("undo", "--action", "x")[0] == 2


def test_the_journal_tells_who_did_what(given: Any) -> None:
    _, said = given("journal", "--limit", "5")
    (made,) = (action for action in said["actions"] if action["kind"] == "work")
    assert made["undone"] is False
    assert made["who"]


def test_the_journal_of_a_pupil_tells_who_looked_and_printed(given: Any, tmp_path: Path) -> None:
    _, cases = given("cases", "list")
    case = next(case for case in cases["cases"] if case["ground"] == "family")
    _, found = given("pupils", "find", case["pupil"])
    pupil = found["pupils"][0]["id"]
    given("cases", "show", str(case["id"]))
    print_ = ("print", "application-family", "--case", str(case["id"]), "--out")
    assert given(*print_, str(tmp_path / "x.pdf"))[0] == 0
    assert given("pupils", "export", str(tmp_path / "list.xlsx"), "--plain")[0] == 0
    code, said = given("journal", "--pupil", str(pupil))
    assert code == 0
    assert {line["what"] for line in said["lines"]} == {"viewed", "exported", "changed"}
    assert given("journal", "--pupil", "99999")[0] == 1
    assert given("journal", "--pupil", "0")[0] == 2


def test_lines_for_a_person_are_in_the_chosen_language(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(school), "--language", "ru", "undo", "--list"]) == 0
    assert "обучающиеся: " in capsys.readouterr().out
    assert run(["--data-dir", str(school), "--language", "kk", "journal"]) == 0
    assert "Үлгі" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "kk", "ru"),
    [
        ("undo --list", "Кері қайтаратын әрекет жоқ.", "Отменять нечего."),
        ("breaches list", "Бұзушылық енгізілмеген.", "Нарушения не внесены."),
        ("pupils find Юнусов", "Ештеңе табылмады: Юнусов", "Ничего не найдено: Юнусов"),
        (
            "pupils find",
            "Ешкім табылмады. Алдымен білім алушыны тіркеңіз.",
            "Никто не найден. Сначала зарегистрируйте обучающегося.",
        ),
    ],
)
def test_where_there_is_nothing_a_sentence_says_so(
    given: Any, school: Path, capsys: pytest.CaptureFixture[str], command: str, kk: str, ru: str
) -> None:
    given("undo")
    for language, said in (("kk", kk), ("ru", ru)):
        run(["--data-dir", str(school), "--language", language, *command.split()])
        assert capsys.readouterr().out == f"{said}\n"
        empty = given(*command.split())[1]
        assert [value for value in empty.values() if value] == []
