"""The register of personal data in the window."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dlschool.domain.personal import Consent, Purpose, Request, RequestKind, Standing
from dlschool.errors import Refused
from dlschool.gui import printouts
from dlschool.gui.personal.breach import BreachDialog
from dlschool.gui.personal.dialogs import answer_dialog, consent_dialog, lift_dialog, request_dialog
from dlschool.gui.personal.page import PersonalPage
from dlschool.gui.personal.tab import PersonalTab
from dlschool.gui.protect import ProtectDialog
from dlschool.gui.pupils.card import PupilCard
from dlschool.gui.pupils.view import PupilsView
from dlschool.gui.session import Session
from dlschool.gui.widgets.buttons import QuietButton
from dlschool.gui.widgets.dialog import Dialog
from dlschool.gui.widgets.fields import Combo
from dlschool.gui.widgets.prose import Prose
from dlschool.services import personal, personal_papers

TODAY = date(2026, 11, 21)
PASSWORD = "Құпия сөз 2026"


def words(widget: QWidget) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    labels = [label.text() for label in (*widget.findChildren(QLabel), *widget.findChildren(Prose))]
    return "\n".join([*labels, *(button.text() for button in widget.findChildren(QPushButton))])


def press(dialog: Dialog) -> None:
    assert dialog.ok_button is not None
    dialog.ok_button.click()


def block(session: Session) -> int:
    asked = Request(pupil_id=1, kind=RequestKind.BLOCKING, date=TODAY, applicant="Ким А.")
    return personal.record_request(session.db, asked)


def test_a_consent_is_recorded_from_the_card_and_shown_there(
    qtbot: QtBot, session: Session
) -> None:
    tab = PersonalTab(session)
    qtbot.addWidget(tab)
    tab.put(1)
    assert "деректерді өңдеуге келісім жоқ" in words(tab)
    dialog = consent_dialog(tab, session, 1)
    dialog.open()
    press(dialog)
    kept = personal.consents(session.db, 1)[0]
    assert kept.guardian == "Сәрсенбаева Гүлнұр Ыбырайқызы"
    assert Purpose.PHOTO not in kept.scope
    assert personal.consent_of(session.db, 1) is Standing.GIVEN
    tab.put(1)
    assert "келісім бар" in words(tab)


def test_a_blocking_entered_in_a_dialog_is_told_over_the_card(
    qtbot: QtBot, session: Session
) -> None:
    card = PupilCard(session, QuietButton("back", lambda: None))
    qtbot.addWidget(card)
    dialog = request_dialog(card, session, 1)
    dialog.open()
    dialog.findChildren(Combo)[0].set_key(RequestKind.BLOCKING)
    press(dialog)
    card.show_pupil(1)
    assert "бұғатталған" in words(card)
    held = personal.blocking_requests(session.db, 1)[0]
    lifting = lift_dialog(card, session, held)
    lifting.open()
    press(lifting)
    card.reload()
    QApplication.processEvents()
    assert personal.blocking_requests(session.db, 1) == []


def test_the_page_lists_what_waits(qtbot: QtBot, session: Session) -> None:
    page = PersonalPage(session)
    qtbot.addWidget(page)
    block(session)
    page.reload()
    said = words(page)
    assert "Сәрсенбаев Өркен" in said
    assert "Ким А." in said
    given = Consent(pupil_id=1, guardian="А", date=TODAY, scope=(Purpose.PROCESSING,))
    personal.record_consent(session.db, given)
    page.reload()
    assert "Сәрсенбаев Өркен Қайратұлы" not in words(page)


def test_a_breach_is_entered_with_its_pupils(qtbot: QtBot, session: Session) -> None:
    page = PersonalPage(session)
    qtbot.addWidget(page)
    dialog = BreachDialog(page, session)
    dialog.open()
    dialog.what.setPlainText("Жад таяқшасы жоғалды")
    dialog.concerned.picker.look("Сәрсенбаев")
    dialog.concerned.add()
    dialog.concerned.add()
    press(dialog)
    held = personal.breaches(session.db)[0]
    assert held.pupils == (1,)
    assert held.due == date(2026, 11, 23)


def test_a_list_is_protected_unless_the_box_is_taken_off(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "тізім"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    view = PupilsView(session)
    qtbot.addWidget(view)
    view.to_excel()
    dialog = view.findChild(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    assert dialog.box.isChecked()
    with pytest.raises(Refused):
        dialog.protection()
    dialog.first.setText(PASSWORD)
    dialog.second.setText("other password")
    with pytest.raises(Refused):
        dialog.protection()
    dialog.second.setText(PASSWORD)
    press(dialog)
    assert out.with_suffix(".xlsx").read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


def test_a_file_in_the_open_is_a_choice_that_is_warned_of(qtbot: QtBot) -> None:
    chosen = []
    dialog = ProtectDialog(None, "a.pdf", "PDF (*.pdf)", lambda *a: chosen.append(a))
    qtbot.addWidget(dialog)
    assert dialog.warning.isHidden()
    dialog.box.setChecked(False)
    assert not dialog.warning.isHidden()
    assert dialog.protection().plain


def test_everything_about_a_person_is_written_from_the_card(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    from dlschool.services.protected_files import PLAIN

    tab = PersonalTab(session)
    qtbot.addWidget(tab)
    tab.put(1)
    tab.write(tmp_path / "card.pdf", PLAIN)
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")


def test_a_printed_form_is_saved_under_a_password_from_the_preview(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "тізбе.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out), ""))
    host = QWidget()
    qtbot.addWidget(host)
    window = printouts.show(
        host, session, personal_papers.prepare_access_list(session.db, "kk"), "тізбе"
    )
    window.lock.click()
    dialog = window.findChild(ProtectDialog)
    assert isinstance(dialog, ProtectDialog)
    for edit in (dialog.first, dialog.second):
        edit.setText(PASSWORD)
    press(dialog)
    reader = pypdf.PdfReader(out)
    assert reader.is_encrypted
    assert reader.decrypt(PASSWORD)


def test_a_request_for_destruction_is_answered_with_why_the_card_stays(
    qtbot: QtBot, session: Session
) -> None:
    asked = Request(pupil_id=1, kind=RequestKind.DESTRUCTION, date=TODAY, applicant="Ким А.")
    made = personal.record_request(session.db, asked)
    dialog = answer_dialog(None, session, personal.requests(session.db, 1)[0])
    qtbot.addWidget(dialog)
    assert "архив" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    press(dialog)
    answered = next(r for r in personal.requests(session.db, 1) if r.id == made)
    assert "архив" in answered.answer
