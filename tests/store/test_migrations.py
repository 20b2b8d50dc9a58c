"""Steps of the schema: run once, in one piece, after a copy; every released schema still opens."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import opened

from dlschool.domain.pupil import Pupil
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import changes, migrations, pupil_search, pupils, schema, undoing
from dlschool.store.check import check
from dlschool.store.connection import Store

OLD = Path(__file__).parent / "old"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


def one_more(monkeypatch: pytest.MonkeyPatch, step: Callable[[Any], None]) -> None:
    """The next version of the program: one step more."""
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("9999_next", step)))


def a_school(db: Store) -> None:
    with changes.action(db, "Entered by the test"):
        pupils.save(db, Pupil(last="Қасымов", first="Өркен", iin_reason="рәсімделуде"))


def test_a_step_runs_once_and_the_store_is_copied_before_it(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_school(db)
    db.close()
    ran = []

    def step(database: Any) -> None:
        ran.append(True)
        database.execute("alter table pupils add column shift integer")

    one_more(monkeypatch, step)
    for _ in range(2):
        again = opened(db.folder, at_noon)
        assert again.value("select count(*) from pupils where shift is null") == 1
        again.close()
    assert ran == [True]
    (copy,) = db.folder.copies.glob("before-upgrade-*.db")
    assert copy.read_bytes()[:16] != b"SQLite format 3\x00"


def test_a_step_that_fails_leaves_the_store_as_it_was(
    db: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_school(db)
    db.close()

    def step(database: Any) -> None:
        database.execute("alter table pupils add column shift integer")
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        one_more(patch, step)
        with pytest.raises(ZeroDivisionError):
            opened(db.folder, at_noon)
    again = opened(db.folder, at_noon)
    assert "shift" not in again.values("select name from pragma_table_info('pupils')")
    assert pupils.count(again) == 1
    assert check(again) == []
    again.close()


def test_the_copy_opens_with_the_program_that_made_it(
    db: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    a_school(db)
    db.close()
    with monkeypatch.context() as patch:
        one_more(patch, lambda database: database.execute("drop table told"))
        opened(db.folder, at_noon).close()
    with pytest.raises(Refused, match="9999_next"):
        opened(db.folder, at_noon)
    (copy,) = db.folder.copies.glob("before-upgrade-*.db")
    back = DataFolder(tmp_path / "back")
    back.root.mkdir()
    shutil.copy(copy, back.store)
    again = opened(back, at_noon)
    assert pupils.count(again) == 1
    again.close()


@pytest.mark.parametrize("name", sorted(path.stem for path in OLD.glob("*.db")))
def test_a_store_of_every_released_schema_opens_whole(name: str, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    shutil.copy(OLD / f"{name}.db", folder.store)
    key = bytes.fromhex((OLD / f"{name}.key").read_text("ascii"))
    old = opened(folder, at_noon, key=key)
    assert check(old) == []
    assert pupil_search.ids(old, pupils.Filter(text="қасым"))
    undoing.undo(old, changes.history(old, undoable=True)[0])
    old.close()


def test_every_released_schema_is_kept() -> None:
    assert {path.stem for path in OLD.glob("*.db")} == {name for name, _ in migrations.STEPS}


def test_a_trigger_is_one_statement() -> None:
    script = (
        "create table a (b);\ncreate trigger c after insert on a begin\n  delete from a;\nend;\n"
    )
    assert len(schema.statements(script)) == 2
