"""`update`: a file, the versions, the way back."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import stored_pupil
from update_parts import NEW, OLD, TRUSTED, about, installed, packed, tree

from dlschool import i18n
from dlschool.cli import main
from dlschool.paths import DataFolder
from dlschool.services import opening, updates_trial
from dlschool.services.opening import Cost
from dlschool.store import migrations
from dlschool.update import keys, start
from dlschool.update import place as places
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

NAME, PASSWORD = "Ғалымова Б.", "Боран-1234"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


class Terminal:
    """Gives commands on one data folder as the program of one place."""

    def __init__(
        self, folder: DataFolder, place: Place, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.place, self.capture = folder, place, capture

    def __call__(self, *arguments: str, code: int = 0) -> Any:
        given = ["--language", "ru", "--data-dir", str(self.folder.root), *arguments]
        assert main.run([*given, "--json"]) == code, self.capture.readouterr()
        return json.loads(self.capture.readouterr().out)

    def plain(self, *arguments: str, code: int = 0) -> str:
        given = ["--language", "ru", "--data-dir", str(self.folder.root), *arguments]
        assert main.run(given) == code
        said = self.capture.readouterr()
        return said.out + said.err


@pytest.fixture
def dlschool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    monkeypatch.setattr(i18n, "_current", ["kk"])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DLSCHOOL_PASSPHRASE", PASSWORD)
    monkeypatch.setattr(main, "_now", at_noon)
    terminal = Terminal(DataFolder(tmp_path / "school"), installed(tmp_path / "P"), capsys)
    monkeypatch.setattr(places, "find", lambda *_: terminal.place)
    monkeypatch.setattr(keys, "accepted", lambda *_: TRUSTED)
    return terminal


def a_school(folder: DataFolder) -> None:
    db = opening.found(folder, at_noon, NAME, PASSWORD, Cost(1, 8 * 2**10)).db
    stored_pupil(db)
    db.close()


def test_a_file_is_checked_without_a_school_and_without_a_trace(
    dlschool: Terminal, tmp_path: Path
) -> None:
    path = packed(tmp_path)
    said = dlschool("update", str(path), "--check")
    assert (said["version"], said["from"], said["whole"]) == (NEW, OLD, True)
    assert said["news"]["kk"]
    assert start.read(dlschool.place.root) == Start(OLD)
    path.write_bytes(path.read_bytes()[:-40])
    assert "kk" in dlschool("update", str(path), "--check", code=1)["refused"]


def test_a_file_is_installed_after_a_backup(dlschool: Terminal, tmp_path: Path) -> None:
    a_school(dlschool.folder)
    said = dlschool("update", str(packed(tmp_path)))
    assert said["backup"]["why"] == "before-update"
    assert Path(said["backup"]["folder"]).is_dir()
    status = dlschool("update", "status")
    assert (status["running"], status["current"], status["waits"]) == (OLD, NEW, True)
    assert status["steps"] == list(migrations.known())


def test_it_says_in_words_what_it_does(dlschool: Terminal, tmp_path: Path) -> None:
    said = dlschool.plain("update", str(packed(tmp_path)))
    assert "Новое: журнал открывается быстрее." in said
    assert NEW in said
    assert OLD in dlschool.plain("update", "status")


def test_what_is_no_update_is_refused_with_one(dlschool: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "письмо.dlu"
    path.write_text("Құрметті мектеп")
    assert "письмо.dlu" in dlschool("update", str(path), code=1)["refused"]["ru"]
    assert main.run(["update"]) == 2


def test_without_an_installation_status_says_so_and_the_rest_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert main.run(["update", "status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["installed"] is False
    for given in ("back", "a.dlu"):
        assert main.run(["--data-dir", str(tmp_path), "update", given, "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["refused"]


def test_the_way_back_is_one_command_while_the_data_are_the_same(
    dlschool: Terminal, tmp_path: Path
) -> None:
    a_school(dlschool.folder)
    dlschool("update", str(packed(tmp_path)))
    dlschool.place = replace(dlschool.place, version=NEW)
    updates_trial.worked(dlschool.place)
    said = dlschool("update", "back")
    assert (said["version"], said["lost"]) == (OLD, None)
    assert start.read(dlschool.place.root) == Start(OLD, NEW)
    assert NEW in dlschool.plain("update", "status")


def test_the_way_back_with_newer_data_says_what_is_lost_and_wants_a_yes(
    dlschool: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_school(dlschool.folder)
    known = migrations.known()
    tree(tmp_path / "P" / PROGRAMS / NEW, NEW, [*known, "9999_later"])
    start.write(tmp_path / "P", Start(NEW, OLD))
    dlschool.place = replace(dlschool.place, version=NEW)
    with monkeypatch.context() as newer:
        later = ("9999_later", lambda database: database.execute("drop table told"))
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, later))
        dlschool("pupils", "find", "Сәрсенбаев")
        said = dlschool("update", "back", code=1)
        assert said["lost"]["count"] == 0
        assert said["backup"]["why"] == "before-upgrade"
        assert start.read(tmp_path / "P") == Start(NEW, OLD)
        assert "21.11.2026, 12:00" in dlschool.plain("update", "back", code=1)
        kept = dlschool("update", "back", "--yes")["kept"]
        assert kept["why"] == "before-back"
    assert start.read(tmp_path / "P") == Start(OLD, NEW)
    assert len(dlschool("pupils", "find", "Сәрсенбаев")["pupils"]) == 1


def test_data_of_a_newer_program_wait_for_the_update_that_reads_them(
    dlschool: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_school(dlschool.folder)
    with monkeypatch.context() as newer:
        later = ("9999_later", lambda database: database.execute("drop table told"))
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, later))
        dlschool("pupils", "find", "Сәрсенбаев")
    assert "9999_later" in dlschool("pupils", "find", "Сәрсенбаев", code=1)["refused"]["kk"]
    assert dlschool("update", str(packed(tmp_path)), code=1)["refused"]
    knowing = tmp_path / "knowing"
    knowing.mkdir()
    path = packed(knowing, about(steps=[*migrations.known(), "9999_later"]))
    assert dlschool("update", str(path))["backup"] is None
    assert start.read(dlschool.place.root) == Start(NEW, OLD, 0)
