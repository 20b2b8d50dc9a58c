"""The journal: every change is there, chained, and can be taken back newest first."""

from datetime import date, datetime

import pytest
from builders import opened

from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import changes, pupil_search, pupils, undoing
from dlschool.store.check import check
from dlschool.store.connection import Store


def pupil(last: str = "Қасымов", **more: object) -> Pupil:
    return Pupil(last=last, first="Өркен", birth_date=date(2013, 3, 5), **more)  # type: ignore[arg-type]


def register(db: Store, last: str = "Қасымов") -> int:
    with changes.action(db, "Entered by the test: {name}", name=last):
        return pupils.save(db, pupil(last))


def half_done(db: Store) -> None:
    with changes.action(db, "Half"):
        pupils.save(db, pupil())
        raise ZeroDivisionError


def test_an_action_tells_who_when_what_before_and_after(db: Store) -> None:
    made = register(db)
    with changes.action(db, "Corrected: {name}", name="Қасымов"):
        pupils.save(db, pupil("Қасымова", id=made))
    corrected, registered = changes.history(db)
    assert (corrected.who, corrected.at) == (
        "Оразова Д.",
        datetime.fromisoformat("2026-11-21T12:00"),
    )
    assert changes.said(registered) == "Entered by the test: Қасымов"
    (change,) = changes.changes_of(db, corrected.id)
    assert '"last":"Қасымов"' in change["before"]
    assert '"last":"Қасымова"' in change["after"]


def test_a_failed_action_leaves_no_trace(db: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        half_done(db)
    assert changes.history(db) == []
    assert pupils.count(db) == 0
    assert check(db) == []


def test_an_action_that_changes_nothing_leaves_no_line(db: Store) -> None:
    made = register(db)
    with changes.action(db, "Looked"):
        pupils.save(db, pupil(id=made))
    assert len(changes.history(db)) == 1


def test_an_action_within_an_action_is_part_of_it(db: Store) -> None:
    with changes.action(db, "Both"):
        register(db, "Абаев")
        register(db, "Әбенов")
    assert [a.message for a in changes.history(db)] == ["Both"]
    undoing.undo(db, changes.history(db)[0])
    assert pupils.count(db) == 0


def test_a_write_outside_of_an_action_is_a_fault(db: Store) -> None:
    with pytest.raises(RuntimeError):
        pupils.save(db, pupil())


def test_undo_goes_back_step_by_step_and_across_restarts(db: Store) -> None:
    made = register(db)
    with changes.action(db, "Corrected"):
        pupils.save(db, pupil("Қасымова", id=made))
    db.close()
    again = opened(db.folder, db.clock)
    undoing.undo(again, changes.history(again, undoable=True)[0])
    back = pupils.get(again, made)
    assert back is not None
    assert back.last == "Қасымов"
    undoing.undo(again, changes.history(again, undoable=True)[0])
    assert pupils.count(again) == 0
    assert changes.history(again, undoable=True) == []
    assert check(again) == []
    again.close()


def test_undo_is_refused_when_later_work_stands_on_it(db: Store) -> None:
    made = register(db)
    first = changes.history(db)[0]
    with changes.action(db, "Corrected by hand"):
        pupils.save(db, pupil("Қасымова", id=made))
    with pytest.raises(Refused, match="Corrected by hand"):
        undoing.undo(db, first)
    assert pupils.count(db) == 1


def test_undo_brings_a_removed_record_back_with_its_id(db: Store) -> None:
    made = register(db)
    with changes.action(db, "Removed"):
        pupils.remove(db, made)
    undoing.undo(db, changes.history(db, undoable=True)[0])
    assert pupil_search.ids(db, pupils.Filter(text="қасы")) == [made]


def test_the_journal_cannot_be_rewritten(db: Store) -> None:
    register(db)
    for statement in ("delete from changes", "update changes set before = '{}'"):
        with pytest.raises(Exception, match="append-only"):
            db.execute(statement)


@pytest.mark.parametrize(
    "attack",
    [
        "update changes set after = replace(after, 'Өркен', 'Мирас') where id = 2",
        "delete from changes where id = 2",
        "delete from changes where id = (select max(id) from changes)",
        "update changes set row = 77 where id = 1",
        "update actions set who = 'Басқа' where id = 1",
        "update actions set at = '2020-01-01T00:00:00' where id = 2",
        "update pupils set first = 'Мирас' where id = 1",
        "delete from pupils where id = 3",
        "insert into told (case_id, audience, channel, at) select 1, 'x', 'x', 'x' from pupils limit 1",
    ],
)
def test_tampering_is_found(db: Store, attack: str) -> None:
    for last in ("Абаев", "Әбенов", "Бектенов"):
        register(db, last)
    assert check(db) == []
    for name in ("changes_stay", "changes_remain", "actions_stay", "actions_remain"):
        db.execute(f"drop trigger {name}")
    db.execute("pragma foreign_keys = off")
    db.execute(attack)
    assert check(db)


def test_swapped_rows_are_found(db: Store) -> None:
    register(db, "Абаев")
    register(db, "Әбенов")
    db.execute("drop trigger changes_stay")
    db.execute("update changes set id = 10 where id = 1")
    db.execute("update changes set id = 1 where id = 2")
    db.execute("update changes set id = 2 where id = 10")
    assert check(db)


def test_a_newer_store_is_refused_and_untouched(db: Store) -> None:
    db.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
        ("dlschool", "9999_from_the_future", "2030-01-01"),
    )
    db.close()
    before = db.folder.store.read_bytes()
    with pytest.raises(Refused, match="9999_from_the_future"):
        opened(db.folder, db.clock)
    assert db.folder.store.read_bytes() == before


def test_the_store_is_not_readable_without_its_key(db: Store) -> None:
    register(db, "Қасымов")
    db.close()
    assert "Қасымов".encode() not in db.folder.store.read_bytes()
    assert not db.folder.store.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(Refused, match=r"keys\.json"):
        opened(db.folder, db.clock, key=bytes(32))
    opened(db.folder, db.clock).close()


def test_a_folder_that_cannot_be_used_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    place = Path(str(tmp_path)) / "file"
    place.write_text("not a folder")
    with pytest.raises(Refused, match="file"):
        opened(DataFolder(place), datetime.now)
