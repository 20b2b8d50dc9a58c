"""Restoring: what is lost is said, the present is kept, a power cut leaves one whole state or the other."""

import os
import shutil
from pathlib import Path

import pytest
from builders import opened, stored_case, stored_pupil
from sticks import NONE, later, stick

from dlschool.domain.access import Role, User
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import backups, epochs, history, machine, pupils, restoring
from dlschool.services.opening import Store
from dlschool.services.restoring import Clock
from dlschool.store import backup_places as places
from dlschool.store import backup_restore, blobs, meta
from dlschool.store.check import check
from dlschool.store.connection import reopened


@pytest.fixture
def school(db: Store) -> Store:
    epochs.settle(db)
    stored_pupil(db)
    return db


def test_what_will_be_lost_is_told_before(school: Store) -> None:
    backup = backups.create(school, NONE).local
    assert restoring.loss(school, backup).count == 0
    later(school, hours=1)
    stored_pupil(school, last="Ысқақов")
    stored_case(school)
    loss = restoring.loss(school, backup)
    assert (loss.count, loss.back) == (3, 0)
    assert loss.first is not None
    assert loss.last is not None
    assert "Ысқақов" in history.said(loss.first, "ru")
    assert [a.id for a in loss.actions] == [loss.last.id, loss.last.id - 1, loss.first.id]


def test_after_a_restore_the_old_state_is_there_the_newer_one_kept_and_the_epoch_new(
    school: Store,
) -> None:
    backup = backups.create(school, NONE).local
    before = meta.value(school, "epoch")
    stored_pupil(school, last="Ысқақов")
    ready = restoring.restore(school, backup, NONE)
    assert pupils.count(school) == 1
    assert check(school) == []
    assert meta.value(school, "epoch").startswith("2:")
    assert meta.value(school, "epoch") != before
    assert epochs.look(school).kind is epochs.Kind.SAME
    assert not ready.folder.root.exists()
    line = history.actions(school)[0]
    assert line.kind == "record"
    assert "21.11.2026" in history.said(line, "kk")
    stored_pupil(school, last="Жаңа")
    assert ready.before.manifest is not None
    assert ready.before.manifest.why == "before-restore"
    restoring.restore(school, ready.before, NONE)
    assert pupils.count(school) == 2
    assert meta.value(school, "epoch").startswith("3:")


def test_a_backup_that_is_newer_says_what_comes_back(school: Store) -> None:
    old = backups.create(school, NONE).local
    stored_pupil(school, last="Ысқақов")
    new = backups.create(school, NONE).local
    restoring.restore(school, old, NONE)
    loss = restoring.loss(school, new)
    assert (loss.count, loss.back) == (1, 1)


def test_scans_that_are_gone_here_are_brought_from_the_stick(school: Store, tmp_path: Path) -> None:
    settings = stick(school, tmp_path / "stick")
    digest = blobs.put(school, b"a page", None)
    made = backups.create(school, settings)
    gone = blobs.find(school, digest)
    assert gone is not None
    gone.write_bytes(b"spoilt")
    assert made.second is not None
    restoring.restore(school, made.second, settings)
    assert blobs.get(school, digest) == b"a page"
    shutil.rmtree(made.second.place.scans)
    gone.unlink()
    ready = restoring.restore(school, made.local, settings)
    assert len(ready.absent) == 1


def test_only_the_owner_restores(school: Store) -> None:
    backup = backups.create(school, NONE).local
    for role in (Role.DEPUTY, Role.SECRETARY, Role.TEACHER, Role.VIEWER):
        other = opened(school.folder, school.clock, "Басқа", role)
        for way in (restoring.loss, lambda db, b: restoring.restore(db, b, NONE)):
            with pytest.raises(Refused):
                way(other, backup)
        other.close()


def test_who_was_no_owner_then_cannot_lock_himself_out(school: Store) -> None:
    from dlschool.store import changes, users

    with changes.action(school, "x"):
        users.save(school, User(0, "Ғалымова Б."), b"k" * 32)
    backup = backups.create(school, NONE).local
    school.user = User(7, "Жаңа Иесі")
    with pytest.raises(Refused) as refused:
        restoring.restore(school, backup, NONE)
    assert "Ғалымова Б." in refused.value.text("ru")
    assert not (school.folder.root / backup_restore.READY).exists()
    school.user = User(1, "Ғалымова Б.")
    restoring.restore(school, backup, NONE)


def test_a_damaged_backup_changes_nothing(school: Store) -> None:
    backup = backups.create(school, NONE).local
    stored_pupil(school, last="Ысқақов")
    base = backup.folder / places.BASE
    whole = base.read_bytes()
    base.write_bytes(whole[:5000] + b"\0" * 100 + whole[5100:])
    with pytest.raises(Refused):
        restoring.restore(school, backup, NONE)
    assert pupils.count(school) == 2
    assert check(school) == []


def test_another_window_that_has_the_data_open_is_named_and_nothing_is_replaced(
    school: Store,
) -> None:
    backup = backups.create(school, NONE).local
    stored_pupil(school, last="Ысқақов")
    school.conn.execute("pragma busy_timeout = 10")
    other = reopened(school)
    other.value("select count(*) from pupils")
    with pytest.raises(Refused):
        restoring.restore(school, backup, NONE)
    other.close()
    assert pupils.count(school) == 2
    stored_pupil(school, last="Ә")
    restoring.restore(school, backup, NONE)
    assert pupils.count(school) == 1


def test_work_that_came_between_is_not_lost_unsaid(school: Store) -> None:
    backup = backups.create(school, NONE).local
    ready = restoring.prepare(school, backup, NONE)
    stored_pupil(school, last="Ысқақов")
    with pytest.raises(Refused):
        restoring.finish(school, ready)
    assert pupils.count(school) == 2


class Cut(BaseException):
    """The power goes: nothing is tidied up."""


def test_a_power_cut_at_any_moment_leaves_one_whole_state_or_the_other(
    school: Store, tmp_path: Path
) -> None:
    backup = backups.create(school, NONE).local
    stored_pupil(school, last="Ысқақов")
    root = school.folder.root
    school.close()
    kept = tmp_path / "kept"
    shutil.copytree(root, kept)
    memory = machine.memory_file().read_bytes()
    counts: list[int] = []
    while counts[-3:] != [1, 1, 1]:
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        machine.memory_file().write_bytes(memory)
        counts.append(after_a_cut(school.folder, school.clock, backup, len(counts)))
    assert counts.count(2) > 15
    assert sorted(counts, reverse=True) == counts
    school.conn = opened(school.folder, school.clock).conn


def after_a_cut(folder: DataFolder, clock: Clock, backup: places.Backup, n: int) -> int:
    """Pupils in the store after the power went at the n-th thing done to the disk; it is whole."""
    db = opened(folder, clock, "Оразова Д.")
    left = [n]

    def step(_bytes: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cut

    try:
        restoring.restore(db, backup, NONE, step)
    except Cut:
        db.close()
    else:
        db.close()
    again = opened(db.folder, db.clock, "Оразова Д.")
    assert check(again) == []
    assert epochs.settle(again).kind is epochs.Kind.SAME
    found = pupils.count(again)
    assert meta.value(again, "epoch").startswith("1:" if found == 2 else "2:")
    again.close()
    return found


def test_editions_of_the_backup_are_brought_and_present_ones_stay(school: Store) -> None:
    school.folder.editions.mkdir()
    own, newer = (school.folder.editions / f"{name}.toml" for name in ("own", "newer"))
    own.write_text("key = 'own'", "utf-8")
    backup = backups.create(school, NONE).local
    os.unlink(own)
    newer.write_text("key = 'newer'", "utf-8")
    restoring.restore(school, backup, NONE)
    assert own.read_text("utf-8") == "key = 'own'"
    assert newer.exists()
