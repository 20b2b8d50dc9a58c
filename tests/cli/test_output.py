"""What every command says and reads: files that cannot be, refusals with what would help."""

import json
from pathlib import Path

import pytest
from planning_problems import problem, pupil, sitting

from dlschool.cli import output
from dlschool.cli.main import run
from dlschool.errors import Refused


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"abc")
    assert output.read_file(path) == b"abc"


@pytest.mark.parametrize("name", ["", "none.json", "x" * 300, "file/below"])
def test_what_is_no_file_is_refused_in_the_language_of_the_user(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Refused) as refused:
        output.read_file(tmp_path / name)
    kk, ru = refused.value.text("kk"), refused.value.text("ru")
    assert kk != ru
    for english in ("No such", "directory", "too long", "folder", "there is"):
        assert english not in kk + ru


def test_a_file_that_is_too_long_is_never_taken_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "MOST_BYTES", 2**20)
    path = tmp_path / "long"
    path.write_bytes(b" " * (2**20 + 1))
    with pytest.raises(Refused) as refused:
        output.read_file(path)
    assert "1" in refused.value.text("ru")


def test_a_person_reads_what_would_free_a_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "asked.json"
    path.write_text(json.dumps(problem(sitting(), pupils=[pupil(travel_days=[])])), "utf-8")
    assert run(["--language", "ru", "plan", str(path)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) >= 2
    assert run(["--language", "ru", "plan", str(path), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)["refused"]
    assert said["would_help"][0]["ru"] in lines[1]
