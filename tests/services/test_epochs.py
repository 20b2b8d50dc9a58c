"""Epochs: moved, cloned, stale and restored bases are told apart at the opening."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import opened, stored_pupil
from sticks import at_noon

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import epochs, history, machine
from dlschool.services.epochs import Kind
from dlschool.services.opening import Store
from dlschool.store import meta

On = Callable[[str], None]


@pytest.fixture
def on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> On:
    """Sits down at a computer: its identity, its own memory."""

    def sit_down(name: str) -> None:
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.setattr(machine, "_system_id", lambda: name)
        monkeypatch.setattr(machine, "memory_file", lambda: tmp_path / name / "schools.json")

    sit_down("first")
    return sit_down


@pytest.fixture
def school(tmp_path: Path, on: On) -> DataFolder:
    folder = DataFolder(tmp_path / "school")
    worked(folder)
    return folder


def worked(folder: DataFolder, *, go_on: bool = False, pupil: str = "Сәрсенбаев") -> str:
    """A session in which a pupil is entered; the epoch at its end."""
    db = opened(folder, at_noon, "Оразова Д.")
    epochs.refuse_strange(db, go_on=go_on)
    stored_pupil(db, last=pupil)
    epochs.remember(db)
    found = meta.value(db, "epoch")
    db.close()
    return found


def kind(folder: DataFolder) -> Kind:
    db = opened(folder, at_noon)
    found = epochs.look(db).kind
    db.close()
    return found


def copied(folder: DataFolder, name: str) -> DataFolder:
    target = folder.root.with_name(name)
    shutil.copytree(folder.root, target)
    return DataFolder(target)


def test_the_first_opening_begins_the_first_epoch_and_later_ones_keep_it(
    school: DataFolder,
) -> None:
    first = worked(school)
    assert first.startswith("1:")
    assert worked(school) == first
    assert kind(school) is Kind.SAME


def test_a_base_that_comes_to_another_computer_moved(school: DataFolder, on: On) -> None:
    on("second")
    assert kind(school) is Kind.MOVED
    with pytest.raises(Refused):
        worked(school)
    assert worked(school, go_on=True).startswith("2:")
    assert kind(school) is Kind.SAME
    on("first")
    assert kind(school) is Kind.MOVED
    assert worked(school, go_on=True).startswith("3:")


def test_two_copies_that_went_on_are_clones(school: DataFolder, on: On) -> None:
    other = copied(school, "other")
    on("second")
    worked(other, go_on=True, pupil="Басқа")
    on("first")
    worked(school)
    shutil.rmtree(school.root)
    shutil.copytree(other.root, school.root)
    assert kind(school) is Kind.CLONE
    db = opened(school, at_noon)
    state = epochs.settle(db)
    assert state.sentence is not None
    assert epochs.look(db).kind is Kind.CLONE
    assert epochs.settle(db, go_on=True).kind is Kind.SAME
    db.close()


def test_two_copies_on_one_computer_are_clones(school: DataFolder) -> None:
    other = copied(school, "other")
    worked(school)
    worked(school)
    db = opened(other, at_noon)
    for _ in range(5):
        stored_pupil(db, last="Басқа")
    db.close()
    assert kind(other) is Kind.CLONE


def test_an_old_copy_put_in_the_place_of_the_newer_is_stale(school: DataFolder) -> None:
    old = copied(school, "old")
    worked(school)
    assert kind(old) is Kind.STALE
    with pytest.raises(Refused) as refused:
        worked(old)
    assert refused.value.text("ru")


def test_a_copy_from_before_a_restore_is_stale(school: DataFolder) -> None:
    old = copied(school, "old")
    db = opened(school, at_noon)
    epochs.begin(db)
    epochs.remember(db)
    db.close()
    assert kind(school) is Kind.SAME
    assert kind(old) is Kind.STALE


def test_a_machine_that_lost_its_memory_goes_on_with_its_own_base(
    school: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "first" / "schools.json").unlink()
    assert kind(school) is Kind.SAME


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"schools": []}', '{"schools": {"x": 1}}', "[" * 9999]
)
def test_a_damaged_memory_stops_nobody(school: DataFolder, tmp_path: Path, text: str) -> None:
    (tmp_path / "first" / "schools.json").write_text(text, "utf-8")
    assert kind(school) is Kind.SAME
    worked(school)
    assert json.loads((tmp_path / "first" / "schools.json").read_text("utf-8"))["schools"]


def test_a_memory_with_wrong_kinds_is_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "schools.json"
    path.write_text('{"schools": {"x": {"epoch": 5, "change": "1"}}}', "utf-8")
    assert machine.remembered("x", path) is None


def test_a_config_folder_that_cannot_be_written_stops_nobody(
    school: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setattr(machine, "memory_file", lambda: tmp_path / "file" / "schools.json")
    assert worked(school).startswith("1:")


def test_fifty_schools_at_most_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "schools.json"
    for n in range(60):
        machine.remember(f"s{n}", machine.Memory("1:a", n, "h"), path)
    assert machine.remembered("s0", path) is None
    assert machine.remembered("s59", path) == machine.Memory("1:a", 59, "h")


def test_a_machine_without_an_id_of_its_system_gives_itself_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_system_id", lambda: "")
    path = tmp_path / "schools.json"
    first = machine.identity(path)
    assert first == machine.identity(path)
    assert first != machine.identity(tmp_path / "other.json")


def test_what_is_only_read_here_gets_no_epoch(school: DataFolder, on: On) -> None:
    on("second")
    db: Store = opened(school, at_noon)
    db.refuses = Refused("elsewhere")
    assert epochs.settle(db, go_on=True).kind is Kind.MOVED
    db.close()


def test_work_that_a_damaged_log_dropped_is_named_until_work_goes_on(school: DataFolder) -> None:
    db = opened(school, at_noon, "Оразова Д.")
    epochs.settle(db)
    db.execute("pragma wal_checkpoint(truncate)")
    stored_pupil(db, last="Тоқтаров")
    newest = db.value("select max(id) from actions")
    broken = copied(school, "broken")
    db.close()
    (broken.root / "school.db-wal").write_bytes(b"")
    db = opened(broken, at_noon, "Оразова Д.")
    state = epochs.settle(db)
    assert state.kind is Kind.LOST
    assert state.sentence
    assert f"{newest}" in state.sentence.text("kk")
    assert any(f"№ {newest}" in found.text.ru for found in history.check(db))
    assert epochs.settle(db, go_on=True).kind is Kind.SAME
    stored_pupil(db, last="Тоқтаров")
    assert epochs.look(db).kind is Kind.SAME
    assert history.check(db) == []
    db.close()
