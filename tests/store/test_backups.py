"""Backups: whole when they are there at all, found out when they are not, thinned without harm."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import KEYS, opened, stored_pupil

from dlschool.domain.text import Text
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import backup_files as files
from dlschool.store import backup_manifest as manifests
from dlschool.store import backup_places as places
from dlschool.store import backups, blobs
from dlschool.store import copied_store as base
from dlschool.store.backup_places import Backup, Place
from dlschool.store.backup_thinning import thin
from dlschool.store.connection import Store
from dlschool.store.keys import Keys

NAME = Text("Мектеп", "Школа")
Step = Callable[[int], None]


def made(db: Store, why: str = "", step: Step = files.at_once) -> Backup:
    return backups.create(db, why, NAME, "this machine", step)


def second(db: Store, tmp_path: Path) -> Place:
    (tmp_path / "stick").mkdir(exist_ok=True)
    return places.there(tmp_path / "stick", backups.school_id(db))


def listed(db: Store, place: Place) -> list[Backup]:
    return places.found(place, db.keys, backups.school_id(db))


def moved_clock(db: Store, days: float) -> None:
    now = db.now() + timedelta(days=days)
    db.clock = lambda: now


@pytest.fixture
def school(db: Store) -> Store:
    """A pupil, a scan, an own edition, a ring."""
    stored_pupil(db)
    for content in (b"page one", b"page two" * 5000):
        blobs.put(db, content, None)
    db.folder.editions.mkdir()
    (db.folder.editions / "own.toml").write_text("key = 'own'", "utf-8")
    db.folder.ring.write_text("{}", "utf-8")
    return db


def test_a_backup_holds_the_base_the_ring_and_the_editions_and_names_the_scans(
    school: Store,
) -> None:
    backup = made(school)
    assert backup.sound
    assert backup.name == "20261121-120000"
    manifest = backup.manifest
    assert manifest is not None
    assert set(manifest.files) == {"school.db", "keys.json", "law/own.toml", "scans.json"}
    assert manifest.scans == 2
    assert len(manifests.read_scans(backup.folder, manifest)) == 2
    mark = base.mark(school)
    assert (manifest.head, manifest.action) == (mark.head, mark.action)
    assert places.verify(school, backup) == []


def test_reading_a_backup_leaves_no_file_beside_it(school: Store) -> None:
    backup = made(school)
    before = sorted(os.listdir(backup.folder))
    places.verify(school, backup)
    assert sorted(os.listdir(backup.folder)) == before


def test_two_backups_in_one_second_have_folders_of_their_own(school: Store) -> None:
    assert {made(school).name, made(school).name} == {"20261121-120000", "20261121-120000-2"}


def test_a_backup_is_carried_with_its_scans_once(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    carried = backups.carry(school, made(school), place)
    assert places.verify(school, carried) == []
    assert len(list(blobs.paths(place.scans))) == 2
    blobs.put(school, b"page three", None)
    stored_pupil(school)
    went: list[int] = []
    backups.carry(school, made(school), place, went.append)
    base_size = school.folder.store.stat().st_size
    assert base_size < sum(went) < base_size + 8_000
    assert len(list(blobs.paths(place.scans))) == 3


class Pulled(OSError):
    """The stick is no longer there."""


def pulled_at(n: int) -> Step:
    """Goes on up to the n-th thing done to the disk; from then on nothing can be done to it."""
    done = [0]

    def step(_bytes: int) -> None:
        done[0] += 1
        if done[0] > n:
            raise Pulled(5, "Input/output error")

    return step


def test_a_stick_pulled_out_at_any_moment_leaves_the_old_backup_whole_and_the_new_one_none(
    school: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHUNK", 60_000)
    place = second(school, tmp_path)
    old = backups.carry(school, made(school), place)
    stored_pupil(school, last="Ысқақов")
    blobs.put(school, b"page three" * 10_000, None)
    local = made(school)
    cuts = late = 0
    said: set[str] = set()
    while True:
        try:
            new = backups.carry(school, local, place, pulled_at(cuts))
            break
        except Refused as refused:
            said.add(refused.text("ru").partition(": ")[2])
        sound = [backup for backup in listed(school, place) if backup.sound]
        assert old.name in {backup.name for backup in sound}
        assert all(places.verify(school, backup) == [] for backup in sound)
        late += len(sound) - 1
        for backup in listed(school, place):
            if backup.name != old.name:
                shutil.rmtree(backup.folder)
        cuts += 1
    assert cuts > 20
    assert all("Input/output error" in words for words in said)
    assert late == 1, "only after the manifest has its name the new one is there, and is whole"
    assert places.verify(school, new) == []


def test_a_disk_that_fails_at_any_moment_leaves_no_local_backup_that_is_not_whole(
    school: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHUNK", 60_000)
    cuts = 0
    while True:
        try:
            made(school, step=pulled_at(cuts))
            break
        except Refused:
            for backup in listed(school, places.here(school.folder)):
                assert not backup.sound or places.verify(school, backup) == []
                shutil.rmtree(backup.folder)
            stored_pupil(school, last=f"Ә{cuts}")
        cuts += 1
    assert cuts > 10
    assert len([b for b in listed(school, places.here(school.folder)) if b.sound]) == 1


def test_a_full_disk_is_not_filled_with_halves(school: Store) -> None:
    for n in range(3, 12):

        def full(_bytes: int, left: list[int] = [n]) -> None:  # noqa: B006
            left[0] -= 1
            if left[0] == 0:
                raise OSError(28, "No space left on device")

        with pytest.raises(Refused, match="No space left"):
            made(school, step=full)
        assert list(school.folder.copies.iterdir()) == []


def test_a_cut_at_any_byte_of_any_file_is_found(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    backup = backups.carry(school, made(school), place)
    for path in sorted(p for p in backup.folder.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        for at in {0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:at])
            found = places.read(backup.folder, place, school.keys)
            assert found.sound == (path.name == places.BEGUN), (path.name, at)
        path.write_bytes(whole)
    assert places.read(backup.folder, place, school.keys).sound


def test_a_flipped_bit_anywhere_is_found_by_verify(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    backup = backups.carry(school, made(school), place)
    suspects = [p for p in backup.folder.rglob("*") if p.is_file() and p.name != places.BEGUN]
    for path in [*suspects, *blobs.paths(place.scans)]:
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 7)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
            found = places.read(backup.folder, place, school.keys)
            assert places.verify(school, found), (path.name, at)
        path.write_bytes(whole)
    assert places.verify(school, backup) == []


def test_a_missing_scan_is_named_by_verify(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    backup = backups.carry(school, made(school), place)
    gone = next(blobs.paths(place.scans))
    gone.unlink()
    (wrong,) = places.verify(school, backup)
    assert gone.name[:12] in wrong.text("kk")


def test_a_forged_manifest_is_refused(school: Store) -> None:
    backup = made(school)
    path = backup.folder / manifests.FILE
    said = json.loads(path.read_bytes())
    for forged in (
        {**said, "action": 10**6},
        {**said, "mac": "0" * 64},
        {**said, "mac": "\ud800"},
        {**said, "files": {"../../school.db": said["files"]["school.db"]}},
        {**said, "files": {"law/../../x.toml": said["files"]["school.db"]}},
        {**said, "scans": -1},
        {**said, "scans": []},
        {**said, "at": "2026-11-21T12:00:00+05:00"},
        {**said, "at": 5},
        {**said, "format": 99},
        {**said, "name": "\udcff"},
        {},
        [],
    ):
        path.write_text(json.dumps(forged), "utf-8")
        assert not places.read(backup.folder, backup.place, school.keys).sound
    path.write_text("[" * 100_000, "utf-8")
    assert not places.read(backup.folder, backup.place, school.keys).sound


def test_a_backup_of_another_school_is_never_ours(school: Store, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "other")
    other = opened(folder, school.clock, "Басқа")
    other.keys = Keys(b"k" * 32, KEYS.seals)
    backup = made(school)
    for found in (
        places.read(backup.folder, backup.place, other.keys),
        places.read(backup.folder, backup.place, school.keys, "another school"),
    ):
        assert not found.sound
        assert found.trouble is not None
    other.close()


def test_the_base_of_a_backup_does_not_open_with_another_key(school: Store) -> None:
    backup = made(school)
    with pytest.raises(Refused):
        base.look(backup.folder / places.BASE, Keys(b"x" * 32))
    with pytest.raises(Refused):
        base.look(backup.folder / "absent.db", school.keys)


def test_a_store_that_somebody_is_writing_is_not_copied(school: Store) -> None:
    school.conn.execute("pragma busy_timeout = 10")
    other = opened(school.folder, school.clock)
    other.execute("begin immediate")
    with pytest.raises(Refused):
        made(school)
    other.execute("rollback")
    other.close()
    assert made(school).sound


def test_the_ladder_thins_a_place_and_sweeps_scans_that_nothing_needs(
    school: Store, tmp_path: Path
) -> None:
    place = second(school, tmp_path)
    scan = blobs.put(school, b"taken out later", None)
    backups.carry(school, made(school), place)
    lost = blobs.find(school, scan)
    assert lost is not None
    lost.unlink()
    kept = place.scans / lost.name[:2] / lost.name
    for _ in range(2):
        moved_clock(school, 0.01)
        backups.carry(school, made(school), place)
    moved_clock(school, 1)
    assert thin(school, place) == []
    assert kept.exists()
    moved_clock(school, 3)
    backups.carry(school, made(school), place)
    assert len(thin(school, place)) == 2
    assert not kept.exists()
    assert len(listed(school, place)) == 2
    assert all(places.verify(school, backup) == [] for backup in listed(school, place))


def test_thinning_takes_nothing_that_is_not_provably_ours(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    first = backups.carry(school, made(school), place)
    copy = place.root / "20240101-120000"
    shutil.copytree(first.folder, copy)
    (place.root / "20230101-120000").mkdir()
    (place.root / "20230101-120000" / "school.db").write_bytes(b"somebody's")
    (place.root / "photos").mkdir()
    (place.root / "letter.txt").write_text("хат", "utf-8")
    strange = place.scans / "ab" / ("ab" + "0" * 62)
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_bytes(b"not a scan of ours")
    for _ in range(4):
        moved_clock(school, 40)
        stored_pupil(school, last=f"Б{school.today()}")
        backups.carry(school, made(school), place)
        moved_clock(school, 0.1)
        backups.carry(school, made(school), place)
    moved_clock(school, 4000)
    gone = thin(school, place)
    assert gone
    assert copy.name not in gone
    for left in (copy, place.root / "20230101-120000/school.db", place.root / "photos", strange):
        assert left.exists()
    assert (place.root / "letter.txt").exists()


def test_a_folder_in_which_somebody_left_a_file_stays_with_it(school: Store) -> None:
    here = places.here(school.folder)
    backup = made(school)
    (backup.folder / "жазба.txt").write_text("менікі", "utf-8")
    for _ in range(2):
        moved_clock(school, 0.01)
        made(school)
    moved_clock(school, 5)
    assert backup.name in thin(school, here)
    assert (backup.folder / "жазба.txt").exists()
    assert not (backup.folder / places.BASE).exists()


def test_an_unfinished_backup_goes_after_a_day_and_not_before(school: Store) -> None:
    here = places.here(school.folder)
    with pytest.raises(Refused):
        made(school, step=pulled_at(8))
    (unfinished,) = listed(school, here)
    assert not unfinished.sound
    now = datetime.fromtimestamp(os.stat(unfinished.folder / places.BEGUN).st_mtime)  # noqa: DTZ006
    school.clock = lambda: now
    assert thin(school, here) == []
    school.clock = lambda: now + timedelta(days=2)
    assert thin(school, here) == [unfinished.name]
    assert not unfinished.folder.exists()


def test_scans_are_not_swept_while_a_backup_cannot_be_read(school: Store, tmp_path: Path) -> None:
    place = second(school, tmp_path)
    backup = backups.carry(school, made(school), place)
    (backup.folder / manifests.FILE).write_text("{", "utf-8")
    moved_clock(school, 1)
    for path in list(blobs.paths(school.folder.scans)):
        path.unlink()
    for _ in range(3):
        moved_clock(school, 0.01)
        backups.carry(school, made(school), place)
    moved_clock(school, 3)
    assert thin(school, place)
    assert len(list(blobs.paths(place.scans))) == 2


def test_a_damaged_backup_is_not_carried(school: Store, tmp_path: Path) -> None:
    backup = made(school)
    (backup.folder / places.BASE).write_bytes(b"short")
    with pytest.raises(Refused):
        backups.carry(
            school, places.read(backup.folder, backup.place, school.keys), second(school, tmp_path)
        )
    with pytest.raises(Refused):
        backups.carry(school, replace(backup, manifest=None), second(school, tmp_path))
