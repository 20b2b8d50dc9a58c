"""Beginning work: after an unclean end, beside another machine, with a folder that went away."""

import os
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import stored_pupil

from dlschool.errors import Refused
from dlschool.paths import DataFolder
from dlschool.services import clock_sense, entering, opening, repairing
from dlschool.services.entering import Damaged
from dlschool.services.opening import Cost
from dlschool.store import lock
from dlschool.store.check import check
from dlschool.store.lock import Machine

HERE, THERE = Machine("aaaa", "kabinet-1"), Machine("bbbb", "kabinet-2")
WHO, PASSWORD = "Оразова Д.", "қашықтан-оқыту"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A school with 30 pupils, closed well."""
    made = DataFolder(tmp_path / "school")
    db = opening.found(made, at_noon, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    for n in range(30):
        stored_pupil(db, last=f"Тоқтаров{n}", iin_reason="құжаттары рәсімделуде " * 9)
    db.close()
    return made


def entered(folder: DataFolder, here: Machine = HERE) -> entering.Entered:
    return entering.sign_in(folder, at_noon, WHO, PASSWORD, here)


def left_uncleanly(folder: DataFolder) -> Path:
    """The file of a session of this machine whose process is gone."""
    place = folder.root / lock.FOLDER
    place.mkdir(exist_ok=True)
    file = place / "aaaa-999999999-x.json"
    file.write_text('{"machine": "aaaa", "host": "x", "pid": 999999999, "born": "1", "at": "x"}')
    return file


def damaged(folder: DataFolder) -> None:
    """Every twentieth page after the head is overwritten."""
    with folder.store.open("r+b") as file:
        for page in range(20, os.path.getsize(folder.store) // 4096, 20):
            file.seek(page * 4096)
            file.write(random.Random(page).randbytes(4096))


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    capfd.readouterr()


def test_after_an_unclean_end_a_whole_store_opens_and_it_is_forgotten(folder: DataFolder) -> None:
    file = left_uncleanly(folder)
    work = entered(folder)
    assert not file.exists()
    work.leave()
    assert lock.sessions(folder) == []


def test_a_store_opened_by_the_sheet_after_an_unclean_end_is_looked_at_too(
    folder: DataFolder,
) -> None:
    file = left_uncleanly(folder)
    entering.joined(opening.sign_in(folder, at_noon, WHO, PASSWORD), HERE).leave()
    assert not file.exists()
    file = left_uncleanly(folder)
    damaged(folder)
    entering.joined(opening.sign_in(folder, at_noon, WHO, PASSWORD), HERE).leave()
    assert file.exists()


def test_after_an_unclean_end_damage_is_found_before_anything_is_shown(folder: DataFolder) -> None:
    file = left_uncleanly(folder)
    damaged(folder)
    with pytest.raises(Damaged, match="school.db"):
        entered(folder)
    assert file.exists(), "the next start looks again"
    assert [session.file for session in lock.sessions(folder)] == [file]


def test_the_keys_of_a_damaged_store_repair_it_and_work_goes_on(folder: DataFolder) -> None:
    left_uncleanly(folder)
    damaged(folder)
    with pytest.raises(Damaged) as found:
        entered(folder)
    report = repairing.repair_store(folder, at_noon, found.value.keys, HERE)
    assert report.broken_pages > 0
    assert report.aside.is_dir()
    work = entered(folder)
    assert work.db.refuses is None
    assert len(work.db.rows("select id from pupils")) == 30
    work.leave()


def test_a_store_whose_head_is_broken_is_damaged_without_an_unclean_end(folder: DataFolder) -> None:
    with folder.store.open("r+b") as file:
        file.seek(100)
        file.write(b"broken")
    with pytest.raises(Damaged):
        entered(folder)


def test_nobody_repairs_under_an_open_window(folder: DataFolder) -> None:
    work = entered(folder)
    keys = opening.unlocked(folder, at_noon, WHO, PASSWORD)
    with pytest.raises(Refused, match="Somebody else|басқа"):
        repairing.repair_store(folder, at_noon, keys, HERE)
    work.leave()
    assert repairing.repair_store(folder, at_noon, keys, HERE).whole()


def test_another_machine_reads_and_every_write_is_refused_with_the_reason(
    folder: DataFolder,
) -> None:
    first = entered(folder)
    stored_pupil(first.db, last="Әбдіжәмілова")
    second = entered(folder, THERE)
    names = second.db.values("select last from pupils")
    assert "Әбдіжәмілова" in names
    with pytest.raises(Refused, match="kabinet-1"):
        stored_pupil(second.db, last="Жаңа")
    copy = second.db.folder.store
    assert copy.exists()
    assert not copy.is_relative_to(folder.root)
    stored_pupil(first.db, last="Ермекова")
    second.leave()
    assert not copy.parent.exists()
    assert check(first.db) == []
    first.leave()
    third = entered(folder, THERE)
    assert third.db.refuses is None
    third.leave()


def test_a_machine_that_slept_while_another_went_on_writes_no_more(folder: DataFolder) -> None:
    first = entered(folder)
    assert first.mine is not None
    before = first.mine.file.stat().st_mtime - lock.SILENT.total_seconds() - 1
    os.utime(first.mine.file, (before, before))
    second = entered(folder, THERE)
    assert second.db.refuses is None
    assert first.beat() is not None
    with pytest.raises(Refused, match="kabinet-2"):
        stored_pupil(first.db, last="Жаңа")
    second.leave()
    assert first.beat() is None
    stored_pupil(first.db, last="Жаңа")


def test_a_folder_that_went_away_is_told_and_nothing_is_written_into_the_void(
    folder: DataFolder,
) -> None:
    work = entered(folder)
    away = folder.root.with_name("pulled-out")
    folder.root.rename(away)
    with pytest.raises(Refused, match=str(folder.root)):
        stored_pupil(work.db, last="Жаңа")
    assert work.beat() is not None
    shutil.rmtree(folder.root, ignore_errors=True)
    away.rename(folder.root)
    assert work.beat() is None
    stored_pupil(work.db, last="Жаңа")
    work.leave()


@pytest.mark.parametrize("days", [-3652, -2, 401, 3652])
def test_a_wrong_clock_writes_nothing_until_a_person_says_it_is_right(
    folder: DataFolder, days: int
) -> None:
    def clock() -> datetime:
        return at_noon() + timedelta(days=days)

    work = entering.sign_in(folder, clock, WHO, PASSWORD, HERE)
    assert clock_sense.sense(work.db) is not None
    with pytest.raises(Refused, match="21.11.2026"):
        stored_pupil(work.db, last="Жаңа")
    clock_sense.confirm(work.db)
    assert clock_sense.sense(work.db) is None
    stored_pupil(work.db, last="Жаңа")
    work.leave()


@pytest.mark.parametrize("hours", [-23, 0, 9000])
def test_a_plausible_clock_asks_nothing(folder: DataFolder, hours: int) -> None:
    work = entering.sign_in(folder, lambda: at_noon() + timedelta(hours=hours), WHO, PASSWORD, HERE)
    assert clock_sense.sense(work.db) is None
    work.leave()


def test_a_clock_that_jumps_while_the_program_runs_is_noticed_at_the_next_write(
    folder: DataFolder,
) -> None:
    now = [at_noon()]
    work = entering.sign_in(folder, lambda: now[0], WHO, PASSWORD, HERE)
    stored_pupil(work.db, last="Бірінші")
    now[0] -= timedelta(days=3650)
    with pytest.raises(Refused, match="21.11.2026"):
        stored_pupil(work.db, last="Екінші")
    now[0] = at_noon()
    assert stored_pupil(work.db, last="Екінші")
    clock_sense.confirm(work.db)
    now[0] += timedelta(days=3650)
    with pytest.raises(Refused):
        stored_pupil(work.db, last="Үшінші")
    work.leave()


def test_a_new_school_on_a_machine_older_than_the_program_is_asked_about_its_clock(
    tmp_path: Path,
) -> None:
    old = datetime.fromisoformat("2016-01-01T00:00")
    made = opening.found(DataFolder(tmp_path), lambda: old, WHO, PASSWORD, Cost(1, 8 * 2**10))
    odd = clock_sense.sense(made.db)
    assert odd is not None
    assert "01.01.2016" in odd.text("ru")
    made.db.close()


def test_names_of_what_was_lost_are_said_in_both_languages(folder: DataFolder) -> None:
    damaged(folder)
    keys = opening.unlocked(folder, at_noon, WHO, PASSWORD)
    report = repairing.repair_store(folder, at_noon, keys, HERE)
    said = [*report.brought, *report.older, *report.lost, *report.perhaps]
    assert all(text.kk and text.ru for text in said)
    assert said
