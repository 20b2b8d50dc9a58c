"""At the start: whose data these are. Work does not begin before it is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import opened, stored_pupil
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sticks import at_noon

from dlschool.domain.access import Role
from dlschool.gui import backing
from dlschool.gui.epoch_question import Question, ask
from dlschool.gui.session import Session
from dlschool.paths import DataFolder
from dlschool.services import epochs, machine
from dlschool.services.opening import Store
from dlschool.settings import Settings


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A school that was last worked with on another computer."""
    folder = DataFolder(tmp_path / "school")
    db = opened(folder, at_noon, "Оразова Д.")
    epochs.settle(db)
    stored_pupil(db)
    monkeypatch.setattr(machine, "_system_id", lambda: "another")
    monkeypatch.setattr(machine, "memory_file", lambda: tmp_path / "another.json")
    yield db
    db.close()


def session_of(db: Store) -> Session:
    return Session(db, db.folder, Settings(), at_noon)


def shown_window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_going_on_here_begins_a_new_epoch(qtbot: QtBot, moved: Store) -> None:
    window = shown_window(qtbot)
    question = ask(window, session_of(moved))
    assert question is not None
    assert epochs.look(moved).kind is epochs.Kind.MOVED
    question.accept()
    assert window.isVisible()
    assert epochs.look(moved).kind is epochs.Kind.SAME
    assert ask(window, session_of(moved)) is None


def test_who_does_not_choose_does_not_work(qtbot: QtBot, moved: Store) -> None:
    window = shown_window(qtbot)
    question = ask(window, session_of(moved))
    assert question is not None
    question.reject()
    assert not window.isVisible()
    assert epochs.look(moved).kind is epochs.Kind.MOVED


def test_the_way_to_the_backups_is_open(qtbot: QtBot, moved: Store) -> None:
    window, session = shown_window(qtbot), session_of(moved)
    question = ask(window, session)
    assert isinstance(question, Question)
    with qtbot.waitSignal(session.wanted) as went:
        question.to_backups()
    assert went.args == ["settings", "backups"]
    assert window.isVisible()


def test_a_teacher_cannot_decide_it(qtbot: QtBot, moved: Store) -> None:
    other = opened(moved.folder, at_noon, "Мұғалім", Role.TEACHER, ("8Ә",))
    question = ask(shown_window(qtbot), session_of(other))
    assert question is not None
    assert question.ok_button is None
    question.reject()
    other.close()


def test_a_known_base_is_watched_without_a_question(qtbot: QtBot, moved: Store) -> None:
    epochs.settle(moved, go_on=True)
    window = shown_window(qtbot)
    backing.begin(window, session_of(moved))
    (watch,) = window.findChildren(backing.Backing)
    assert window.findChildren(Question) == []
    watch.stop()
