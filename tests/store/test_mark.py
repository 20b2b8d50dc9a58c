"""The mark beside the base: work that a damaged log drops is missed; the mark is never ahead."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened, stored_pupil

from dlschool.domain.access import Role
from dlschool.paths import DataFolder
from dlschool.store import changes, mark, meta
from dlschool.store.connection import Store
from dlschool.store.mark import Lost, Mark


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A school that ended uncleanly: its newest work waits in the log."""
    begun = DataFolder(tmp_path / "begun")
    db = opened(begun, at_noon)
    stored_pupil(db, last="Сәрсенбаев")
    db.execute("pragma wal_checkpoint(truncate)")
    for n in range(3):
        stored_pupil(db, last=f"Тоқтаров{n}")
    shutil.copytree(begun.root, tmp_path / "school")
    db.close()
    return DataFolder(tmp_path / "school")


def begun_and_given_up(db: Store) -> None:
    changes.update(db, "pupils", 1, {"note": "жаңа"})
    raise ValueError("no such table")


def newest(db: Store) -> int:
    return int(db.value("select max(id) from actions"))


def beside(folder: DataFolder) -> Path:
    return folder.root / mark.NAME


def damaged(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def test_a_whole_log_lacks_nothing(folder: DataFolder) -> None:
    db = opened(folder, at_noon)
    assert mark.read(beside(folder)) == Mark("", newest(db), changes.head(db))
    assert mark.lost(db) is None
    db.close()


def test_a_log_that_is_damaged_anywhere_never_drops_work_without_a_word(
    folder: DataFolder, tmp_path: Path
) -> None:
    said = mark.read(beside(folder))
    assert said
    size = Path(f"{folder.store}-wal").stat().st_size
    missed = 0
    for at in range(40, size, size // 12):
        place = DataFolder(tmp_path / str(at))
        shutil.copytree(folder.root, place.root)
        damaged(Path(f"{place.store}-wal"), lambda b, at=at: b[:at] + b"\xff" * 8 + b[at + 8 :])
        db = opened(place, at_noon)
        gone = newest(db) < said.action
        missed += gone
        assert mark.lost(db) == (Lost(newest(db) + 1, said.action) if gone else None)
        db.close()
    assert missed > 3


def test_a_log_that_is_gone_is_missed_too(folder: DataFolder) -> None:
    Path(f"{folder.store}-wal").unlink()
    db = opened(folder, at_noon)
    said = mark.read(beside(folder))
    assert said
    assert mark.lost(db) == Lost(newest(db) + 1, said.action)
    db.close()


def test_other_work_in_the_place_of_the_lost_one_is_told_apart(folder: DataFolder) -> None:
    said = beside(folder).read_bytes()
    Path(f"{folder.store}-wal").unlink()
    db = opened(folder, at_noon)
    for n in range(5):
        stored_pupil(db, last=f"Жұмабаев{n}")
    assert mark.lost(db) is None
    beside(folder).write_bytes(said)
    action = mark.read(beside(folder))
    assert action
    assert mark.lost(db) == Lost(action.action, action.action)
    db.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"",
        lambda content: content[:50],
        lambda content: content.replace(b'"", ', b'"", 9'),
        lambda content: b"\0" * len(content),
        lambda content: content * 100,
    ],
)
def test_a_damaged_mark_says_nothing_and_is_written_anew(
    folder: DataFolder, change: Callable[[bytes], bytes]
) -> None:
    damaged(beside(folder), change)
    db = opened(folder, at_noon)
    assert mark.lost(db) is None
    stored_pupil(db)
    assert mark.read(beside(folder)) == Mark("", newest(db), changes.head(db))
    db.close()


def test_a_mark_of_another_epoch_says_nothing(folder: DataFolder) -> None:
    Path(f"{folder.store}-wal").unlink()
    db = opened(folder, at_noon)
    assert mark.lost(db)
    meta.keep(db, {"epoch": "2:00"})
    assert mark.lost(db) is None
    db.close()


def test_an_action_that_was_given_up_leaves_the_mark(folder: DataFolder) -> None:
    db = opened(folder, at_noon, role=Role.OWNER)
    before = beside(folder).read_bytes()
    with pytest.raises(ValueError, match="no such table"), changes.action(db, "test"):
        begun_and_given_up(db)
    assert beside(folder).read_bytes() == before
    db.close()


def test_a_mark_that_cannot_be_written_stops_no_work(folder: DataFolder) -> None:
    beside(folder).unlink()
    beside(folder).mkdir()
    db = opened(folder, at_noon)
    made = stored_pupil(db)
    assert db.value("select count(*) from pupils where id = ?", (made,)) == 1
    assert mark.lost(db) is None
    db.close()
