"""A damaged store is mended before any view; another computer and a wrong clock are said at once."""

import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import stored_pupil
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dlschool.errors import Refused
from dlschool.gui.session import Session
from dlschool.gui.trouble import Mend, Watch
from dlschool.gui.widgets.labels import Label
from dlschool.paths import DataFolder
from dlschool.services import backups, entering, opening, pupils
from dlschool.services.entering import Damaged
from dlschool.services.opening import Cost
from dlschool.settings import Settings
from dlschool.store import lock
from dlschool.store.lock import Machine

WHO, PASSWORD = "Оразова Д.", "қашықтан-оқыту"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A school with pupils and a backup, closed well."""
    made = DataFolder(tmp_path / "school")
    db = opening.found(made, at_noon, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    for n in range(20):
        stored_pupil(db, last=f"Тоқтаров{n}", iin_reason="құжаттары рәсімделуде " * 9)
    backups.create(db, Settings())
    db.close()
    return made


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    capfd.readouterr()


def broken(folder: DataFolder) -> Damaged:
    with folder.store.open("r+b") as file:
        file.seek(100)
        file.write(b"broken")
        for page in range(20, folder.store.stat().st_size // 4096, 20):
            file.seek(page * 4096)
            file.write(random.Random(page).randbytes(4096))
    with pytest.raises(Damaged) as found:
        entering.sign_in(folder, at_noon, WHO, PASSWORD)
    return found.value


def mend(damaged: Damaged, folder: DataFolder) -> Mend:
    box = Mend(damaged, folder, Settings(), at_noon)
    box.open()
    return box


def said(box: QWidget) -> str:
    labels = [label.text() for label in box.findChildren(Label)]
    return "\n".join([*labels, *(told.toPlainText() for told in box.findChildren(QPlainTextEdit))])


def test_repair_is_offered_done_and_told_in_words(qtbot: QtBot, folder: DataFolder) -> None:
    box = mend(broken(folder), folder)
    assert "school.db" in said(box)
    assert box.ok_button is not None
    box.ok_button.click()
    qtbot.waitUntil(lambda: box.mended, timeout=20_000)
    assert "damaged" in said(box)
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    assert pupils.count(entered.db) == 20
    entered.leave()


def test_a_backup_can_be_restored_instead(qtbot: QtBot, folder: DataFolder) -> None:
    box = mend(broken(folder), folder)
    assert box.choice.count() == 1
    assert "21.11.2026" in box.choice.currentText()
    box.restore.click()
    qtbot.waitUntil(lambda: box.mended, timeout=20_000)
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    assert pupils.count(entered.db) == 20
    entered.leave()


def test_closing_the_question_mends_nothing(folder: DataFolder) -> None:
    damaged = broken(folder)
    before = folder.store.read_bytes()
    box = mend(damaged, folder)
    box.reject()
    assert not box.mended
    assert folder.store.read_bytes() == before


class Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(Label("bar"))
        column.addWidget(Label("screen"))
        self.setCentralWidget(whole)


def watched(qtbot: QtBot, entered: entering.Entered, now: list[datetime]) -> Watch:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    entered.db.clock = lambda: now[0]
    session = Session(entered.db, entered.db.folder, Settings(), entered.db.clock)
    session.entered = entered
    return Watch(window, session)


def test_another_computer_is_named_on_a_strip_that_goes_when_it_goes(
    qtbot: QtBot, folder: DataFolder
) -> None:
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    watch = watched(qtbot, entered, [at_noon()])
    assert watch.strip is None
    there = lock.sessions(folder)[0].file.with_name("bbbb-1-x.json")
    there.write_text('{"machine": "bbbb", "host": "kabinet-2", "pid": 1, "born": "1", "at": "x"}')
    watch.look()
    assert watch.strip is not None
    assert "kabinet-2" in said(watch.strip)
    there.unlink()
    watch.look()
    assert watch.strip is None
    entered.leave()


def test_a_window_that_only_reads_says_so_from_the_start(qtbot: QtBot, folder: DataFolder) -> None:
    lock.enter(folder, Machine("bbbb", "kabinet-2"), at_noon())
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    watch = watched(qtbot, entered, [at_noon()])
    assert watch.strip is not None
    assert "kabinet-2" in said(watch.strip)
    entered.leave()


def test_a_folder_that_is_gone_is_said_and_again_when_it_is_back(
    qtbot: QtBot, folder: DataFolder
) -> None:
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    watch = watched(qtbot, entered, [at_noon()])
    away = folder.root.rename(folder.root.with_name("away"))
    watch.look()
    assert watch.strip is not None
    assert str(folder.root) in said(watch.strip)
    away.rename(folder.root)
    watch.look()
    assert watch.strip is None
    entered.leave()


def test_a_clock_that_jumps_is_asked_about_and_confirmed(qtbot: QtBot, folder: DataFolder) -> None:
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    now = [at_noon()]
    watch = watched(qtbot, entered, now)
    assert watch.question is None
    now[0] = datetime.fromisoformat("2016-11-21T12:00")
    watch.look()
    assert watch.question is not None
    assert "21.11.2016" in said(watch.question)
    with pytest.raises(Refused):
        stored_pupil(entered.db, last="Жаңа")
    watch.question.accept()
    assert watch.question is None
    stored_pupil(entered.db, last="Жаңа")
    entered.leave()


def test_a_question_put_off_comes_again_and_nothing_is_written_meanwhile(
    qtbot: QtBot, folder: DataFolder
) -> None:
    entered = entering.sign_in(folder, at_noon, WHO, PASSWORD)
    now = [datetime.fromisoformat("2036-11-21T12:00")]
    watch = watched(qtbot, entered, now)
    assert watch.question is not None
    watch.question.reject()
    with pytest.raises(Refused):
        stored_pupil(entered.db, last="Жаңа")
    for _ in range(20):
        watch.look()
    assert watch.question is not None
    entered.leave()
