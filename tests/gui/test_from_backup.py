"""A new computer and a stick: the school comes back by a password or by the recovery sheet."""

from pathlib import Path

import pytest
from builders import stored_pupil
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sticks import at_noon, stick

from dlschool.gui.from_backup import FromBackup
from dlschool.paths import DataFolder
from dlschool.services import backups, opening, pupils
from dlschool.services.opening import Cost, Founded

NAME, PASSWORD = "Ғалымова Б.", "Боран-1234"


@pytest.fixture
def founded(tmp_path: Path) -> Founded:
    """A school whose backup lies on a stick."""
    folder = DataFolder(tmp_path / "old")
    made = opening.found(folder, at_noon, NAME, PASSWORD, Cost(1, 8 * 2**10))
    stored_pupil(made.db)
    backups.create(made.db, stick(made.db, tmp_path / "stick"))
    made.db.close()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def dialog_of(window: QWidget, folder: Path) -> FromBackup:
    dialog = FromBackup(window, DataFolder(folder), at_noon)
    dialog.open()
    return dialog


def test_a_password_brings_the_school_back(
    qtbot: QtBot, window: QWidget, founded: Founded, tmp_path: Path
) -> None:
    dialog = dialog_of(window, tmp_path / "new")
    dialog.look(tmp_path / "stick")
    assert dialog.who.key() == NAME
    assert "21.11.2026, 12:00" in dialog.found.text()
    dialog.password.setText("wrong")
    dialog.accept()
    qtbot.waitUntil(dialog.where.isEnabled)
    assert dialog.isVisible()
    dialog.password.setText(PASSWORD)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    db = opening.sign_in(DataFolder(tmp_path / "new"), at_noon, NAME, PASSWORD)
    assert pupils.count(db) == 1
    db.close()


def test_the_words_of_the_sheet_bring_it_back_too(
    qtbot: QtBot, window: QWidget, founded: Founded, tmp_path: Path
) -> None:
    dialog = dialog_of(window, tmp_path / "new")
    dialog.look(tmp_path / "stick")
    dialog.by_words()
    assert dialog.words.isVisible()
    assert not dialog.password.isVisible()
    dialog.words.setPlainText(" ".join(founded.words))
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert opening.exists(DataFolder(tmp_path / "new"))


def test_a_folder_without_a_backup_is_said_and_nothing_is_begun(
    window: QWidget, tmp_path: Path
) -> None:
    dialog = dialog_of(window, tmp_path / "new")
    dialog.accept()
    dialog.look(tmp_path)
    dialog.accept()
    assert dialog.isVisible()
    assert not (tmp_path / "new").exists()
    dialog.reject()
