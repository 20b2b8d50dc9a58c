"""exchange status|sync|compare|export|import|pause|go-on|policy: as a person or a program gives them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import exchange_hub
import pytest

from dlschool.cli.main import run
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.exchange.kinds import Level
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import exchange_tries, sample_school


@pytest.fixture
def school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "data"
    assert run(["--data-dir", str(folder), "sample"]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def given(school: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command; its exit code and the JSON object that it answered."""

    def give(*arguments: str) -> tuple[int, Any]:
        code = run(["--data-dir", str(school), "--language", "ru", *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


@pytest.fixture
def desk(tmp_path: Path, school: Path) -> Office:
    """The sample school is enrolled at a real hub."""
    made = exchange_hub.opened(tmp_path)
    db = sample_school.opened(DataFolder(school), lambda: datetime(2026, 11, 21, 10, 0))
    exchange_hub.enrol(made, db, Level.CASES)
    db.close()
    return made


def test_before_pairing_every_way_is_refused_with_what_to_do(given: Any, tmp_path: Path) -> None:
    code, said = given("exchange", "status")
    assert code == 0
    assert said["paired"] is False
    assert said["sentence"]["ru"]
    for arguments in (
        ("sync",),
        ("compare",),
        ("export", str(tmp_path)),
        ("import", str(tmp_path)),
    ):
        code, said = given("exchange", *arguments)
        assert code == 1
        assert "не подключён" in said["refused"]["ru"]


def test_a_round_over_the_line(given: Any, desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    way = exchange_hub.Way(desk)
    monkeypatch.setattr(exchange_tries, "line", lambda _to: way)
    code, said = given("exchange", "sync")
    assert code == 0
    assert said["sent"] > 0
    code, said = given("exchange", "compare")
    assert code == 0
    code, said = given("exchange", "status")
    assert said["accepted"] > 50
    assert said["here"] == 0
    assert {each["state"] for each in said["envelopes"]} == {"accepted"}


def test_a_line_that_is_not_there_is_exit_one_and_a_sentence(given: Any, desk: Office) -> None:
    code, said = given("exchange", "sync")
    assert code == 1
    assert "флешк" in said["refused"]["ru"]
    assert said["status"]["here"] > 0


def test_a_round_by_stick(given: Any, desk: Office, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    code, said = given("exchange", "export", str(stick))
    assert code == 0
    assert said["envelopes"] > 0
    exchange_hub.take(desk, files.load(stick))
    letters = [wire.first(content) for content in exchange_hub.answers(desk, 1)]
    files.write(Path(said["folder"]), [each for each in letters if each is not None])
    code, said = given("exchange", "import", str(stick))
    assert code == 0
    assert (said["new"], said["damaged"]) == (1, [])
    assert given("exchange", "status")[1]["accepted"] > 50
    code, said = given("exchange", "import", str(tmp_path / "absent"))
    assert code == 1
    assert "absent" in said["refused"]["ru"]


def test_a_pause_is_kept_and_ended(given: Any, desk: Office) -> None:
    assert given("exchange", "pause")[1]["paused"] is True
    code, said = given("exchange", "sync")
    assert code == 1
    assert "приостановлен" in said["refused"]["ru"]
    assert given("exchange", "go-on")[1]["paused"] is False


def test_what_leaves_is_listed_by_level(given: Any) -> None:
    sizes = []
    for level in ("totals", "cases", "names"):
        code, said = given("exchange", "policy", "--level", level)
        assert code == 0
        assert said["level"] == level
        sizes.append(sum(len(kind["fields"]) for kind in said["kinds"]))
    assert sizes == sorted(set(sizes))


def test_people_read_lines_in_their_language(
    school: Path, desk: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language, word in (("kk", "Деңгей"), ("ru", "Уровень")):
        place = ["--data-dir", str(school), "--language", language, "exchange"]
        assert run([*place, "status"]) == 0
        assert word in capsys.readouterr().out
        assert run([*place, "export", str(tmp_path / language)]) == 0
        assert "DLX" in capsys.readouterr().out
        assert run([*place, "policy"]) == 0
        assert capsys.readouterr().out.count("\n") > 5
