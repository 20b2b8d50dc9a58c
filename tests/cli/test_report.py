"""`report`: reports, their versions and files, the sheet for the national database, as JSON."""

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dlschool.cli.main import run

YEAR = ("--year", "2026-2027")


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command to the sample school; returns its exit code and its JSON answer."""
    assert run(["--data-dir", str(tmp_path / "school"), "sample"]) == 0

    def give(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = run(["--data-dir", str(tmp_path / "school"), *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return give


def test_a_report_is_shown_made_listed_and_corrected(given: Any) -> None:
    code, shown = given("report", "make", *YEAR, "--only-show")
    assert (code, shown["version"], shown["id"]) == (0, 0, None)
    assert shown["totals"]["school_pupils"] > 50
    assert given("report", "list")[1] == {"reports": []}
    code, made = given("report", "make", *YEAR)
    assert (code, made["version"], made["totals"]["pupils_total"]) == (
        0, 1, shown["totals"]["pupils_total"],
    )  # fmt: skip
    code, answer = given("report", "make", *YEAR, "--reason", "дәл сол")
    assert (code, "refused" in answer) == (1, True)
    assert given("report", "show", str(made["id"]))[1]["totals"] == made["totals"]
    assert [each["version"] for each in given("report", "list")[1]["reports"]] == [1]


def test_what_is_missing_is_named_with_what_to_do(given: Any) -> None:
    gaps = given("report", "make", *YEAR)[1]["gaps"]
    assert gaps
    assert all(gap["who"]["kk"] and gap["todo"]["ru"] for gap in gaps)


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("--term", "1", *YEAR), "2026-08-01"),
        (("--half", "1", *YEAR), "2026-08-01"),
        (("--from", "2026-09-01", "--until", "2026-09-30"), "2026-09-01"),
    ],
)
def test_periods_are_named_by_options(given: Any, arguments: tuple[str, ...], start: str) -> None:
    assert given("report", "make", *arguments)[1]["start"] == start


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2026-09-01"),
        ("--from", "2026-09-01", "--until", "2026-09-30", "--term", "1"),
        ("--term", "1", "--half", "1"),
    ],
)
def test_periods_that_contradict_themselves_are_refused(
    given: Any, arguments: tuple[str, ...]
) -> None:
    code, answer = given("report", "make", *arguments)
    assert (code, list(answer)) == (1, ["refused"])


def test_a_report_leaves_as_excel_text_pdf_and_own_template(given: Any, tmp_path: Path) -> None:
    number = str(given("report", "make", *YEAR)[1]["id"])
    sample = tmp_path / "үлгі.xlsx"
    assert given("report", "template", str(sample))[1]["names"] > 375
    for name in ("a.xlsx", "b.zip", "c.pdf"):
        path = tmp_path / name
        assert given("report", "export", number, str(path), "--in", "both")[0] == 0
        assert path.stat().st_size > 1000
    assert zipfile.is_zipfile(tmp_path / "b.zip")
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    filled = tmp_path / "d.xlsx"
    code, answer = given("report", "export", number, str(filled), "--template", str(sample))
    assert (code, answer["filled"] > 375) == (0, True)
    page = openpyxl.load_workbook(filled).worksheets[0]
    assert page["E5"].value.startswith("Коммунальное")


def test_names_want_a_password_or_an_open_word(
    given: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(given("report", "make", *YEAR)[1]["id"])
    path = tmp_path / "a.xlsx"
    code, answer = given("report", "export", number, str(path), "--names")
    assert (code, path.exists()) == (1, False)
    assert "DLSCHOOL_EXPORT_PASSWORD" in answer["refused"]["ru"]
    monkeypatch.setenv("DLSCHOOL_EXPORT_PASSWORD", "қар барысы 7")
    assert given("report", "export", number, str(path), "--names")[0] == 0
    assert path.read_bytes().startswith(b"\xd0\xcf\x11\xe0")


def test_the_sheet_for_the_national_database_begins_anew_after_each_registered_one(
    given: Any, tmp_path: Path
) -> None:
    code, first = given("report", "register")
    assert (code, first["since"], first["registered"]) == (0, None, False)
    path = str(tmp_path / "ұбдқ.xlsx")
    assert given("report", "register", path)[0] == 1, "neither a password nor --plain"
    assert given("report", "register", path, "--plain", "--only-look")[1]["registered"] is False
    assert given("report", "register", path, "--plain")[1]["lines"] == first["lines"]
    assert given("report", "register")[1]["lines"] == []


def test_the_numbered_figures_are_told(given: Any) -> None:
    answer = given("report", "keys")[1]
    numbers = [each["number"] for each in answer["figures"]]
    assert numbers == sorted(set(numbers))
    assert {"name": "dl_pupils_total", "says": answer["figures"][2]["name"]} in answer["cells"]


def test_a_report_that_is_not_there_is_refused(given: Any) -> None:
    assert given("report", "show", "77")[1]["refused"]["kk"]


def test_a_lost_sheet_is_made_again_after_an_earlier_one(given: Any, tmp_path: Path) -> None:
    path = str(tmp_path / "ұбдқ.xlsx")
    lines = given("report", "register", path, "--plain")[1]["lines"]
    answer = given("report", "register", "--after", "0")[1]
    assert answer["lines"] == lines
    assert [sheet["lines"] for sheet in answer["sheets"]] == [len(lines)]
    assert given("report", "register", "--after", "9")[0] == 1
