"""A day in the window leaves no plain word on the disk: screens, search, preview, print, dialogs."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import approved_case, guardian, opened, school, stored_pupil
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from traces import left, sheets

from dlschool.domain.case import OrderKind
from dlschool.gui import errors, feeds, preview, printer
from dlschool.gui.drafts import Keeper, Watch
from dlschool.gui.main_window import SCREENS, MainWindow
from dlschool.gui.pupils.dialog import PupilDialog
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.services import orders, printouts
from dlschool.services import school as schools
from dlschool.settings import Settings

LAST, FIRST, GUARDIAN = "Жұпаргүлшікеева", "Ұлмекенжан", "Ғаббасовщинская"
STREET, REASON, TYPED = "Үңгіртаскөшесі", "қызылшаменауырды", "Терілгенбірақсақталмаған"
WORDS = (LAST, FIRST, GUARDIAN, STREET, REASON, TYPED)


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, ...]:
    """Data, settings, cache and temporary files of this test alone; whoever asks Qt gets them too."""
    found = {name: tmp_path / name for name in ("school", "config", "cache", "tmp", "share")}
    for place in found.values():
        place.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(found["config"]))
    monkeypatch.setenv("XDG_CACHE_HOME", str(found["cache"]))
    monkeypatch.setenv("XDG_DATA_HOME", str(found["share"]))
    monkeypatch.setenv("TMPDIR", str(found["tmp"]))
    monkeypatch.setattr(tempfile, "tempdir", str(found["tmp"]))
    return tuple(found.values())


@pytest.fixture
def session(places: tuple[Path, ...]) -> Iterator[Session]:
    folder = DataFolder(places[0])
    db = opened(folder, at_noon, "Оразова Д.")
    schools.save_school(db, school())
    errors.install(folder.log)
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def case_id(session: Session) -> int:
    person = guardian(id=None, name=f"{GUARDIAN} {FIRST}", address=STREET)
    pupil_id = stored_pupil(session.db, person, last=LAST, first=FIRST, address=STREET)
    return approved_case(session.db, pupil_id=pupil_id, reason=REASON)


def seen(qtbot: QtBot, session: Session) -> MainWindow:
    window = MainWindow(session, feeds.of(session.db))
    qtbot.addWidget(window)
    window.start()
    window.show()
    return window


def test_screens_search_and_preview_leave_nothing(
    qtbot: QtBot, session: Session, case_id: int, places: tuple[Path, ...]
) -> None:
    window = seen(qtbot, session)
    for name in SCREENS:
        window.go(name)
        QApplication.processEvents()
    window.go("cases", case_id)
    window.search.setText(LAST)
    qtbot.wait(400)
    orders.issue_order(session.db, orders.draft_order(session.db, case_id, OrderKind.TRANSFER))
    printout = printouts.prepare_case(session.db, case_id)
    shown = preview.show(window, session, printout.title, printout.content, LAST, print, [])
    QApplication.processEvents()
    shown.close()
    window.close()
    assert left(WORDS, *places) == []
    assert sheets(*places) == []


def test_typed_text_is_kept_encrypted_and_a_cancelled_dialog_leaves_nothing(
    qtbot: QtBot, session: Session, case_id: int, places: tuple[Path, ...]
) -> None:
    window = seen(qtbot, session)
    keeper = Keeper(session, window.current)
    dialog = PupilDialog(window, session)
    dialog.open()
    for edit in dialog.findChildren(QLineEdit)[:3]:
        edit.setText(TYPED)
    for text in dialog.findChildren(QPlainTextEdit):
        text.setPlainText(TYPED)
    (watch,) = dialog.findChildren(Watch)
    watch.look()
    keeper.settled()
    assert session.db.value("select count(*) from drafts") == 1
    assert left(WORDS, *places) == []
    dialog.reject()
    keeper.close()
    assert left(WORDS, *places) == []


def test_a_fault_is_logged_without_what_it_was_about(
    session: Session, places: tuple[Path, ...], qtbot: QtBot
) -> None:
    try:
        try:
            {}[LAST]
        except KeyError as error:
            raise ValueError(f"{FIRST} {STREET}") from error
    except ValueError as error:
        errors.show(error)
    written = (places[0] / "log" / errors.LOG).read_text("utf-8")
    assert "ValueError" in written
    assert "KeyError" in written
    assert "test_no_plain_trace.py" in written
    assert left(WORDS, *places) == []


def test_the_print_system_is_told_no_name() -> None:
    asked = QPrinter()
    asked.setDocName(printer.job_name())
    assert "dlschool" in printer.lp_arguments("lp", asked)
