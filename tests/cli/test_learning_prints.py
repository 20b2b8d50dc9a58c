"""Every form of the learning period is printed by command, in every language, from the sample school."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from dlschool.cli import learning_prints
from dlschool.cli.main import run
from dlschool.forms.registry import FORMS

CASE = "2026/1"
SAID = {
    "individual-schedule": ("--case", CASE),
    "summons": ("--case", CASE),
    "result-sheet": ("--work", "1"),
    "summative-analysis": ("--class", "5ә", "--subject", "2", "--term", "1"),
    "report-card": ("--case", CASE),
    "issue-sheet": ("--case", CASE),
    "issue-sheet-class": ("--class", "5 «Ә»"),
    "books-out": (),
    "thematic-plan": ("--plan", "8"),
    "consultation-journal": ("--case", CASE),
    "year-change-act": ("--blank",),
    "digital-trace": ("--case", CASE),
    "council-results": ("--case", CASE),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dlschool.cli.main._now", _now)
        assert run(["--data-dir", str(made), "sample"]) == 0
    return made


def _now() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def give(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """Prints by command; the exit code, the JSON object, the words of the PDF."""
    monkeypatch.setattr("dlschool.cli.main._now", _now)

    def give(code: str, *arguments: str) -> tuple[int, Any, str]:
        out = tmp_path / "made.pdf"
        out.unlink(missing_ok=True)
        asked = ["--data-dir", str(folder), "print", code, *arguments, "--out", str(out), "--json"]
        done = run(asked)
        said = capsys.readouterr().out
        found = pypdf.PdfReader(BytesIO(out.read_bytes())).pages if out.exists() else []
        return done, json.loads(said) if said else None, "".join(p.extract_text() for p in found)

    return give


OWN_COMMANDS = {"distance-report", "readiness-act"}
"""Forms of the report and of readiness: `report`, `readiness`."""


def test_every_form_of_the_learning_period_has_its_command() -> None:
    codes = {code for code, form in FORMS.items() if form.scope == "learning"} - OWN_COMMANDS
    assert {code for code in codes if not learning_prints.is_known(code)} == set()
    assert codes <= set(SAID)


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
@pytest.mark.parametrize("code", sorted(SAID))
def test_a_form_is_printed_filled(give: Any, code: str, language: str) -> None:
    done, said, words = give(code, *SAID[code], "--language", language)
    assert (done, bool(said["bytes"])) == (0, True)
    assert len(words) > 100


@pytest.mark.parametrize("language", ["kk", "ru", "both"])
def test_the_printed_trace_of_the_sample_school_tells_of_no_consultation(
    give: Any, language: str
) -> None:
    words = give("digital-trace", "--case", CASE, "--language", language)[2]
    assert "BilimClass" in words
    for hidden in ("Күн тәртібі", "Режим дня", "Жұмағұлова", "психолог", "инспектор"):
        assert hidden not in words


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("individual-schedule", ()),
        ("summons", ()),
        ("result-sheet", ()),
        ("report-card", ()),
        ("summative-analysis", ("--class", "5Ә")),
        ("thematic-plan", ()),
        ("issue-sheet-class", ()),
        ("summons", ("--case", "2026/11")),
        ("individual-schedule", ("--class", "99Z")),
        ("individual-schedule", ("--teacher", "99999")),
        ("individual-schedule", ("--pupil", "99999")),
        ("individual-schedule", ("--case", CASE, "--year", "abc")),
        ("result-sheet", ("--work", "99999")),
        ("year-change-act", ()),
    ],
)
def test_what_cannot_be_printed_is_refused_with_what_to_say(
    give: Any, code: str, arguments: tuple[str, ...]
) -> None:
    done, said, words = give(code, *arguments)
    assert (done, words) == (1, "")
    assert said["refused"]["kk"] != said["refused"]["ru"]


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("summons", ("--case", CASE, "--class", "5Ә")),
        ("order-transfer", ("--case", CASE, "--pupil", "3")),
        ("report-card", ("--case", CASE, "--term", "1")),
        ("summons", ("--blank", "--pupil", "3")),
        ("result-sheet", ("--work", "0")),
    ],
)
def test_an_option_that_would_be_passed_over_is_wrong_use(
    give: Any, code: str, arguments: tuple[str, ...]
) -> None:
    assert give(code, *arguments)[::2] == (2, "")
