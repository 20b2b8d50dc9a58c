"""Unsaved text of dialogs survives a crash and is offered again to the same user."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from builders import opened
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dlschool.domain.access import User
from dlschool.gui import drafts as kept
from dlschool.gui import unfinished
from dlschool.gui.drafts import Keeper, Watch
from dlschool.gui.session import Session
from dlschool.gui.users.sheet import SheetDialog
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.card import Strip
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo, Fields
from dlschool.paths import DataFolder
from dlschool.services import drafts
from dlschool.settings import Settings


def at_noon() -> datetime:
    return datetime.fromisoformat("2026-11-21T12:00")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    yield Session(db, folder, Settings(theme="light"), at_noon)
    db.close()


@pytest.fixture
def keeper(session: Session) -> Iterator[Keeper]:
    made = Keeper(session, lambda: "pupils")
    yield made
    made.close()


class Form:
    """A dialog as the program has them: a name, a note, a choice, a tick."""

    def __init__(self, parent: QWidget, name: str = "") -> None:
        body = Fields()
        self.name = body.add("Name", QLineEdit(name))
        self.note = body.add("Note", QPlainTextEdit())
        self.choice = body.add("Class", Combo([(1, "8Ә"), (2, "9Б")]))
        self.tick = body.add("Whole year", QCheckBox())
        self.dialog = Dialog(parent, "New pupil", body, "Save", lambda: None)
        self.dialog.open()

    def watch(self) -> Watch:
        (found,) = self.dialog.findChildren(Watch)
        return found

    def strips(self) -> list[Strip]:
        QApplication.processEvents()
        return [strip for strip in self.dialog.findChildren(Strip) if strip.isVisible()]

    def press(self, place: int) -> None:
        (strip,) = self.strips()
        strip.findChildren(Button)[place].click()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def crashed(window: QWidget, keeper: Keeper) -> None:
    """Somebody types, some seconds pass, the program dies: nothing is closed."""
    form = Form(window)
    form.name.setText("Әбдіжәмілова")
    form.note.setPlainText("екі жол\nжазылды")
    form.choice.set_key(2)
    form.tick.setChecked(True)
    form.watch().look()
    keeper.settled()
    form.watch().deleteLater()
    form.dialog.finished.disconnect()
    form.dialog.hide()


def test_typed_text_comes_back_when_the_same_form_is_opened_again(
    window: QWidget, keeper: Keeper
) -> None:
    crashed(window, keeper)
    form = Form(window)
    assert form.name.text() == ""
    form.press(0)
    assert form.name.text() == "Әбдіжәмілова"
    assert form.note.toPlainText() == "екі жол\nжазылды"
    assert form.choice.key() == 2
    assert form.tick.isChecked()
    assert form.strips() == []


def test_the_form_of_another_record_offers_nothing(window: QWidget, keeper: Keeper) -> None:
    crashed(window, keeper)
    assert Form(window, "Тоқтаров").strips() == []


def test_discarded_text_is_gone(window: QWidget, keeper: Keeper, session: Session) -> None:
    crashed(window, keeper)
    form = Form(window)
    form.press(1)
    keeper.settled()
    assert drafts.drafts(session.db) == []
    assert form.strips() == []


@pytest.mark.parametrize("way", ["accept", "reject"])
def test_saved_or_given_up_text_is_forgotten(
    window: QWidget, keeper: Keeper, session: Session, way: str
) -> None:
    form = Form(window)
    form.name.setText("Әбдіжәмілова")
    form.watch().look()
    keeper.settled()
    assert len(drafts.drafts(session.db)) == 1
    getattr(form.dialog, way)()
    keeper.settled()
    assert drafts.drafts(session.db) == []


def test_it_is_kept_every_few_seconds_by_itself(
    window: QWidget, keeper: Keeper, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "PAUSE", 20)
    form = Form(window)
    form.name.setText("Әбдіжәмілова")
    qtbot.waitUntil(lambda: len(drafts.drafts(session.db)) == 1, timeout=5_000)


def test_what_was_not_touched_is_not_kept(
    window: QWidget, keeper: Keeper, session: Session
) -> None:
    form = Form(window)
    form.watch().look()
    keeper.settled()
    assert drafts.drafts(session.db) == []


def test_a_password_is_never_kept(window: QWidget, keeper: Keeper) -> None:
    body = Fields()
    body.add("Name", QLineEdit())
    secret = body.add("Password", QLineEdit())
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    box = Dialog(window, "Password", body, "Save")
    box.open()
    assert box.findChildren(Watch) == []


def test_words_of_the_recovery_sheet_are_never_kept(
    window: QWidget, keeper: Keeper, session: Session
) -> None:
    box = SheetDialog(window, session, ["қайың"] * 9)
    box.open()
    assert box.findChildren(Watch) == []


def test_the_start_offers_what_was_left_and_only_to_who_typed_it(
    window: QWidget, keeper: Keeper, session: Session
) -> None:
    crashed(window, keeper)
    session.db.user = User(7, "Ысқақова")
    assert unfinished.offer(window, session) is None
    session.db.user = User(0, "Оразова Д.")
    wanted: list[str] = []
    session.wanted.connect(lambda screen, _: wanted.append(screen))
    box = unfinished.offer(window, session)
    assert box is not None
    box.body.findChildren(Button)[0].click()
    assert wanted == ["pupils"]
    box = unfinished.offer(window, session)
    assert box is not None
    box.body.findChildren(Button)[1].click()
    assert drafts.drafts(session.db) == []
