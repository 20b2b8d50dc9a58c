"""What is damaged is said by the program, not by the library on the screen."""

from pathlib import Path

import pytest
from builders import KEYS, opened
from sticks import at_noon

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import copied_store, repair
from dlschool.store.cipher import connected
from dlschool.store.connection import DatabaseError


@pytest.fixture
def damaged(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "school")
    opened(folder, at_noon).close()
    with folder.store.open("r+b") as file:
        file.seek(2000)
        file.write(b"\xff" * 64)
    return folder


def test_a_damaged_page_writes_nothing_on_the_screen(
    damaged: DataFolder, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused):
        opened(damaged, at_noon)
    with pytest.raises(Refused), copied_store.opened(damaged.store, KEYS):
        pass
    assert repair.damage(damaged, KEYS.store)
    with pytest.raises(Refused):
        repair.repair(damaged, KEYS.store, "", at_noon())
    assert capfd.readouterr() == ("", "")


def test_another_key_is_an_error_and_no_line_on_the_screen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = DataFolder(tmp_path / "school")
    opened(folder, at_noon).close()
    conn = connected(folder.store, bytes(32))
    with pytest.raises(DatabaseError):
        conn.execute("select * from sqlite_master")
    conn.close()
    assert capfd.readouterr() == ("", "")
