"""`repair`, and how every command treats damage, another computer and a wrong clock."""

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import stored_case, stored_pupil
from scan_files import picture

from dlschool.cli import main
from dlschool.paths import DataFolder
from dlschool.services import entering, opening, scans
from dlschool.services.opening import Cost
from dlschool.store import blobs, lock
from dlschool.store.lock import Machine

NAME, PASSWORD = "Ғалымова Б.", "Боран-1234"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


class Terminal:
    """Gives commands on one data folder."""

    def __init__(self, folder: DataFolder, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture = folder, capture

    def __call__(self, *arguments: str, code: int = 0, options: tuple[str, ...] = ()) -> Any:
        given = ["--language", "ru", "--data-dir", str(self.folder.root), *options, *arguments]
        assert main.run([*given, "--json"]) == code, self.capture.readouterr()
        return json.loads(self.capture.readouterr().out)


@pytest.fixture
def dlschool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DLSCHOOL_PASSPHRASE", PASSWORD)
    monkeypatch.setattr(main, "_now", at_noon)
    folder = DataFolder(tmp_path / "school")
    db = opening.found(folder, at_noon, NAME, PASSWORD, Cost(1, 8 * 2**10)).db
    for n in range(20):
        stored_pupil(db, last=f"Тоқтаров{n}", iin_reason="құжаттары рәсімделуде " * 9)
    case_id = stored_case(db, "application")
    (paper_id,) = db.values("select id from papers where case_id = ?", (case_id,))
    scans.add_scan(db, paper_id, picture(), "scan.png")
    db.close()
    return Terminal(folder, capsys)


def broken(folder: DataFolder) -> None:
    with folder.store.open("r+b") as file:
        for page in range(20, folder.store.stat().st_size // 4096, 20):
            file.seek(page * 4096)
            file.write(random.Random(page).randbytes(4096))


def test_a_whole_store_is_repaired_to_itself(dlschool: Terminal) -> None:
    done = dlschool("repair")
    assert done["whole"]
    assert done["broken_pages"] == 0
    assert done["lost"] == done["scans"] == []
    assert dlschool("check")["whole"]


def test_a_damaged_store_is_refused_by_commands_and_repaired_by_one(dlschool: Terminal) -> None:
    broken(dlschool.folder)
    (dlschool.folder.root / lock.FOLDER).mkdir(exist_ok=True)
    here = entering.this_machine().id
    (dlschool.folder.root / lock.FOLDER / f"{here}-1-x.json").write_text("{}")
    refused = dlschool("undo", "--list", code=1)["refused"]["ru"]
    assert "school.db" in refused
    report = repaired(dlschool)
    assert report["broken_pages"] > 0
    assert Path(report["set_aside"]).is_dir()


def repaired(dlschool: Terminal, *options: str) -> Any:
    """The report, whether or not something was lost."""
    given = ["--language", "ru", "--data-dir", str(dlschool.folder.root), *options]
    assert main.run([*given, "repair", "--json"]) in (0, 1)
    return json.loads(dlschool.capture.readouterr().out)


def test_a_scan_that_is_damaged_is_named(dlschool: Terminal) -> None:
    (scan,) = blobs.paths(dlschool.folder.scans)
    scan.write_bytes(scan.read_bytes()[:-1])
    done = dlschool("repair", code=1)
    assert len(done["scans"]) == 1
    assert not done["whole"]


def test_a_command_beside_another_computer_reads_and_does_not_write(dlschool: Terminal) -> None:
    lock.enter(dlschool.folder, Machine("other", "kabinet-2"), at_noon())
    assert dlschool("undo", "--list")["actions"]
    assert "kabinet-2" in dlschool("undo", code=1)["refused"]["ru"]
    assert "kabinet-2" in dlschool("repair", code=1)["refused"]["ru"]


def test_a_clock_that_cannot_be_right_refuses_until_the_flag_says_so(
    dlschool: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main, "_now", lambda: datetime.fromisoformat("2016-11-21T12:00"))
    assert "21.11.2016" in dlschool("undo", code=1)["refused"]["ru"]
    assert dlschool("undo", options=("--date-is-right",))["undone"]


def test_commands_leave_no_session_behind(dlschool: Terminal) -> None:
    dlschool("undo", "--list")
    dlschool("undo")
    assert lock.sessions(dlschool.folder) == []


def test_who_may_not_restore_puts_no_other_file_in_the_place_of_a_whole_store(
    dlschool: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DLSCHOOL_NEW_PASSPHRASE", PASSWORD)
    dlschool("users", "add", "--name", "Ким А.", "--role", "viewer")
    before = dlschool.folder.store.read_bytes()
    refused = dlschool("repair", code=1, options=("--user", "Ким А."))["refused"]["ru"]
    assert "Ким А." in refused
    assert dlschool.folder.store.read_bytes()[:4096] == before[:4096]
    assert not (dlschool.folder.root / "damaged").exists()
    broken(dlschool.folder)
    assert repaired(dlschool, "--user", "Ким А.")["broken_pages"] > 0
