"""Scans on the disk: unreadable, unfindable, and never silently another file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import at_noon, opened

from dlschool.domain.access import Role, Seal
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import blobs
from dlschool.store.connection import Store

PAPER = "Дәрігерлік қорытынды № 12".encode() * 40
SEALS = [None, *Seal]


@pytest.fixture
def viewer(db: Store) -> Iterator[Store]:
    store = opened(DataFolder(db.folder.root), at_noon, "Көруші", Role.VIEWER)
    yield store
    store.close()


@pytest.mark.parametrize("seal", SEALS)
def test_what_was_put_comes_back_and_the_disk_shows_nothing(db: Store, seal: Seal | None) -> None:
    digest = blobs.put(db, PAPER, seal)
    assert blobs.get(db, digest) == PAPER
    (path,) = blobs.paths(db.folder.scans)
    assert PAPER[:20] not in path.read_bytes()
    assert digest not in path.name
    assert blobs.seal_of(db, digest) == seal


def test_the_same_paper_open_and_sealed_are_two_files(db: Store) -> None:
    for seal in SEALS:
        blobs.put(db, PAPER, seal)
        blobs.put(db, PAPER, seal)
    assert len(list(blobs.paths(db.folder.scans))) == len(SEALS)


def test_a_sealed_scan_is_closed_to_who_has_only_the_store_and_can_be_verified(
    db: Store, viewer: Store
) -> None:
    digest = blobs.put(db, PAPER, Seal.MEDICAL)
    with pytest.raises(Refused) as refused:
        blobs.get(viewer, digest)
    assert "restricted" in refused.value.text("en")
    assert blobs.whole(viewer, digest)
    assert blobs.get(db, blobs.put(viewer, b"by the viewer", Seal.SOCIAL)) == b"by the viewer"


@pytest.mark.parametrize("seal", SEALS)
@pytest.mark.parametrize("at", [0, 4, 5, 60, 200, -1, -33])
def test_a_changed_byte_is_found_and_named(db: Store, seal: Seal | None, at: int) -> None:
    digest = blobs.put(db, PAPER, seal)
    (path,) = blobs.paths(db.folder.scans)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert not blobs.whole(db, digest)
    with pytest.raises(Refused, match=digest[:12]):
        blobs.get(db, digest)


@pytest.mark.parametrize("length", [0, 3, 5, 36, 37, 200])
def test_a_cut_file_is_found_and_put_again(db: Store, length: int) -> None:
    digest = blobs.put(db, PAPER)
    (path,) = blobs.paths(db.folder.scans)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Refused):
        blobs.get(db, digest)
    assert blobs.put(db, PAPER) == digest
    assert blobs.get(db, digest) == PAPER


def test_two_scans_that_changed_places_are_both_found(db: Store) -> None:
    first, second = blobs.put(db, PAPER, Seal.MEDICAL), blobs.put(db, PAPER * 2, Seal.MEDICAL)
    one, other = blobs.find(db, first), blobs.find(db, second)
    assert one is not None
    assert other is not None
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)
    assert not blobs.whole(db, first)
    assert not blobs.whole(db, second)


def test_a_scan_of_another_school_is_not_taken_for_ones_own(db: Store, tmp_path: Path) -> None:
    stranger = opened(DataFolder(tmp_path / "other"), at_noon, key=bytes(32))
    blobs.put(stranger, PAPER)
    (path,) = blobs.paths(stranger.folder.scans)
    stranger.close()
    assert not blobs.sound(db, path)


def test_destroyed_is_gone(db: Store) -> None:
    digest = blobs.put(db, PAPER)
    blobs.destroy(db, digest)
    blobs.destroy(db, digest)
    assert list(blobs.paths(db.folder.scans)) == []
