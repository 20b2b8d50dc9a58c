"""Backups in the window: made by itself, at the end, by hand; restored only after the loss was named."""

from pathlib import Path

import pytest
from builders import opened, stored_pupil
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sticks import later

from dlschool.domain.access import Role
from dlschool.gui.backing import Backing
from dlschool.gui.session import Session
from dlschool.gui.settings.backups import BackupsPage
from dlschool.gui.settings.restore import RestoreDialog
from dlschool.gui.widgets.buttons import Button
from dlschool.services import backups, epochs, pupils, restoring
from dlschool.services.opening import Store


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    prose = [w.accessibleName() for w in widget.findChildren(QWidget) if w.accessibleName()]
    return " ".join([*labels, *prose])


@pytest.fixture
def db(session: Session) -> Store:
    found: Store = session.db
    epochs.settle(found)
    stored_pupil(found)
    return found


def page_of(qtbot: QtBot, session: Session) -> BackupsPage:
    page = BackupsPage(session)
    qtbot.addWidget(page)
    session.changed.connect(page.reload)
    page.resize(900, 700)
    page.reload()
    page.show()
    return page


def buttons(widget: QWidget, words: str) -> list[Button]:
    QApplication.processEvents()
    return [b for b in widget.findChildren(Button) if b.isVisible() and b.text() == words]


def test_a_backup_is_made_beside_the_window_and_stands_in_the_list(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    page = page_of(qtbot, session)
    with qtbot.waitSignal(session.changed):
        page.back_up()
    assert "21.11.2026, 12:00" in said(page)
    (backup,) = backups.listed(db, session.settings)
    assert backup.sound


def test_the_second_place_is_chosen_served_and_remembered_by_the_machine(
    qtbot: QtBot, session: Session, db: Store, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    page = page_of(qtbot, session)
    with qtbot.waitSignal(session.changed):
        page.keep(tmp_path / "disk")
    assert session.settings.second_folder == str(tmp_path / "disk")
    assert str(tmp_path / "disk") in said(page)
    known = backups.last(db, backups.SECOND)
    assert known is not None
    page.keep(None)
    assert session.settings.second_folder == ""


def test_the_days_of_the_rule_are_changed(qtbot: QtBot, session: Session, db: Store) -> None:
    page = page_of(qtbot, session)
    dialog = page.change_days()
    dialog.accept()
    assert "7" in said(page)


def test_a_damaged_backup_is_named_when_it_is_verified(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    made = backups.create(db, session.settings)
    page = page_of(qtbot, session)
    base = made.local.folder / "school.db"
    whole = base.read_bytes()
    base.write_bytes(whole[:9000] + b"\0\0" + whole[9002:])
    page.verify(made.local)
    qtbot.waitUntil(lambda: "school.db" in said(page))


def test_the_loss_is_named_before_and_the_backup_is_in_place_after(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    made = backups.create(db, session.settings)
    later(db, hours=1)
    stored_pupil(db, last="Ысқақов")
    page = page_of(qtbot, session)
    dialog = RestoreDialog(page, session, restoring.loss(db, made.local))
    dialog.open()
    assert "Ысқақов" in said(dialog)
    assert pupils.count(db) == 2
    with qtbot.waitSignal(session.changed):
        dialog.accept()
    assert pupils.count(db) == 1
    assert epochs.look(db).kind is epochs.Kind.SAME
    stored_pupil(db, last="Жаңа")


def test_a_refused_restore_keeps_the_dialog_and_the_data(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    made = backups.create(db, session.settings)
    stored_pupil(db, last="Ысқақов")
    page = page_of(qtbot, session)
    dialog = RestoreDialog(page, session, restoring.loss(db, made.local))
    dialog.open()
    (made.local.folder / "school.db").write_bytes(b"short")
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.ok_button is not None and dialog.ok_button.isEnabled())
    assert dialog.isVisible()
    assert pupils.count(db) == 2
    dialog.reject()


def test_only_the_owner_sees_the_button_that_restores(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    backups.create(db, session.settings)
    assert len(buttons(page_of(qtbot, session), "Қалпына келтіру…")) == 1
    session.db = opened(session.folder, db.clock, "Хатшы", Role.SECRETARY)
    assert buttons(page_of(qtbot, session), "Қалпына келтіру…") == []
    session.db.close()
    session.db = db


def test_the_program_makes_the_backup_that_is_due(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = Backing(window, session)
    watch.tick()
    qtbot.waitUntil(lambda: backups.last(db) is not None)
    watch.stop()


def test_why_there_is_no_automatic_backup_is_told_once(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    session.folder.copies.rmdir()
    session.folder.copies.write_text("", "utf-8")
    told: list[str] = []
    session.told.connect(told.append)
    watch = Backing(window, session)
    for _ in range(2):
        watch.tick()
        qtbot.waitUntil(lambda: not watch._busy)
    assert len(told) == 1
    watch.stop()


def test_the_window_closes_after_the_last_backup(qtbot: QtBot, session: Session, db: Store) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    Backing(window, session)
    window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    known = backups.last(db)
    assert known is not None
    assert known.name.endswith("-exit")


def test_the_last_backup_can_be_left_out(qtbot: QtBot, session: Session, db: Store) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    watch = Backing(window, session)
    window.close()
    assert watch.leaving is not None
    watch.leaving.without()
    assert not window.isVisible()


def test_a_window_with_nothing_new_closes_at_once(
    qtbot: QtBot, session: Session, db: Store
) -> None:
    backups.automatic(db, session.settings)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    Backing(window, session)
    window.close()
    assert not window.isVisible()
