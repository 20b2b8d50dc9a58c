"""A textbook with everything that its window asks: by command."""

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


def test_a_textbook_is_written_with_all_that_the_window_asks(given: Any) -> None:
    written = {
        "author": "Әбілқасымова А.",
        "publisher": "Мектеп",
        "published": "2022",
        "isbn": "978-601-07-1234-5",
        "inventory": "Ә-1024",
        "note": "2-бөлім",
    }
    typed = [part for name, value in written.items() for part in (f"--{name}", value)]
    code, made = given(
        "materials", "add", "textbook", "Алгебра", "--subject", "2", "--grade", "7",
        "--language", "kk", "--copies", "3", *typed,
    )  # fmt: skip
    assert code == 0
    assert made["subject"]["kk"]
    assert {name: made[name] for name in written} == written
    assert (made["title"], made["grade"], made["language"]) == ("Алгебра", 7, "kk")
    assert (made["copies"], made["out"]) == (3, 0)
    found = given("materials", "list", "--text", "978-601-07-1234-5")[1]["materials"]
    assert found == [made]


def test_a_textbook_with_copies_that_cannot_be_is_not_written(given: Any) -> None:
    before = given("materials", "list")[1]
    code, said = given("materials", "add", "textbook", "Алгебра", "--copies", "-1")
    assert code == 1
    assert "-1" in said["refused"]["kk"]
    assert given("materials", "list")[1] == before
