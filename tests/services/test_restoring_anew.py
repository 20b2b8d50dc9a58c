"""A stick and a new computer: the school is there again, by a password or by the recovery sheet."""

import shutil
from pathlib import Path

import pytest
from builders import stored_pupil
from sticks import NONE, at_noon, later, stick

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import backups, epochs, opening, pupils, users
from dlschool.services.opening import Cost, Founded
from dlschool.services.restoring_anew import (
    Opener,
    choices,
    names_in,
    put_over,
    restore_anew,
    restore_over,
)
from dlschool.store import backup_places as places
from dlschool.store import blobs, meta
from dlschool.store.check import check

CHEAP = Cost(1, 8 * 2**10)
OWNER = Opener("Ғалымова Б.", "Боран-1234")


@pytest.fixture
def stuck(tmp_path: Path) -> tuple[Founded, Path]:
    """A school with a pupil, a scan and a teacher; its backup on a stick; the PC is gone."""
    folder = DataFolder(tmp_path / "old")
    founded = opening.found(folder, at_noon, OWNER.name, OWNER.password, CHEAP)
    db = founded.db
    epochs.settle(db)
    users.add(db, "Мұғалім А.", Role.TEACHER, "Сабақ-1234", ("8Ә",), ())
    stored_pupil(db)
    blobs.put(db, b"a page", None)
    made = backups.create(db, stick(db, tmp_path / "stick"))
    assert made.second is not None
    db.close()
    shutil.rmtree(folder.root)
    return founded, tmp_path / "stick"


def test_the_password_of_a_user_of_the_backup_brings_the_school_back(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    new = DataFolder(tmp_path / "new")
    assert names_in(stuck[1]) == [OWNER.name, "Мұғалім А."]
    restore_anew(new, at_noon, stuck[1], OWNER)
    db = opening.sign_in(new, at_noon, OWNER.name, OWNER.password)
    assert epochs.settle(db).kind is epochs.Kind.SAME
    assert meta.value(db, "epoch").startswith("2:")
    assert pupils.count(db) == 1
    assert check(db) == []
    db.close()
    opening.sign_in(new, at_noon, "Мұғалім А.", "Сабақ-1234").close()


def test_the_words_of_the_recovery_sheet_do_it_too(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    new = DataFolder(tmp_path / "new")
    words = " ".join(stuck[0].words)
    restore_anew(new, at_noon, stuck[1], Opener(OWNER.name, words=words))
    db = opening.recover(new, at_noon, words, OWNER.name, "Жаңа-құпия-1")
    assert pupils.count(db) == 1
    db.close()


@pytest.mark.parametrize(
    "opener",
    [
        Opener("Ғалымова Б.", "wrong password"),
        Opener("Бөтен", "Боран-1234"),
        Opener("Мұғалім А.", "Сабақ-1234"),
        Opener("Ғалымова Б.", words="бағат " * 9),
    ],
)
def test_nobody_else_does_and_the_folder_stays_empty(
    stuck: tuple[Founded, Path], tmp_path: Path, opener: Opener
) -> None:
    new = DataFolder(tmp_path / "new")
    with pytest.raises(Refused):
        restore_anew(new, at_noon, stuck[1], opener)
    assert not new.store.exists()
    assert not new.ring.exists()


def test_a_folder_that_holds_a_school_is_not_written_over(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    new = DataFolder(tmp_path / "new")
    opening.found(new, at_noon, "Басқа Б.", "Басқа-12345", CHEAP).db.close()
    kept = new.store.read_bytes()
    with pytest.raises(Refused):
        restore_anew(new, at_noon, stuck[1], OWNER)
    new.store.unlink()
    with pytest.raises(Refused):
        restore_anew(new, at_noon, stuck[1], OWNER)
    assert kept


def test_a_place_without_a_backup_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "absent"):
        with pytest.raises(Refused) as refused:
            restore_anew(DataFolder(tmp_path / "new"), at_noon, path, OWNER)
        assert path.name in refused.value.text("kk")


class Cut(BaseException):
    """The power goes."""


def test_a_power_cut_on_the_way_leaves_no_school_and_the_next_try_brings_it(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    new, cut = DataFolder(tmp_path / "new"), 0
    while not new.store.exists():
        left = [cut]

        def step(_bytes: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Cut

        try:
            restore_anew(new, at_noon, stuck[1], OWNER, step)
        except Cut:
            cut += 1
    assert cut > 8
    db = opening.sign_in(new, at_noon, OWNER.name, OWNER.password)
    assert check(db) == []
    assert epochs.settle(db).kind is epochs.Kind.SAME
    db.close()


def test_a_damaged_store_is_put_aside_whole_and_replaced(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    db = opening.found(folder, at_noon, OWNER.name, OWNER.password, CHEAP).db
    stored_pupil(db)
    backups.create(db, NONE)
    later(db, hours=1)
    stored_pupil(db, last="Ысқақов")
    db.close()
    spoilt = b"\0" * 4096 + folder.store.read_bytes()[4096:]
    folder.store.write_bytes(spoilt)
    Path(f"{folder.store}-wal").write_bytes(b"left over")
    with pytest.raises(Refused):
        opening.sign_in(folder, at_noon, OWNER.name, OWNER.password)
    aside = restore_over(folder, at_noon, folder.root, OWNER)
    assert (aside / "school.db").read_bytes() == spoilt
    assert (aside / "school.db-wal").read_bytes() == b"left over"
    again = opening.sign_in(folder, at_noon, OWNER.name, OWNER.password)
    assert pupils.count(again) == 1
    assert check(again) == []
    assert not [b for b in backups.listed(again, NONE) if not b.sound]
    assert places.BASE in {path.name for path in aside.iterdir()}
    again.close()


def refusal(folder: DataFolder, source: Path, steps: int) -> str:
    """What a restore over a damaged store says on a disk that fails after so many steps; "": done."""
    left = iter(range(steps))

    def step(_bytes: int) -> None:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")

    try:
        restore_over(folder, at_noon, source, OWNER, step)
    except Refused as refused:
        return refused.text("ru")
    return ""


def test_a_restore_that_is_cut_anywhere_leaves_the_damaged_store_as_it_lay_and_no_copy(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    folder, cut = DataFolder(tmp_path / "new"), 0
    restore_anew(folder, at_noon, stuck[1], OWNER)
    folder.store.write_bytes(b"\0" * 8192)
    beside, before = Path(f"{folder.store}-wal"), list(folder.copies.iterdir())
    beside.write_bytes(b"left over")
    while said := refusal(folder, stuck[1], cut):
        assert "No space" in said
        if not beside.exists():
            break  # the last step comes after the swap
        assert folder.store.read_bytes() == b"\0" * 8192
        assert beside.read_bytes() == b"left over"
        assert list(folder.copies.iterdir()) == before
        assert not (folder.root / ".restoring").exists()
        cut += 1
    assert cut > 20
    (aside,) = folder.copies.glob("*-damaged")
    assert (aside / "school.db-wal").read_bytes() == b"left over"
    opening.sign_in(folder, at_noon, OWNER.name, OWNER.password).close()


def test_over_a_damaged_store_the_sound_backups_are_offered(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "school")
    db = opening.found(folder, at_noon, OWNER.name, OWNER.password, CHEAP).db
    stored_pupil(db)
    settings = stick(db, tmp_path / "stick")
    good = backups.create(db, settings)
    later(db, hours=1)
    stored_pupil(db, last="Ысқақов")
    cut = backups.create(db, NONE).local
    (cut.folder / places.BASE).write_bytes(b"cut")
    db.close()
    folder.store.write_bytes(b"\0" * 8192)
    assert good.second is not None
    offered = choices(folder, db.keys, settings)
    assert {b.folder for b in offered} == {good.local.folder, good.second.folder}
    with pytest.raises(Refused):
        put_over(folder, at_noon, cut, db.keys, db.user)
    put_over(folder, at_noon, offered[0], db.keys, db.user)
    again = opening.sign_in(folder, at_noon, OWNER.name, OWNER.password)
    assert pupils.count(again) == 1
    again.close()


def test_over_a_damaged_store_a_lost_key_file_comes_from_the_backup(
    stuck: tuple[Founded, Path], tmp_path: Path
) -> None:
    new = DataFolder(tmp_path / "new")
    restore_anew(new, at_noon, stuck[1], OWNER)
    new.ring.unlink()
    restore_over(new, at_noon, stuck[1], OWNER)
    opening.sign_in(new, at_noon, OWNER.name, OWNER.password).close()
