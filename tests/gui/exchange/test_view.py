"""The screen of the exchange: one sentence, four counts, one button; stick, pause, what leaves, roles."""

import json
from pathlib import Path

import exchange_hub
import pytest
from builders import LONG_NAME, opened, stored_case
from gui.kept import AT, dialog, press, said
from gui.naming import nameless
from gui.waiting_line import Waiting, finished
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.domain.case import Ground
from dlschool.exchange import folder as files
from dlschool.exchange import wire
from dlschool.gui import updates, words
from dlschool.gui.exchange import courier, view
from dlschool.gui.exchange.view import ExchangeView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.gui.widgets.dialog import Dialog
from dlschool.hub.office import Office
from dlschool.services import (
    exchange_folder,
    exchange_inbox,
    exchange_outbox,
    exchange_status,
)
from dlschool.services.exchange_status import Level
from dlschool.settings import Settings
from dlschool.store import exchange


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> Office:
    made = exchange_hub.opened(tmp_path)
    exchange_hub.enrol(made, session.db)
    return made


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> ExchangeView:
    made = ExchangeView(session)
    qtbot.addWidget(made)
    made.resize(1140, 640)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def accents(widget: ExchangeView) -> list[Button]:
    return [b for b in widget.findChildren(Button) if b.kind == "primary" and b.isVisible()]


def test_before_pairing_the_screen_says_so_and_offers_nothing_to_send(screen: ExchangeView) -> None:
    assert "Білім бөлімі әлі қосылмаған." in said(screen)
    assert not screen.send.isVisible()
    assert not screen.counts.isVisible()
    assert len(accents(screen)) <= 1
    assert not nameless(screen)


def test_one_sentence_four_counts_and_one_button(
    desk: Office, screen: ExchangeView, session: Session
) -> None:
    stored_case(session.db, classes=("1А",), ground=Ground.WEATHER)
    screen.reload()
    text = said(screen)
    assert "осында күтіп тұрған өзгерістер" in text
    for word in ("Осы компьютерде", "Флеш-жинақтағышта, жолда", "Білім бөлімінде", "Қабылданды"):
        assert word in text
    assert accents(screen) == [screen.send]
    assert not nameless(screen)


def test_the_languages_switch_while_it_stands(
    desk: Office, screen: ExchangeView, session: Session
) -> None:
    exchange_outbox.seal(session.db)
    screen.reload()
    words.speak("ru")
    text = said(screen)
    assert "Обмен с отделом образования" in text
    assert "изменений:" in text
    assert "На этом компьютере" in text


def test_a_round_by_stick_from_the_screen(
    desk: Office, screen: ExchangeView, session: Session, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    stick = tmp_path / "stick"
    stick.mkdir()
    told: list[str] = []
    session.told.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(stick))
    press(screen, "Флеш-жинақтағышқа шығару…")
    qtbot.waitUntil(lambda: exchange.counts(session.db).keys() == {"sent"})
    qtbot.waitUntil(lambda: bool(told))
    exchange_hub.take(desk, files.load(stick))
    letters = [wire.first(content) for content in exchange_hub.answers(desk, 1)]
    files.write(next((stick / "DLX").iterdir()), [each for each in letters if each is not None])
    monkeypatch.setattr(view.exchange_folder, "answers_on", lambda _db: [stick])
    assert str(stick) not in said(screen)
    screen._watch.timeout.emit()
    assert str(stick) in said(screen)
    press(screen, "Қабылдау")
    qtbot.waitUntil(lambda: exchange.counts(session.db).keys() == {"accepted"})
    qtbot.waitUntil(lambda: "бәрін алды" in said(screen))


def test_a_damaged_stick_is_told_in_a_window_of_its_own(
    desk: Office, screen: ExchangeView, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    home = tmp_path / "stick" / "DLX" / "1"
    home.mkdir(parents=True)
    (home / "1-00000000-d-1-1.dlx").write_bytes(b"torn")
    screen.take(tmp_path / "stick")
    qtbot.waitUntil(
        lambda: any(
            "1-00000000-d-1-1.dlx" in said(box)
            for box in QApplication.topLevelWidgets()
            if isinstance(box, Dialog)
        )
    )


def test_a_pause_is_said_across_the_page_and_ended_there(
    desk: Office, screen: ExchangeView, session: Session
) -> None:
    press(screen, "Кідірту")
    assert not screen.send.isEnabled()
    assert exchange_status.status(session.db).paused
    press(screen, "Жалғастыру")
    assert screen.send.isEnabled()


def test_what_leaves_the_school_is_shown_for_every_level(
    desk: Office, screen: ExchangeView
) -> None:
    press(screen, "Қандай мәлімет шығады…")
    box = dialog()
    assert "Аты-жөнсіз істер" in said(box)
    assert "Тегі" not in said(box)
    assert not nameless(box)
    box.put(Level.NAMES)  # type: ignore[attr-defined]
    assert "Тегі" in said(box)


def test_a_name_of_three_hundred_letters_wraps(
    screen: ExchangeView, session: Session, desk: Office
) -> None:
    import msgspec

    from dlschool.services import exchange_keys

    with exchange.writing(session.db):
        to = exchange_keys.need_paired(session.db)
        long = msgspec.structs.replace(to, name_kk=LONG_NAME.kk, name_ru=LONG_NAME.ru)
        exchange_keys.keep_paired(session.db, long)
    screen.reload()
    assert LONG_NAME.kk in said(screen)
    assert screen.minimumSizeHint().width() < 1000


def test_who_may_not_exchange_sees_why(qtbot: QtBot, session: Session, desk: Office) -> None:
    db = opened(session.folder, lambda: AT, "М.", Role.TEACHER, ("8Ә",))
    other = Session(db, session.folder, Settings(theme="light"), lambda: AT)
    made = ExchangeView(other)
    qtbot.addWidget(made)
    made.reload()
    made.show()
    assert "рөліңіз" in said(made)
    assert accents(made) == []
    db.close()


def test_the_button_waits_while_a_conversation_runs(
    desk: Office, screen: ExchangeView, session: Session, qtbot: QtBot
) -> None:
    line = Waiting(desk)
    runner = courier.of(session)
    runner._ways = lambda _to: line
    screen.send.click()
    qtbot.waitUntil(lambda: not screen.send.isEnabled())
    assert "алмасу жүріп жатыр" in said(screen)
    line.go.set()
    finished(qtbot, runner)
    assert screen.send.isEnabled()
    assert exchange.counts(session.db).keys() == {"accepted"}
    assert exchange_folder.export(session.db, session.folder.root / "x").envelopes == 0


def test_messages_of_a_newer_version_offer_to_update_the_program(
    screen: ExchangeView, desk: Office, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(updates, "choose", lambda *given: asked.append(given))
    with exchange.writing(session.db):
        exchange.put(session.db, "error", json.dumps([exchange_inbox.NEWER, {}]).encode())
    session.changed.emit()
    press(screen, words.shown("Update the program…"))
    assert asked == [(screen, session)]
