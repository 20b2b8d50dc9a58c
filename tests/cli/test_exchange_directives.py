"""`exchange directives|resolve|hand-over …`: what comes from the department, by commands, as JSON."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from exchange_parts import heard, letter, pair

from dlschool.cli.main import run
from dlschool.paths import DataFolder
from dlschool.services import exchange_outbox, sample_school
from dlschool.store import exchange

AT = datetime.fromisoformat("2026-11-21T10:00")


@pytest.fixture
def given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command to the sample school, which heard of its department; exit code and answer."""
    assert run(["--data-dir", str(tmp_path / "school"), "sample"]) == 0
    db = sample_school.opened(DataFolder(tmp_path / "school"), datetime.now)
    pair(db)
    exchange_outbox.seal(db)
    told = exchange.told(db, "school", 1)
    assert told is not None
    conflict = {
        "conflict": 3, "kind": 1, "record": told.no, "field": 2, "current": "Школа отдела",
        "other": "Школа", "current_source": 0, "other_source": 7,
    }  # fmt: skip
    block = {"directive": 15, "series": "movement", "year": 2026, "first": 400, "last": 430}
    schools = {"schools": [["990240001234", "Ақсу мектебі", "Школа Аксу"]]}
    heard(
        db,
        letter(db, b"", 1, ("number-block", block), ("conflict", conflict), ("schools", schools)),
    )
    db.close()

    def give(*arguments: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = run(["--data-dir", str(tmp_path / "school"), "exchange", *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return give


def test_a_directive_is_listed_shown_used_and_not_used_twice(given: Any) -> None:
    code, found = given("directives", "list")
    assert (code, [each["number"] for each in found["directives"]]) == (0, [15])
    code, shown = given("directives", "show", "15")
    assert (code, shown["state"], shown["content"]["first"]) == (0, "seen", 400)
    code, used = given("directives", "use", "15")
    assert (code, used["state"]) == (0, "used")
    code, again = given("directives", "use", "15")
    assert (code, "refused" in again) == (1, True)
    assert given("directives", "list")[1] == {"directives": []}
    assert len(given("directives", "list", "--all")[1]["directives"]) == 1


def test_a_directive_is_refused_with_its_reason(given: Any) -> None:
    code, refused = given("directives", "refuse", "15", "Өз нөмірлеріміз бар")
    assert (code, refused["state"], refused["note"]) == (0, "refused", "Өз нөмірлеріміз бар")


def test_a_difference_is_listed_decided_and_put_back(given: Any) -> None:
    (found,) = given("differences")[1]["differences"]
    assert (found["number"], found["state"]) == (3, "open")
    code, decided = given("resolve", "3", "current")
    assert (code, decided["state"]) == (0, "resolved")
    assert given("put-back", "3")[0] == 0
    assert given("resolve", "99", "other")[0] == 1


def test_a_case_is_handed_over_to_a_school_that_the_department_named(given: Any) -> None:
    listed = given("handovers", "list")[1]
    assert [each["bin"] for each in listed["schools"]] == ["990240001234"]
    word = ("--who", "Б. Ғалымова", "--document", "20.11.2026 өтініш")
    code, asked = given("hand-over", "2026/2", "990240001234", *word)
    assert (code, asked["state"], asked["way"]) == (0, "asked", "out")
    assert given("handovers", "send", str(asked["id"]))[0] == 1
    assert given("handovers", "withdraw", str(asked["id"]))[1]["state"] == "back"
