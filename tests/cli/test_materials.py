"""The catalogue, a plan from a file, issue to a class, returns, papers: by command."""

import json
from pathlib import Path
from typing import Any

import pytest

from dlschool.cli.main import run


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command to the sample school; returns its exit code and the JSON answer."""
    assert run(["--data-dir", str(tmp_path / "school"), "sample"]) == 0
    capsys.readouterr()

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(tmp_path / "school"), *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


def test_a_class_is_given_a_new_textbook_and_one_comes_back(given: Any, tmp_path: Path) -> None:
    code, made = given("materials", "add", "textbook", "Химия", "--grade", "8", "--copies", "1")
    assert code == 0
    class_name = given("materials", "out")[1]["out"][0]["class"].replace(" ", "").strip()
    class_name = class_name.replace("«", "").replace("»", "")
    ids = ("--class", class_name, "--material", str(made["id"]))
    code, said = given("materials", "issue", *ids)
    assert code == 1
    assert "Химия" in said["refused"]["ru"]
    assert given("materials", "arrived", str(made["id"]), "20")[1]["copies"] == 21
    code, said = given("materials", "issue", *ids)
    assert code == 0
    assert len(said["loans"]) > 1
    before = len(given("materials", "out")[1]["out"])
    assert given("materials", "return", str(said["loans"][0]))[1] == {"returned": 1}
    assert len(given("materials", "out")[1]["out"]) == before - 1
    file = tmp_path / "sheet.pdf"
    code, _ = given("materials", "print", "sheet", "--class", class_name, "--out", str(file))
    assert code == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert given("materials", "out", "--out", str(tmp_path / "out.pdf"))[0] == 0


def test_a_plan_is_imported_or_refused_by_row_and_column(given: Any, tmp_path: Path) -> None:
    found = given("materials", "list", "--kind", "plan")[1]["materials"]
    plan = str(found[0]["id"])
    file = tmp_path / "plan.csv"
    file.write_text("Тема;Часы;Дата\nСтепень;1;02.09\nКорень;много;04.09\n", encoding="utf-8")
    code, said = given("materials", "import-plan", plan, str(file))
    assert code == 1
    assert "Строка 3, столбец «Часы»" in said["refused"]["ru"]
    file.write_text("Тема;Часы;Дата\nСтепень;1;02.09\n", encoding="utf-8")
    code, said = given("materials", "import-plan", plan, str(file))
    assert (code, said["lines"], said["hours"]) == (0, 1, "1")
    assert said["remarks"]
    out = tmp_path / "plan.pdf"
    assert given("materials", "print", "plan", "--plan", plan, "--out", str(out))[0] == 0
    assert given("materials", "print", "plan", "--out", str(out))[0] == 1


def test_days_of_issue_and_return_are_those_that_can_be(given: Any) -> None:
    pupil = str(given("marks", "list", "--work", "1")[1]["lines"][0]["pupil"])
    made = str(given("materials", "add", "textbook", "Кітап", "--copies", "2")[1]["id"])
    asked = ("materials", "issue", "--pupil", pupil, "--material", made)
    for day in ("1900-01-01", "2026-11-22"):
        code, said = given(*asked, "--on", day)
        assert code == 1
        assert day[:4] in said["refused"]["kk"]
    loan = str(given(*asked, "--on", "2026-11-02")[1]["loans"][0])
    for day in ("1900-01-01", "2026-11-01", "2026-11-22"):
        assert given("materials", "return", loan, "--on", day)[0] == 1
    assert given("materials", "return", loan)[1] == {"returned": 1}


def test_a_file_without_headings_takes_the_place_of_no_plan(given: Any, tmp_path: Path) -> None:
    plans = given("materials", "list", "--kind", "plan")[1]["materials"]
    plan = str(plans[0]["id"])
    file = tmp_path / "marks.json"
    file.write_text('{"class": 7}', "utf-8")
    assert given("materials", "import-plan", plan, str(file))[0] == 1
    assert given("materials", "import-plan", plan, str(tmp_path))[0] == 1


def test_a_plan_of_no_school_year_is_refused(given: Any) -> None:
    asked = ("materials", "add", "plan", "КТЖ", "--subject", "2", "--grade", "5", "--year")
    assert given(*asked, "2026")[0] == 1
    assert given(*asked, "2026-2027")[0] == 0
