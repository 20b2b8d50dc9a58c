"""Repair: pages are broken in a real encrypted store; all that can be read is saved, the rest named."""

import os
import random
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from builders import KEYS, guardian, opened, stored_case, stored_pupil

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import changes, repair, repair_building, repair_pages
from dlschool.store.check import check
from dlschool.store.connection import DatabaseError, Store
from dlschool.store.repair_reading import Source

PAGE = repair_pages.PAGE


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school's closed store: pupils, a case with papers, and a backup of it beside."""
    folder = DataFolder(tmp_path_factory.mktemp("whole"))
    db = opened(folder, at_noon, "Оразова Д.")
    for n in range(40):
        stored_pupil(db, guardian(id=None, phone=f"+7777{n:07}"), last=f"Тоқтаров{n}", note="ө" * n)
    stored_case(db, "application", "child-opinion")
    db.close()
    (folder.copies / "20261120-120000").mkdir()
    shutil.copyfile(folder.store, folder.copies / "20261120-120000" / "school.db")
    return folder.root


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(whole, tmp_path / "school")
    return DataFolder(tmp_path / "school")


@pytest.fixture(scope="module")
def key() -> bytes:
    return KEYS.store


def break_page(path: Path, number: int) -> None:
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        file.write(random.Random(number).randbytes(PAGE))


def everything(db: Store) -> dict[str, dict[int, Any]]:
    return {
        thing: {row["id"]: changes.as_text(row) for row in db.stored(f"select * from {thing}")}
        for thing in [*sorted(changes.THINGS), "changes", "actions"]
    }


def tables_of(folder: DataFolder) -> dict[str, dict[int, Any]]:
    db = opened(folder, at_noon)
    try:
        return everything(db)
    finally:
        db.close()


def named(saved: repair_building.Saved, table: str) -> set[int]:
    return {*saved.lost.get(table, []), *saved.perhaps.get(table, []), *saved.older.get(table, [])}


def pages_of(root: Path) -> int:
    return (root / "school.db").stat().st_size // PAGE


def saved_or_named(folder: DataFolder, key: bytes, before: dict[str, dict[int, Any]]) -> int:
    """Repairs; every record is as it was or named; nothing is silently different. How many named."""
    done = repair.repair(folder, key, "x" * 32, at_noon())
    assert repair.damage(folder, key) == ""
    after = tables_of(folder)
    wrong = {
        (table, row_id)
        for table, rows in before.items()
        for row_id in rows.keys() | after[table].keys()
        if rows.get(row_id) != after[table].get(row_id)
    }
    told = {(table, row_id) for table in before for row_id in named(done.saved, table)}
    for table in repair_building.JOURNAL:
        lost = [*done.saved.lost.get(table, []), *done.saved.perhaps.get(table, [])]
        told |= {(table, n) for n in before[table] if lost and n >= max(lost)}
    assert wrong <= told
    assert done.broken_pages > 0
    return len(wrong)


def test_whatever_page_is_broken_all_is_saved_or_named(
    whole: Path, tmp_path: Path, key: bytes
) -> None:
    before = tables_of(DataFolder(whole))
    lost = 0
    for number in range(1, pages_of(whole) + 1, 5):
        folder = DataFolder(tmp_path / str(number))
        shutil.copytree(whole, folder.root)
        break_page(folder.store, number)
        if repair.damage(folder, key):
            lost += saved_or_named(folder, key, before)
        shutil.rmtree(folder.root)
    assert lost < 200


def test_records_on_a_broken_page_come_back_from_the_journal(
    folder: DataFolder, key: bytes, whole: Path
) -> None:
    before = tables_of(folder)
    number = page_of(folder, key, "pupils")
    break_page(folder.store, number)
    assert repair.damage(folder, key)
    done = repair.repair(folder, key, "", at_noon())
    assert done.saved.brought["pupils"]
    assert tables_of(folder) == before
    db = opened(folder, at_noon)
    assert check(db) == []
    db.close()


def page_of(folder: DataFolder, key: bytes, table: str) -> int:
    """A page whose loss makes rows of this table, and of no other, unreadable."""
    spare = DataFolder(folder.root / "spare")
    spare.root.mkdir()
    shutil.copyfile(folder.store, spare.store)
    try:
        return next(n for n in range(2, pages_of(folder.root)) if holes(spare, key, n) == {table})
    finally:
        shutil.rmtree(spare.root)


def holes(spare: DataFolder, key: bytes, number: int) -> set[str]:
    """Tables that cannot be read whole when this page is broken; the page is put back."""
    content = spare.store.read_bytes()
    break_page(spare.store, number)
    source = Source(spare.store, key)
    found = set()
    try:
        for name in repair_building.read_names(source):
            try:
                list(source.asked(f"select * from {name} not indexed"))
            except DatabaseError:
                found.add(name)
    except DatabaseError:
        found.add("schema")
    finally:
        source.close()
        spare.store.write_bytes(content)
    return found


def test_the_damaged_files_are_set_aside_as_they_were(folder: DataFolder, key: bytes) -> None:
    break_page(folder.store, page_of(folder, key, "pupils"))
    damaged = folder.store.read_bytes()
    done = repair.repair(folder, key, "", at_noon())
    assert (done.aside / "school.db").read_bytes() == damaged
    assert done.aside.parent.name == repair.ASIDE
    assert not (folder.root / "repair-work").exists()
    again = repair.repair(folder, key, "", at_noon())
    assert again.aside != done.aside


def test_a_hole_in_the_journal_is_named_by_its_lines(folder: DataFolder, key: bytes) -> None:
    break_page(folder.store, page_of(folder, key, "changes"))
    done = repair.repair(folder, key, "", at_noon())
    assert done.saved.lost["changes"]
    db = opened(folder, at_noon)
    places = " ".join(finding.place for finding in check(db))
    assert "changes:" in places
    db.close()


def test_the_head_of_the_file_is_lent_by_a_backup(folder: DataFolder, key: bytes) -> None:
    before = tables_of(folder)
    break_page(folder.store, 1)
    assert repair.damage(folder, key)
    repair.repair(folder, key, "", at_noon())
    assert tables_of(folder) == before


def test_without_a_backup_a_lost_head_is_refused_and_nothing_changes(
    folder: DataFolder, key: bytes
) -> None:
    shutil.rmtree(folder.copies)
    break_page(folder.store, 1)
    damaged = folder.store.read_bytes()
    with pytest.raises(Refused) as refused:
        repair.repair(folder, key, "", at_noon())
    assert "қалпына келтіріңіз" in refused.value.text("kk")
    assert folder.store.read_bytes() == damaged
    assert not (folder.root / "repair-work").exists()


def test_a_backup_never_lends_records(folder: DataFolder, key: bytes) -> None:
    """The newest address is only in the store: a page of an older backup must not bring the old one."""
    db = opened(folder, at_noon)
    with changes.action(db, "test"):
        for row_id in db.values("select id from pupils"):
            changes.update(db, "pupils", row_id, {"address": f"Абай көшесі, {row_id}"})
    db.close()
    number = page_of(folder, key, "pupils")
    before = tables_of(folder)
    break_page(folder.store, 1)
    break_page(folder.store, number)
    repair.repair(folder, key, "", at_noon())
    assert tables_of(folder) == before


def test_work_that_waited_beside_the_file_is_saved_too(
    folder: DataFolder, key: bytes, tmp_path: Path
) -> None:
    db = opened(folder, at_noon)
    new = stored_pupil(db, last="Әбдіжәмілова")
    killed = DataFolder(tmp_path / "killed")
    shutil.copytree(folder.root, killed.root)
    db.close()
    assert Path(f"{killed.store}-wal").stat().st_size > 0
    break_page(killed.store, page_of(folder, key, "pupils"))
    repair.repair(killed, key, "", at_noon())
    assert not Path(f"{killed.store}-wal").exists()
    assert new in tables_of(killed)["pupils"]


def test_a_cut_file_gives_what_is_left(folder: DataFolder, key: bytes) -> None:
    before = tables_of(folder)
    size = folder.store.stat().st_size
    os.truncate(folder.store, size * 2 // 3 // PAGE * PAGE + 100)
    assert repair.damage(folder, key)
    assert saved_or_named(folder, key, before) < sum(map(len, before.values()))


def test_a_cut_file_without_a_backup_is_saved_as_far_or_refused(
    folder: DataFolder, key: bytes
) -> None:
    shutil.rmtree(folder.copies)
    before = tables_of(folder)
    os.truncate(folder.store, (folder.store.stat().st_size * 9 // 10) | 1)
    damaged = folder.store.read_bytes()
    said = ""
    try:
        saved_or_named(folder, key, before)
    except Refused as refused:
        said = refused.text("kk")
    assert "қалпына келтіріңіз" in said if said else folder.store.read_bytes() != damaged
    assert said == "" or folder.store.read_bytes() == damaged


def test_a_power_cut_before_the_last_rename_is_finished_at_the_next_start(
    folder: DataFolder, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_page(folder.store, page_of(folder, key, "pupils"))
    with monkeypatch.context() as patch:
        patch.setattr(repair, "finish", lambda folder: False)
        repair.repair(folder, key, "", at_noon())
    assert repair.damage(folder, key)
    assert repair.finish(folder)
    assert repair.damage(folder, key) == ""
    assert not repair.finish(folder)


def test_a_whole_store_stays_the_same_under_repair(folder: DataFolder, key: bytes) -> None:
    before = tables_of(folder)
    done = repair.repair(folder, key, "", at_noon())
    assert done.saved.brought == done.saved.lost == done.saved.perhaps == {}
    assert tables_of(folder) == before


def test_numbers_are_not_given_again_after_a_repair(folder: DataFolder, key: bytes) -> None:
    newest = max(tables_of(folder)["pupils"])
    repair.repair(folder, key, "", at_noon())
    db = opened(folder, at_noon)
    assert stored_pupil(db, last="Жаңа") == newest + 1
    db.close()


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """SQLCipher says on the error stream what it cannot decrypt."""
    yield
    capfd.readouterr()
