"""Backups on a stick that somebody had in hands: manifests, whole folders, keys beside them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from builders import KEYS, stored_pupil
from fuzz.judging import judged, said_in_both, tries
from fuzz.mutations import json_files, spoiled, twisted
from hypothesis import given
from hypothesis import strategies as st
from sticks import at_noon, stick

from dlschool.paths import DataFolder
from dlschool.services import backups, epochs, opening
from dlschool.services.opening import Cost
from dlschool.services.restoring import backup_at, backups_below
from dlschool.services.restoring_anew import Opener, names_in, restore_anew
from dlschool.store import backup_manifest as manifests
from dlschool.store import blobs

OWNER = Opener("Ғалымова Б.", "Боран-1234")
SCAN = "ab" * 32
MANIFEST: dict[str, Any] = {
    "format": 1,
    "program": "0.1.0",
    "school": "a-1",
    "name": {"kk": "Мектеп", "ru": "Школа"},
    "at": "2026-11-21T12:00:00",
    "why": "hand",
    "epoch": "1:ab",
    "machine": "m",
    "head": "cd",
    "action": 3,
    "files": {"school.db": [10, SCAN], "keys.json": [5, SCAN], "law/own.toml": [1, SCAN]},
    "scans": 1,
}
NAMES = (
    "../school.db",
    "/etc/passwd",
    "law/../../x.toml",
    "C:\\x",
    "law/\ud800.toml",
    "law/a\0.toml",
)


def signed(said: Any) -> bytes:
    """As who has the school's keys would write it."""
    mac = manifests._mac(said, KEYS) if isinstance(said, dict) else ""
    return json.dumps({**said, "mac": mac} if isinstance(said, dict) else said).encode()


def proved(said: Any) -> bytes:
    try:
        return signed(said)
    except (UnicodeEncodeError, TypeError):
        return json.dumps(said).encode()


@tries(80)
@given(content=st.one_of(json_files({**MANIFEST, "mac": "00"}), twisted(MANIFEST).map(proved)))
def test_any_manifest_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp() / "manifest"
    folder.mkdir(exist_ok=True)
    (folder / manifests.FILE).write_bytes(content)
    (folder / "school.db").write_bytes(b"")
    for keys in (KEYS, None):
        judged("manifest.json", lambda keys=keys: manifests.read(folder, keys), folder)  # type: ignore[misc]
        for backup in judged("backups found", lambda keys=keys: backups_below(folder, keys)) or ():  # type: ignore[misc]
            if backup.trouble is not None:
                said_in_both(backup.trouble)
            backups.as_json(backup)


def test_the_manifest_that_is_spoiled_here_is_a_sound_one(tmp_path: Path) -> None:
    (tmp_path / manifests.FILE).write_bytes(signed(MANIFEST))
    assert manifests.read(tmp_path, KEYS).school == "a-1"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_out_of_the_backup_is_refused(tmp_path: Path, name: str) -> None:
    said = {**MANIFEST, "files": {**MANIFEST["files"], name: [1, SCAN]}}
    (tmp_path / manifests.FILE).write_bytes(proved(said))
    assert judged("manifest.json", lambda: manifests.read(tmp_path, None)) is None


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stick")
    founded = opening.found(
        DataFolder(root / "old"), at_noon, OWNER.name, OWNER.password, Cost(1, 8 * 2**10)
    )
    db = founded.db
    epochs.settle(db)
    stored_pupil(db)
    blobs.put(db, b"a page", None)
    backups.create(db, stick(db, root / "stick"))
    db.close()
    return root / "stick"


@tries(12)
@given(data=st.data())
def test_a_spoiled_backup_is_restored_whole_or_the_new_folder_stays_without_a_school(
    stuck: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("new")
    shutil.copytree(stuck, root / "stick")
    files = sorted(path for path in (root / "stick").rglob("*") if path.is_file())
    for file in data.draw(st.lists(st.sampled_from(files), min_size=1, max_size=2, unique=True)):
        changed(data, file, files)
    new = DataFolder(root / "new")
    judged("backup: names of users", lambda: names_in(root / "stick"), root)
    made = judged("backup: restored", lambda: restore_anew(new, at_noon, root / "stick", OWNER))
    if made is None:
        assert not new.store.exists()
    else:
        opening.sign_in(new, at_noon, OWNER.name, OWNER.password).close()
    shutil.rmtree(root)


def changed(data: st.DataObject, file: Path, files: list[Path]) -> None:
    """Spoiled, gone, another file, a name that leads elsewhere, a folder."""
    content = file.read_bytes() if file.is_file() else b""
    what = data.draw(st.sampled_from(("spoiled", "spoiled", "gone", "other", "led away", "folder")))
    if what == "spoiled":
        file.write_bytes(data.draw(spoiled(content)))
        return
    other = data.draw(st.sampled_from(files))
    strange = other.read_bytes() if other.is_file() else b""
    file.unlink()
    if what == "other":
        file.write_bytes(strange)
    elif what == "led away":
        file.symlink_to(
            data.draw(st.sampled_from(("/dev/zero", "/etc/passwd", "/none", file.name)))
        )
    elif what == "folder":
        file.mkdir()


def test_a_folder_that_is_no_place_of_backups_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", Path("/dev/null"), tmp_path / ("a" * 300)):
        assert judged("backups found", lambda path=path: backup_at(path, None)) is None  # type: ignore[misc]
