"""`dlschool-hub`: commands for a person at the department, each with --json."""

import json
from pathlib import Path
from typing import Any

import hub_life
import pytest
from hub_life import pupil

from dlschool.exchange import folder, wire
from dlschool.hub import cli, office, place
from dlschool.hub.database import Database
from dlschool.hub.office import Office


@pytest.fixture
def desk(hub: Database, tmp_path: Path) -> Office:
    return office.opened(hub, tmp_path / "keys.json", hub_life.now)


def _run(
    capsys: pytest.CaptureFixture[str], command: str, url: str, tmp_path: Path, *more: str
) -> tuple[int, Any]:
    capsys.readouterr()
    keys = str(tmp_path / "keys.json")
    code = cli.run([command, "--database", url, "--keys", keys, "--json", *more])
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_a_new_hub_gets_its_tables_and_keys_once(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, first = _run(capsys, "init", url, tmp_path)
    assert (code, first["steps"] > 0) == (0, True)
    code, second = _run(capsys, "init", url, tmp_path)
    assert (code, second["steps"], second["key"]) == (0, 0, first["key"])
    code, said = _run(capsys, "check", url, tmp_path)
    assert (code, said["database"], said["dlschool_hub_schools"]) == (0, "ok", 0)


def test_other_keys_than_those_of_the_database_are_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(capsys, "init", url, tmp_path)
    (tmp_path / "keys.json").rename(tmp_path / "put away.json")
    code, said = _run(capsys, "check", url, tmp_path)
    assert code == 1
    assert "keys.json" in said["refused"]["ru"]
    assert not (tmp_path / "keys.json").exists()
    other = tmp_path / "other"
    other.mkdir()
    office.read_keys(tmp_path / "keys.json")
    code, said = _run(capsys, "check", url, tmp_path)
    assert code == 1


def test_a_database_that_does_not_answer_is_refused_without_its_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "postgresql://somebody:secret@127.0.0.1:1/hub"
    code, said = _run(capsys, "check", url, tmp_path)
    assert code == 1
    assert "somebody" in said["refused"]["ru"]
    assert "secret" not in said["refused"]["ru"]
    code, said = _run(capsys, "check", str(tmp_path / "no" / "hub.db"), tmp_path)
    assert code == 1


def test_keys_of_a_database_on_a_server_have_to_be_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["check", "--database", "postgresql://u:p@127.0.0.1:1/hub"]) == 1
    assert place.shown("postgresql://u:p@h/d") == "postgresql://u:…@h/d"


def test_sticks_are_taken_and_answered(
    desk: Office, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    school = hub_life.school(desk)
    pc = hub_life.device(desk, school)
    pc.seal([pupil(1)])
    envelope = wire.first(pc.stream)
    assert envelope is not None
    stick = tmp_path / "stick"
    folder.write(folder.school_folder(stick, school.bin), [envelope])
    code, said = _run(capsys, "import", url, tmp_path, str(stick))
    assert (code, said["stored"]) == (0, 1)
    code, said = _run(capsys, "export", url, tmp_path, str(stick), "--bin", school.bin)
    assert (code, said["computers"], said["envelopes"]) == (0, 1, 1)
    code, said = _run(capsys, "export", url, tmp_path, str(stick), "--bin", "404")
    assert code == 1
    code, said = _run(capsys, "import", url, tmp_path, str(tmp_path / "nowhere"))
    assert code == 1


def test_a_directive_goes_to_the_named_schools(
    desk: Office, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schools = [hub_life.school(desk, number) for number in (1, 2)]
    pcs = [hub_life.device(desk, school) for school in schools]
    days = {"start": "2026-09-01", "until": "2026-10-31", "due": "2026-12-01"}
    values = json.dumps({"period": "term", **days, "text_ru": "Срочно"})
    named = ("--bin", schools[1].bin)
    code, said = _run(capsys, "directive", url, tmp_path, *named, "report-request", values)
    assert (code, said) == (0, {"schools": 1})
    assert hub_life.said(pcs[0].sync(desk), "report-request") == []
    (asked,) = hub_life.said(pcs[1].sync(desk), "report-request")
    assert (asked["text_ru"], asked["start"]) == ("Срочно", 2435)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("receipt", "{}"),
        ("report-request", "no JSON"),
        ("report-request", '{"nothing": 1}'),
        ("report-request", '{"start": "1 september"}'),
        ("number-block", '{"first": "one"}'),
        ("revocation", '{"device": 1, "reason": "x"}'),
        ("call", '{"ground": "weather"}'),
        ("report-request", "[]"),
    ],
)
def test_a_directive_that_makes_no_sense_is_refused(
    desk: Office,
    url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    values: str,
) -> None:
    school = hub_life.school(desk)
    code, _ = _run(capsys, "directive", url, tmp_path, "--bin", school.bin, kind, values)
    assert code == 1
    with desk.db.transaction(writes=False) as tx:
        assert tx.value("select count(*) from acts where kind = 'directive'") == 0


def test_an_edition_is_signed_by_the_department(
    desk: Office, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dlschool.exchange import keys

    school = hub_life.school(desk)
    pc = hub_life.device(desk, school)
    values = json.dumps({"name": "new.toml", "content": "x = 1"})
    _run(capsys, "directive", url, tmp_path, "--bin", school.bin, "edition", values)
    (edition,) = hub_life.said(pc.sync(desk), "edition")
    signed = keys.edition_text("new.toml", "x = 1")
    made = edition["signature"]
    assert isinstance(made, bytes)
    assert keys.signed_by(desk.newest.public.sign, signed, made)


def test_a_replay_and_a_restored_hub_have_their_commands(
    desk: Office, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pc = hub_life.device(desk, hub_life.school(desk))
    pc.seal([pupil(1)])
    pc.sync(desk)
    code, said = _run(capsys, "replay", url, tmp_path)
    assert (code, said) == (0, {"steps": 2})
    code, said = _run(capsys, "restored", url, tmp_path)
    assert (code, said) == (0, {"devices": 1})


def test_neighbours_hear_of_each_other_once(
    desk: Office, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    near = [hub_life.school(desk, number) for number in (1, 2)]
    far = hub_life.school(desk, 3, district="12")
    pcs = [hub_life.device(desk, school) for school in (*near, far)]
    assert _run(capsys, "neighbours", url, tmp_path) == (0, {"schools": 2})
    assert _run(capsys, "neighbours", url, tmp_path) == (0, {"schools": 0})
    (told,) = hub_life.said(pcs[0].sync(desk), "schools")
    assert told["schools"] == [[near[1].bin, "№2 мектеп", "Школа № 2"]]
    assert hub_life.said(pcs[2].sync(desk), "schools") == []


def test_a_small_simulation_gives_its_figures(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    arguments = ["simulate", "--database", url, "--schools", "4", "--days", "2", "--json"]
    assert cli.run([*arguments, "--partitions", "4"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["schools"] == 4
    assert min(said[name] for name in said if "a second" in name) > 0
    assert said["bytes up"] > 1000
    assert cli.run(arguments) == 1


def test_wrong_use_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["serve"]) == 2
    assert cli.run(["--help"]) == 0
