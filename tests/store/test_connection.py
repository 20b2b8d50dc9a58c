"""What the file of the store or its key may suffer is told, never a fault of the program."""

import os
import re
from pathlib import Path

import pytest
from builders import opened

from dlschool.domain.access import User
from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import changes, people
from dlschool.store.check import check
from dlschool.store.connection import Store, open_store
from dlschool.store.keys import new_keys


def closed(db: Store) -> DataFolder:
    with changes.action(db, "Filled"):
        for number in range(400):
            people.save_setting(db, f"setting {number}", "ә" * 300)
    db.close()
    return db.folder


def test_a_store_beside_foreign_keys_is_told_so(db: Store) -> None:
    folder = closed(db)
    with pytest.raises(Refused, match=re.escape(folder.ring.name)):
        open_store(folder, db.clock, new_keys(), User(0, "Оразова Д."))


def test_a_refused_store_is_let_go_of_so_that_it_can_be_moved_aside(db: Store) -> None:
    """Windows moves no file that is open; the refusal is held here as a window holds it."""
    folder = closed(db)
    folder.store.write_bytes(b"\0" * 4096 + folder.store.read_bytes()[4096:])
    with pytest.raises(Refused) as refused:
        opened(folder, db.clock)
    held = [os.readlink(link.path) for link in os.scandir("/proc/self/fd") if link.is_symlink()]
    assert refused.value
    assert not [name for name in held if name.startswith(str(folder.root))]


def test_a_store_that_cannot_be_opened_for_writing_is_not_blamed_on_the_key(db: Store) -> None:
    folder = closed(db)
    folder.store.unlink()
    folder.store.mkdir()
    with pytest.raises(Refused) as refused:
        opened(folder, db.clock)
    assert folder.store.name in refused.value.text("ru")
    assert folder.ring.name not in refused.value.text("ru")


@pytest.mark.parametrize("content", [None, b""], ids=["gone", "empty"])
def test_a_lost_store_is_not_taken_for_a_new_school(db: Store, content: bytes | None) -> None:
    folder = closed(db)
    folder.ring.touch()
    (folder.copies / "copy-20261101-120000.db").write_bytes(folder.store.read_bytes())
    folder.store.unlink()
    if content is not None:
        folder.store.write_bytes(content)
    with pytest.raises(Refused) as refused:
        opened(folder, db.clock)
    assert folder.store.name in refused.value.text("kk")


def test_a_first_start_that_was_cut_off_begins_again(db: Store) -> None:
    folder = closed(db)
    folder.store.write_bytes(b"")
    opened(folder, db.clock).close()


def test_damage_within_the_file_is_told_by_the_check_and_by_reading(db: Store) -> None:
    folder = closed(db)
    damage(folder.store)
    with_damage = opened(folder, db.clock)
    findings = check(with_damage)
    assert findings
    assert any(folder.store.name in each.text.ru for each in findings)
    with pytest.raises(Refused) as refused:
        with_damage.rows("select * from settings")
    assert str(folder.store) in refused.value.text("ru")
    with_damage.close()


def damage(store: Path) -> None:
    """Spoils the later half of the file, past the schema."""
    content = bytearray(store.read_bytes())
    for place in range(len(content) // 2, len(content), 1024):
        content[place] ^= 0xFF
    store.write_bytes(content)


def test_a_store_that_another_program_is_writing_to_is_told(db: Store) -> None:
    other = opened(db.folder, db.clock)
    other.execute("pragma busy_timeout = 1")
    with changes.action(db, "Filled"):
        people.save_setting(db, "setting", "here")
        with pytest.raises(Refused) as refused, changes.action(other, "Filled"):
            people.save_setting(other, "setting", "there")
    assert db.folder.store.name in refused.value.text("kk")
    assert people.setting(other, "setting", "") == "here"
    other.close()
