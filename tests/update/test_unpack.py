"""Laying an update down: whole, on the disk, or not there at all."""

import errno
import os
from pathlib import Path

import pytest
from update_parts import NEW, OLD, TRUSTED, everything, installed, packed, refusing

from dlschool.errors import Refused
from dlschool.update import file, unpack
from dlschool.update.file import Update
from dlschool.update.start import PROGRAMS


@pytest.fixture
def update(tmp_path: Path) -> Update:
    return file.opened(packed(tmp_path), TRUSTED)


def test_what_is_laid_down_is_the_tree_that_was_packed(update: Update, tmp_path: Path) -> None:
    root = tmp_path / "P"
    root.mkdir()
    seen: list[tuple[int, int]] = []
    fresh = unpack.unpack(update, root, lambda done, of: seen.append((done, of)))
    assert fresh.parent == root / PROGRAMS
    assert fresh.name.startswith(".new-")
    assert everything(fresh) == everything(tmp_path / f"built-{NEW}")
    assert os.access(fresh / "dlschool", os.X_OK)
    assert seen[-1] == (2 * update.manifest.size,) * 2
    assert seen == sorted(seen)
    assert unpack.same_files(fresh, update.manifest.files)
    assert unpack.put(fresh, NEW) == root / PROGRAMS / NEW
    assert [path.name for path in (root / PROGRAMS).iterdir()] == [NEW]


def test_what_lay_under_the_name_gives_way(update: Update, tmp_path: Path) -> None:
    installed(tmp_path / "P", NEW)
    (tmp_path / "P" / PROGRAMS / NEW / "half").touch()
    unpack.put(unpack.unpack(update, tmp_path / "P"), NEW)
    assert [path.name for path in (tmp_path / "P" / PROGRAMS).iterdir()] == [NEW]
    assert not (tmp_path / "P" / PROGRAMS / NEW / "half").exists()


def test_whatever_stops_it_leaves_nothing(update: Update, tmp_path: Path) -> None:
    here = installed(tmp_path / "P")
    before = everything(here.root)

    def stop(done: int, of: int) -> None:
        if done > of * 0.7:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        unpack.unpack(update, here.root, stop)
    whole = update.path.read_bytes()
    update.path.write_bytes(whole[:-30] + bytes(30))
    with pytest.raises(Refused):
        unpack.unpack(update, here.root)
    assert everything(here.root) == before
    assert [path.name for path in (here.root / PROGRAMS).iterdir()] == [OLD]


def test_bytes_that_do_not_come_back_from_the_disk_are_found(
    update: Update, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = installed(tmp_path / "P")
    monkeypatch.setattr(unpack, "_read_back", lambda _path: "0" * 64)
    with refusing("damaged"):
        unpack.unpack(update, here.root)
    assert [path.name for path in (here.root / PROGRAMS).iterdir()] == [OLD]


def test_a_disk_without_room_is_refused_before_anything_is_written(
    update: Update, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 10 * 2**20

    monkeypatch.setattr(unpack.shutil, "disk_usage", lambda _path: Usage)
    with refusing("too little room"):
        unpack.refuse_full(update, tmp_path)


def test_a_version_that_cannot_be_taken_away_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while somebody runs it."""
    here = installed(tmp_path)
    before = everything(here.root)

    def refused(_old: object, _new: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(PermissionError):
        unpack.take_away(here.root / PROGRAMS / OLD)
    assert everything(here.root) == before
    assert [path.name for path in (here.root / PROGRAMS).iterdir()] == [OLD]


def test_only_what_we_began_is_forgotten(tmp_path: Path) -> None:
    here = installed(tmp_path)
    unpack.forget(here.root / PROGRAMS / OLD)
    assert here.tree(OLD) is not None
