"""Who has the folder open: sessions that end, that are killed, and those of another machine."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.store import lock
from dlschool.store.lock import Machine

NOW = datetime.fromisoformat("2026-11-21T12:00")
HERE, THERE = Machine("aaaa", "kabinet-1"), Machine("bbbb", "kabinet-2")
ENTER = """
import sys, os
from datetime import datetime
from pathlib import Path
from dlschool.paths import DataFolder
from dlschool.store import lock
lock.enter(DataFolder(Path(sys.argv[1])), lock.Machine("aaaa", "kabinet-1"), datetime(2026, 11, 21))
print("in", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "school")


def silent(session: lock.Opened) -> None:
    """The session was touched for the last time longer ago than it may be silent."""
    before = session.file.stat().st_mtime - lock.SILENT.total_seconds() - 1
    os.utime(session.file, (before, before))


def test_a_session_that_ended_well_leaves_nothing(folder: DataFolder) -> None:
    lock.leave(lock.enter(folder, HERE, NOW).mine)
    beside = lock.enter(folder, HERE, NOW)
    assert beside.unclean == ()
    assert beside.elsewhere is None
    assert beside.refusal() is None


def test_a_killed_process_of_this_machine_ended_uncleanly(folder: DataFolder) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", ENTER, str(folder.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"in\n"
    living = lock.enter(folder, HERE, NOW)
    assert living.unclean == ()
    assert living.elsewhere is None
    assert [other.pid for other in lock.others(folder, living.mine)] == [child.pid]
    lock.leave(living.mine)
    child.kill()
    child.communicate()
    beside = lock.enter(folder, HERE, NOW)
    assert [other.pid for other in beside.unclean] == [child.pid]
    lock.forget(beside)
    assert lock.look(folder, beside.mine).unclean == ()


def test_a_number_of_a_process_that_was_used_again_is_another_process(folder: DataFolder) -> None:
    mine = lock.enter(folder, HERE, NOW).mine
    said = mine.file.read_text().replace(f'"born": "{mine.born}"', '"born": "1"')
    mine.file.with_name("aaaa-other.json").write_text(said)
    assert len(lock.look(folder, mine).unclean) == 1


def test_a_second_machine_only_reads_and_is_told_where_the_first_is(folder: DataFolder) -> None:
    first = lock.enter(folder, THERE, NOW).mine
    beside = lock.enter(folder, HERE, NOW)
    refusal = beside.refusal()
    assert refusal is not None
    assert "kabinet-2" in refusal.text("kk")
    assert not beside.mine.file.exists(), "who only reads holds nobody up"
    assert lock.look(folder, first).elsewhere is None


def test_a_machine_that_was_silent_for_long_is_taken_for_gone(folder: DataFolder) -> None:
    first = lock.enter(folder, THERE, NOW).mine
    silent(first)
    beside = lock.enter(folder, HERE, NOW)
    assert beside.elsewhere is None
    assert [one.file for one in beside.unclean] == [first.file]


def test_a_machine_that_slept_learns_that_another_took_over(folder: DataFolder) -> None:
    first = lock.enter(folder, THERE, NOW).mine
    silent(first)
    lock.enter(folder, HERE, NOW)
    assert lock.look(folder, first).elsewhere is not None


def test_clocks_that_differ_by_years_do_not_matter(folder: DataFolder) -> None:
    lock.enter(folder, THERE, datetime.fromisoformat("2016-01-01T00:00"))
    assert lock.enter(folder, HERE, NOW).elsewhere is not None


def test_two_machines_at_the_same_moment_never_both_write(folder: DataFolder) -> None:
    lock.enter(folder, HERE, NOW)
    lock.enter(folder, THERE, NOW)
    assert len(lock.sessions(folder)) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff\x00", b"[" * 99999])
def test_a_cut_file_of_a_session_counts_as_left_uncleanly(
    folder: DataFolder, content: bytes
) -> None:
    mine = lock.enter(folder, HERE, NOW).mine
    mine.file.with_name("aaaa-1-cut.json").write_bytes(content)
    assert len(lock.look(folder, mine).unclean) == 1


def test_a_folder_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match=str(tmp_path)):
        lock.enter(DataFolder(tmp_path / "file"), HERE, NOW)


def test_a_beat_tells_that_the_folder_is_gone(folder: DataFolder) -> None:
    mine = lock.enter(folder, HERE, NOW).mine
    assert lock.beat(mine)
    mine.file.unlink()
    assert not lock.beat(mine)
