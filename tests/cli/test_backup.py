"""`backup` as a person or a program gives it: one object, clear refusals, nothing restored unasked."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from builders import stored_pupil
from sticks import at_noon

from dlschool.cli.main import run
from dlschool.paths import DataFolder
from dlschool.services import epochs, machine, opening, pupils
from dlschool.services.opening import Cost

NAME, PASSWORD = "Ғалымова Б.", "Боран-1234"


class Terminal:
    """Gives commands on one data folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capture = folder, capture
        self.errors = ""

    def __call__(self, *arguments: str, code: int = 0, options: tuple[str, ...] = ()) -> Any:
        given = ["--language", "ru", "--data-dir", str(self.folder), *options, *arguments, "--json"]
        assert run(given) == code, self._capture.readouterr()
        said = self._capture.readouterr()
        self.errors = said.err
        return json.loads(said.out)

    def count(self) -> int:
        db = opening.sign_in(DataFolder(self.folder), at_noon, NAME, PASSWORD)
        found = pupils.count(db)
        db.close()
        return found

    def register(self, last: str) -> None:
        db = opening.sign_in(DataFolder(self.folder), at_noon, NAME, PASSWORD)
        stored_pupil(db, last=last)
        db.close()


@pytest.fixture
def dlschool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DLSCHOOL_PASSPHRASE", PASSWORD)
    folder = DataFolder(tmp_path / "school")
    db = opening.found(folder, at_noon, NAME, PASSWORD, Cost(1, 8 * 2**10)).db
    stored_pupil(db)
    db.close()
    return Terminal(folder.root, capsys)


def test_a_backup_is_created_listed_and_verified(dlschool: Terminal) -> None:
    assert dlschool("backup", "list") == {"backups": []}
    made = dlschool("backup", "create")
    assert made["second"] is None
    assert made["trouble"] is None
    (line,) = dlschool("backup", "list")["backups"]
    assert line == made["backup"]
    verified = dlschool("backup", "verify")
    assert verified["whole"]
    assert verified["backups"][0]["wrong"] == []


def test_the_second_place_is_chosen_shown_and_used(dlschool: Terminal, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    dlschool("backup", "place", str(tmp_path / "disk"))
    assert dlschool("backup", "place")["folder"] == str(tmp_path / "disk")
    assert dlschool("backup", "create")["second"]["place"] == "second"
    shutil.rmtree(tmp_path / "disk")
    dlschool.register("Ысқақов")
    made = dlschool("backup", "create")
    assert made["second"] is None
    assert "disk" in made["trouble"]["ru"]
    assert made["trouble"]["ru"] in dlschool.errors
    dlschool("backup", "place", "--none")
    assert dlschool("backup", "place")["folder"] == ""


def test_a_damaged_backup_is_named_and_the_exit_is_one(dlschool: Terminal) -> None:
    made = dlschool("backup", "create")["backup"]
    base = Path(made["folder"]) / "school.db"
    whole = base.read_bytes()
    base.write_bytes(whole[:9000] + b"\0\0" + whole[9002:])
    found = dlschool("backup", "verify", made["name"], code=1)
    assert not found["whole"]
    assert found["refused"]["ru"]
    assert "school.db" in found["backups"][0]["wrong"][0]["ru"]
    assert dlschool("backup", "verify", "--all", code=1)["refused"]
    assert dlschool("backup", "verify", "absent", code=1)["refused"]["kk"]


def test_restore_shows_what_will_be_lost_and_asks_for_a_yes(dlschool: Terminal) -> None:
    made = dlschool("backup", "create")["backup"]
    dlschool.register("Ысқақов")
    shown = dlschool("backup", "restore", made["name"], code=1)
    assert shown["lost"]["count"] == 1
    assert "Ысқақов" in shown["lost"]["first"]["what"]
    assert "--yes" in shown["refused"]["ru"]
    assert "Ысқақов" in dlschool.errors
    assert dlschool.count() == 2
    done = dlschool("backup", "restore", made["name"], "--yes")
    assert done["lost"]["count"] == 1
    assert done["epoch"].startswith("2:")
    assert dlschool.count() == 1
    assert dlschool("check")["whole"]
    back = dlschool("backup", "restore", done["kept"]["folder"], "--yes")
    assert back["lost"]["back"] == 1
    assert dlschool.count() == 2


def test_an_empty_folder_takes_the_school_from_a_stick(dlschool: Terminal, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    dlschool("backup", "place", str(tmp_path / "stick"))
    dlschool("backup", "create")
    new = Terminal(tmp_path / "new", dlschool._capture)
    made = new("backup", "restore", str(tmp_path / "stick"))
    assert made["backup"]["place"] == "second"
    assert new.count() == 1
    assert new("check")["whole"]


def test_the_words_of_the_sheet_open_the_stick_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DLSCHOOL_PASSPHRASE", PASSWORD)
    folder = DataFolder(tmp_path / "school")
    made = opening.found(folder, at_noon, NAME, PASSWORD, Cost(1, 8 * 2**10))
    made.db.close()
    old = Terminal(folder.root, capsys)
    backup = old("backup", "create")["backup"]["folder"]
    monkeypatch.setenv("DLSCHOOL_RECOVERY", " ".join(made.words))
    monkeypatch.delenv("DLSCHOOL_PASSPHRASE")
    Terminal(tmp_path / "new", capsys)("backup", "restore", backup, "--words")
    monkeypatch.setenv("DLSCHOOL_NEW_PASSPHRASE", PASSWORD)
    assert Terminal(tmp_path / "new", capsys)("recover", "--name", NAME)["user"] == NAME


def test_a_damaged_store_is_put_aside_when_that_is_asked_for(dlschool: Terminal) -> None:
    made = dlschool("backup", "create")["backup"]
    store = dlschool.folder / "school.db"
    store.write_bytes(b"\0" * 5000)
    dlschool("backup", "restore", made["folder"], "--damaged", code=1)
    kept = dlschool("backup", "restore", made["folder"], "--damaged", "--yes")["kept"]
    assert (Path(kept) / "school.db").read_bytes() == b"\0" * 5000
    assert dlschool.count() == 1


def test_data_from_another_computer_are_worked_with_only_when_that_is_said(
    dlschool: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    dlschool("undo", "--list")
    monkeypatch.setattr(machine, "_system_id", lambda: "another")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(dlschool.folder.parent / "other"))
    refused = dlschool("undo", "--list", code=1)["refused"]
    assert "компьютер" in refused["ru"]
    dlschool("undo", "--list", options=("--go-on",))
    assert dlschool("undo", "--list")
    db = opening.sign_in(DataFolder(dlschool.folder), at_noon, NAME, PASSWORD)
    assert epochs.look(db).kind is epochs.Kind.SAME
    db.close()
