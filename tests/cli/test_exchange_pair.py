"""exchange pair … and exchange level: a school that is connected by stick alone, command by command."""

import dataclasses
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pairing_parts as parts
import pytest

from dlschool.cli.main import run
from dlschool.exchange import armour
from dlschool.hub import enrolment
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import sample_school
from dlschool.services import school as service


def clock() -> datetime:
    return datetime(2026, 11, 21, 10, 0)


@pytest.fixture
def school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "data"
    assert run(["--data-dir", str(folder), "sample"]) == 0
    db = sample_school.opened(DataFolder(folder), clock)
    service.save_school(db, dataclasses.replace(service.school(db), bin=parts.BIN))
    db.close()
    capsys.readouterr()
    return folder


@pytest.fixture
def given(school: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Gives a command; its exit code and the JSON object that it answered."""

    def give(*arguments: str) -> tuple[int, Any]:
        words = ["--data-dir", str(school), "--date-is-right", "--language", "ru", "exchange"]
        code = run([*words, *arguments, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return give


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, datetime.now)


def enrolment_file(desk: Office, folder: Path) -> str:
    file = folder / "school.dlx"
    file.write_text(armour.written(parts.enrolled(desk, until=date(2099, 1, 1)), "# файл"), "utf-8")
    return str(file)


def test_by_stick_alone(given: Any, desk: Office, tmp_path: Path) -> None:
    file = enrolment_file(desk, tmp_path)
    assert given("pair", "status")[1]["state"] == "none"
    code, offer = given("pair", "read", file)
    assert code == 0
    assert (offer["bin"], offer["department"]["kk"]) == (parts.BIN, parts.DEPARTMENT.name.kk)
    assert given("pair", "status")[1]["state"] == "none"
    code, asked = given("pair", "ask", file, "--label", "Хатшының компьютері")
    assert (code, asked["state"], len(asked["words"])) == (0, "waiting", 6)
    stick = tmp_path / "request.dlx"
    assert given("pair", "request", str(stick))[0] == 0
    request = armour.read(stick.read_text("utf-8"))
    assert enrolment.heard(desk, request).status == 202
    parts.approve(desk)
    stick.write_text(armour.written(enrolment.heard(desk, request).body), "utf-8")
    code, connected = given("pair", "take", str(stick))
    assert (code, connected["state"], connected["device"]) == (0, "connected", 1)
    assert given("level")[1]["level"] == "totals"
    code, refused = given("level", "cases")
    assert code == 1
    assert refused["refused"]["kk"] != refused["refused"]["ru"]
    code, level = given("level", "cases", "--document", "№ 4", "--date", "2026-11-20")
    assert (code, level) == (0, {"level": "cases", "document": "№ 4", "date": "2026-11-20"})
    assert given("pair", "keys")[1]["number"] == 2
    assert given("pair", "keys")[0] == 1


def test_what_goes_wrong_is_said_and_nothing_changes(
    given: Any, desk: Office, tmp_path: Path
) -> None:
    noise = tmp_path / "noise.dlx"
    noise.write_bytes(b"\x00\xff" * 50)
    for arguments in (
        ("pair", "read", str(noise)),
        ("pair", "ask", str(tmp_path / "nowhere.dlx"), "--label", "x"),
        ("pair", "request", str(tmp_path / "r.dlx")),
        ("pair", "take", enrolment_file(desk, tmp_path)),
        ("pair", "send"),
        ("pair", "keys"),
        ("level", "names", "--document", "№ 4", "--date", "2026-11-20"),
    ):
        code, said = given(*arguments)
        assert code == 1, arguments
        assert said["refused"]["kk"] != said["refused"]["ru"]
    assert given("pair", "status")[1]["state"] == "none"


def test_a_request_can_be_given_up(given: Any, desk: Office, tmp_path: Path) -> None:
    given("pair", "ask", enrolment_file(desk, tmp_path), "--label", "Хатшы")
    assert given("pair", "give-up")[1]["state"] == "none"
