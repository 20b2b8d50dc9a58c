"""The packed editions: the same as the files, and never believed when a file differs."""

import os
from pathlib import Path

import platformdirs
import pytest

from dlschool.law import kept
from dlschool.law.edition import read
from dlschool.paths import program_file


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two of the program's editions in a folder of their own, and a cache of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = []
    for name in ("order-137-97-2022", "order-349-2023"):
        path = tmp_path / f"{name}.toml"
        path.write_bytes(program_file("resources", "law", path.name).read_bytes())
        found.append(path)
    return found


def pack() -> Path:
    folder = Path(platformdirs.user_cache_dir("dlschool", appauthor=False))
    return next(folder.glob("editions-*.bin"))


def test_what_was_kept_is_what_was_read(files: list[Path]) -> None:
    assert kept.load(files) is None
    editions = [read(path) for path in files]
    kept.save(files, editions)
    assert kept.load(files) == editions


def test_a_changed_file_is_read_again(files: list[Path]) -> None:
    kept.save(files, [read(path) for path in files])
    files[0].write_bytes(files[0].read_bytes() + b"\n")
    assert kept.load(files) is None
    os.utime(files[0], ns=(1, 1))
    assert kept.load(files) is None


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 400])
def test_a_damaged_pack_is_passed_over(files: list[Path], damage: bytes) -> None:
    kept.save(files, [read(path) for path in files])
    pack().write_bytes(damage)
    assert kept.load(files) is None


def test_a_cut_pack_is_passed_over(files: list[Path]) -> None:
    kept.save(files, [read(path) for path in files])
    pack().write_bytes(pack().read_bytes()[:-10])
    assert kept.load(files) is None


def test_a_place_that_cannot_be_written_is_no_matter(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    kept.save(files, [read(path) for path in files])
    assert kept.load(files) is None
