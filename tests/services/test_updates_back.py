"""Going back to an older version, when the data are newer by now: nobody opens what is not known, and
nothing is lost that was not named.
"""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import stored_pupil
from update_parts import NEW, OLD, installed, refusing, tree

from dlschool.domain.access import Role
from dlschool.errors import Newer, Refused
from dlschool.paths import DataFolder
from dlschool.services import (
    backups,
    entering,
    opening,
    pupils,
    repairing,
    restoring,
    updates_back,
)
from dlschool.services.entering import Damaged, TooNew
from dlschool.services.opening import Cost, Store
from dlschool.settings import Settings
from dlschool.store import migrations
from dlschool.store.check import check
from dlschool.store.cipher import connected
from dlschool.update import start
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

WHO, PASSWORD = "Оразова Д.", "қашықтан-оқыту"
NONE = Settings()


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def later() -> datetime:
    return datetime.fromisoformat("2026-11-22T09:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A school of the older program, with one pupil."""
    made = DataFolder(tmp_path / "school")
    db = opening.found(made, at_noon, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    stored_pupil(db)
    db.close()
    return made


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The newer program runs, the older one is kept."""
    here = installed(tmp_path / "P", NEW, Start(NEW, OLD))
    tree(tmp_path / "P" / PROGRAMS / OLD, OLD, migrations.known())
    return here


def step(database: Any) -> None:
    """What a newer program may do to the tables: one gone, one new, one renamed, a sort of its own."""
    database.execute("drop table told")
    database.execute("alter table loans rename to lendings")
    database.execute("create table later (id integer primary key, name text collate later)")
    database.execute("create index later_name on later (name)")
    database.execute("insert into later (name) values ('ә'), ('б')")


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """While it lasts, this program is the newer one; `undo` makes it the older one again."""
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("9999_later", step)))
    for module in ("school_file", "copied_store", "repair_reading"):
        monkeypatch.setattr(f"dlschool.store.{module}.connected", _knowing_later)
    return monkeypatch


def _knowing_later(*given: Any, **more: Any) -> Any:
    """A connection of the newer program, which brings its own sort order."""
    conn = connected(*given, **more)
    conn.create_collation("later", _compared)
    return conn


def _compared(one: str, other: str) -> int:
    return (one > other) - (one < other)


def worked_with_newer(folder: DataFolder) -> Store:
    """The newer program has opened the data and added a pupil."""
    db = entering.sign_in(folder, later, WHO, PASSWORD).db
    stored_pupil(db, last="Ысқақов")
    return db


def test_data_that_the_other_version_opens_stay_as_they_are(
    folder: DataFolder, place: Place
) -> None:
    db = opening.sign_in(folder, at_noon, WHO, PASSWORD)
    way = updates_back.way(db, NONE, place)
    assert (way.version, way.loss) == (OLD, None)
    assert updates_back.go(way, db) is None
    assert start.read(place.root) == Start(OLD, NEW)
    assert not folder.going_back.exists()
    assert updates_back.way(db, NONE, replace(place, version=OLD)).version == NEW
    db.close()


def test_newer_data_say_what_would_be_lost_and_their_copy_comes_back_at_the_sign_in(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    way = updates_back.way(db, NONE, place)
    assert way.loss is not None
    assert way.loss.count == 1
    assert way.loss.backup.manifest is not None
    assert way.loss.backup.manifest.why == "before-upgrade"
    kept = updates_back.go(way, db)
    assert kept is not None
    assert kept.sound
    assert kept.manifest is not None
    assert kept.manifest.why == "before-back"
    db.close()
    newer.undo()
    again = entering.sign_in(folder, later, WHO, PASSWORD)
    assert pupils.count(again.db) == 1
    assert check(again.db) == []
    assert not folder.going_back.exists()
    assert list(folder.copies.glob("*-newer/school.db"))
    stored_pupil(again.db, last="Әлі")
    again.leave()


def test_the_state_that_was_given_up_can_be_fetched_by_the_newer_program(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    kept = updates_back.go(updates_back.way(db, NONE, place), db)
    db.close()
    with newer.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        entering.sign_in(folder, later, WHO, PASSWORD).leave()
    again = entering.sign_in(folder, later, WHO, PASSWORD)
    assert pupils.count(again.db) == 1
    assert kept is not None
    restoring.restore(again.db, kept, NONE)
    assert pupils.count(again.db) == 2
    again.leave()


def test_the_newest_copy_that_is_old_enough_is_chosen(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    """Made by the older program after the migration's own, by a second stick for instance."""
    with newer.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        db = opening.sign_in(folder, later, WHO, PASSWORD)
        mine = backups.create(db, NONE).local
        db.close()
    db = opening.sign_in(folder, at_noon, WHO, PASSWORD)
    stored_pupil(db, last="Ысқақов")
    backups.create(db, NONE)
    way = updates_back.way(db, NONE, place)
    assert way.loss is not None
    assert way.loss.backup.name == mine.name
    db.close()


def test_without_a_copy_that_is_old_enough_it_stays(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    for copy in folder.copies.glob("before-upgrade-*.db"):
        copy.unlink()
    backups.create(db, NONE)
    with refusing("cannot open the data any more"):
        updates_back.way(db, NONE, place)
    db.close()


def test_who_may_not_restore_does_not_take_the_data_back(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    db.user = replace(db.user, role=Role.SECRETARY)
    with pytest.raises(Refused):
        updates_back.way(db, NONE, place)
    db.close()


def test_without_another_version_there_is_no_way_back(tmp_path: Path) -> None:
    alone = installed(tmp_path / "alone")
    with refusing("No other version"):
        updates_back.way(None, NONE, alone)
    with refusing("not installed by a setup"):
        updates_back.way(None, NONE)


def test_a_version_that_does_not_answer_is_not_gone_back_to(place: Place) -> None:
    starter = place.root / PROGRAMS / OLD / "dlschool"
    for script in (
        "#!/bin/sh\nexit 1\n",
        "#!/bin/sh\necho []\n",
        "#!/bin/sh\necho '{\"steps\": 3}'\n",
    ):
        starter.write_text(script)
        with refusing("cannot be started any more"):
            updates_back.way(None, NONE, place)


def test_an_older_program_opens_no_newer_data_and_calls_them_neither_damaged_nor_strange(
    folder: DataFolder, newer: pytest.MonkeyPatch
) -> None:
    worked_with_newer(folder).close()
    newer.undo()
    before = folder.store.read_bytes()
    for _ in range(2):
        with pytest.raises(TooNew) as found:
            entering.sign_in(folder, later, WHO, PASSWORD)
        assert "9999_later" in found.value.text("kk")
        assert not isinstance(found.value, Damaged)
    keys = found.value.keys
    with pytest.raises(Newer):
        repairing.repair_store(folder, later, keys)
    assert folder.store.read_bytes() == before


def test_newer_data_after_a_crash_are_not_called_damaged(
    folder: DataFolder, newer: pytest.MonkeyPatch
) -> None:
    """Their new sort order would be damage to an older SQLite."""
    entered = entering.sign_in(folder, later, WHO, PASSWORD)
    stored_pupil(entered.db, last="Ысқақов")
    entered.db.close()
    newer.undo()
    assert entered.mine is not None
    said = entered.mine.file.read_text("utf-8")
    entered.mine.file.write_text(said.replace('"pid": ', '"pid": 99999'), "utf-8")
    with pytest.raises(TooNew):
        entering.sign_in(folder, later, WHO, PASSWORD)


def test_the_copy_that_this_program_opens_is_offered_and_put_in_place(
    folder: DataFolder, newer: pytest.MonkeyPatch
) -> None:
    worked_with_newer(folder).close()
    newer.undo()
    with pytest.raises(TooNew) as found:
        entering.sign_in(folder, later, WHO, PASSWORD)
    keys = found.value.keys
    backup = updates_back.choice(folder, later, keys, NONE)
    assert backup is not None
    aside = updates_back.put(folder, later, keys, backup)
    assert (aside / "school.db").exists()
    again = entering.sign_in(folder, later, WHO, PASSWORD)
    assert pupils.count(again.db) == 1
    again.leave()


def test_a_backup_of_a_newer_program_is_refused_as_such(
    folder: DataFolder, tmp_path: Path, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    made = backups.create(db, NONE).local
    db.close()
    newer.undo()
    old = DataFolder(tmp_path / "old")
    shutil.copytree(folder.root, old.root)
    (copy,) = old.copies.glob("before-upgrade-*.db")
    shutil.copy(copy, old.store)
    for end in ("-wal", "-shm"):
        Path(f"{old.store}{end}").unlink(missing_ok=True)
    db = opening.sign_in(old, later, WHO, PASSWORD)
    theirs = restoring.backup_at(old.copies / made.name, db.keys)
    assert theirs.sound
    for way in (restoring.loss, lambda db, b: restoring.restore(db, b, NONE)):
        with pytest.raises(Newer):
            way(db, theirs)
    assert pupils.count(db) == 1
    db.close()


def test_an_order_that_cannot_be_carried_out_leaves_the_choice_to_the_person(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    way = updates_back.way(db, NONE, place)
    updates_back.go(way, db)
    db.close()
    newer.undo()
    assert way.loss is not None
    shutil.rmtree(way.loss.backup.folder)
    with pytest.raises(TooNew):
        entering.sign_in(folder, later, WHO, PASSWORD)
    for content in (b"", b"[]", b'{"backup": 3}', b"\xff"):
        folder.going_back.write_bytes(content)
        with pytest.raises(TooNew):
            entering.sign_in(folder, later, WHO, PASSWORD)


def test_an_order_is_forgotten_when_the_newer_program_goes_on(
    folder: DataFolder, place: Place, newer: pytest.MonkeyPatch
) -> None:
    db = worked_with_newer(folder)
    updates_back.go(updates_back.way(db, NONE, place), db)
    db.close()
    entering.sign_in(folder, later, WHO, PASSWORD).leave()
    assert not folder.going_back.exists()


def test_data_are_not_made_newer_under_another_window(
    folder: DataFolder, newer: pytest.MonkeyPatch
) -> None:
    with newer.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:-1])
        window = opening.sign_in(folder, at_noon, WHO, PASSWORD)
        pupils.count(window)
    newer.setattr("dlschool.store.school_file.connected", _hasty)
    with refusing("another window or command still works with them"):
        opening.sign_in(folder, later, WHO, PASSWORD)
    stored_pupil(window, last="Ысқақов")
    window.close()
    assert pupils.count(opening.sign_in(folder, later, WHO, PASSWORD)) == 2


def _hasty(*given: Any, **more: Any) -> Any:
    """Waits for a lock a moment only."""
    return _knowing_later(*given, **{**more, "timeout": 0.1})


def test_the_newer_version_that_is_kept_can_be_started(place: Place) -> None:
    old = replace(place, version=OLD)
    assert updates_back.newer_here(place) == ""
    assert updates_back.newer_here(old) == NEW
    start.write(place.root, Start(OLD, NEW))
    updates_back.start_newer(old, updates_back.newer_here(old))
    assert start.read(place.root) == Start(NEW, OLD)
