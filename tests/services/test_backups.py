"""Backups as the school makes them: when, where to, and what is told when the second place is away."""

from pathlib import Path

import pytest
from builders import opened, stored_pupil
from sticks import NONE, later, stick

from dlschool.domain.access import Role
from dlschool.errors import Refused
from dlschool.services import backups, school, second_place
from dlschool.services.opening import Store
from dlschool.services.today import today
from dlschool.store import backup_places as places
from dlschool.store import backups as store


def test_nothing_is_due_before_anything_was_written(db: Store) -> None:
    assert not backups.due(db, NONE)
    assert not backups.changed(db, NONE)


def test_a_backup_is_due_at_once_and_then_half_an_hour_after_a_change(db: Store) -> None:
    stored_pupil(db)
    assert backups.due(db, NONE)
    backups.automatic(db, NONE)
    assert not backups.due(db, NONE)
    stored_pupil(db, last="Ысқақов")
    assert not backups.due(db, NONE)
    assert backups.changed(db, NONE)
    later(db, minutes=31)
    assert backups.due(db, NONE)
    backups.automatic(db, NONE)
    later(db, days=3)
    assert not backups.due(db, NONE)


def test_a_clock_that_was_set_back_does_not_put_the_backup_off(db: Store) -> None:
    stored_pupil(db)
    backups.automatic(db, NONE)
    stored_pupil(db, last="Ысқақов")
    later(db, days=-3650)
    assert backups.due(db, NONE)


def test_a_backup_that_was_deleted_is_made_again(db: Store) -> None:
    stored_pupil(db)
    made = backups.automatic(db, NONE)
    made.local.folder.rename(db.folder.root / "taken")
    assert backups.due(db, NONE)
    assert backups.automatic(db, NONE).local.sound


def test_without_a_change_no_second_backup_is_made_and_a_new_password_is_a_change(
    db: Store,
) -> None:
    db.folder.ring.write_text("{}", "utf-8")
    stored_pupil(db)
    first = backups.create(db, NONE)
    later(db, hours=1)
    assert backups.create(db, NONE).local.name == first.local.name
    db.folder.ring.write_text('{"users": 1}', "utf-8")
    assert backups.create(db, NONE).local.name != first.local.name


def test_the_second_place_gets_the_same_backup_and_is_remembered(db: Store, tmp_path: Path) -> None:
    settings = stick(db, tmp_path / "disk")
    stored_pupil(db)
    made = backups.create(db, settings)
    assert made.second is not None
    assert made.trouble is None
    assert made.second.folder.is_relative_to(tmp_path / "disk" / "dlschool")
    assert backups.verify(db, made.second) == []
    known = backups.last(db, backups.SECOND)
    assert known is not None
    assert (known.at, known.name) == (db.now(), made.second.name)
    assert {b.place.second for b in backups.listed(db, settings)} == {True, False}


def test_a_stick_is_found_by_its_label_wherever_it_is_mounted(db: Store, tmp_path: Path) -> None:
    settings = stick(db, tmp_path / "e" / "school", "DLSCHOOL")
    assert (settings.second_label, settings.second_folder) == ("DLSCHOOL", "school")
    stored_pupil(db)
    (tmp_path / "e").rename(tmp_path / "f")
    away = backups.create(db, settings, labels=dict)
    assert away.second is None
    assert away.trouble is not None
    assert "DLSCHOOL" in away.trouble.text("kk")
    here = backups.create(db, settings, labels=lambda: {"DLSCHOOL": tmp_path / "f"})
    assert here.second is not None
    assert here.second.folder.is_relative_to(tmp_path / "f" / "school")


def test_a_stick_that_comes_in_is_served_though_nothing_changed_since(
    db: Store, tmp_path: Path
) -> None:
    settings = stick(db, tmp_path / "e" / "school", "DLSCHOOL")
    stored_pupil(db)
    backups.automatic(db, settings, labels=dict)
    assert not backups.due(db, settings, dict)
    assert backups.due(db, settings, lambda: {"DLSCHOOL": tmp_path / "e"})
    assert backups.changed(db, settings, lambda: {"DLSCHOOL": tmp_path / "e"})


def test_an_empty_folder_in_the_place_of_the_other_disk_is_not_written_to(
    db: Store, tmp_path: Path
) -> None:
    settings = stick(db, tmp_path / "disk")
    (tmp_path / "disk" / "dlschool").rename(tmp_path / "elsewhere")
    stored_pupil(db)
    made = backups.create(db, settings)
    assert made.second is None
    assert made.trouble is not None
    assert list((tmp_path / "disk").iterdir()) == []


def test_the_data_folder_is_no_second_place(db: Store, tmp_path: Path) -> None:
    inside = db.folder.root / "sub"
    inside.mkdir()
    for folder in (db.folder.root, inside, tmp_path / "absent"):
        with pytest.raises(Refused):
            second_place.choose(db.folder, store.school_id(db), folder, dict)


def test_a_viewer_makes_no_backup_by_hand_and_the_program_makes_its_own(
    db: Store,
) -> None:
    stored_pupil(db)
    for role in (Role.VIEWER, Role.TEACHER):
        other = opened(db.folder, db.clock, "Көруші", role, ("8Ә",))
        with pytest.raises(Refused):
            backups.create(other, NONE)
        made = backups.automatic(other, NONE)
        assert places.verify(db, made.local) == []
        other.close()
        stored_pupil(db, last=f"Б{role}")


def test_a_store_that_is_only_read_here_is_not_backed_up_by_itself(db: Store) -> None:
    stored_pupil(db)
    db.refuses = Refused("elsewhere")
    assert not backups.due(db, NONE)
    assert not backups.changed(db, NONE)


def test_a_full_second_place_does_not_take_the_local_backup_away(
    db: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = stick(db, tmp_path / "disk")
    stored_pupil(db)

    def full(*_rest: object) -> None:
        raise Refused("full")

    monkeypatch.setattr(store, "carry", full)
    made = backups.create(db, settings)
    assert made.local.sound
    assert made.trouble is not None
    assert backups.last(db, backups.SECOND) is None


def told_today(db: Store) -> list[str]:
    """What Today says of the second copy, in Russian."""
    return [line.sentence.ru for line in today(db).lines if line.kind == "copy"]


def test_today_tells_when_there_was_never_a_second_copy_from_the_second_day_on(db: Store) -> None:
    stored_pupil(db)
    assert told_today(db) == []
    later(db, days=1)
    (sentence,) = told_today(db)
    assert "ещё не делалась" in sentence


def test_today_tells_when_the_second_copy_is_older_than_the_school_s_rule(
    db: Store, tmp_path: Path
) -> None:
    settings = stick(db, tmp_path / "disk")
    stored_pupil(db)
    backups.create(db, settings)
    later(db, days=7)
    assert told_today(db) == []
    later(db, days=1)
    assert "21.11.2026" in told_today(db)[0]
    school.save_setting(db, "copy_days", 30)
    assert told_today(db) == []
    later(db, days=30)
    assert told_today(db)
    backups.create(db, settings)
    assert told_today(db) == []


def test_the_sample_school_is_not_told_of_copies(db: Store) -> None:
    stored_pupil(db)
    school.save_setting(db, "sample", True)
    later(db, days=100)
    assert told_today(db) == []
