"""Files by double click, second start or drop: they wait for a free window, then a person is asked."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import exchange_hub
import pairing_parts as parts
import pytest
from builders import opened, stored_case
from gui.kept import AT, dialog, press, said, session
from gui.naming import nameless
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dlschool import __main__ as program
from dlschool.domain.access import Role
from dlschool.exchange import armour, folder, wire
from dlschool.gui import feeds, given, words
from dlschool.gui.exchange.pairing_dialog import EnrolmentDialog
from dlschool.gui.given import GivenFiles
from dlschool.gui.main_window import MainWindow
from dlschool.gui.session import Session
from dlschool.gui.single import files_in, line
from dlschool.gui.users.lock import Lock
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.messages import tell
from dlschool.hub import enrolment
from dlschool.hub.office import Office
from dlschool.services import exchange_folder, exchange_offer, exchange_pairing, given_files
from dlschool.services.exchange_pairing import State
from dlschool.services.opening import Store
from dlschool.settings import Settings
from dlschool.store import exchange

__all__ = ["session"]


@pytest.fixture
def desk(tmp_path: Path, session: Session) -> Office:
    parts.with_bin(session.db)
    return parts.opened(tmp_path, lambda: AT)


def window_over(of: Session, qtbot: QtBot) -> MainWindow:
    window = MainWindow(of, feeds.of(of.db))
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.go("today")
    window.show()
    return window


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> MainWindow:
    return window_over(session, qtbot)


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[GivenFiles]:
    monkeypatch.setattr(given, "AGAIN_MS", 10)
    made = GivenFiles()
    yield made
    made.detach()


def boxes() -> list[Dialog]:
    found = QApplication.topLevelWidgets()
    return [box for box in found if isinstance(box, Dialog) and box.isVisible()]


def asked(qtbot: QtBot) -> str:
    """What the dialog says that comes up."""
    qtbot.waitUntil(lambda: bool(boxes()))
    return said(dialog())


def file_of(place: Path, content: bytes) -> Path:
    place.write_text(armour.written(content, "# Бұл файл"), "utf-8")
    return place


def answers(db: Store, place: Path) -> Path:
    """The department's answers to what the school sent, in one file."""
    place.mkdir()
    hub = exchange_hub.opened(place)
    exchange_hub.enrol(hub, db)
    stored_case(db)
    made = exchange_folder.export(db, place / "stick")
    exchange_hub.take(hub, folder.load(place / "stick"))
    letters = [wire.first(content) for content in exchange_hub.answers(hub, 1)]
    spans = folder.write(made.folder, [each for each in letters if each is not None])
    return made.folder / spans[0].name


def test_an_enrolment_opens_the_dialog_that_says_who_asks(
    desk: Office, window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    waiting.attach(window, session)
    waiting.come([file_of(tmp_path / "Қостанай.dlx", parts.enrolled(desk))])
    assert "Қостанай облысының білім басқармасы" in asked(qtbot)
    assert window.current() == "exchange"
    box = dialog()
    assert isinstance(box, EnrolmentDialog)
    assert nameless(box) == []
    press(box, "Сұрау жасау")
    assert exchange_pairing.pairing_of(session.db).state is State.WAITING


def test_a_certificate_is_asked_about_and_taken(
    desk: Office, window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    exchange_pairing.ask(session.db, parts.enrolled(desk), "Хатшы")
    request = tmp_path / "request.dlx"
    exchange_pairing.write_request(session.db, request, "kk")
    enrolment.heard(desk, exchange_offer.content_in(request))
    parts.approve(desk)
    answer = enrolment.heard(desk, exchange_offer.content_in(request))
    waiting.attach(window, session)
    waiting.come([file_of(tmp_path / "certificate.dlx", answer.body)])
    assert "certificate.dlx" in asked(qtbot)
    assert exchange_pairing.pairing_of(session.db).state is State.WAITING
    press(dialog(), "Қосылу")
    assert exchange_pairing.pairing_of(session.db).state is State.CONNECTED
    qtbot.waitUntil(lambda: not boxes())


def test_answers_are_asked_about_in_both_languages_and_taken_by_the_screen(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    file = answers(session.db, tmp_path / "hub")
    waiting.attach(window, session)
    waiting.come([file])
    assert file.name in asked(qtbot)
    words.speak("ru")
    assert "конверты отдела образования" in said(dialog())
    primary = [b for b in dialog().findChildren(Button) if b.kind == "primary" and b.isVisible()]
    assert [button.text() for button in primary] == ["Принять"]
    assert exchange.counts(session.db).keys() == {"sent"}
    press(dialog(), "Принять")
    qtbot.waitUntil(lambda: exchange.counts(session.db).keys() == {"accepted"})
    assert window.current() == "exchange"
    assert file.exists()


def test_cancel_takes_nothing(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    waiting.attach(window, session)
    waiting.come([answers(session.db, tmp_path / "hub")])
    asked(qtbot)
    dialog().reject()
    assert exchange.counts(session.db).keys() == {"sent"}
    assert waiting.waiting == []


def test_several_files_are_asked_about_one_after_the_other(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [tmp_path / f"{n}.dlx" for n in range(3)]
    for file in files:
        file.write_text("хат")
    waiting.attach(window, session)
    waiting.come([*files, files[0]])
    for file in files:
        assert file.name in asked(qtbot)
        assert len(boxes()) == 1
        boxes()[0].reject()
    qtbot.wait(60)
    assert not boxes()


def test_a_file_waits_until_the_dialog_is_closed(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[str] = []
    session.told.connect(told.append)
    box = tell(window, "t", "w")
    waiting.attach(window, session)
    waiting.come([tmp_path / "жоқ.dlx"])
    qtbot.wait(80)
    assert boxes() == [box]
    assert "жоқ.dlx" in told[0]
    box.reject()
    assert "жоқ.dlx" in asked(qtbot)


def test_a_locked_window_keeps_the_file_until_it_is_unlocked(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    lock = Lock(window, session)
    waiting.attach(window, session)
    lock.lock()
    assert lock.screen is not None
    waiting.come([tmp_path / "құпия.dlx"])
    qtbot.wait(80)
    assert not boxes()
    assert "құпия" not in said(lock.screen)
    lock._unlocked()
    assert "құпия.dlx" in asked(qtbot)
    lock.end()


def test_a_file_of_the_start_waits_for_whoever_signs_in(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    waiting = GivenFiles([tmp_path / "a.dlx"])
    qtbot.wait(50)
    assert not boxes()
    first = window_over(session, qtbot)
    waiting.attach(first, session)
    waiting.detach()
    assert waiting.waiting == [tmp_path / "a.dlx"]
    waiting.attach(first, session)
    assert "a.dlx" in asked(qtbot)
    waiting.detach()


def test_a_file_that_is_gone_meanwhile_is_said_to_be(
    desk: Office, window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    file = file_of(tmp_path / "a.dlx", parts.enrolled(desk))
    waiting.come([file])
    file.unlink()
    waiting.attach(window, session)
    words_ = asked(qtbot)
    assert str(file) in words_
    assert "мұндай файл не қалта жоқ" in words_


def test_a_teacher_is_told_that_the_role_does_not_allow_it(
    session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    file = answers(session.db, tmp_path / "hub")
    db = opened(session.folder, lambda: AT, "Б. Б.", Role.TEACHER)
    other = Session(db, session.folder, Settings(theme="light"), lambda: AT)
    waiting.attach(window_over(other, qtbot), other)
    waiting.come([file])
    assert "рөліңіз мұны істеуге рұқсат бермейді" in asked(qtbot)
    waiting.detach()
    qtbot.waitUntil(lambda: not waiting._busy)
    db.close()


def dragged(files: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def test_a_file_dropped_on_the_window_is_opened_and_others_are_not(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    waiting.attach(window, session)
    data = dragged([tmp_path / "тізім.xlsx", tmp_path / "жауап.dlx"])
    given_ = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(window.rect().center(), *given_, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(window.rect().center()), *given_, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, drop)
    assert waiting.waiting == [tmp_path / "жауап.dlx"]
    assert "жауап.dlx" in asked(qtbot)
    dialog().reject()
    only = dragged([tmp_path / "тізім.xlsx"])
    refused = QDragEnterEvent(
        window.rect().center(), Qt.DropAction.CopyAction, only, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(window, refused)
    assert not refused.isAccepted()


def test_a_very_long_name_does_not_burst_the_dialog(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    waiting.attach(window, session)
    waiting.come([tmp_path / ("ұ" * 120 + ".dlx")])
    asked(qtbot)
    assert dialog().width() <= 700


def test_a_name_that_is_no_text_is_shown_all_the_same(
    window: MainWindow, session: Session, waiting: GivenFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    """As a stick from an old Windows may have it."""
    file = tmp_path / os.fsdecode(b"\xd4\xe0\xe9\xeb.dlx")
    file.write_text("хат")
    said_ = line([file])
    waiting.attach(window, session)
    waiting.come(files_in(said_))
    assert ".dlx" in asked(qtbot)
    assert files_in(said_) == [file]


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["a.dlx"], True),
        (["Қостанай бөлімі.DLX", "b.dlu"], True),
        (["--data-dir", "x", "--language=ru", "a.dlx"], True),
        (["/media/кітап.txt"], True),
        (["exchange", "import", "a.dlx"], False),
        (["update", "a.dlu"], False),
        (["pupils"], False),
        (["--help"], False),
        (["a.txt"], False),
    ],
)
def test_files_alone_are_for_the_window_commands_for_the_command_line(
    arguments: list[str], window: bool
) -> None:
    assert program._wants_window(arguments) is window


def test_the_start_knows_the_same_endings_as_the_window() -> None:
    assert program._ENDINGS == given_files.ENDINGS


def test_the_start_hands_whole_paths_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dlschool.gui import start

    monkeypatch.chdir(tmp_path)
    asked_ = ["--data-dir", "мектеп", "жауап.dlx", "--language=ru", "/b.dlu"]
    assert start.given(asked_) == [tmp_path / "жауап.dlx", Path("/b.dlu")]
    assert start.options(asked_) == {"--data-dir": "мектеп", "--language": "ru"}
    assert sys.platform != "win32" or start.given(["C:\\a.dlx"])
