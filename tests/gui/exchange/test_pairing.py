"""The way to a connection in the window: file, who asks, six words, certificate; one accent at a time."""

from pathlib import Path

import pairing_parts as parts
import pytest
from builders import LONG_NAME, opened, school
from gui.kept import AT, dialog, press, refused, said
from gui.naming import nameless
from gui.waiting_line import finished
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dlschool.domain.access import Role
from dlschool.exchange import armour
from dlschool.gui import words
from dlschool.gui.exchange import courier
from dlschool.gui.exchange.courier import Courier
from dlschool.gui.exchange.pairing import PairingCard
from dlschool.gui.exchange.pairing_dialog import EnrolmentDialog
from dlschool.gui.exchange.view import ExchangeView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import Button
from dlschool.hub import enrolment, letting_in
from dlschool.hub.office import Office
from dlschool.paths import DataFolder
from dlschool.services import exchange_offer, exchange_pairing
from dlschool.services import school as schools
from dlschool.services.exchange_pairing import State
from dlschool.settings import Settings


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    return parts.opened(tmp_path, lambda: AT)


@pytest.fixture
def card(qtbot: QtBot, session: Session) -> PairingCard:
    made = PairingCard(session)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    session.changed.connect(made.reload)
    made.reload()
    made.show()
    return made


def text_of(desk: Office) -> str:
    return armour.written(parts.enrolled(desk), "# Бұл файл")


def asked(session: Session, desk: Office) -> None:
    exchange_pairing.ask(session.db, parts.enrolled(desk), "Хатшы")
    session.changed.emit()


def state(session: Session) -> State:
    return exchange_pairing.pairing_of(session.db).state


def test_a_pasted_code_shows_who_asks_before_anything_is_made(
    card: PairingCard, session: Session, desk: Office
) -> None:
    press(card, "Тіркеу файлын ашу…")
    box = dialog()
    assert isinstance(box, EnrolmentDialog)
    box.code.setPlainText(text_of(desk))
    box.accept()
    assert parts.DEPARTMENT.name.kk in said(box)
    assert parts.BIN in said(box)
    assert "21.12.2026" in said(box)
    assert state(session) is State.NONE
    box.label.setText("Хатшының компьютері")
    box.accept()
    assert not box.isVisible()
    assert state(session) is State.WAITING
    for word in exchange_pairing.pairing_of(session.db).words:
        assert word in said(card)


def test_a_file_does_the_same(
    card: PairingCard,
    session: Session,
    desk: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "school.dlx"
    file.write_text(text_of(desk), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    card.open_enrolment()
    box = dialog()
    press(box, "Тіркеу файлын таңдау…")
    assert parts.DEPARTMENT.name.kk in said(box)
    assert box.pages.currentIndex() == 1  # type: ignore[attr-defined]


def test_what_is_no_code_is_refused_in_the_dialog_and_what_was_typed_stays(
    card: PairingCard, session: Session
) -> None:
    card.open_enrolment()
    box = dialog()
    assert isinstance(box, EnrolmentDialog)
    box.code.setPlainText("Сәлем")
    box.accept()
    assert "тіркеу файлы" in refused(box)
    assert box.code.toPlainText() == "Сәлем"
    assert box.pages.currentIndex() == 0
    assert state(session) is State.NONE


def test_a_file_for_another_school_stops_before_the_request(
    card: PairingCard, session: Session, desk: Office
) -> None:
    schools.save_school(session.db, school(bin="990140000384"))
    card.open_enrolment()
    box = dialog()
    assert isinstance(box, EnrolmentDialog)
    box.code.setPlainText(text_of(desk))
    box.accept()
    assert "990140000384" in refused(box)
    assert box.pages.currentIndex() == 0


def test_by_stick_from_the_request_to_the_certificate(
    card: PairingCard,
    session: Session,
    desk: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked(session, desk)
    stick = tmp_path / "request.dlx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(stick), ""))
    press(card, "Сұрауды флеш-жинақтағышқа жазу…")
    request = exchange_offer.content_in(stick)
    assert enrolment.heard(desk, request).status == 202
    parts.approve(desk)
    back = tmp_path / "certificate.dlx"
    back.write_text(armour.written(enrolment.heard(desk, request).body), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(back), ""))
    press(card, "Куәлікті флеш-жинақтағыштан алу…")
    assert state(session) is State.CONNECTED
    assert not card.isVisible()


def test_over_the_line_beside_the_window(
    qtbot: QtBot,
    card: PairingCard,
    session: Session,
    desk: Office,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runner = Courier(session, lambda _to: parts.Way(desk))
    monkeypatch.setattr(courier, "of", lambda _session: runner)
    runner.changed.connect(card.reload)
    asked(session, desk)
    press(card, "Білім бөлімінен қазір сұрау")
    finished(qtbot, runner)
    assert state(session) is State.WAITING
    parts.approve(desk)
    press(card, "Білім бөлімінен қазір сұрау")
    finished(qtbot, runner)
    assert state(session) is State.CONNECTED
    assert not card.isVisible()
    runner.stop()


def test_a_declined_request_says_why_and_leads_on(
    card: PairingCard, session: Session, desk: Office
) -> None:
    asked(session, desk)
    way = parts.Way(desk)
    exchange_pairing.send(session.db, way)
    (waiting,) = desk.db.run(lambda tx: letting_in.waiting(tx, desk))
    letting_in.decline(desk, waiting.device, parts.WHO)
    exchange_pairing.send(session.db, way)
    card.reload()
    assert "қабылдамады" in said(card)
    press(card, "Тіркеу файлын ашу…")
    assert isinstance(dialog(), EnrolmentDialog)


def test_a_revoked_computer_says_why(card: PairingCard, session: Session, desk: Office) -> None:
    from dlschool.services import exchange_renewal
    from dlschool.services.exchange_sync import sync

    asked(session, desk)
    way = parts.Way(desk)
    exchange_pairing.send(session.db, way)
    device = parts.approve(desk)
    exchange_pairing.send(session.db, way)
    letting_in.revoke(desk, device, "Компьютер ұрланды", parts.WHO)
    with pytest.raises(Exception, match="ұрланды"):
        sync(session.db, way)
    assert exchange_renewal.farewell(session.db, b"") is None
    card.reload()
    assert "Компьютер ұрланды" in said(card)


def test_giving_up_leads_back_to_the_beginning(
    card: PairingCard, session: Session, desk: Office
) -> None:
    asked(session, desk)
    press(card, "Сұраудан бас тарту")
    assert state(session) is State.NONE


def test_who_is_not_the_owner_reads_who_may(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    db = opened(DataFolder(tmp_path / "school"), lambda: AT, "Б. Б.", Role.DEPUTY)
    other = Session(db, DataFolder(tmp_path / "school"), Settings(theme="light"), lambda: AT)
    made = PairingCard(other)
    qtbot.addWidget(made)
    made.reload()
    made.show()
    assert "«Иесі» рөліндегі" in said(made)
    assert not made.findChildren(Button)
    db.close()


def test_the_whole_screen_has_one_accent_in_each_state(
    qtbot: QtBot, session: Session, desk: Office
) -> None:
    screen = ExchangeView(session)
    qtbot.addWidget(screen)
    screen.resize(1140, 640)
    session.changed.connect(screen.reload)
    screen.reload()
    screen.show()

    def accents() -> int:
        QApplication.processEvents()
        return sum(b.kind == "primary" and b.isVisible() for b in screen.findChildren(Button))

    assert accents() == 1
    asked(session, desk)
    assert accents() == 1
    assert not nameless(screen)
    way = parts.Way(desk)
    exchange_pairing.send(session.db, way)
    parts.approve(desk)
    exchange_pairing.send(session.db, way)
    session.changed.emit()
    assert accents() == 1
    asked(session, desk)
    assert accents() == 1


def test_both_languages_and_long_names(card: PairingCard, session: Session, desk: Office) -> None:
    from dataclasses import replace

    parts.described(desk, replace(parts.DEPARTMENT, name=LONG_NAME))
    asked(session, desk)
    assert "Салыстыр" in said(card) or "салыстыр" in said(card)
    words.speak("ru")
    assert "сверьте эти шесть слов" in said(card)
    assert card.width() <= 1000
