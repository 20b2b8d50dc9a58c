"""The register of personal data by command; exports need a password or --plain."""

import json
from pathlib import Path
from typing import Any

import pypdf
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


def test_consents_are_recorded_shown_and_withdrawn(given: Any) -> None:
    code, made = given("personal", "consent", "1", "--guardian", "Ким А.", "--scope", "processing")
    assert code == 0
    assert given("personal", "show", "1")[1]["consent"] == "given"
    assert 1 not in [p["id"] for p in given("personal", "waiting")[1]["without_consent"]]
    assert given("personal", "withdraw", str(made["id"]))[0] == 0
    assert given("personal", "show", "1")[1]["consent"] == "withdrawn"


def test_a_list_is_not_exported_without_a_password_or_plain(
    given: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.xlsx"
    code, said = given("pupils", "export", str(out))
    assert code == 1
    assert "--plain" in said["refused"]["ru"]
    assert not out.exists()
    monkeypatch.setenv("MY_PASSWORD", "short")
    assert given("pupils", "export", str(out), "--password-env", "MY_PASSWORD")[0] == 1
    assert not out.exists()
    monkeypatch.setenv("DLSCHOOL_EXPORT_PASSWORD", "Құпия сөз 2026")
    assert given("pupils", "export", str(out))[0] == 0
    assert out.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


def test_everything_about_a_person_is_exported_under_a_password(
    given: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "card.pdf"
    assert given("personal", "export", "1", "--out", str(out))[0] == 1
    monkeypatch.setenv("DLSCHOOL_EXPORT_PASSWORD", "Құпия сөз 2026")
    code, said = given("personal", "export", "1", "--out", str(out))
    assert code == 0
    reader = pypdf.PdfReader(out)
    assert reader.is_encrypted
    assert reader.decrypt("Құпия сөз 2026")
    assert len(reader.pages) == said["pages"]


def test_a_blocked_pupil_is_exported_after_the_blocking_is_lifted(
    given: Any, tmp_path: Path
) -> None:
    out = tmp_path / "card.pdf"
    made = given("personal", "request", "1", "blocking", "--applicant", "Ким А.")[1]["id"]
    code, said = given("personal", "export", "1", "--out", str(out), "--plain")
    assert code == 1
    assert "заблокированы" in said["refused"]["ru"]
    assert given("personal", "answer", str(made), "ok")[0] == 0
    assert given("personal", "lift", str(made))[0] == 0
    assert given("personal", "export", "1", "--out", str(out), "--plain")[0] == 0


def test_papers_of_the_register_are_printed(given: Any, tmp_path: Path) -> None:
    code, made = given("breaches", "add", "Жад таяқшасы жоғалды", "--pupil", "1")
    assert code == 0
    calls = [
        ("access-list",),
        ("consent", "--pupil", "1"),
        ("breach-notice", "--id", str(made["id"])),
    ]
    for call in calls:
        out = tmp_path / f"{call[0]}.pdf"
        assert given("personal", "print", *call, "--language", "both", "--out", str(out))[0] == 0
        assert pypdf.PdfReader(out).pages
    assert given("breaches", "notified", str(made["id"]))[0] == 0
    assert given("breaches", "list")[1]["breaches"][0]["notified_on"]


def test_nothing_removed_means_nothing_is_destroyed(given: Any) -> None:
    assert given("personal", "destroy", "1")[1]["removed"] == 0
    assert given("personal", "destroy", "1", "--yes")[0] == 1


def test_a_card_is_not_destroyed_and_the_answer_says_why(given: Any) -> None:
    code, said = given("personal", "destroy", "1", "--card", "--yes")
    assert code == 1
    assert "архив" in said["refused"]["ru"]
    assert given("personal", "show", "1")[0] == 0


def test_a_new_sheet_says_what_the_old_one_still_opens(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(school), "--language", "ru", "users", "sheet"]) == 0
    told = capsys.readouterr().out
    assert "Прежний лист" in told
    assert "keys.json" in told


def test_nothing_is_said_of_a_pupil_whom_the_person_may_not_see(given: Any) -> None:
    code, said = given("personal", "show", "999")
    assert code == 1
    assert "999" in said["refused"]["ru"]
