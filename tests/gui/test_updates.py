"""Updating in the window: the offer, the progress, a cancel, the restart; the first starts of a version."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import sleep

import pytest
from builders import stored_pupil
from gui.naming import nameless
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from update_parts import NEW, OLD, TRUSTED, everything, installed, packed, tree

from dlschool.gui import errors, menu, updates, updates_back, updates_newer, updates_trial
from dlschool.gui.session import Session
from dlschool.gui.updates import UpdateDialog
from dlschool.gui.updates_back import BackDialog
from dlschool.gui.updates_newer import NewerBox
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.labels import Label
from dlschool.paths import DataFolder
from dlschool.services import entering, opening
from dlschool.services import updates as service
from dlschool.services.opening import Cost
from dlschool.settings import Settings
from dlschool.store import migrations
from dlschool.update import child, keys, start
from dlschool.update import place as places
from dlschool.update.place import Place
from dlschool.update.start import PROGRAMS, Start

WHO, PASSWORD = "Оразова Д.", "қашықтан-оқыту"


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """This program was installed by a setup; what asks where, hears it."""
    here = installed(tmp_path / "P")
    monkeypatch.setattr(places, "find", lambda *_: here)
    monkeypatch.setattr(keys, "accepted", lambda *_: TRUSTED)
    monkeypatch.setattr(updates_trial, "_wanted", [])
    monkeypatch.setattr(QApplication, "exit", lambda _code: None)
    return here


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path / "school")
    db = opening.found(made, at_noon, WHO, PASSWORD, Cost(1, 8 * 2**10)).db
    stored_pupil(db)
    db.close()
    return made


@pytest.fixture
def session(folder: DataFolder) -> Iterator[Session]:
    made = Session(opening.sign_in(folder, at_noon, WHO, PASSWORD), folder, Settings(), at_noon)
    yield made
    made.db.close()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    return made


def said(box: QWidget) -> str:
    return "\n".join(label.text() for label in box.findChildren(Label) if label.isVisible())


def opened(qtbot: QtBot, kind: type[Dialog]) -> Dialog:
    def found() -> Dialog | None:
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return boxes[0] if boxes else None

    qtbot.waitUntil(lambda: found() is not None, timeout=10_000)
    box = found()
    assert box is not None
    return box


def test_a_file_is_offered_installed_and_the_program_starts_anew(
    qtbot: QtBot, place: Place, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    updates.offer(window, session, packed(tmp_path))
    box = opened(qtbot, UpdateDialog)
    assert isinstance(box, UpdateDialog)
    assert nameless(box) == []
    for words in (NEW, OLD, "журнал тезірек"):
        assert words in said(box)
    assert box.ok_button is not None
    box.ok_button.click()
    qtbot.waitUntil(lambda: box.installed is not None, timeout=20_000)
    assert start.read(place.root) == Start(NEW, OLD, 0)
    assert box.installed is not None
    assert box.installed.backup is not None
    name = box.installed.backup.name
    qtbot.waitUntil(lambda: name in said(box), timeout=5_000)
    box.ok_button.click()
    assert updates_trial.wanted()


def test_a_cancel_while_it_works_leaves_everything_as_it_was(
    qtbot: QtBot,
    place: Place,
    session: Session,
    window: QMainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = everything(place.root)
    path = packed(tmp_path)
    offer = service.look(path, place=place, trusted=TRUSTED)
    slow = place.root.parent / "waits"

    def test(_tree: object, _language: object, told: object, _system: object) -> None:
        slow.touch()
        for _ in range(1_000):
            told()  # type: ignore[operator]
            sleep(0.02)

    monkeypatch.setattr(child, "self_test", test)
    box = UpdateDialog(window, session, offer)
    box.open()
    assert box.ok_button is not None
    box.ok_button.click()
    qtbot.waitUntil(slow.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "3" in box.phase.text(), timeout=5_000)
    task = box._task
    assert task is not None
    with qtbot.waitSignal(task.ended, timeout=10_000):
        box.reject()
    assert everything(place.root) == before
    assert [path.name for path in (place.root / PROGRAMS).iterdir()] == [OLD]


def test_a_refusal_while_it_works_is_said_in_the_dialog(
    qtbot: QtBot, place: Place, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    path = packed(tmp_path, broken=True)
    box = UpdateDialog(window, session, service.look(path, place=place, trusted=TRUSTED))
    box.open()
    assert box.ok_button is not None
    box.ok_button.click()
    qtbot.waitUntil(lambda: "Шрифт табылмады." in said(box), timeout=20_000)
    assert box.ok_button.isEnabled()
    assert start.read(place.root) == Start(OLD)
    box.reject()


def test_a_file_that_is_no_update_is_refused_in_words(
    qtbot: QtBot, place: Place, session: Session, window: QMainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "хат.dlu"
    path.write_text("x")
    updates.offer(window, session, path)
    assert "хат.dlu" in said(opened(qtbot, Dialog))


def test_the_menu_offers_what_is_possible(
    qtbot: QtBot,
    place: Place,
    session: Session,
    window: QMainWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def entries() -> dict[str, bool]:
        class Frame:
            def __init__(self) -> None:
                self.session = session

        helps = menu.QMenu(window)
        menu._versions(helps, window, Frame())  # type: ignore[arg-type]
        return {action.text(): action.isEnabled() for action in helps.actions()}

    assert list(entries().values()) == [True]
    tree(place.root / PROGRAMS / NEW, NEW)
    start.write(place.root, Start(NEW, OLD, 0))
    assert [NEW in text for text in entries()] == [False, True]
    start.write(place.root, Start(OLD, NEW))
    assert [NEW in text for text in entries()] == [False, True]
    monkeypatch.setattr(places, "find", lambda *_: None)
    assert list(entries().values()) == [False]


def test_the_file_is_asked_for(
    qtbot: QtBot,
    place: Place,
    session: Session,
    window: QMainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = packed(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    updates.choose(window, session)
    opened(qtbot, UpdateDialog).reject()


def test_a_version_on_trial_is_counted_anew_when_painted_and_settled_when_it_has_worked(
    qtbot: QtBot,
    qapp: QApplication,
    place: Place,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = replace(place, version=NEW)
    monkeypatch.setattr(updates_trial, "WORKED_MS", 50)
    tree(place.root / PROGRAMS / NEW, NEW)
    tree(place.root / PROGRAMS / "0.0.9", "0.0.9")
    start.write(place.root, Start(NEW, OLD, 2))
    updates_trial.begin(qapp, new)
    assert start.read(place.root) == Start(NEW, OLD, 2)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: start.read(place.root) == Start(NEW, OLD, 0), timeout=5_000)
    updates_trial.settle(window, session, new)
    qtbot.waitUntil(lambda: start.read(place.root) == Start(NEW, OLD), timeout=5_000)
    gone = place.root / PROGRAMS / "0.0.9"
    qtbot.waitUntil(lambda: not gone.exists(), timeout=5_000)
    assert place.tree(OLD) is not None


def test_a_second_start_that_calls_the_first_window_is_no_failed_one(place: Place) -> None:
    new = replace(place, version=NEW)
    tree(place.root / PROGRAMS / NEW, NEW)
    start.write(place.root, Start(NEW, OLD, 3))
    updates_trial.handed_over(new)
    assert start.read(place.root) == Start(NEW, OLD, 0)


def test_what_the_launcher_went_back_from_is_told_once_and_given_up(
    qtbot: QtBot,
    qapp: QApplication,
    place: Place,
    session: Session,
    window: QMainWindow,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tree(place.root / PROGRAMS / NEW, NEW)
    start.write(place.root, Start(NEW, OLD, 3))
    monkeypatch.setenv("DLSCHOOL_WENT_BACK", NEW)
    monkeypatch.setattr(updates_trial, "_told", set())
    updates_trial.begin(qapp, place)
    assert start.read(place.root) == Start(OLD, failed=NEW)
    updates_trial.settle(window, session, place)
    box = opened(qtbot, Dialog)
    assert NEW in said(box)
    box.reject()
    updates_trial.settle(window, session, place)
    assert [w for w in window.findChildren(Dialog) if w.isVisible()] == []


def test_the_program_starts_anew_with_its_options_by_the_launcher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []
    monkeypatch.setattr(child, "start_anew", lambda *said: given.append(said))
    assert updates_trial.anew(["--language", "ru"]) == 0
    assert given == []
    launcher = tmp_path / "dlschool"
    launcher.touch()
    monkeypatch.setenv("DLSCHOOL_LAUNCHER", str(launcher))
    assert updates_trial.anew(["--language", "ru", "a.dlu", "--data-dir=/x y"]) == 0
    assert given == [(launcher, ["--language", "ru", "--data-dir=/x y"])]


def test_the_other_version_is_one_click_away(
    qtbot: QtBot, place: Place, session: Session, window: QMainWindow
) -> None:
    tree(place.root / PROGRAMS / NEW, NEW)
    start.write(place.root, Start(OLD, NEW))
    updates_back.ask(window, session)
    box = opened(qtbot, BackDialog)
    assert nameless(box) == []
    assert box.ok_button is not None
    box.ok_button.click()
    qtbot.waitUntil(updates_trial.wanted, timeout=10_000)
    assert start.read(place.root) == Start(NEW, OLD)


def later_step(database: object) -> None:
    database.execute("drop table told")  # type: ignore[attr-defined]


def made_newer(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "STEPS", (*migrations.STEPS, ("9999_later", later_step)))
        db = opening.sign_in(folder, at_noon, WHO, PASSWORD)
        stored_pupil(db, last="Ысқақов")
        db.close()


def test_newer_data_are_told_with_every_way_that_is_possible(
    qtbot: QtBot, folder: DataFolder, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_newer(folder, monkeypatch)
    with pytest.raises(entering.TooNew) as found:
        entering.sign_in(folder, at_noon, WHO, PASSWORD)
    newer = found.value
    seen: list[NewerBox] = []

    def act(box: NewerBox) -> int:
        seen.append(box)
        box.open()
        assert nameless(box) == []
        assert box.restore is not None
        assert box.focusWidget() is box.ok_button
        box.restore.click()
        qtbot.waitUntil(lambda: box.restored, timeout=20_000)
        box.reject()
        return 0

    monkeypatch.setattr(NewerBox, "exec", act)
    assert updates_newer.chosen(newer, folder, Settings(), at_noon)
    entering.sign_in(folder, at_noon, WHO, PASSWORD).leave()


def test_newer_data_start_the_newer_version_that_is_kept(
    qtbot: QtBot, folder: DataFolder, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(place.root / PROGRAMS / NEW, NEW)
    start.write(place.root, Start(OLD, NEW))
    newer = errors.Newer("The key file {file} was made by a newer version.", file="keys.json")
    monkeypatch.setattr(errors, "newer_shown", updates_newer.show)
    errors.show(newer)
    box = opened(qtbot, NewerBox)
    assert isinstance(box, NewerBox)
    assert box.restore is None
    assert box.ok_button is not None
    assert NEW in box.ok_button.text()
    box.ok_button.click()
    assert updates_trial.wanted()
    assert start.read(place.root) == Start(NEW, OLD)


def test_newer_data_in_a_checkout_only_say_what_to_do(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = NewerBox(None, errors.Newer("Data of a newer version."))
    box.open()
    assert box.ok_button is None
    box.reject()
